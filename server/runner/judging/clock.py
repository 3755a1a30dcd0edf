"""The limits of the example that runs: the child's CPU time, and time on the wall."""

import os
import time
from typing import Callable, NamedTuple, Optional

from ..channel import Channel

#: Of the machine.
_CORES = os.cpu_count() or 1
#: Seconds between two looks at the child's clock, at least.
_LOOK = 0.002


class Limits(NamedTuple):
    #: CPU seconds of the child for each example.
    cpu: float
    #: Seconds on the wall for each example.
    wall: float


class Clock:
    """`cpu` tells the seconds of CPU that the child has used."""

    def __init__(self, limits: Limits, cpu: Callable[[], float]) -> None:
        self._limits = limits
        self._cpu = cpu
        #: By what the example that runs multiplies the limits.
        self.patience = 1.0
        self._cpu_end = self._wall_end = 0.0
        #: On the wall: sooner than this the child can't have used up its CPU, though it ran on every core.
        self._in_time = 0.0

    def begin(self) -> None:
        self._cpu_end = self._cpu() + self._limits.cpu * self.patience
        now = time.monotonic()
        self._wall_end = now + self._limits.wall * self.patience
        self._in_time = now + self._limits.cpu * self.patience / _CORES

    def wait(self, channel: Channel) -> Optional[str]:
        """Until there is something to read; where nothing comes in time, what it took too much of, in words."""
        early = min(self._in_time, self._wall_end) - time.monotonic()
        if early > 0 and channel.ready(early):
            return None
        while True:
            cpu_left, wall_left = self._cpu_end - self._cpu(), self._wall_end - time.monotonic()
            if cpu_left <= 0 or wall_left <= 0:
                limit = self.patience * (self._limits.cpu if cpu_left <= 0 else self._limits.wall)
                return "%g s of CPU" % limit if cpu_left <= 0 else "%g s" % limit
            if channel.ready(min(max(cpu_left, _LOOK), wall_left)):
                return None
