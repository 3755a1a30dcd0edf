"""The forms of a check in an example: `f(x) == 3`, `list(f(x)) == [3]`, `await f(x)`."""

import ast
from typing import Callable, Iterable, Iterator, Tuple

from .subject import Subject

#: A list result is the same after these.
_COLLECTING = {"list", "tuple", "set", "sorted", "dict"}
_RUNNING = {"run", "run_until_complete"}

Calls = Callable[[ast.AST], bool]


def calls_of(subject: Subject, aliases: Iterable[str] = ()) -> Calls:
    """Recognizes calls of the function. The object of a method call or a property is checked later, at run time."""
    names = {subject.name, *aliases}

    def calls(node: ast.AST) -> bool:
        if subject.is_property:
            return isinstance(node, ast.Attribute) and node.attr == subject.name
        if not isinstance(node, ast.Call):
            return False
        func = node.func
        if subject.is_method:
            return isinstance(func, ast.Attribute) and func.attr == subject.name
        if isinstance(func, ast.Attribute):
            return isinstance(func.value, ast.Name) and func.attr in names
        return isinstance(func, ast.Name) and func.id in names

    return calls


def compared(node: ast.stmt, calls: Calls) -> Iterator[Tuple[ast.expr, ast.expr]]:
    """Yields the call and the expected value for each check of a statement; `calls` recognizes the function's own calls."""
    for left, right in _sides(node):
        for one, other in ((left, right), (right, left)):
            call = unwrapped(one, calls)
            if calls(call) and not any(calls(each) for each in ast.walk(other)):
                yield call, _exact(other)
                break


def unwrapped(node: ast.expr, calls: Calls) -> ast.expr:
    """Removes an `await`, or a call that collects an iterator's values."""
    inner = node
    if isinstance(node, ast.Await):
        inner = node.value
    elif isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and not calls(node):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in (_COLLECTING if isinstance(node.func, ast.Name) else _RUNNING):
            inner = node.args[0]
    return node if inner is node else unwrapped(inner, calls)


def _sides(node: ast.stmt) -> Iterator[Tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assert):
        yield from _tested(node.test)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        name = getattr(node.value.func, "attr", "")
        if name in ("assertEqual", "assertAlmostEqual", "assertListEqual", "assertDictEqual") and len(node.value.args) > 1:
            yield node.value.args[0], node.value.args[1]
        elif name in ("assertTrue", "assertFalse") and node.value.args:
            yield node.value.args[0], ast.Constant(name == "assertTrue")


def _tested(test: ast.expr) -> Iterator[Tuple[ast.expr, ast.expr]]:
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, right = test.left, test.comparators[0]
        if isinstance(test.ops[0], (ast.Eq, ast.Is)):
            yield left, right
        elif isinstance(test.ops[0], (ast.Lt, ast.LtE)) and _is_distance(left):
            yield left.args[0].left, left.args[0].right  # type: ignore[attr-defined]
    elif isinstance(test, ast.Call) and getattr(test.func, "attr", "") == "isclose" and len(test.args) > 1:
        yield test.args[0], test.args[1]
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield test.operand, ast.Constant(False)
    else:
        yield test, ast.Constant(True)


def _is_distance(node: ast.expr) -> bool:
    """Whether the node is `abs(f(x) - 0.3)`."""
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "abs"
        and len(node.args) == 1
        and isinstance(node.args[0], ast.BinOp)
        and isinstance(node.args[0].op, ast.Sub)
    )


def _exact(expected: ast.expr) -> ast.expr:
    """The value in `pytest.approx(0.3)`."""
    if isinstance(expected, ast.Call) and expected.args:
        name = getattr(expected.func, "attr", getattr(expected.func, "id", ""))
        if name == "approx":
            return expected.args[0]
    return expected
