"""Runs test functions with the environment's own pytest: its session collects them once, and its protocol runs each item.

The import of this module raises ImportError if there is no usable pytest.
"""

import os
import re
import unittest
from typing import Any, Dict, List, Optional, Tuple

import pytest

from ...transport.raised import message_of
from ..ended import Ended
from .pytest_set_up import configured, rewritten, skipped
from .unittest_tests import watch_comparisons
from .workbench import Bench, Found, Wanted, does_not_load

#: The parts of the project's `addopts` for finding and importing tests, without reports, coverage and workers.
_KEPT = re.compile(r"--import-mode[= ]\w+|(?<!\S)-p ?(?!no:)[\w.]+")


def collect(wanted: List[Wanted], module: Any, tests: Any) -> List[Found]:
    tests.sources.rewrite = rewritten
    _plugin.module = module
    _plugin.own = {os.path.realpath(one.file) for one in wanted if one.own}
    files = list(dict.fromkeys(one.file for one in wanted))
    config = configured(["-s", "-q", "-o", "addopts=", *files], _plugin, _KEPT)
    config._do_configure()
    session = pytest.Session.from_config(config)
    config.hook.pytest_sessionstart(session=session)
    config.hook.pytest_collection(session=session)
    by_name = {(os.path.realpath(one.file), one.name): one for one in wanted}
    found: List[Found] = []
    for item in session.items:
        one, case = _match(item, by_name)
        if one is not None:
            found.append((one, case, item))
    collected = {id(one) for one, _, _ in found}
    for one in wanted:
        reason = _plugin.reasons.get(os.path.realpath(one.file))
        if reason and id(one) not in collected:
            tests.reasons[one.example] = reason
    return found


def _match(item: Any, by_name: Dict[Tuple[str, str], Wanted]) -> Tuple[Optional[Wanted], Optional[str]]:
    """The test function of an item, and the case's id."""
    function = getattr(item, "function", None)
    qualname = getattr(function, "__qualname__", "")
    file = os.path.realpath(str(item.path))
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    name = ".".join([*classes, getattr(item, "originalname", None) or item.name])
    one = by_name.get((file, name)) or by_name.get((file, qualname))
    if one is None:
        return None, None
    parts = [] if one.name == name else [".".join(classes)]
    callspec = getattr(item, "callspec", None)
    if callspec is not None:
        parts.append(callspec.id)
    return one, "-".join(parts) or None


class _Own(pytest.Module):
    """The function's own file, which is already loaded."""

    def _getobj(self) -> Any:
        return _plugin.module


class _Plugin:
    def __init__(self) -> None:
        self.module: Any = None
        self.own: "set[str]" = set()
        self.bench: Optional[Bench] = None
        #: The reasons why a file's tests were not all collected.
        self.reasons: Dict[str, str] = {}
        self.errors: List[BaseException] = []
        self.reports: List[Any] = []

    def pytest_pycollect_makemodule(self, module_path: Any, parent: Any) -> Any:
        return _Own.from_parent(parent, path=module_path) if os.path.realpath(str(module_path)) in self.own else None

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Any:
        """A file that ends the process during its import must not end the others."""
        outcome = yield
        try:
            outcome.get_result()
        except BaseException as error:  # noqa: BLE001 - `sys.exit`, `pytest.exit`
            path = os.path.realpath(str(collector.path))
            self.reasons.setdefault(path, does_not_load(error, path))
            outcome.force_result(pytest.CollectReport(collector.nodeid, "failed", message_of(error), []))

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        if isinstance(node, pytest.Item):
            return
        error = call.excinfo.value
        reason = does_not_load(error.__cause__ or error, str(node.path))
        if isinstance(error, pytest.Collector.CollectError) and error.__cause__ is None:
            reason = "pytest can't collect it: %s" % " ".join(str(error).split())[:300]
        self.reasons.setdefault(os.path.realpath(str(node.path)), reason)

    def pytest_collectreport(self, report: Any) -> None:
        if report.skipped and getattr(report, "longrepr", None):
            file, _, reason = report.longrepr
            self.reasons.setdefault(os.path.realpath(os.path.join(os.getcwd(), report.nodeid.split("::")[0])), skipped(reason))
            self.reasons.setdefault(os.path.realpath(str(file)), skipped(reason))

    def pytest_deselected(self, items: List[Any]) -> None:
        for item in items:
            self.reasons.setdefault(os.path.realpath(str(item.path)), "pytest's configuration excludes it.")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> None:
        if call.excinfo is not None:
            self.errors.append(call.excinfo.value)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.reports.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_assertrepr_compare(self, config: Any, op: str, left: Any, right: Any) -> Optional[List[str]]:
        if op not in ("==", "is") or self.bench is None:
            return None
        self.bench.compared(left, right)
        # pytest's own comparison would render both values in full length.
        return ["both sides are shown"]


_plugin = _Plugin()


def run(cases: List[Tuple[int, Any]], bench: Bench) -> None:
    _plugin.bench = bench
    watch_comparisons(bench)
    for at, (number, item) in enumerate(cases):
        following = cases[at + 1][1] if at + 1 < len(cases) else None
        del _plugin.errors[:], _plugin.reports[:]
        bench.begin(number)
        error: Optional[BaseException] = None
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except BaseException as raised:  # noqa: BLE001 - `pytest.exit`, or a limit that was met outside of the test
            error = raised
        _settle(number, error, bench)
        bench.check()
        if error is not None:
            # The fixtures of the interrupted test are not torn down, so the other tests start afresh.
            raise Ended("error", "interrupted")


def _settle(number: int, error: Optional[BaseException], bench: Bench) -> None:
    if any(report.skipped or hasattr(report, "wasxfail") for report in _plugin.reports):
        by_candidate = bench.raised_by_candidate(pytest.skip.Exception, pytest.xfail.Exception, unittest.SkipTest)
        if not any(hasattr(report, "wasxfail") for report in _plugin.reports):
            by_candidate = by_candidate or next((one for one in _plugin.errors if bench.is_candidates(one)), None)
        if by_candidate is not None:
            bench.end(number, by_candidate)
            return
    for report in _plugin.reports:
        if hasattr(report, "wasxfail") or str(report.longrepr or "").startswith("[XPASS(strict)]"):
            bench.not_run(number, "it is expected to fail: remove the xfail mark to run it")
            return
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            bench.not_run(number, skipped(reason))
            return
    if error is None and any(report.failed for report in _plugin.reports):
        error = next(iter(_plugin.errors), None) or AssertionError(str(_plugin.reports[-1].longrepr))
    if type(error).__name__ == "FixtureLookupError":
        name = getattr(error, "argname", None)
        bench.not_run(number, "it needs the fixture %s, which neither its file, a conftest.py nor an installed plugin has" % name)
    elif isinstance(error, pytest.fail.Exception):
        text = str(error)
        if text.startswith("async def functions are not"):
            bench.not_run(number, "it is asynchronous: install a pytest plugin that runs such tests, for example pytest-asyncio")
        else:
            bench.end(number, AssertionError(text))
    elif isinstance(error, pytest.exit.Exception):
        bench.end(number, RuntimeError("ended the test run: %s" % message_of(error)))
    else:
        bench.end(number, error)
