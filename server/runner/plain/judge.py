"""Keeps one verdict for each example that runs in the plain process, and says each as soon as it is final."""

import sys
import time
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from ..judging.ended import Ended
from ..judging.equality import alike, equal
from ..judging.failing import Failing
from ..judging.judge import LONGEST, NOTHING, show
from ..sandbox.blocked import Watch
from ..transport.raised import message_of
from .example_clock import ExampleClock
from .reach import Reach
from .whose import CandidatesCode

Report = Callable[[Dict[str, Any]], None]


class Example:
    """The example that runs."""

    def __init__(self, number: int, calls: int) -> None:
        self.number = number
        self.started = time.monotonic()
        self.cpu = time.process_time()
        self.calls = calls
        #: Both sides of its last comparison for equality.
        self.values: Dict[str, Any] = {}
        self.verdict: Optional[Dict[str, Any]] = None
        self.error: Optional[BaseException] = None


class PlainJudge:
    """`limit` gives the seconds of CPU for an example; `call` are those for one call of the function, where that has less. Rewritten asserts call it under the name `__assay__`."""

    def __init__(self, report: Report, reach: Reach, limit: Callable[[int], float], call: Callable[[int], float], skip: Set[int]) -> None:
        #: By this name a rewritten check has it, whatever the file calls so.
        self.BaseException = BaseException
        self._call_of = call
        self._report = report
        self._reach = reach
        self._limit = limit
        self._skip = skip
        self._open: Dict[int, Example] = {}
        self._last: Optional[Example] = None
        self.reported: Set[int] = set()
        #: What is raised in it is the candidate's error, not the check's.
        self.candidate = CandidatesCode()
        self.watch: Optional[Watch] = None
        #: Of a candidate: the user's own body may keep to itself what it likes.
        self.failing: Optional[Failing] = None
        #: What calls have changed and checks have read since it was asked last.
        self.changes: Optional[Callable[[], List[str]]] = None
        #: Makes the candidate what it was before its first call; asked before each example.
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
        """What a call of the function gave, in an assert that compares nothing."""
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
        """Why an example has failed that came to its end."""
        return self.failing.kept() if self.failing is not None else None

    def caught(self, number: int, expected: Optional[str], scope: Optional[str]) -> None:
        error = sys.exc_info()[1]
        assert error is not None
        self.raised(number, error, expected, " (%s)" % scope if scope else "")

    def scope(self, pairs: Any) -> str:
        return "with " + ", ".join("%s = %s" % (name, self._shown(value)[:100]) for name, value in pairs)

    @property
    def ended(self) -> Optional[Ended]:
        """Set where the time of the example that runs is over; whoever swallows that does not get more."""
        return self._clock.ended

    @property
    def current(self) -> Optional[int]:
        """The example that runs."""
        return self._last.number if self._last is not None else None

    @property
    def calls(self) -> int:
        """Of the function, so far."""
        return self._reach.calls

    def _shown(self, value: Any) -> str:
        """No example reaches a `__repr__` by being shown."""
        with self._reach.aside():
            return show(value)

    # -- called by what runs examples

    def hear(self, report: Report) -> None:
        """From now on `report` takes what there is to say."""
        self._report = report

    def error_of(self, number: int) -> Optional[BaseException]:
        """What ended an example that did not pass."""
        example = self._open.get(number)
        return example.error if example is not None else None

    def raised(self, number: int, error: BaseException, expected: Optional[str] = None, where: str = "") -> None:
        """Settles an example by what ended it. Raises Ended again: the process is no longer to be trusted with others."""
        ended = self.ended or (error if isinstance(error, Ended) else None)
        if ended is None:
            self._clock.begin_showing()
            status, message = self._blame(number, error)
            # The error's text may be the candidate's own code, and some library may have taken the end of that for an error of it.
            ended = self.ended
        if ended is not None:
            self.settle(number, ended.status, ended.message + where, expected)
            raise ended
        self.settle(number, status, None if message is None else (message + where).strip() or None, expected)

    def _blame(self, number: int, error: BaseException) -> Tuple[str, Optional[str]]:
        """Status and message for what ended an example."""
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
            return  # In a loop the first round that fails is the one to show.
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
            self._clock.begin(self._limit(number), self._call_of(number))  # Of a loop's next rounds.

    def _show_values(self, verdict: Dict[str, Any], values: Dict[str, Any]) -> Optional[Ended]:
        """Shows both sides of a comparison; what was shown when the time for that was over, where the check did not hold."""
        self._clock.begin_showing()
        try:
            for name in ("expected", "actual"):
                verdict[name] = self._shown(values[name])
        except Ended:
            pass  # Known by `ended`, as where the value's own code has taken it for an error.
        ended, self._clock.ended = self.ended, None
        if ended is not None and verdict["status"] == "pass":
            verdict.update(dict.fromkeys(("expected", "actual"), "<a value that takes too long to show>"))
            return None
        if ended is not None:
            verdict.update(status=ended.status, message=ended.message)
            self._clock.ended = ended
        return ended

    def close(self, number: int, error: Optional[BaseException] = None, by_result: bool = True) -> None:
        """Says the verdict of an example whose statement has run; `error` ended it outside of its checks."""
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
        """What a statement between the checks has raised by the candidate's doing: the next check that passes is charged with it."""
        self._charged = self._charged or message

    def settle_charge(self) -> None:
        """Where no check came after it, the last one before is charged."""
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
    """A check that holds, after something that ends a script."""
    kept = {name: value for name, value in verdict.items() if name not in ("expected", "actual")}
    return {**kept, "status": "error", "message": message}
