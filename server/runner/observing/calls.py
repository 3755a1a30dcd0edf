"""Reads inputs, which are calls of the function as source. The arguments are made before the call, apart from it."""

import ast
import types
from typing import Any, Dict, List, Tuple

_NAME = "__assay_%d__"


class Unbuilt(Exception):
    """The arguments can't be made here, so the input shows nothing about the candidate."""


class Call:
    """`source` is an expression that calls the function once, by its last name, perhaps within calls that read its result."""

    def __init__(self, source: str, name: str, flags: int) -> None:
        """Raises Unbuilt."""
        try:
            tree: Any = compile(source, "<input>", "eval", ast.PyCF_ONLY_AST | flags, True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise Unbuilt("not an expression") from error
        self._parts: List[types.CodeType] = []
        found = _call_of(tree.body, name)
        if found is None:
            raise Unbuilt("it does not call %s" % name)
        for at, one in enumerate(found.args):
            if isinstance(one, ast.Starred):
                one.value = self._apart(one.value, flags)
            else:
                found.args[at] = self._apart(one, flags)
        for keyword in found.keywords:
            keyword.value = self._apart(keyword.value, flags)
        if isinstance(found.func, ast.Attribute) and not isinstance(found.func.value, ast.Name):
            found.func.value = self._apart(found.func.value, flags)
        self._whole = compile(ast.fix_missing_locations(tree), "<input>", "eval", flags, True)

    def _apart(self, node: ast.expr, flags: int) -> ast.expr:
        name = ast.copy_location(ast.Name(_NAME % len(self._parts), ast.Load()), node)
        self._parts.append(compile(ast.fix_missing_locations(ast.Expression(node)), "<input>", "eval", flags, True))
        return name

    def arguments(self, scope: Dict[str, Any]) -> List[Any]:
        """Makes new arguments. Raises Unbuilt."""
        try:
            return [eval(code, scope) for code in self._parts]  # noqa: S307 - written from the user's own examples
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no such input
            raise Unbuilt("%s" % type(error).__name__) from error

    def result(self, scope: Dict[str, Any], arguments: List[Any]) -> Any:
        names = {_NAME % at: one for at, one in enumerate(arguments)}
        return eval(self._whole, scope, names)  # noqa: S307 - the candidate's process, which is locked


def _call_of(tree: ast.expr, name: str) -> Any:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _last_name(node.func) == name:
            return node
    return None


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(sources: List[str], name: str, flags: int) -> Tuple[Dict[int, Call], Dict[int, str]]:
    """Returns the calls that can be made, by number, and the reasons why others can't."""
    made: Dict[int, Call] = {}
    unbuilt: Dict[int, str] = {}
    for number, source in enumerate(sources):
        try:
            made[number] = Call(source, name, flags)
        except Unbuilt as error:
            unbuilt[number] = str(error)
    return made, unbuilt
