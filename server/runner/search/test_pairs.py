"""Reads argument and result pairs from test functions: from asserts, `assertEqual`, and the tables of `parametrize`.

It reads only values that need no run of the test: literals, parameters of literal tables, simple assignments before the assert.
"""

import ast
import itertools
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from .calls import Calls, calls_of, compared
from .subject import Subject


class Read(NamedTuple):
    #: A call, or the read attribute of a property.
    call: ast.expr
    expected: ast.expr
    #: The values of names at that point.
    names: Dict[str, Any]


def read_tests(source: str, tests: List[str], subject: Subject) -> Iterator[Read]:
    """Yields calls of the subject and expected values, as expressions, from the tests of these names (`TestClass.test_x`)."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    calls = calls_of(subject, _aliases(tree, subject.name))
    outer = _assigned(tree.body, {})
    for function in _functions(tree.body, ""):
        if function[0] in tests:
            for names in cases(function[1], outer):
                yield from _pairs(function[1].body, calls, names)


def _aliases(tree: ast.Module, target: str) -> List[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return [alias.asname for node in imports for alias in node.names if alias.name == target and alias.asname]


def _functions(body: List[ast.stmt], before: str) -> Iterator[Tuple[str, Any]]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield before + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, before + node.name + ".")


def cases(function: Any, outer: Dict[str, Any]) -> Iterator[Dict[str, Any]]:
    """The parameter values of each `parametrize` case, with those of `outer`."""
    tables = [table for table in (_table(one, outer) for one in function.decorator_list) if table is not None]
    for rows in itertools.product(*tables):
        names = dict(outer)
        for row in rows:
            names.update(row)
        yield names


def _table(decorator: ast.expr, outer: Dict[str, Any]) -> Optional[List[Dict[str, Any]]]:
    """The rows of `@pytest.mark.parametrize("x, want", [(1, 2), …])`."""
    if not (isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") == "parametrize" and len(decorator.args) > 1):
        return None
    try:
        listed = ast.literal_eval(decorator.args[0])
    except ValueError:
        return None
    names = [one.strip() for one in listed.split(",")] if isinstance(listed, str) else list(listed)
    listing = decorator.args[1]
    rows = []
    for row in listing.elts if isinstance(listing, (ast.List, ast.Tuple)) else outer.get(getattr(listing, "id", ""), ()):
        try:
            values = _row(row, len(names))
        except ValueError:
            continue  # The row has more than literals, so its values are unknown.
        if len(values) == len(names):
            rows.append(dict(zip(names, values)))
    return rows


def _row(row: Any, width: int) -> Tuple[Any, ...]:
    """The values of a row: an expression, an already read value, or `pytest.param(1, 2, id="…")`."""
    if isinstance(row, ast.Call):
        return tuple(ast.literal_eval(one) for one in row.args)
    value = ast.literal_eval(row) if isinstance(row, ast.expr) else row
    return (value,) if width == 1 else tuple(value)


def _assigned(body: List[ast.stmt], names: Dict[str, Any]) -> Dict[str, Any]:
    found = dict(names)
    for node in body:
        _assign(node, found)
    return found


def _assign(node: ast.stmt, names: Dict[str, Any]) -> None:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        try:
            names[node.targets[0].id] = ast.literal_eval(node.value)
        except ValueError:
            names.pop(node.targets[0].id, None)


def _pairs(body: List[ast.stmt], calls: Calls, names: Dict[str, Any]) -> Iterator[Read]:
    names = dict(names)
    for node in body:
        _assign(node, names)
        for call, expected in compared(node, calls):
            yield Read(call, expected, dict(names))
