"""Takes the reports of rewritten examples, and keeps one verdict for each."""

import builtins
import sys
import time
from typing import Any, Callable, Dict, Optional, Sequence, Set, Tuple

from ..transport.raised import message_of
from .apart import apart
from .blame import UsersFile, own_error
from .connection import NOTHING, Connection
from .ended import Ended
from .equality import alike, equal
from .failing import Failing

#: The most characters of a repr.
LONGEST = 1000
JUDGE = "__assay__"


def show(value: Any) -> str:
    """The repr, of at most 1,000 characters."""
    try:
        text = repr(value)
    except Ended:
        raise
    except BaseException as error:  # noqa: BLE001 - the text says that the user's `__repr__` fails
        text = "<%s, whose repr raises %s>" % (type(value).__name__, type(error).__name__)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def add_apart(verdict: Dict[str, Any], values: Dict[str, Any]) -> None:
    """Where the reprs are cut, the place at which the values differ."""
    if verdict["status"] == "fail" and max(len(verdict["expected"]), len(verdict["actual"])) >= LONGEST:
        place = apart(values["expected"], values["actual"])
        if place is not None:
            verdict["apart"] = place


class Judge:
    """The object that rewritten statements call; `report` gets each verdict as soon as it is final."""

    def __init__(self, connection: Connection, report: Callable[[Dict[str, Any]], None], reported: Set[int], file: UsersFile) -> None:
        self._connection = connection
        self._users = file
        self._report = report
        self._open: Dict[int, Dict[str, Any]] = {}
        self._started: Dict[int, float] = {}
        #: The number of calls of the function before each example.
        self._before: Dict[int, int] = {}
        self._values: Dict[str, Any] = {}
        #: Examples with a verdict from this evaluator or an earlier one.
        self.reported = set(reported)
        self.failing = Failing(connection.is_candidates)
        self.failing.watch()

    # -- called by rewritten code

    def begin(self, example: int) -> None:
        self._values = {}
        if example in self._started:
            self._connection.ended = None
            return
        self._started[example] = time.monotonic()
        self._before[example] = self._connection.calls
        self._report({"begin": example})
        if self._connection.renew:
            self._connection.renew()
        self.failing.begin()
        self._connection.begin()

    def equal(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return equal(left, right, swapped)

    def compared(self, left: Any, right: Any) -> None:
        """Takes both sides of an equality comparison whose order is unknown: the function's result is the actual side."""
        returned = self._connection.returned
        self._remember(left, right, right is returned and left is not returned)

    @property
    def has_compared(self) -> bool:
        return "expected" in self._values

    alike = staticmethod(alike)

    def same(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return left is right

    def _remember(self, left: Any, right: Any, swapped: bool) -> None:
        self._values = {"actual": right, "expected": left} if swapped else {"actual": left, "expected": right}

    def done(self, example: int) -> None:
        if self._connection.ended:
            raise self._connection.ended
        kept = self.failing.kept()
        self._settle(example, "fail" if kept else "pass", kept)

    def raised(self, example: int, error: BaseException, expected: Optional[str], scope: Optional[str]) -> None:
        """Must be called during the handling of `error`. It ends the evaluator if the child has gone."""
        ended = self._connection.ended or (error if isinstance(error, Ended) else None)
        where = " (%s)" % scope if scope else ""
        if ended:
            self._settle(example, ended.status, ended.message + where, expected)
            if not self._connection.alive or ended.status == "timeout":
                raise ended
        elif any(error is one for one in self._connection.crossed):
            line = error.__dict__.get("__assay_line__")
            at = " (line %d)" % line if line else ""
            self._settle(example, "error", message_of(error) + at + where, expected)
        elif isinstance(error, AssertionError):
            said = str(error)
            if not said and "expected" not in self._values and self._connection.returned is not NOTHING:
                said = "returned %s" % show(self._connection.returned)
            self._settle(example, "fail", (said + where).strip() or None, expected)
        else:
            status, message = self._own_error(example, error)
            self._settle(example, status, message + where, expected)

    def _own_error(self, example: int, error: BaseException) -> Tuple[str, str]:
        connection = self._connection
        called = connection.reads_results or connection.calls > self._before.get(example, connection.calls)
        return own_error(error, connection, called, self._users)

    def _settle(self, example: int, status: str, message: Optional[str], expected: Optional[str] = None) -> None:
        known = self._open.get(example)
        if known and known["status"] != "pass":
            return  # In a loop, the first failing round is the one to show.
        verdict: Dict[str, Any] = {
            "example": example,
            "status": status,
            "ms": round(1000 * (time.monotonic() - self._started[example]), 3),
        }
        if message:
            verdict["message"] = message[:LONGEST]
        if "expected" in self._values and status in ("pass", "fail"):
            verdict["expected"] = show(self._values["expected"])
            verdict["actual"] = show(self._values["actual"])
            add_apart(verdict, self._values)
        elif expected is not None:
            verdict["expected"] = expected
        self._mark(verdict, known)
        if status != "pass" and self._connection.trace:
            verdict["trace"] = self._connection.trace
        self._open[example] = verdict

    def _mark(self, verdict: Dict[str, Any], known: Optional[Dict[str, Any]] = None) -> None:
        """Marks for the host: the candidate's changes, and a lost child. `known` is the verdict of the earlier rounds."""
        before = known.get("changed", []) if known else []
        changed = before + [name for name in self._connection.marking.taken() if name not in before]
        if changed:
            verdict["changed"] = changed
        if self._connection.reached_back or (known and known.get("reachedBack")):
            verdict["reachedBack"] = True
        if not self._connection.alive:
            verdict["lost"] = True

    # -- called by the evaluator

    def close(self, examples: Sequence[int], error: Optional[BaseException] = None, by_result: bool = False, looped: bool = False) -> None:
        """Reports the examples of an executed statement; `error` ended it outside of its asserts.

        `looped`: the statement has a loop, whose remaining rounds have not run.

        `by_result`: its course depends on the function's result. Then an assert that was never reached holds, as in Python, and gets
        a mark; otherwise only the file decides, and the example can't run.
        """
        for example in examples:
            if example in self.reported:
                continue
            known = self._open.get(example)
            if error is not None and (known is None or (looped and known["status"] == "pass")):
                self._started.setdefault(example, time.monotonic())
                self.raised(example, error, None, None)
            verdict = self._open.get(example) or {
                "example": example,
                "status": "pass" if by_result else "notRun",
                "message": "it was never reached: no round of its loop or branch of its condition runs it",
                "ms": 0,
                **({"unreached": True} if by_result else {}),
            }
            self.reported.add(example)
            self._report({"verdict": verdict})

    def verdict(self, example: int, **verdict: Any) -> None:
        self.reported.add(example)
        self._mark(verdict)
        self._report({"verdict": {"example": example, **verdict}})


class Calls:
    """The part of the judge that rewritten code sees as `__assay__`."""

    BaseException = builtins.BaseException

    def __init__(self, judge: Judge) -> None:
        self.begin = judge.begin
        self.done = judge.done
        self.equal = judge.equal
        self.alike = judge.alike
        self.same = judge.same
        self._raised = judge.raised

    def caught(self, example: int, expected: Optional[str], scope: Optional[str]) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        self._raised(example, error, expected, scope)

    def scope(self, pairs: Any) -> str:
        return "with " + ", ".join("%s = %s" % (name, show(value)[:100]) for name, value in pairs)
