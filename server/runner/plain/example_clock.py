"""The time of an example: CPU seconds in total, and for each call of the candidate."""

import time
from typing import Any, Optional

from ..judging.ended import Ended
from ..processes import guard
from .whose import CandidatesCode

#: CPU seconds to show a value or an error after an example has used up its time.
_SHOWING = 0.5


class ExampleClock:
    def __init__(self, candidate: CandidatesCode) -> None:
        self._candidate = candidate
        self._allowed = 0.0
        self._call_limit = 0.0
        self._end = 0.0
        #: The candidate's outermost call at the last look at the clock.
        self._seen: Any = None
        #: Set when the time is over, so that code that swallows the error gets no more time.
        self.ended: Optional[Ended] = None
        self._timer = guard.of_cpu(self._too_long)

    def begin(self, seconds: float, call: float) -> None:
        self._seen = None
        self._call_limit = call
        self._allowed = seconds
        self._end = time.process_time() + seconds
        self._timer.start(min(seconds, self._call_limit))

    def begin_showing(self) -> None:
        """Values and errors may use the rest of their example's time, or at least a moment."""
        left = max(self._end - time.process_time(), _SHOWING)
        self.begin(left, left)

    def stop(self) -> None:
        self._timer.stop()

    def _too_long(self, _: int, frame: Any) -> None:
        """The call limit is for calls of the function only: a framework may need longer around them."""
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
