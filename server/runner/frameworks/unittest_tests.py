"""Runs methods of `unittest.TestCase` classes by the standard library: fixtures of class and module, subtests, skips."""

import unittest
import unittest.util
from typing import Any, List, Optional, Tuple

from .workbench import Bench, Found, NotYet, Wanted, does_not_load, import_test_file


def collect(wanted: List[Wanted], module: Any, tests: Any) -> List[Found]:
    found: List[Found] = []
    for one in wanted:
        try:
            holder = module if one.own else import_test_file(one)
        except (Exception, SystemExit, NotYet) as error:  # noqa: BLE001 - a test file may do anything
            if isinstance(error, unittest.SkipTest):
                tests.reasons[one.example] = "it is skipped: %s" % error
            else:
                tests.reasons[one.example] = does_not_load(error, one.file)
            continue
        class_name, _, method = one.name.rpartition(".")
        kind: Any = holder
        for part in class_name.split("."):
            kind = getattr(kind, part, None)
        for concrete in _concrete(kind, holder):
            if hasattr(concrete, method):
                found.append((one, None if concrete is kind else concrete.__name__, concrete(method)))
        if kind is None and one.own:
            tests.reasons[one.example] = "the class %s could not be made: see its bases and decorators." % class_name
    return found


def _concrete(kind: Any, holder: Any) -> List[type]:
    """The class; for a mixin the test cases of its module that inherit it."""
    if not isinstance(kind, type):
        return []
    if issubclass(kind, unittest.TestCase):
        return [kind]
    return [
        one
        for one in vars(holder).values()
        if isinstance(one, type) and issubclass(one, kind) and issubclass(one, unittest.TestCase)
    ]


def run(cases: List[Tuple[int, Any]], bench: Bench) -> None:
    watch_comparisons(bench)
    result = _Result(cases, bench)
    unittest.TestSuite(test for _, test in cases).run(result)
    result.finish()


_bench: Optional[Bench] = None


def watch_comparisons(bench: Bench) -> None:
    """Has `assertEqual` tell both sides."""
    global _bench
    _bench = bench
    original = unittest.TestCase.assertEqual
    if getattr(original, "__module__", None) == __name__:
        return

    def assertEqual(self: Any, first: Any, second: Any, msg: Any = None) -> None:  # noqa: N802 - unittest's name
        __tracebackhide__ = True
        if _bench is not None:
            _bench.compared(first, second)
        original(self, first, second, msg)

    unittest.TestCase.assertEqual = assertEqual  # type: ignore[method-assign]


class _Result(unittest.TestResult):
    def __init__(self, cases: List[Tuple[int, Any]], bench: Bench) -> None:
        super().__init__()
        self._left = {id(test): (number, test) for number, test in cases}
        self._bench = bench
        self._error: Optional[BaseException] = None
        self._reason: Optional[str] = None
        #: What kept classes and modules from being set up: description, error, why it is skipped.
        self._broken: List[Tuple[str, Optional[BaseException], Optional[str]]] = []

    def startTest(self, test: Any) -> None:  # noqa: N802 - unittest's names
        self._error = self._reason = None
        self._bench.begin(self._left[id(test)][0])

    def stopTest(self, test: Any) -> None:  # noqa: N802
        number, _ = self._left.pop(id(test))
        self._settle(number, self._error, self._reason)

    def finish(self) -> None:
        """Settles the cases that never started."""
        for number, test in list(self._left.values()):
            names = (unittest.util.strclass(type(test)), type(test).__module__)
            for description, error, reason in self._broken:
                if description.rpartition("(")[2].rstrip(")") in names:
                    self._bench.begin(number)
                    self._settle(number, error, reason)
                    break
            else:
                self._bench.begin(number)
                self._bench.not_run(number, "unittest passed it over")

    def _settle(self, number: int, error: Optional[BaseException], reason: Optional[str]) -> None:
        skipped_by_candidate = self._bench.raised_by_candidate(unittest.SkipTest)
        if reason is not None and skipped_by_candidate is None:
            self._bench.not_run(number, reason)
        else:
            self._bench.end(number, error or skipped_by_candidate)
        self._bench.check()

    def addFailure(self, test: Any, err: Any) -> None:  # noqa: N802
        self._error = self._error or err[1]

    def addError(self, test: Any, err: Any) -> None:  # noqa: N802
        if id(test) in self._left:
            self._error = self._error or err[1]
        else:
            self._broken.append((str(test), err[1], None))

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:  # noqa: N802
        if err is not None and self._error is None:
            self._error = err[1]

    def addSkip(self, test: Any, reason: str) -> None:  # noqa: N802
        if id(test) in self._left:
            self._reason = "it is skipped: %s" % reason
        else:
            self._broken.append((str(test), None, "it is skipped: %s" % reason))

    def addExpectedFailure(self, test: Any, err: Any) -> None:  # noqa: N802
        self._reason = "it is expected to fail: take the decorator away to run it"

    def addUnexpectedSuccess(self, test: Any) -> None:  # noqa: N802
        self._reason = "it is expected to fail: take the decorator away to run it"
