"""Finds names of a file that are bound more than once: their value depends on where they are read."""

import ast
from typing import List, Set


def assigned(statement: ast.stmt) -> Set[str]:
    """Names that a plain assignment binds; none for any other statement."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)) and statement.value is not None:
        targets = [statement.target]
    else:
        return set()
    return {target.id for target in targets if isinstance(target, ast.Name)}


def rebound(statements: List[ast.stmt], own: List[bool]) -> Set[str]:
    """Names that plain assignments bind both above and below the first definition among one's own statements."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    places = [at for at, (one, is_own) in enumerate(zip(statements, own)) if is_own and isinstance(one, functions)]
    if not places:
        return set()
    above: Set[str] = set().union(*map(assigned, statements[: places[0]]))
    return above & set().union(*map(assigned, statements[places[0] + 1 :]))
