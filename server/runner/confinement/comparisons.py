"""How the classes of the user's file compare: what their comparisons read of an object, and which look at nothing of the other side."""

import ast
from typing import Any, Dict, List, Set

from .scopes import FUNCTIONS
from .units import LOOKING
from .words import COMPARISONS


class Comparisons:
    """Gathers that while the file is read, and tells it when all names are known."""

    def __init__(self) -> None:
        self._loose: Set[str] = set()
        #: Attributes that the methods of a name read.
        self._reads: Dict[str, Set[str]] = {}

    def note(self, node: ast.ClassDef) -> None:
        if any(isinstance(one, FUNCTIONS) and one.name == "__eq__" and _is_loose(one) for one in node.body):
            self._loose.add(node.name)

    def reads_of(self, method: str) -> Set[str]:
        """To be filled while the method's body is read."""
        return self._reads.setdefault(method, set())

    def loose_among(self, names: Dict[str, Any]) -> Set[str]:
        """What compares without a look at the other side: such classes, what is made of one, instances with a name, what a function gives."""
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
        """Attributes that comparisons read, by themselves or through methods that they call."""
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
