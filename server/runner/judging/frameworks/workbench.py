"""The common parts of the test frameworks: the wanted functions, and the bench that gets each case's result."""

import os
import sys
import time
from typing import Any, Callable, Dict, NamedTuple, Optional, Tuple

from ...transport.raised import message_of
from ..blame import refusal, stems_from
from ..connection import Connection
from ..ended import Ended
from ..judge import LONGEST, Judge


class NotYet(BaseException):
    """Raised when the function is called before there is a candidate. It passes any `except Exception`."""


class Wanted(NamedTuple):
    """A test function of the specification."""

    example: int
    file: str
    #: The import name of its file, and the folder of the import.
    module: str
    root: str
    #: `test_x`, `TestClass.test_x`.
    name: str
    kind: str
    #: It is in the function's own file, which is already loaded.
    own: bool


#: A test function, the id of a case of it, and the handle to run the case.
Found = Tuple[Wanted, Optional[str], Any]


class Bench:
    """Gets the results of the cases that a framework runs."""

    def __init__(self, judge: Judge, connection: Connection, guard: Callable[[], None], target: str) -> None:
        self._judge = judge
        self._connection = connection
        self._guard = guard
        self._target = target
        self._started = 0.0
        #: The file of each case, by number; calls of the function before the first case of a file.
        self.files: Dict[int, str] = {}
        self._before: Dict[str, int] = {}

    def begin(self, number: int) -> None:
        self._before.setdefault(self.files[number], self._connection.calls)
        self._judge.begin(number)
        self._guard()
        self._started = time.monotonic()

    def is_candidates(self, error: BaseException) -> bool:
        """Whether the candidate raised it or its cause: a candidate may not skip a test."""
        return stems_from(error, self._connection.crossed)

    def raised_by_candidate(self, *kinds: type) -> Optional[BaseException]:
        """An exception of one of these classes that the candidate raised in this case."""
        return next((error for error in self._connection.crossed if isinstance(error, kinds)), None)

    def compared(self, left: Any, right: Any) -> None:
        """Takes the sides of an equality comparison for the verdict."""
        self._judge.compared(left, right)

    def end(self, number: int, error: Optional[BaseException]) -> None:
        """Settles the verdict of a case that has run; `error` ended it. Raises Ended if the child has gone."""
        try:
            if not self._called(number) and not self._connection.ended:
                # A fixture of an earlier case may have called it for the whole file.
                self.not_run(number, self._without_call(error))
                return
            if isinstance(error, ImportError) and not self.is_candidates(error) and not self._connection.ended:
                missing = getattr(error, "name", None)
                self.not_run(number, "it needs %s, which is not installed: %s" % (missing or "a module", message_of(error)))
                return
            try:
                if error is not None:
                    raise error
                self._judge.done(number)
            except BaseException as raised:  # noqa: BLE001 - judged here
                self._judge.raised(number, self._plain(raised), None, None)
        finally:
            if number not in self._judge.reported:
                self._judge.close([number])

    def _called(self, number: int) -> bool:
        return self._connection.calls > self._before[self.files[number]]

    def _without_call(self, error: Optional[BaseException]) -> str:
        """The reason why a test that ends without a call says nothing about the candidate."""
        if error is None:
            return "it passes without calling %s, or calls another copy of it" % self._target
        if isinstance(error, ImportError):
            return "it needs %s, which is not installed: %s" % (getattr(error, "name", None) or "a module", message_of(error))
        refused = refusal(error)
        return refused or "it fails before it calls %s: %s" % (self._target, message_of(self._plain(error)))

    def _plain(self, error: BaseException) -> BaseException:
        """Shortens a failed assertion of the framework to one line."""
        if not isinstance(error, AssertionError) or any(error is one for one in self._connection.crossed):
            return error
        lines = str(error).strip().splitlines()
        said = lines[0][:LONGEST] if lines else ""
        if self._judge.has_compared and (said.startswith("assert ") or " != " in said or said.endswith("differ:")):
            said = ""  # The verdict shows both sides.
        return AssertionError(said) if said else AssertionError()

    def not_run(self, number: int, reason: str) -> None:
        ms = round(1000 * (time.monotonic() - self._started), 3)
        self._judge.verdict(number, status="notRun", message=reason[:LONGEST], ms=ms)

    def check(self) -> None:
        """Raises Ended if the next case needs another child."""
        ended = self._connection.ended
        if ended and (not self._connection.alive or ended.status == "timeout"):
            raise ended


def no_pytest() -> str:
    command = "%s -m pip install pytest" % sys.executable
    return "it needs pytest, which is not installed in %s: run `%s`." % (os.path.dirname(os.path.dirname(sys.executable)), command)


def does_not_load(error: BaseException, file: str) -> str:
    """The reason why the cases of a test file do not run when its import fails."""
    name = os.path.basename(file)
    if isinstance(error, NotYet):
        return "%s calls the function during its import: move the call into a test or a fixture." % name
    if isinstance(error, ModuleNotFoundError) and error.name == "pytest":
        return no_pytest()
    if isinstance(error, ModuleNotFoundError) and error.name:
        return "%s does not load: it needs %s, which is not installed (%s)." % (name, error.name, message_of(error))
    if isinstance(error, Ended):
        return "%s does not load: %s." % (name, error.message)
    return "%s does not load: %s." % (name, message_of(error))


def import_test_file(wanted: Wanted) -> Any:
    """Imports a test file under the same name as pytest."""
    import importlib

    if wanted.root not in sys.path:
        sys.path.insert(0, wanted.root)
    return importlib.import_module(wanted.module)
