"""Keeps one verdict for each example in the plain process, and reports each as soon as it is final."""

import sys
import time
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from ..judging.ended import Ended
from ..judging.equality import alike, equal
from ..judging.failing import Failing
from ..judging.judge import LONGEST, NOTHING, add_apart, show
from ..sandbox.blocked import Watch
from ..transport.raised import message_of
from .example_clock import ExampleClock
from .reach import Reach
from .whose import CandidatesCode

Report = Callable[[Dict[str, Any]], None]


class Example:
    """An example during its run."""

    def __init__(self, number: int, calls: int) -> None:
        self.number = number
        self.started = time.monotonic()
        self.cpu = time.process_time()
        self.calls = calls
        #: Both sides of its last equality comparison.
        self.values: Dict[str, Any] = {}
        self.verdict: Optional[Dict[str, Any]] = None
        self.error: Optional[BaseException] = None


class PlainJudge:
    """`limit` returns an example's CPU seconds; `call` returns those of one call, if fewer. Rewritten asserts use it as `__assay__`."""

    def __init__(self, report: Report, reach: Reach, limit: Callable[[int], float], call: Callable[[int], float], skip: Set[int]) -> None:
        #: A rewritten check uses this name, even if the file rebinds `BaseException`.
        self.BaseException = BaseException
        self._call_of = call
        self._report = report
        self._reach = reach
        self._limit = limit
        self._skip = skip
        self._open: Dict[int, Example] = {}
        self._last: Optional[Example] = None
        self.reported: Set[int] = set()
        #: An exception raised in this code is the candidate's error, not the check's.
        self.candidate = CandidatesCode()
        self.watch: Optional[Watch] = None
        #: Set only for a candidate: the user's own body may suppress failures.
        self.failing: Optional[Failing] = None
        #: Returns the changes that checks have read since the last question.
        self.changes: Optional[Callable[[], List[str]]] = None
        #: Resets the candidate to its state before its first call; called before each example.
        self.renew: Optional[Callable[[], None]] = None
        self.trace: Optional[Callable[[], List[Dict[str, Any]]]] = None
        self._returned: Any = NOTHING
        self._charged: Optional[str] = None
        self._latest: Optional[Dict[str, Any]] = None
        self._clock = ExampleClock(self.candidate)

    # -- called by rewritten code

    def begin(self, number: int) -> None:
        self._returned = NOTHING
        known = self._open.get(number)
        if known is None:
            if self.renew is not None:
                self.renew()
            if self.failing is not None:
                self.failing.begin()
            known = self._open[number] = Example(number, self._reach.calls)
            if number not in self._skip:
                self._report({"begin": number})
            self._clock.ended = None
            self._clock.begin(self._limit(number), self._call_of(number))
        known.values = {}
        self._last = known

    def equal(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return equal(left, right, swapped)

    alike = staticmethod(alike)

    def same(self, left: Any, right: Any, swapped: bool) -> bool:
        self._remember(left, right, swapped)
        return left is right

    def gave(self, value: Any) -> Any:
        """Notes the result of a call of the function, for an assert without a comparison."""
        self._returned = value
        return value

    def compared(self, left: Any, right: Any) -> None:
        self._remember(left, right, False)

    def _remember(self, left: Any, right: Any, swapped: bool) -> None:
        if self._last is not None:
            self._last.values = {"actual": right, "expected": left} if swapped else {"actual": left, "expected": right}

    def has_compared(self, number: int) -> bool:
        example = self._open.get(number)
        return example is not None and "expected" in example.values

    def done(self, number: int) -> None:
        if self.ended is not None:
            raise self.ended
        kept = self.kept()
        self.settle(number, "fail" if kept else "pass", kept)

    def kept(self) -> Optional[str]:
        """The reason why an example failed although it reached its end."""
        return self.failing.kept() if self.failing is not None else None

    def caught(self, number: int, expected: Optional[str], scope: Optional[str]) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        self.raised(number, error, expected, " (%s)" % scope if scope else "")

    def scope(self, pairs: Any) -> str:
        return "with " + ", ".join("%s = %s" % (name, self._shown(value)[:100]) for name, value in pairs)

    @property
    def ended(self) -> Optional[Ended]:
        """Set when the time of the current example is over, so that code that swallows the error gets no more time."""
        return self._clock.ended

    @property
    def current(self) -> Optional[int]:
        """The number of the current example."""
        return self._last.number if self._last is not None else None

    @property
    def calls(self) -> int:
        """The number of calls of the function so far."""
        return self._reach.calls

    def _shown(self, value: Any) -> str:
        """Shows a value. Calls of the function by its `__repr__` do not count."""
        with self._reach.aside():
            return show(value)

    # -- called by what runs examples

    def hear(self, report: Report) -> None:
        """From now on `report` takes the messages."""
        self._report = report

    def error_of(self, number: int) -> Optional[BaseException]:
        """The error of an example that did not pass."""
        example = self._open.get(number)
        return example.error if example is not None else None

    def raised(self, number: int, error: BaseException, expected: Optional[str] = None, where: str = "") -> None:
        """Settles an example by its error. Raises Ended again: the process can't be trusted with other examples."""
        ended = self.ended or (error if isinstance(error, Ended) else None)
        if ended is None:
            self._clock.begin_showing()
            status, message = self._blame(number, error)
            # The error's text may run candidate code, and a library may have treated a time-out there as an error.
            ended = self.ended
        if ended is not None:
            self.settle(number, ended.status, ended.message + where, expected)
            raise ended
        self.settle(number, status, None if message is None else (message + where).strip() or None, expected)

    def _blame(self, number: int, error: BaseException) -> Tuple[str, Optional[str]]:
        """Status and message for an error in an example."""
        example = self._open.get(number)
        if example is not None and example.error is None:
            example.error = error
        line = self.candidate.line_of(error)
        if isinstance(error, AssertionError) and line is None:
            return "fail", self._said(number, error)
        refused = self.watch.blocked(error) if self.watch is not None and line is not None else None
        if refused is not None:
            return "blocked", refused
        at = " (line %d)" % line if line is not None else ""
        return "error", message_of(error) + at

    def _said(self, number: int, error: AssertionError) -> str:
        said = str(error)
        example = self._open.get(number)
        if not said and self._returned is not NOTHING and not (example and "expected" in example.values):
            return "returned %s" % self._shown(self._returned)
        return said

    def settle(self, number: int, status: str, message: Optional[str], expected: Optional[str] = None, **more: Any) -> None:
        example = self._open.get(number) or self._open.setdefault(number, Example(number, self._reach.calls))
        if example.verdict is not None and example.verdict["status"] != "pass":
            return  # In a loop, the first failing round is the one to show.
        verdict: Dict[str, Any] = {
            "example": number,
            "status": status,
            "ms": round(1000 * (time.monotonic() - example.started), 3),
            "cpu": round(time.process_time() - example.cpu, 4),
            **more,
        }
        if self._reach.calls > example.calls:
            verdict["reached"] = True
        if message:
            verdict["message"] = message[:LONGEST]
        ended: Optional[Ended] = None
        if "expected" in example.values and status in ("pass", "fail"):
            ended = self._show_values(verdict, example.values)
        elif expected is not None:
            verdict["expected"] = expected
        self._clock.stop()
        if status != "pass" and self.trace is not None:
            verdict["trace"] = self.trace()
        example.verdict = verdict
        if ended is not None:
            raise ended
        if status == "pass":
            self._clock.begin(self._limit(number), self._call_of(number))  # The limit for the next rounds of a loop.

    def _show_values(self, verdict: Dict[str, Any], values: Dict[str, Any]) -> Optional[Ended]:
        """Shows both sides of a comparison. Returns Ended if the time was over while showing and the check failed."""
        self._clock.begin_showing()
        try:
            for name in ("expected", "actual"):
                verdict[name] = self._shown(values[name])
            add_apart(verdict, values)
        except Ended:
            pass  # `ended` tells, also where the value's own code has caught the exception.
        ended, self._clock.ended = self.ended, None
        if ended is not None and verdict["status"] == "pass":
            verdict.update(dict.fromkeys(("expected", "actual"), "<a value that takes too long to show>"))
            return None
        if ended is not None:
            verdict.update(status=ended.status, message=ended.message)
            self._clock.ended = ended
        return ended

    def close(self, number: int, error: Optional[BaseException] = None, by_result: bool = True) -> None:
        """Reports the verdict of an example after its statement; `error` ended the statement outside of its checks."""
        if number in self.reported:
            self._clock.stop()
            return
        example = self._open.get(number)
        if error is not None and (example is None or example.verdict is None or example.verdict["status"] == "pass"):
            self.raised(number, error)
        self._clock.stop()
        example = self._open.get(number)
        verdict = example.verdict if example else None
        if verdict is None:
            verdict = {
                "example": number,
                "status": "pass" if by_result else "notRun",
                "message": "it was never reached: no round of its loop or branch of its condition runs it",
                "ms": 0,
                **({"unreached": True} if by_result else {}),
            }
        self.reported.add(number)
        if self._charged is not None and verdict["status"] == "pass":
            verdict = _charged(verdict, self._charged)
            self._charged = None
        self._latest = verdict
        if number not in self._skip:
            self._report({"verdict": {**verdict, **self.marked()}})

    def charge(self, message: str) -> None:
        """Notes an error that the candidate caused between checks: the next passing check gets it."""
        self._charged = self._charged or message

    def settle_charge(self) -> None:
        """Without a later check, the last check before gets the error."""
        if self._charged is not None and self._latest is not None and self._latest["status"] == "pass":
            self._report({"verdict": _charged(self._latest, self._charged)})
        self._charged = None

    def marked(self) -> Dict[str, Any]:
        changed = self.changes() if self.changes is not None else []
        return {"changed": changed} if changed else {}

    def begin_showing(self) -> None:
        self._clock.begin_showing()

    def stop(self) -> None:
        self._clock.stop()

    def guard(self, seconds: float = 0.0) -> None:
        """Limits the user's statements between the examples."""
        self._clock.ended = None
        self._last = None
        if self.failing is not None:
            self.failing.begin()
        self._clock.begin(seconds or self._limit(-1), seconds or self._limit(-1))


def _charged(verdict: Dict[str, Any], message: str) -> Dict[str, Any]:
    """Turns a passing verdict into an error, because the script would have ended."""
    kept = {name: value for name, value in verdict.items() if name not in ("expected", "actual")}
    return {**kept, "status": "error", "message": message}
