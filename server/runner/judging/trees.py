"""Syntax trees, walked without an import: `ast.walk` makes one at each call, and may get a file of the user's that bears the name."""

import ast
from typing import Iterator


def nodes_in(*roots: ast.AST) -> Iterator[ast.AST]:
    """The trees' nodes, in no order."""
    pending = list(roots)
    while pending:
        node = pending.pop()
        yield node
        pending.extend(ast.iter_child_nodes(node))
