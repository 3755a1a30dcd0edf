"""Divides the names of a file: the function's code leads to its own names; the rest, which only examples need, are theirs.

A class that only examples use may still be a type of the function's domain: examples create objects of it, pass them, compare with
them, or catch it. A class that they only read (`Expected.small`, `Cases().table`) or derive from contains their knowledge.
"""

import ast
from typing import Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from .belonging import Belongings, Uses, mentioned, stated
from .scopes import FUNCTIONS
from .units import Import, Unit, closure, dotted, targets

#: Whether an import comes from the user's project: `(module, member)`.
IsProject = Callable[[str, Optional[str]], bool]
#: The names that a module of the project binds; None if unknown.
Gives = Callable[[str], Optional[Set[str]]]
_ENUMERATIONS = ("Enum", "Flag")
_RECORDS = ("NamedTuple", "TypedDict")


class Words:
    """The user's words for names: `named` by the function's signature and present body, `told` by its docstring."""

    def __init__(self) -> None:
        self.named: Set[str] = set()
        self.told: Set[str] = set()
        #: The name of the function, and of its class.
        self.own: Set[str] = set()
        #: Words of the docstring that may be plain English: `Expected value` names no class.
        self.read: Set[str] = set()
        #: Named by asserts and docstrings of other functions, and by doctests.
        self.tested: Set[str] = set()
        self.doctested: Set[str] = set()
        self.sessions: List[ast.AST] = []


