"""Walks syntax trees without an import: `ast.walk` imports a module at each call, which a user's file may shadow."""

import ast
from typing import Iterator


def nodes_in(*roots: ast.AST) -> Iterator[ast.AST]:
    """The nodes of the trees, in no particular order."""
    pending = list(roots)
    while pending:
        node = pending.pop()
        yield node
        pending.extend(ast.iter_child_nodes(node))
