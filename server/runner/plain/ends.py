"""Finds the examples that mention StopIteration. In those the function may raise it; in others it is an error (PEP 479)."""

import ast
import linecache
from typing import Any, Dict, Iterable, List, Optional

from ..judging.trees import nodes_in
from .loaded import Loaded
from .target import FUNCTIONS

_NAME = "StopIteration"


class Ends:
    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._known: Dict[int, bool] = {}
        self._trees: Dict[str, Optional[ast.Module]] = {}

    def are_expected(self, number: int) -> bool:
        """Whether the example's text, or a function of its file that it calls, mentions StopIteration."""
        if number not in self._known:
            self._known[number] = self._speaks(number)
        return self._known[number]

    def _speaks(self, number: int) -> bool:
        loaded = self._loaded
        for entry in loaded.users.entries:
            if any(check.number == number for check in entry.checks):
                return _names_it(loaded.users.text.tree, entry.node)
        for case in loaded.cases.all:
            if case.number == number:
                tree = self._tree_of(case.file)
                node = next((one for one in _functions(tree) if one.lineno == case.line), None) if tree else None
                return tree is not None and _names_it(tree, node or tree)
        lines = (line for session in loaded.sessions for line in session.lines if line.number == number)
        return any(_NAME in "%s%s" % (line.example.source, line.example.exc_msg) for line in lines)

    def _tree_of(self, file: str) -> Optional[ast.Module]:
        if file not in self._trees:
            try:
                self._trees[file] = ast.parse("".join(linecache.getlines(file)))
            except SyntaxError:
                self._trees[file] = None
        return self._trees[file]


def _functions(tree: ast.AST) -> Iterable[Any]:
    return (node for node in nodes_in(tree) if isinstance(node, FUNCTIONS))


def _names_it(tree: ast.AST, node: ast.AST) -> bool:
    """Whether the node, or a function of the file that it mentions, directly or not, names it."""
    by_name: Dict[str, List[ast.AST]] = {}
    for one in _functions(tree):
        by_name.setdefault(one.name, []).append(one)
    pending, seen = [node], {id(node)}
    while pending:
        for part in nodes_in(pending.pop()):
            name = getattr(part, "id", None) or getattr(part, "attr", None)
            if name == _NAME:
                return True
            for one in by_name.get(name, ()) if isinstance(name, str) else ():
                if id(one) not in seen:
                    seen.add(id(one))
                    pending.append(one)
    return False
