"""Runs one example on the body in the file, under a debugger: `debugging.py FILE NAME FUNCTION KIND LINE [OTHER …]`.

NAME is the module's import name, LINE the example's, each OTHER the line of another example, which is left out. The program stops at the
example; for a doctest, at the first line of the function. It runs as the user's own script would: nothing here is locked.
"""

import ast
import doctest
import os
import sys
import types
from typing import List, Optional, Sequence, Set


def main(file: str, name: str, function: str, kind: str, line: int, others: Set[int]) -> None:
    # The folder of this script is no place for imports.
    sys.path[0] = os.path.dirname(file)
    sys.argv[:] = [file]
    with open(file, "rb") as opened:
        tree = ast.parse(opened.read(), file)
    definition = _definition(tree, function.split("."))
    holding = [one for one in tree.body if _holds(one, line)]
    tree.body = [one for one in tree.body if one in holding or not any(_holds(one, other) for other in others) or _defines(one)]
    if kind == "doctest":
        if definition is not None:
            _stop_in(definition)
    else:
        _stop_before(tree.body, line)
    # What stands under `if __name__ == "__main__"` runs only where the example does.
    own = "__main__" if any(isinstance(one, ast.If) for one in holding) else name
    module = types.ModuleType(own)
    module.__file__ = file
    sys.modules[own] = module
    exec(compile(tree, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    if kind == "doctest" and definition is not None:
        _doctest(definition, line, module)


def _holds(statement: ast.stmt, line: int) -> bool:
    return statement.lineno <= line <= (statement.end_lineno or statement.lineno)


def _defines(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _definition(node: ast.AST, path: Sequence[str]) -> "Optional[ast.FunctionDef | ast.AsyncFunctionDef]":
    for child in ast.walk(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and child.name == path[0]:
            if len(path) > 1:
                return _definition(ast.Module(body=child.body, type_ignores=[]), path[1:])
            return child if not isinstance(child, ast.ClassDef) else None
    return None


def _stop_before(body: List[ast.stmt], line: int) -> None:
    """Inserts a breakpoint before the innermost statement on the line."""
    for index, statement in enumerate(body):
        if not _holds(statement, line):
            continue
        for _, inner in ast.iter_fields(statement):
            if isinstance(inner, list) and any(isinstance(one, ast.stmt) and _holds(one, line) for one in inner):
                return _stop_before(inner, line)
        body.insert(index, _breakpoint(statement))
        return None
    return None


def _stop_in(definition: "ast.FunctionDef | ast.AsyncFunctionDef") -> None:
    first = 1 if ast.get_docstring(definition) is not None and len(definition.body) > 1 else 0
    definition.body.insert(first, _breakpoint(definition.body[first]))


def _breakpoint(at: ast.stmt) -> ast.stmt:
    call = ast.Expr(ast.Call(func=ast.Name(id="breakpoint", ctx=ast.Load()), args=[], keywords=[]))
    return ast.fix_missing_locations(ast.copy_location(call, at))


def _doctest(definition: "ast.FunctionDef | ast.AsyncFunctionDef", line: int, module: types.ModuleType) -> None:
    """Runs the docstring's examples up to the one on the line."""
    text = ast.get_docstring(definition, clean=False)
    if text is None:
        return
    start = definition.body[0].lineno
    test = doctest.DocTestParser().get_doctest(text, module.__dict__, definition.name, module.__file__, start - 1)
    test.examples = [one for one in test.examples if start + one.lineno <= line]
    doctest.DocTestRunner().run(test)


if __name__ == "__main__":
    _file, _name, _function, _kind, _line, *_others = sys.argv[1:]
    main(_file, _name, _function, _kind, int(_line), {int(_other) for _other in _others})
