"""Cases without pytest: the standard library runs `unittest.TestCase` classes, and plain functions need no framework."""

import importlib
import inspect
import os
import sys
import unittest
from typing import Any, Callable, Iterator, List, Optional, Set, Tuple

from ..judging.frameworks.plain_tests import callable_of
from ..judging.frameworks.unittest_result import OneByOne
from ..judging.frameworks.unittest_tests import watch_comparisons
from .cases import Case, Cases, Outcome, does_not_load, needs_module, no_pytest
from .judge import PlainJudge
from .reach import NotYet

_Settle = Callable[[Case, Outcome], None]


def collect(users: Any, cases: Cases) -> None:
    for file in [*([cases.own] if cases.own else []), *cases.files]:
        try:
            holder = users.load() if file == cases.own else _import(file)
        except NotYet:
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a test file may do anything
            reason = "it is skipped: %s" % error if isinstance(error, unittest.SkipTest) else does_not_load(error, file)
            cases.reasons[os.path.realpath(file)] = reason
            continue
        for test in _flat(unittest.defaultTestLoader.loadTestsFromModule(holder)):
            kind, method = type(test), test._testMethodName
            function = getattr(kind, method, None)
            if function is None:
                continue
            inherited = getattr(function, "__qualname__", "").rpartition(".")[0] != kind.__qualname__
            cases.add(
                sys.modules[__name__],
                test,
                function,
                "unittest",
                "%s.%s" % (kind.__qualname__, method),
                kind.__name__ if inherited else None,
            )
        for name, function in _functions(holder):
            runs = callable_of(holder, name)
            if runs is not None:
                cases.add(_Functions, runs, function, "pytest", name, None)
            else:
                cases.reasons.setdefault(os.path.realpath(file), no_pytest())


def _flat(suite: Any) -> Iterator[Any]:
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from _flat(one)
        elif isinstance(one, unittest.TestCase):
            yield one


def _functions(holder: Any) -> Iterator[Tuple[str, Any]]:
    """Yields test functions with pytest's names for them."""
    for name, value in list(vars(holder).items()):
        if name.startswith("test") and inspect.isfunction(value):
            yield name, value
        elif name.startswith("Test") and isinstance(value, type) and not issubclass(value, unittest.TestCase):
            for method, function in list(vars(value).items()):
                if method.startswith("test") and inspect.isfunction(function):
                    yield "%s.%s" % (name, method), function


def _import(file: str) -> Any:
    """Imports a test file under the same name as pytest."""
    folder, name = os.path.dirname(file), os.path.splitext(os.path.basename(file))[0]
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        name = "%s.%s" % (package, name)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def run(cases: List[Case], judge: PlainJudge, settle: _Settle) -> None:
    watch_comparisons(judge)  # type: ignore[arg-type]
    result = _Result(cases, judge, settle)
    _Suite([case.handle for case in cases], judge).run(result)
    result.finish()


#: Classes and modules whose set-up called the function.
_reached: Set[Any] = set()


def reached(case: Case) -> bool:
    """Whether the set-up of its class or module called the function."""
    return bool(_reached & {type(case.handle), type(case.handle).__module__})


class _Suite(unittest.TestSuite):
    """Notes calls by the set-up of classes and modules."""

    def __init__(self, tests: List[Any], judge: PlainJudge) -> None:
        super().__init__(tests)
        self._judge = judge

    def _handleClassSetUp(self, test: Any, result: Any) -> None:  # noqa: N802 - unittest's names
        before = self._judge.calls
        super()._handleClassSetUp(test, result)  # type: ignore[misc]
        if self._judge.calls > before:
            _reached.add(type(test))

    def _handleModuleFixture(self, test: Any, result: Any) -> None:  # noqa: N802
        before = self._judge.calls
        super()._handleModuleFixture(test, result)  # type: ignore[misc]
        if self._judge.calls > before:
            _reached.add(type(test).__module__)


class _Functions:
    """Runs test functions without a framework."""

    @staticmethod
    def reached(case: Case) -> bool:
        return False

    @staticmethod
    def run(cases: List[Case], judge: PlainJudge, settle: _Settle) -> None:
        for case in cases:
            judge.begin(case.number)
            error: Optional[BaseException] = None
            try:
                case.handle()
            except BaseException as raised:  # noqa: BLE001 - judged below
                error = raised
            if isinstance(error, unittest.SkipTest):
                settle(case, Outcome(None, "it is skipped: %s" % error))
            elif isinstance(error, NameError) and "'pytest'" in str(error):
                settle(case, Outcome(error, no_pytest()))
            else:
                settle(case, Outcome(error, needs_module(error) if isinstance(error, ImportError) else None))


class _Result(OneByOne):
    def __init__(self, cases: List[Case], judge: PlainJudge, settle: _Settle) -> None:
        super().__init__([case.handle for case in cases])
        self._cases = {id(case.handle): case for case in cases}
        self._judge = judge
        self._settle = settle

    def begun(self, test: Any) -> None:
        self._judge.begin(self._cases[id(test)].number)

    def ended(self, test: Any, error: Optional[BaseException], reason: Optional[str]) -> None:
        if isinstance(error, ImportError) and reason is None:
            reason = needs_module(error)
        self._settle(self._cases[id(test)], Outcome(error, reason))