class Sharing:
    """`target` is the function's name, `tests` are the other files with examples."""

    def __init__(
        self, units: List[Unit], words: Words, target: str, tests: Sequence[ast.Module], module: str, is_project: IsProject, gives: Gives
    ) -> None:
        self._units = units
        self._words = words
        self._is_project = is_project
        self._binding: Dict[str, List[Unit]] = {}
        for unit in units:
            for name in unit.binds:
                self._binding.setdefault(name, []).append(unit)
        # Names in doctests belong to the examples if nothing else mentions them.
        used = closure([one for one in units if one.example], words.doctested - {target}, self._binding)
        there = closure([], self._named_by(tests, module), self._binding)
        roots = [one for one in units if id(one) not in used | there and not one.example and not one.idle]
        defined = {name for one in units for name, value in one.binds.items() if isinstance(value, FUNCTIONS + (ast.ClassDef,))}
        checks = [*(one.node for one in units if one.example), *words.sessions, *tests]
        named = words.named | words.told | (words.tested & defined)
        if words.read:
            named |= words.read & {name for node in checks for name in stated(node, target)}
        own = {id(one) for one in units if one.example or one.idle}
        # The examples' own bindings do not count as the function's: a parameter `x` where they loop over `x`.
        beside = {name: [one for one in binding if id(one) not in own] for name, binding in self._binding.items()}
        kept = closure(roots, named, beside)
        self._uses = Uses()
        self._uses.read([*(one.node for one in units if id(one) in own | used | there and id(one) not in kept), *words.sessions, *tests])
        types = [one for one in units if id(one) not in kept | own and id(one) in used | there and self._is_type(one, id(one) in used)]
        #: Units that the function's code leads to, and the types of its arguments and results.
        self._shared = closure([*roots, *types], named, beside)
        self._types = [one for one in types if isinstance(one.node, ast.ClassDef)]
        self.theirs = own | (used - kept) | (there - self._shared)
        self._stars = self._stars_of_examples(gives, {name for one in units if id(one) in own | used for name in one.uses})

    def belongings(self, mine: Set[str]) -> Belongings:
        """`mine` are names that the candidate gets in any case."""
        theirs = {name for one in self._units if id(one) in self.theirs for name in one.binds} - mine
        starred = {name for names in self._stars.values() for name in names} - mine
        shared = [one for one in self._units if id(one) in self._shared and _star_of(one.node) not in self._stars]
        return Belongings(
            frozenset(theirs | starred),
            frozenset({name for name in theirs if self._is_secret(name)} | starred),
            frozenset(self._values(shared)),
            tuple(node for one in shared for node in ast.walk(one.node) if isinstance(node, (ast.Import, ast.ImportFrom, ast.Call))),
            frozenset(module for module, taken in self._uses.taken.items() if taken and all(map(self._uses.is_type, taken))),
            frozenset(self._stars),
        )

    def _stars_of_examples(self, gives: Gives, asked: Set[str]) -> Dict[str, Set[str]]:
        """Modules with a star import from which only the examples use something, with the names that they use."""
        found: Dict[str, Set[str]] = {}
        for module in filter(None, (_star_of(one.node) for one in self._units)):
            names = (gives(module) or set()) - set(self._binding)
            used = {name for one in self._units if id(one) in self._shared for name in one.uses} | self._words.told
            if names & asked and not names & used:
                found[module] = names & asked
        return found

    def _named_by(self, tests: Sequence[ast.Module], module: str) -> Set[str]:
        """Names of the file in test files, except functions, which they test, and library names."""
        names = {name for tree in tests for name in mentioned(tree, module)} & set(self._binding)
        return {name for name in names if not any(self._is_public(one.binds[name]) for one in self._binding[name])}

    def _is_public(self, value: object) -> bool:
        return isinstance(value, FUNCTIONS) or (isinstance(value, Import) and not self._is_project(value.module, value.member))

    def _is_secret(self, name: str) -> bool:
        binding = self._binding[name]
        if any(id(one) in self._shared for one in binding):
            return False
        values = [one.binds[name] for one in binding]
        return not all(isinstance(value, Import) and not self._is_project(value.module, value.member) for value in values)

    def _is_type(self, unit: Unit, here: bool) -> bool:
        """Whether a unit that only the examples use, `here` or in test files, is a class whose objects the function may meet."""
        node = unit.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return bool(unit.binds) and all(map(self._uses.is_type, unit.binds))
        if not isinstance(node, ast.ClassDef):
            return False
        if node.name in self._uses.whole:
            return True
        # It leads to the function, or test files call its methods like the file's functions.
        leads = not self._words.own.isdisjoint(unit.uses | _attributes(node))
        if (leads or (not here and any(isinstance(one, FUNCTIONS) for one in node.body))) and not _checks(node):
            return True
        # An enumeration exists for its members, unless the examples read their values.
        return _derives(node, _ENUMERATIONS) and any(len(chain) == 1 for chain in self._uses.chains.get(node.name, ()))

    def _values(self, shared: Sequence[Unit]) -> Iterator[Tuple[str, str]]:
        """Class values that examples read and that no code in the candidate's process reads."""
        read = {name for one in shared for name in _attributes(one.node)} | self._words.told if self._types else set()
        for unit in self._types:
            node = unit.node
            assert isinstance(node, ast.ClassDef)
            asked = {chain[0] for chain in self._uses.chains.get(node.name, ())} - read - _read_in(node)
            for one in [] if _derives(node, _ENUMERATIONS + _RECORDS) else node.body:
                of_record = isinstance(one, ast.AnnAssign) and bool(node.bases or node.decorator_list)
                if isinstance(one, (ast.Assign, ast.AnnAssign)) and not of_record:
                    names = {name for target in getattr(one, "targets", None) or [one.target] for name in targets(target)}  # type: ignore[union-attr]
                    yield from ((node.name, name) for name in names & asked if name[:2] != "__")


def _star_of(node: ast.AST) -> str:
    """The module of `from module import *`."""
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        return "." * node.level + (node.module or "")
    return ""


def _derives(node: ast.ClassDef, kinds: Tuple[str, ...]) -> bool:
    return any(dotted(base).rpartition(".")[2].endswith(kinds) for base in node.bases)


def _attributes(node: ast.AST) -> Set[str]:
    return {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _read_in(node: ast.AST) -> Set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def _checks(node: ast.AST) -> bool:
    """Whether code contains checks, as tests do."""
    return any(isinstance(one, ast.Assert) or (isinstance(one, ast.Attribute) and one.attr.startswith("assert")) for one in ast.walk(node))
