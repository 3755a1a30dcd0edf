"""Pairs from a run of the tests: a recorder replaces the function, and its result notes the values that it is compared with.

So a test may keep a result in a variable, or change an object before its check. The tests are the user's own code, as in the evaluator.
A test that needs more than a recorder ends early, and its pairs so far count.
"""

import ast
import asyncio
import copy
import functools
import inspect
import types
import unittest
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence

from ..processes import guard
from .subject import Pair, Subject
from .test_pairs import cases

#: Wall-clock seconds for all tests of a file.
SECONDS = 2


class _TooLong(BaseException):
    """Ends a test; the test must not catch it."""


class Result:
    """The result of a recorded call. It equals any value, and notes it."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, pair: Pair, found: List[Pair]) -> None:
        self._pair = pair
        self._found = found

    def __eq__(self, other: Any) -> bool:
        if isinstance(other, Result):
            return False
        # The value in `pytest.approx(3)`.
        expected = getattr(other, "expected", other) if type(other).__name__.startswith("Approx") else other
        self._found.append(self._pair._replace(expected=copy.deepcopy(expected)))
        return True

    def __ne__(self, other: Any) -> bool:
        return True


def recorder(subject: Subject, found: List[Pair]) -> Callable[..., Any]:
    def record(*positional: Any, **named: Any) -> Result:
        return Result(copy.deepcopy(subject.pair_of_call(positional, named)), found)

    async def record_later(*positional: Any, **named: Any) -> Result:
        return record(*positional, **named)

    return record_later if subject.is_async else record


def run_tests(source: str, tests: Sequence[str], subject: Subject, make_space: Callable[[], Dict[str, Any]]) -> List[Pair]:
    """`make_space` returns the initial namespace of the tests' module; for the user's own file, all its names."""
    found: List[Pair] = []
    tree = ast.parse(source)
    take_out = subject.replace(recorder(subject, found))
    timer = guard.of_wall(_stop)
    timer.start(SECONDS)
    try:
        for run in _Tests(tree, make_space()).named(tests):
            try:
                run()
            except (Exception, SystemExit):  # noqa: BLE001, S112 - its pairs so far count
                continue
    except (Exception, SystemExit, _TooLong):  # noqa: BLE001, S110 - a test file may do anything; its pairs so far count
        pass
    finally:
        timer.stop()
        take_out()
    return found


def _stop(*_: Any) -> None:
    raise _TooLong


class _Tests:
    """The test functions of a module as plain functions, with parameters and simple fixtures filled in."""

    def __init__(self, tree: ast.Module, space: Dict[str, Any]) -> None:
        self._space = space
        self._definitions: Dict[str, Any] = {}
        self._fixtures = set()
        for name, node in _definitions(tree.body, ""):
            if any(_name(one) == "fixture" for one in node.decorator_list):
                self._fixtures.add(name)
            self._definitions[name] = copy.deepcopy(node)
            node.decorator_list = [one for one in node.decorator_list if _name(one) not in ("fixture", "parametrize")]
        exec(compile(ast.fix_missing_locations(tree), "<tests>", "exec"), space)  # noqa: S102 - the user's own

    def named(self, names: Sequence[str]) -> Iterator[Callable[[], None]]:
        for name in names:
            holder, _, simple = name.rpartition(".")
            kind: Optional[type] = self._space[holder] if holder else None
            for case in cases(self._definitions[name], {}):
                yield functools.partial(self._run, kind, simple, case)

    def _run(self, kind: Optional[type], name: str, case: Dict[str, Any]) -> None:
        if kind is None:
            function = self._space[name]
        elif issubclass(kind, unittest.TestCase):
            instance: Any = kind(name)
            instance.setUp()
            function = getattr(instance, name)
        else:
            function = getattr(kind(), name)
        result = function(**self._given(function, case))
        if inspect.isawaitable(result):
            asyncio.run(result)  # type: ignore[arg-type]

    def _given(self, function: Callable[..., Any], case: Dict[str, Any]) -> Dict[str, Any]:
        return {name: case[name] if name in case else self._fixture(name) for name in inspect.signature(function).parameters}

    def _fixture(self, name: str) -> Any:
        if name not in self._fixtures:
            raise LookupError(name)
        made = self._space[name](**self._given(self._space[name], {}))
        return next(made) if isinstance(made, types.GeneratorType) else made


def _definitions(body: List[ast.stmt], before: str) -> Iterator[Any]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield before + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _definitions(node.body, before + node.name + ".")


def _name(decorator: ast.expr) -> str:
    """The name `fixture` in `@pytest.fixture(scope="module")`."""
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(func, "attr", getattr(func, "id", ""))
