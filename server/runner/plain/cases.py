"""Test functions, collected by their own frameworks. Each case is an example."""

import inspect
import linecache
import os
import re
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from ..judging.judge import LONGEST
from ..transport.raised import message_of
from .judge import PlainJudge
from .reach import NotYet

_HAS_TESTS = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+test|^[ \t]*class[ \t]+\w*test|\bTestCase\b", re.I | re.M)


class Case(NamedTuple):
    number: int
    file: str
    #: The line of the `def`.
    line: int
    kind: str
    #: `TestClass.test_x`
    name: str
    #: The id of a parametrized case, or the class of an inherited one.
    case: Optional[str]
    source: str
    framework: Any
    handle: Any


class Outcome(NamedTuple):
    """The result of a case. With a `reason`, it says nothing about the function: it is skipped, expected to fail, or lacks something."""

    error: Optional[BaseException] = None
    reason: Optional[str] = None


class Cases:
    """The cases that the frameworks have found in the test files, and in the function's own file."""

    def __init__(self, files: List[str], own: Optional[str]) -> None:
        self.files = files
        self.own = own
        self.all: List[Case] = []
        #: The reasons why a file's tests were not all collected.
        self.reasons: Dict[str, str] = {}
        self._number = 0

    def collect(self, users: Any, number: int, framework: Any) -> None:
        """Numbers the cases from `number` on. There is a framework if there are files."""
        self._number = number
        if framework is not None:
            framework.collect(users, self)

    def add(self, framework: Any, handle: Any, function: Any, kind: str, name: str, case: Optional[str]) -> None:
        file, line, source = where(function)
        self.all.append(Case(self._number, file, line, kind, name, case, source, framework, handle))
        self._number += 1

    def run(self, numbers: List[int], judge: PlainJudge, settle: Callable[[Case, Outcome], None]) -> None:
        """Runs the cases in their order. Raises Ended when the time of one is over."""
        wanted = set(numbers)
        chosen = [case for case in self.all if case.number in wanted]
        for framework in dict.fromkeys(case.framework for case in chosen):
            framework.run([case for case in chosen if case.framework is framework], judge, settle)


def has_tests(text: str) -> bool:
    return _HAS_TESTS.search(text) is not None


def where(function: Any) -> Tuple[str, int, str]:
    """Returns the file, the line of the `def`, and its text."""
    function = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    if code is None:
        return "", 0, getattr(function, "__name__", "")
    file, line = code.co_filename, code.co_firstlineno
    lines = linecache.getlines(file)
    at = line
    while at <= len(lines) and not re.match(r"\s*(?:async\s+)?def\b", lines[at - 1]):
        at += 1
    if at > len(lines):
        return os.path.abspath(file), line, function.__name__
    return os.path.abspath(file), at, lines[at - 1].strip()


def settle(case: Case, outcome: Outcome, judge: PlainJudge) -> None:
    """Settles the verdict of a case that has run with a candidate. A reason against the test is the candidate's fault here."""
    error: Optional[BaseException] = outcome.error
    if error is None and outcome.reason is not None:
        error = RuntimeError(outcome.reason)
    try:
        if error is None:
            judge.done(case.number)
        else:
            judge.begin_showing()
            judge.raised(case.number, plain_error(error, judge, case.number))
    finally:
        judge.close(case.number)


def plain_error(error: BaseException, judge: PlainJudge, number: int) -> BaseException:
    """Shortens a failed assertion of the framework to one line."""
    if not isinstance(error, AssertionError) or judge.candidate.line_of(error) is not None:
        return error
    lines = str(error).strip().splitlines()
    said = lines[0][:LONGEST] if lines else ""
    if judge.has_compared(number) and (said.startswith("assert ") or " != " in said or said.endswith("differ:")):
        said = ""  # The verdict shows both sides.
    return AssertionError(said) if said else AssertionError()


def does_not_load(error: BaseException, file: str) -> str:
    """The reason why the cases of a test file do not run when its import fails."""
    name = os.path.basename(file)
    if isinstance(error, NotYet):
        return "%s calls the function during its import: move the call into a test or a fixture." % name
    if isinstance(error, ModuleNotFoundError) and error.name == "pytest":
        return no_pytest()
    if isinstance(error, ModuleNotFoundError) and error.name:
        return "%s does not load: it needs %s, which is not installed (%s)." % (name, error.name, message_of(error))
    return "%s does not load: %s." % (name, message_of(error))


def no_pytest() -> str:
    command = "%s -m pip install pytest" % sys.executable
    return "it needs pytest, which is not installed in %s: run `%s`." % (os.path.dirname(os.path.dirname(sys.executable)), command)


def needs_module(error: ImportError) -> str:
    missing = getattr(error, "name", None)
    return "it needs %s, which is not installed: %s" % (missing or "a module", message_of(error))
