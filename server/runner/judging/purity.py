"""Finds examples without side effects: an evaluator that has run only such may judge the next candidate too.

It decides by the source alone, and carefully: literals, operators and comparisons over them, calls of the function itself and of
builtins that change nothing, and names of the module that are bound to immutable values.
"""

import ast
import builtins
import math
import types
from typing import Any, Dict

HARMLESS = frozenset(
    "abs all any ascii bin bool bytes callable chr complex dict divmod enumerate filter float format frozenset hash hex int"
    " isinstance issubclass len list map max min oct ord pow range repr reversed round set slice sorted str sum tuple type zip"
    " True False None".split()
)
HARMLESS_OF_MATH = frozenset(name for name in dir(math) if not name.startswith("_"))
SHAPES = (
    ast.Module,
    ast.Assert,
    ast.Expr,
    ast.Constant,
    ast.List,
    ast.Tuple,
    ast.Set,
    ast.Dict,
    ast.Compare,
    ast.BoolOp,
    ast.UnaryOp,
    ast.BinOp,
    ast.Subscript,
    ast.Slice,
    ast.Starred,
    ast.keyword,
    ast.Load,
    ast.IfExp,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
    ast.expr_context,
)
IMMUTABLE = (int, float, complex, str, bytes, bool, type(None), range)
OLD_INDEX = getattr(ast, "Index", ast.Constant)  # Before Python 3.9, an index is wrapped.


def leaves_no_trace(tree: ast.AST, target: str, module: types.ModuleType) -> bool:
    """Whether the statement's execution changes nothing that another candidate's evaluation could see."""
    space = module.__dict__
    return "." not in target and all(_harmless(node, target, space) for node in ast.walk(tree))


def _harmless(node: ast.AST, target: str, space: Dict[str, Any]) -> bool:
    if isinstance(node, ast.Name):
        if node.id == target:
            return True
        if node.id in space:
            return type(space[node.id]) in IMMUTABLE or space[node.id] is math
        return node.id in HARMLESS and hasattr(builtins, node.id)
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and space.get(node.value.id) is math and node.attr in HARMLESS_OF_MATH
    if isinstance(node, ast.Call):
        return isinstance(node.func, (ast.Name, ast.Attribute))
    return isinstance(node, SHAPES) or isinstance(node, OLD_INDEX)
