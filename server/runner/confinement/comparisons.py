"""The comparisons of the classes in the user's file: the attributes that they read, and whether they ignore the other side."""

import ast
from typing import Any, Dict, List, Set

from .name_rules import COMPARISONS
from .scopes import FUNCTIONS
from .units import LOOKING


class Comparisons:
    """Gathers comparisons during the reading of the file, and resolves them when all names are known."""

    def __init__(self) -> None:
        self._loose: Set[str] = set()
        #: Attributes that a method reads, by its name.
        self._reads: Dict[str, Set[str]] = {}

    def note(self, node: ast.ClassDef) -> None:
        if any(isinstance(one, FUNCTIONS) and one.name == "__eq__" and _is_loose(one) for one in node.body):
            self._loose.add(node.name)

    def reads_of(self, method: str) -> Set[str]:
        """Returns a set that the reader fills from the method's body."""
        return self._reads.setdefault(method, set())

    def loose_among(self, names: Dict[str, Any]) -> Set[str]:
        """Names that compare without a look at the other side: such classes, their instances, and functions that return one."""
        loose = set(self._loose)
        size = -1
        while loose and size != len(loose):
            size = len(loose)
            for name, value in names.items():
                if isinstance(value, FUNCTIONS):
                    given: List[Any] = [one.value for one in ast.walk(value) if isinstance(one, (ast.Return, ast.Yield)) and one.value]
                elif isinstance(value, ast.expr):
                    given = [value]
                else:
                    continue
                if any(isinstance(one, ast.Name) and one.id in loose for part in given for one in ast.walk(part)):
                    loose.add(name)
        return loose

    def hooked(self) -> Set[str]:
        """Attributes that comparisons read, directly or through methods that they call."""
        found: Set[str] = set()
        todo = [name for name in self._reads if name in COMPARISONS]
        seen: Set[str] = set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            read = self._reads[name]
            found |= read
            todo.extend(one for one in read if one in self._reads)
        return found


def _is_loose(comparison: Any) -> bool:
    other = comparison.args.args[-1].arg if comparison.args.args else ""
    looks = any(
        isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == other for one in ast.walk(comparison)
    )
    return not looks and not any(isinstance(one, ast.Name) and one.id in LOOKING for one in ast.walk(comparison))
