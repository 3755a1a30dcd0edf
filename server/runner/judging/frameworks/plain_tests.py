"""Runs test functions that need no framework, if pytest is not installed."""

import inspect
import unittest
from typing import Any, List, Tuple

from .workbench import Bench, Found, NotYet, Wanted, does_not_load, import_test_file, no_pytest

#: Methods with which pytest sets up a class.
_SET_UP = ("setup_method", "teardown_method", "setup_class", "teardown_class", "setup", "teardown")
_SET_UP_MODULE = ("setup_module", "teardown_module", "setup_function", "teardown_function", "pytestmark")


def collect(wanted: List[Wanted], module: Any, tests: Any) -> List[Found]:
    found: List[Found] = []
    for one in wanted:
        try:
            holder = module if one.own else import_test_file(one)
            function = callable_of(holder, one.name)
        except (Exception, SystemExit, NotYet) as error:  # noqa: BLE001 - a test file may do anything
            skipped = isinstance(error, unittest.SkipTest)
            tests.reasons[one.example] = "it is skipped: %s" % error if skipped else does_not_load(error, one.file)
            continue
        if function is None:
            tests.reasons[one.example] = no_pytest()
        else:
            found.append((one, None, function))
    return found


def callable_of(holder: Any, name: str) -> Any:
    """A function that creates and calls the test; None if only pytest can do so."""
    class_name, _, method = name.rpartition(".")
    if any(hasattr(holder, one) for one in _SET_UP_MODULE):
        return None
    if not class_name:
        function = getattr(holder, name, None)
        return function if _asks_nothing(function, 0) else None
    kind = holder
    for part in class_name.split("."):
        kind = getattr(kind, part, None)
    if not isinstance(kind, type) or any(hasattr(kind, one) for one in _SET_UP) or not _asks_nothing(getattr(kind, method, None), 1):
        return None
    return lambda: getattr(kind(), method)()


def _asks_nothing(function: Any, given: int) -> bool:
    if not inspect.isfunction(function) or inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
        return False
    if hasattr(function, "pytestmark"):
        return False
    parameters = list(inspect.signature(function).parameters.values())[given:]
    return all(one.default is not one.empty or one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in parameters)


def run(cases: List[Tuple[int, Any]], bench: Bench) -> None:
    for number, function in cases:
        bench.begin(number)
        error: Any = None
        try:
            function()
        except BaseException as raised:  # noqa: BLE001 - judged below
            error = raised
        if isinstance(error, unittest.SkipTest) and not bench.is_candidates(error):
            bench.not_run(number, "it is skipped: %s" % error)
        elif isinstance(error, NameError) and "'pytest'" in str(error) and not bench.is_candidates(error):
            bench.not_run(number, no_pytest())
        else:
            bench.end(number, error)
        bench.check()
