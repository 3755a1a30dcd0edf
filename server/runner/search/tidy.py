"""Removes brackets that change nothing, and writes the rest as a person would."""

import ast
from typing import List, Optional, Sequence

from .brackets import without_brackets
from .readable import readable
from .solution import Solution


def tidied(solution: Solution, parameters: Sequence[str], receiver: Optional[str] = None) -> Solution:
    """The same program, as a person would write it."""
    statements = without_brackets("\n".join(solution.statements), _meaning)
    expression = without_brackets(solution.expression, _meaning)
    *lines, last = readable(
        "%s\nreturn %s" % (statements, expression) if statements else "return " + expression, parameters, receiver
    ).split("\n")
    return solution._replace(statements=tuple(lines), expression=last[len("return ") :])


def _meaning(tree: ast.Module) -> str:
    return ast.dump(_LeftToRight().visit(tree))


class _LeftToRight(ast.NodeTransformer):
    """Turns `a * (b * c)` into `a * b * c`, and `a and (b and c)` into `a and b and c`."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        right = node.right
        if isinstance(node.op, (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)) and isinstance(right, ast.BinOp):
            if type(right.op) is type(node.op):
                return self.visit(ast.BinOp(ast.BinOp(node.left, node.op, right.left), node.op, right.right))
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        values: List[ast.expr] = []
        for value in node.values:
            nested = isinstance(value, ast.BoolOp) and type(value.op) is type(node.op)
            values.extend(value.values if nested else [value])  # type: ignore[attr-defined]
        return ast.BoolOp(node.op, values)
