"""A pytest plugin that notes which functions below the working directory each test calls.

It writes ``ASSAY_REACH``: ``{"outcomes": {test: outcome}, "functions": [[file, line, name, [test]]], "seconds"}``. A
function's line is its code object's: that of its first decorator, or of its ``def``.
"""

import json
import os
import sys
import time
from typing import Any, Dict, Iterator, List, Set, Tuple

import pytest

ROOT = os.path.realpath(os.getcwd()) + os.sep
Key = Tuple[str, int, str]


class Reach:
    def __init__(self) -> None:
        self.started = time.monotonic()
        self.outcomes: Dict[str, str] = {}
        self.reached: Dict[Key, Set[str]] = {}
        self.inside: Dict[Any, bool] = {}
        self.calls: Set[Any] = set()

    def note(self, frame: Any, event: str, argument: Any) -> None:
        if event == "call":
            self.calls.add(frame.f_code)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        self.calls.clear()
        sys.setprofile(self.note)
        yield
        sys.setprofile(None)
        for code in self.calls:
            file = os.path.realpath(code.co_filename)
            # Frozen code, and code made from a string, has no file.
            if file.startswith(ROOT) and os.path.isfile(file):
                key = (file[len(ROOT) :], code.co_firstlineno, code.co_name)
                self.reached.setdefault(key, set()).add(item.nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        before = self.outcomes.get(report.nodeid, "passed")
        outcome = "xfailed" if hasattr(report, "wasxfail") else report.outcome
        self.outcomes[report.nodeid] = outcome if before == "passed" else before

    def pytest_sessionfinish(self) -> None:
        functions: List[List[Any]] = [[*key, sorted(tests)] for key, tests in sorted(self.reached.items())]
        found = {"outcomes": self.outcomes, "functions": functions, "seconds": time.monotonic() - self.started}
        with open(os.environ["ASSAY_REACH"], "w", encoding="utf-8") as stream:
            json.dump(found, stream)


def pytest_configure(config: Any) -> None:
    config.pluginmanager.register(Reach())
