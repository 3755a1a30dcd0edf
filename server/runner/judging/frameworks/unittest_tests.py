"""Runs methods of `unittest.TestCase` classes with the standard library: fixtures of class and module, subtests, skips."""

import unittest
from typing import Any, List, Optional, Tuple

from .unittest_result import OneByOne
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
            tests.reasons[one.example] = "the class %s could not be created: see its bases and decorators." % class_name
    return found


def _concrete(kind: Any, holder: Any) -> List[type]:
    """The class; for a mixin, the test cases in its module that inherit it."""
    if not isinstance(kind, type):
        return []
    if issubclass(kind, unittest.TestCase):
        return [kind]
    return [one for one in vars(holder).values() if isinstance(one, type) and issubclass(one, kind) and issubclass(one, unittest.TestCase)]


def run(cases: List[Tuple[int, Any]], bench: Bench) -> None:
    watch_comparisons(bench)
    result = _Result(cases, bench)
    unittest.TestSuite(test for _, test in cases).run(result)
    result.finish()


_bench: Optional[Bench] = None


def watch_comparisons(bench: Bench) -> None:
    """Makes `assertEqual` report both sides."""
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


class _Result(OneByOne):
    def __init__(self, cases: List[Tuple[int, Any]], bench: Bench) -> None:
        super().__init__([test for _, test in cases])
        self._numbers = {id(test): number for number, test in cases}
        self._bench = bench

    def begun(self, test: Any) -> None:
        self._bench.begin(self._numbers[id(test)])

    def passed_over(self, test: Any) -> None:
        self._bench.not_run(self._numbers[id(test)], "unittest skipped it without a reason")

    def ended(self, test: Any, error: Optional[BaseException], reason: Optional[str]) -> None:
        number = self._numbers[id(test)]
        skipped_by_candidate = self._bench.raised_by_candidate(unittest.SkipTest)
        if reason is not None and skipped_by_candidate is None:
            self._bench.not_run(number, reason)
        else:
            self._bench.end(number, error or skipped_by_candidate)
        self._bench.check()
