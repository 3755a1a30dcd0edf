"""The limits of a job: for the current example, and for its total time without computing.

The CPU clock limits each example that computes. A process that sleeps, stops or hangs would cost each example its wall-clock limit,
so all examples share one limit on waiting.
"""

import os
import time
from typing import Callable, Optional

#: A process with less than this share of a processor counts as waiting; with more, other processes may slow it.
_SHARE = 1 / 5
#: Seconds of waiting for each CPU second of an example.
_WALL = 8
#: The least seconds of waiting, because on a busy machine a computing process seems to wait.
_LEAST = 10.0
#: Additional seconds, so that one example that waits up to its limit does not end the others.
_REST = 1.5
#: The machine's cores.
CORES = os.cpu_count() or 1
#: The least seconds between two looks at the clocks.
_LOOK = 0.01
_NEVER = float("inf")
#: The least remaining seconds for a job that has waited elsewhere.
_MOMENT = 0.5


#: Wall-clock seconds for code between two examples.
BETWEEN = 40.0
#: The wall time for each CPU second, and its upper bound.
_BY_CPU = 10
_ENOUGH = 60.0


def held_back(limit: float) -> float:
    """CPU seconds after which a process with that limit must have stopped itself."""
    return 1.25 * limit + 1


def wall(limit: float) -> float:
    """Wall-clock seconds for code with that limit of CPU seconds."""
    return min(_BY_CPU * limit, max(_ENOUGH, 2 * limit))


def waiting(cpu: float, beyond: float = 0.0) -> float:
    """The total seconds that a job may wait, from an example's CPU seconds; `beyond` is the waiting of its examples themselves."""
    return max(_WALL * cpu, _LEAST) + _REST + 2 * beyond


class Allowance:
    def __init__(self, seconds: float = _NEVER, waited: float = 0.0) -> None:
        """`seconds` is the total waiting time; `waited` of it is used, except a last moment."""
        self._most = seconds
        #: Seconds without computing so far.
        self.waited = min(waited, seconds - _MOMENT)
        #: CPU seconds since the current phase began.
        self.computed = 0.0
        #: CPU seconds of all phases.
        self.total = 0.0
        self._cpu: Callable[[], float] = float
        self._at = self._begun = time.monotonic()
        #: The waiting before the current phase.
        self._before = self.waited
        self._used = 0.0
        self._wall_end = self._cpu_limit = _NEVER
        self._wall = _NEVER

    @property
    def left(self) -> float:
        return self._most - self.waited

    def attach(self, cpu: Callable[[], float]) -> None:
        """Notes that a process runs for the job; `cpu` returns the CPU seconds that it has used."""
        self._cpu = cpu
        self._at, self._used = time.monotonic(), cpu()

    def begin(self, wall: float = _NEVER, cpu: float = _NEVER) -> None:
        """Begins another phase with these limits in seconds."""
        self.look()
        self.computed = 0.0
        self._begun, self._before = self._at, self.waited
        self._wall, self._wall_end, self._cpu_limit = wall, self._at + wall, cpu

    def exceeded(self) -> Optional[str]:
        """The exceeded limit, in words."""
        if time.monotonic() < self._due:
            return None
        self.look()
        if self.computed > self._cpu_limit:
            return "took more than %g s of CPU" % round(self._cpu_limit, 1)
        if self._at > self._wall_end:
            return "took more than %g s" % round(self._wall, 1)
        return "waited for more than %g s in all" % round(self._most, 1) if self.left <= 0 else None

    def until_look(self) -> float:
        """Seconds in which no limit can be exceeded."""
        return max(_LOOK, self._due - time.monotonic())

    @property
    def _due(self) -> float:
        """The earliest time at which a limit can be exceeded."""
        return min(self._at + min(self.left, (self._cpu_limit - self.computed) / CORES), self._wall_end)

    def charge(self) -> None:
        """Counts the whole phase as waiting, because it did not end by itself."""
        self.look()
        self.waited = max(self.waited, self._before + self._at - self._begun)

    def look(self) -> None:
        """Accounts for the time since the last look."""
        now, used = time.monotonic(), self._cpu()
        computed = max(0.0, used - self._used)
        self.waited += max(0.0, now - self._at - computed / _SHARE)
        self.computed += computed
        self.total += computed
        self._at, self._used = now, used
