"""The time of an example: seconds of CPU for all of it, and for each call of the candidate's in it."""

import time
from typing import Any, Optional

from ..judging.ended import Ended
from ..processes import guard
from .whose import CandidatesCode

#: Seconds of CPU to show a value or an error of an example that has used up its own.
_SHOWING = 0.5


class ExampleClock:
    def __init__(self, candidate: CandidatesCode) -> None:
        self._candidate = candidate
        self._allowed = 0.0
        self._call_limit = 0.0
        self._end = 0.0
        #: The candidate's outermost call when the clock was looked at last.
        self._seen: Any = None
        #: Whether the time is over; whoever swallows that does not get more.
        self.ended: Optional[Ended] = None
        self._timer = guard.of_cpu(self._too_long)

    def begin(self, seconds: float, call: float) -> None:
        self._seen = None
        self._call_limit = call
        self._allowed = seconds
        self._end = time.process_time() + seconds
        self._timer.start(min(seconds, self._call_limit))

    def begin_showing(self) -> None:
        """Values and errors are shown in what is left of their example's time, or a moment where none is."""
        left = max(self._end - time.process_time(), _SHOWING)
        self.begin(left, left)

    def stop(self) -> None:
        self._timer.stop()

    def _too_long(self, _: int, frame: Any) -> None:
        """The time of an example's own is not the function's: what a framework does around its calls may take longer than one of them."""
        left = self._end - time.process_time()
        call = self._candidate.outermost_call(frame)
        if left > 0.001 and (call is None or call is not self._seen):
            self._seen = call
            self._timer.start(min(left, self._call_limit))
            return
        self._seen = None
        took = self._allowed if left <= 0.001 else self._call_limit
        self.ended = Ended("timeout", "took more than %g s of CPU" % round(took, 1))
        raise self.ended
