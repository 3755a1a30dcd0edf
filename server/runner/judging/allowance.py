"""What a job may take: for the example in hand, and in all of time in which it computes nothing.

What computes is limited by its CPU clock, an example at a time. What sleeps, is stopped or never comes would cost each example its
limit on the wall: it is waited for once.
"""

import os
import time
from typing import Callable, Optional

#: A process that gets less than this part of a processor, since others want it too, is not taken for one that waits.
_SHARE = 1 / 5
#: Seconds of waiting by seconds of CPU for an example.
_WALL = 8
#: But so many at least, seconds: on a machine that is busy what does not wait seems to.
_LEAST = 10.0
#: Beyond that: an example that has waited for as long as it may is not the end of the others.
_REST = 1.5
#: Of the machine.
CORES = os.cpu_count() or 1
#: Seconds between two looks at the clocks, at least.
_LOOK = 0.01
_NEVER = float("inf")
#: Seconds for whoever has waited elsewhere.
_MOMENT = 0.5


#: Seconds on the wall for what a process does between two examples.
BETWEEN = 40.0
#: Wall time by CPU time, and what is enough of it.
_BY_CPU = 10
_ENOUGH = 60.0


def held_back(limit: float) -> float:
    """Seconds of CPU after which a process that limits itself to so many does so no more."""
    return 1.25 * limit + 1


def wall(limit: float) -> float:
    """Seconds on the wall for what may take so many of CPU."""
    return min(_BY_CPU * limit, max(_ENOUGH, 2 * limit))


def waiting(cpu: float, beyond: float = 0.0) -> float:
    """Seconds that a job may wait in all, by those of CPU for an example; `beyond` is what its examples wait by themselves."""
    return max(_WALL * cpu, _LEAST) + _REST + 2 * beyond


class Allowance:
    def __init__(self, seconds: float = _NEVER, waited: float = 0.0) -> None:
        """`seconds` of waiting in all, of which `waited` are over, but for a last moment."""
        self._most = seconds
        #: Seconds in which nothing computed, so far.
        self.waited = min(waited, seconds - _MOMENT)
        #: Seconds of CPU since the phase in hand began.
        self.computed = 0.0
        self._cpu: Callable[[], float] = float
        self._at = self._begun = time.monotonic()
        #: What it had waited when the phase began.
        self._before = self.waited
        self._used = 0.0
        self._wall_end = self._cpu_limit = _NEVER
        self._wall = _NEVER

    @property
    def left(self) -> float:
        return self._most - self.waited

    def attach(self, cpu: Callable[[], float]) -> None:
        """A process runs for the job; `cpu` tells the seconds of CPU that it has used."""
        self._cpu = cpu
        self._at, self._used = time.monotonic(), cpu()

    def begin(self, wall: float = _NEVER, cpu: float = _NEVER) -> None:
        """Another phase, limited to so many seconds."""
        self.look()
        self.computed = 0.0
        self._begun, self._before = self._at, self.waited
        self._wall, self._wall_end, self._cpu_limit = wall, self._at + wall, cpu

    def exceeded(self) -> Optional[str]:
        """What the job took too much of, in words."""
        if time.monotonic() < self._due:
            return None
        self.look()
        if self.computed > self._cpu_limit:
            return "took more than %g s of CPU" % round(self._cpu_limit, 1)
        if self._at > self._wall_end:
            return "took more than %g s" % round(self._wall, 1)
        return "waited for more than %g s in all" % round(self._most, 1) if self.left <= 0 else None

    def until_look(self) -> float:
        """Seconds in which nothing can come to be exceeded."""
        return max(_LOOK, self._due - time.monotonic())

    @property
    def _due(self) -> float:
        """Before then nothing can come to be exceeded."""
        return min(self._at + min(self.left, (self._cpu_limit - self.computed) / CORES), self._wall_end)

    def charge(self) -> None:
        """The phase has come to no end of its own: all of it was for nothing, and is waited for no more often than the rest."""
        self.look()
        self.waited = max(self.waited, self._before + self._at - self._begun)

    def look(self) -> None:
        """Takes account of the time since the last look."""
        now, used = time.monotonic(), self._cpu()
        computed = max(0.0, used - self._used)
        self.waited += max(0.0, now - self._at - computed / _SHARE)
        self.computed += computed
        self._at, self._used = now, used
