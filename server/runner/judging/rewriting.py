"""Turns the assert statements of an example into checks that report their values.

A rewritten assert means the same as Python's: the same operands in the same order, compared once by the same operator.
"""

import ast
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from .judge import JUDGE, show


class Rewriter(ast.NodeTransformer):
    """Rewrites the asserts at the given lines, or lines and columns; `target` is the function's simple name.

    With `tells`, an assert without a comparison reports the results of calls of the function.
    """

    def __init__(self, at: Mapping[Any, int], target: str, tells: bool = False) -> None:
        self._tells = tells
        self._at: Dict[Any, int] = dict(at)
        self._target = target
        self._loops: List[ast.expr] = []

    def visit_For(self, node: Union[ast.For, ast.AsyncFor]) -> ast.AST:
        self._loops.append(node.target)
        self.generic_visit(node)
        self._loops.pop()
        return node

    visit_AsyncFor = visit_For

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        place = (node.lineno, node.col_offset)
        example = self._at.pop(place if place in self._at else node.lineno, None)
        if example is None:
            return node
        expected = _literal(self._other_side(node.test))
        node.test = self._check(node.test)
        return guarded(node, [node], example, expected, self._loops)

    def _other_side(self, test: ast.expr) -> Optional[ast.expr]:
        if not _is_equality(test):
            return None
        return test.left if self._swapped(test) else test.comparators[0]  # type: ignore[attr-defined]

    def _swapped(self, test: Any) -> bool:
        return self._calls(test.comparators[0]) and not self._calls(test.left)

    def _check(self, test: ast.expr) -> ast.expr:
        if not _is_equality(test):
            test = _Comparing().visit(test)
            return _Telling(self._target).visit(test) if self._tells else test
        method = "equal" if isinstance(test.ops[0], ast.Eq) else "same"  # type: ignore[attr-defined]
        arguments = [test.left, test.comparators[0], ast.Constant(self._swapped(test))]  # type: ignore[attr-defined]
        return ast.copy_location(_call(method, arguments), test)

    def _calls(self, tree: ast.AST) -> bool:
        return any(
            (isinstance(node, ast.Name) and node.id == self._target) or (isinstance(node, ast.Attribute) and node.attr == self._target)
            for node in ast.walk(tree)
        )


class _Comparing(ast.NodeTransformer):
    """Makes equality comparisons in an assert use the equality of a check."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
            return node
        return ast.copy_location(_call("alike", [node.left, node.comparators[0]]), node)


class _Telling(ast.NodeTransformer):
    """Makes calls of the function report their results."""

    def __init__(self, target: str) -> None:
        self._target = target

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) != self._target:
            return node
        return ast.copy_location(_call("gave", [node]), node)


def guarded(at: ast.stmt, body: List[ast.stmt], example: int, expected: Optional[str] = None, loops: Sequence[ast.expr] = ()) -> ast.stmt:
    """Builds `try: begin; body; done; except BaseException as e: raised(e)`, without binding a name in the user's code."""
    names = sorted({node.id for target in loops for node in ast.walk(target) if isinstance(node, ast.Name)})
    scope: ast.expr = ast.Constant(None)
    if names:
        shown: List[ast.expr] = [ast.Tuple([ast.Constant(name), ast.Name(name, ast.Load())], ast.Load()) for name in names]
        scope = _call("scope", [ast.Tuple(shown, ast.Load())])
    handler = ast.ExceptHandler(
        ast.Attribute(ast.Name(JUDGE, ast.Load()), "BaseException", ast.Load()),
        None,
        [ast.Expr(_call("caught", [ast.Constant(example), ast.Constant(expected), scope]))],
    )
    block = ast.Try(
        [
            ast.Expr(_call("begin", [ast.Constant(example)])),
            *body,
            ast.Expr(_call("done", [ast.Constant(example)])),
        ],
        [handler],
        [],
        [],
    )
    # The added nodes have no line of their own; the asserts keep theirs.
    for node in ast.walk(block):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, at)
    return block


def _call(method: str, arguments: List[ast.expr]) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name(JUDGE, ast.Load()), method, ast.Load()), arguments, [])


def _is_equality(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is))


def _literal(node: Optional[ast.expr]) -> Optional[str]:
    if node is None:
        return None
    try:
        return show(ast.literal_eval(node))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
