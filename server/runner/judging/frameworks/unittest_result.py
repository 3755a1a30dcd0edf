"""The results of a `unittest` suite, one test at a time: failures, skips, and tests that never started, with the reason."""

import unittest
import unittest.util
from typing import Any, List, Optional, Tuple

_EXPECTED = "it is expected to fail: remove the decorator to run it"


class OneByOne(unittest.TestResult):
    """Calls `begun(test)` at a test's start and `ended(test, error, reason)` at its end; a reason says why it did not run."""

    def __init__(self, tests: List[Any]) -> None:
        super().__init__()
        self._left = {id(test): test for test in tests}
        self._error: Optional[BaseException] = None
        self._reason: Optional[str] = None
        #: Failed set-ups of classes and modules: description, error, reason of a skip.
        self._broken: List[Tuple[str, Optional[BaseException], Optional[str]]] = []

    def begun(self, test: Any) -> None:
        raise NotImplementedError

    def ended(self, test: Any, error: Optional[BaseException], reason: Optional[str]) -> None:
        raise NotImplementedError

    def passed_over(self, test: Any) -> None:
        """Settles a test that never started, without a known reason."""
        self.ended(test, None, "unittest skipped it without a reason")

    def finish(self) -> None:
        """Settles the tests that never started."""
        for test in list(self._left.values()):
            names = (unittest.util.strclass(type(test)), type(test).__module__)
            self.begun(test)
            for description, error, reason in self._broken:
                if description.rpartition("(")[2].rstrip(")") in names:
                    self.ended(test, error, reason)
                    break
            else:
                self.passed_over(test)

    def startTest(self, test: Any) -> None:  # noqa: N802 - unittest's names
        self._error = self._reason = None
        self.begun(self._left[id(test)])

    def stopTest(self, test: Any) -> None:  # noqa: N802
        self.ended(self._left.pop(id(test)), self._error, self._reason)

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
        self._reason = _EXPECTED

    def addUnexpectedSuccess(self, test: Any) -> None:  # noqa: N802
        self._reason = _EXPECTED
