"""Separates the project's modules that belong to the function from those that only tests and examples import."""

import ast
import os
import sys
from typing import TYPE_CHECKING, Any, Dict, Iterable, Optional, Sequence, Set

from ..loading.project import Reached, names_of

if TYPE_CHECKING:
    from ..confinement.belonging import Belongings


class Modules:
    """`checks` is the code of tests and examples."""

    def __init__(self, order: Dict[str, Any], checks: Sequence[ast.AST]) -> None:
        self._order = order
        self._checks = checks
        self._tests = {os.path.realpath(file) for file in order["tests"]}
        self._looking = _reached(order)
        #: The shared parts of the file, once known.
        self.own: Optional["Belongings"] = None
        self._theirs: Optional[Set[str]] = None
        self._own: Set[str] = set()

    def is_project(self, module: str, member: Optional[str]) -> bool:
        """Whether an import of the file leads into the project."""
        return any(self._looking.file_of(name) is not None for name in self._full(module, member))

    def is_secret(self, module: str, member: Optional[str]) -> bool:
        """Whether the import is one that only tests and examples use."""
        theirs = self._theirs
        if theirs is None:
            assert self.own is not None
            theirs = self._theirs = {
                *_reached(self._order).follow(name for node in self._checks for name in _every(node, self._package)).sources
            }
            self._own = {*_reached(self._order).follow(imported_by(self.own, self._order)).sources, self._order["module"]}
        return any(self._is_theirs(name, theirs) for name in self._full(module, member))

    def _is_theirs(self, name: str, theirs: Set[str]) -> bool:
        file = self._looking.file_of(name)
        if file is None or name in self._own:
            return False
        return name in theirs or name in sys.modules or os.path.realpath(file) in self._tests

    def gives(self, module: str) -> Optional[Set[str]]:
        """The top-level names that a project module binds; None if it has a star import."""
        source = _reached(self._order).follow([self._looking.full(module)]).sources.get(self._looking.full(module))
        try:
            tree = ast.parse(source.text) if source is not None else None
        except SyntaxError:
            tree = None
        if tree is None or any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in tree.body):
            return None
        return {name for node in ast.walk(tree) for name in _bound(node)}

    @property
    def _package(self) -> str:
        return self._looking.package

    def _full(self, module: str, member: Optional[str]) -> Iterable[str]:
        name = self._looking.full(module)
        return [name] if member is None else [name, "%s.%s" % (name, member) if name else member]


def imported_by(own: "Belongings", order: Dict[str, Any]) -> Set[str]:
    """Full names of all possible imports in a file's own code."""
    package = _reached(order).package
    return {name for node in own.imports for name in names_of(node, package)} | set(own.types_from)


def _bound(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from ((one.asname or one.name).partition(".")[0] for one in node.names)


def _every(tree: ast.AST, package: str) -> Iterable[str]:
    for node in ast.walk(tree):
        yield from names_of(node, package)


def _reached(order: Dict[str, Any]) -> Reached:
    return Reached(order["path"], order["module"], order["file"])
