"""Cases of the environment's own pytest: its session collects them once, and its protocol runs each.

The import of this module raises ImportError if there is no usable pytest.
"""

import ast
import os
import re
from typing import Any, Callable, List, Optional, Set

import pytest

from ..judging.ended import Ended
from ..judging.frameworks.pytest_set_up import configured, rewritten, skipped
from ..judging.frameworks.unittest_tests import watch_comparisons
from ..transport.raised import message_of
from .cases import Case, Cases, Outcome, does_not_load, needs_module
from .judge import PlainJudge

#: The parts of the project's `addopts` for finding and importing tests, without reports, coverage and workers.
_KEPT = re.compile(
    r"--import-mode[= ]\w+|(?<!\S)-p ?(?!no:)[\w.]+|--doctest-(?:modules|continue-on-failure|ignore-import-errors)(?!\S)|--strict-\w+"
    r"|(?<!\S)-W ?\S+|--asyncio-mode[= ]\w+"
)


class Pytest:
    """A pytest session over the test files before collection: it has loaded only the conftest files."""

    def __init__(self, files: List[str], own: Optional[str]) -> None:
        self._own = own
        self._real = os.path.realpath(own) if own else ""
        self._users: Any = None
        self._cases: Any = None
        self._errors: List[BaseException] = []
        self._reports: List[Any] = []
        self._judge: Optional[PlainJudge] = None
        #: Fixtures whose set-up called the function, by the id of their definitions.
        self._reached: Set[int] = set()
        #: The reason why pytest could not start.
        self.broken: Optional[str] = None
        try:
            options = ["-s", "-q", "-p", "no:cacheprovider", "-o", "addopts=", *files, *([own] if own else [])]
            self._config = configured(options, self, _KEPT)
            self._config._do_configure()
            self._session = pytest.Session.from_config(self._config)
            self._config.hook.pytest_sessionstart(session=self._session)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a configuration that pytest refuses, a conftest that does not load
            self.broken = "its framework could not start: %s" % _with_cause(error)

    def rewrite(self, tree: ast.Module) -> None:
        """Makes the asserts in the own file's tests report their values."""
        text = self._users.text.text if self._users else ""
        rewritten(tree, text.encode("utf-8", "replace"), self._own or "")

    def collect(self, users: Any, cases: Cases) -> None:
        self._users, self._cases = users, cases
        if self.broken is not None:
            for file in [*cases.files, *([cases.own] if cases.own else [])]:
                cases.reasons[os.path.realpath(file)] = self.broken
            return
        try:
            self._config.hook.pytest_collection(session=self._session)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - see above
            self.broken = "its framework could not start: %s" % message_of(error)
        for item in getattr(self._session, "items", ()):
            function = getattr(item, "function", None)
            if function is None:
                continue
            classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
            name = ".".join([*classes, getattr(item, "originalname", None) or item.name])
            qualname = getattr(function, "__qualname__", "")
            parts = [".".join(classes)] if classes and qualname.rpartition(".")[0] != ".".join(classes) else []
            callspec = getattr(item, "callspec", None)
            if callspec is not None:
                parts.append(callspec.id)
            kind = "unittest" if isinstance(item, _UNITTEST) else "pytest"
            cases.add(self, item, function, kind, name, "-".join(parts) or None)

    def run(self, cases: List[Case], judge: PlainJudge, settle: Callable[[Case, Outcome], None]) -> None:
        self._judge = judge
        watch_comparisons(judge)  # type: ignore[arg-type]
        for at, case in enumerate(cases):
            following = cases[at + 1].handle if at + 1 < len(cases) else None
            del self._errors[:], self._reports[:]
            judge.begin(case.number)
            error: Optional[BaseException] = None
            try:
                case.handle.config.hook.pytest_runtest_protocol(item=case.handle, nextitem=following)
            except BaseException as raised:  # noqa: BLE001 - `pytest.exit`, or a limit that was met outside of the test
                error = raised
            settle(case, self._outcome(error))
            if error is not None:
                # The fixtures of the interrupted test are not torn down, so the other tests start afresh.
                raise Ended("error", "interrupted")

    def reached(self, case: Case) -> bool:
        """Whether calls of the function created a fixture of the case, for this case or an earlier one."""
        known = getattr(getattr(case.handle, "_fixtureinfo", None), "name2fixturedefs", {})
        return any(id(one) in self._reached for all_of_name in known.values() for one in all_of_name)

    def _outcome(self, error: Optional[BaseException]) -> Outcome:
        if error is None:
            for report in self._reports:
                if hasattr(report, "wasxfail") or str(report.longrepr or "").startswith("[XPASS(strict)]"):
                    return Outcome(None, "it is expected to fail: remove the xfail mark to run it")
                if report.skipped:
                    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
                    return Outcome(None, skipped(reason))
            failed = [report for report in self._reports if report.failed]
            if failed:
                error = next(iter(self._errors), None) or AssertionError(str(failed[0].longrepr))
        if type(error).__name__ == "FixtureLookupError" and isinstance(error, LookupError):
            name = getattr(error, "argname", None)
            return Outcome(error, "it needs the fixture %s, which neither its file, a conftest.py nor an installed plugin has" % name)
        if isinstance(error, pytest.fail.Exception):
            text = str(error)
            if text.startswith("async def functions are not"):
                return Outcome(error, "it is asynchronous: install a pytest plugin that runs such tests, for example pytest-asyncio")
            return Outcome(AssertionError(text))
        if isinstance(error, pytest.exit.Exception):
            return Outcome(RuntimeError("ended the test run: %s" % message_of(error)))
        if isinstance(error, ImportError):
            return Outcome(error, needs_module(error))
        return Outcome(error)

    # -- hooks

    def pytest_pycollect_makemodule(self, module_path: Any, parent: Any) -> Any:
        if self._real and os.path.realpath(str(module_path)) == self._real:
            return _Own.from_parent(parent, path=module_path, users=self._users)
        return None

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Any:
        """A file that ends the process during its import must not end the others."""
        outcome = yield
        try:
            outcome.get_result()
        except BaseException as error:  # noqa: BLE001 - `sys.exit`, `pytest.exit`
            path = os.path.realpath(str(collector.path))
            self._cases.reasons.setdefault(path, does_not_load(error, path))
            outcome.force_result(pytest.CollectReport(collector.nodeid, "failed", message_of(error), []))

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        if isinstance(node, pytest.Item):
            return
        error = call.excinfo.value
        reason = does_not_load(error.__cause__ or error, str(node.path))
        if isinstance(error, pytest.Collector.CollectError) and error.__cause__ is None:
            reason = "pytest can't collect it: %s" % " ".join(str(error).split())[:300]
        self._cases.reasons.setdefault(os.path.realpath(str(node.path)), reason)

    def pytest_collectreport(self, report: Any) -> None:
        if report.skipped and getattr(report, "longrepr", None) and isinstance(report.longrepr, tuple):
            file, _, reason = report.longrepr
            self._cases.reasons.setdefault(os.path.realpath(os.path.join(os.getcwd(), report.nodeid.split("::")[0])), skipped(reason))
            self._cases.reasons.setdefault(os.path.realpath(str(file)), skipped(reason))

    def pytest_deselected(self, items: List[Any]) -> None:
        for item in items:
            self._cases.reasons.setdefault(os.path.realpath(str(item.path)), "pytest's configuration excludes it.")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Any:
        before = self._users.reach.calls if self._users else 0
        yield
        if self._users and self._users.reach.calls > before:
            self._reached.add(id(fixturedef))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
        yield
        # By now pytest's unittest plugin has added the exceptions that a TestCase had kept.
        if call.excinfo is not None:
            self._errors.append(call.excinfo.value)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self._reports.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_assertrepr_compare(self, config: Any, op: str, left: Any, right: Any) -> Optional[List[str]]:
        if op not in ("==", "is") or self._judge is None:
            return None
        self._judge.compared(left, right)
        # pytest's own comparison would render both values in full length.
        return ["both sides are shown"]


class _Own(pytest.Module):
    """The function's own file, which is already loaded."""

    def __init__(self, users: Any, **more: Any) -> None:
        super().__init__(**more)
        self._users = users

    def _getobj(self) -> Any:
        return self._users.load()


def _with_cause(error: BaseException) -> str:
    """The message with its cause: pytest's own exception only names a plugin that does not load."""
    said, cause = message_of(error), error.__cause__
    return said if cause is None or str(cause) in said else "%s: %s" % (said, message_of(cause))


def _unittest_items() -> Any:
    from _pytest.unittest import TestCaseFunction

    return TestCaseFunction


_UNITTEST: Any = _unittest_items()
