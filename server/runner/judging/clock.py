"""The limits of the current example: the child's CPU time, and wall time."""

import time
from typing import Callable, NamedTuple, Optional

from ..transport.channel import Channel
from .allowance import CORES, Allowance

#: The least seconds between two looks at the child's clock.
_LOOK = 0.002


class Limits(NamedTuple):
    #: CPU seconds of the child for each example.
    cpu: float
    #: Wall-clock seconds for each example.
    wall: float


class Clock:
    """`cpu` returns the CPU seconds that the child has used; `allowance` is the job's."""

    def __init__(self, limits: Limits, cpu: Callable[[], float], allowance: Allowance) -> None:
        self._limits = limits
        self._cpu = cpu
        self._allowance = allowance
        #: The factor of the limits for the current example.
        self.patience = 1.0
        self._cpu_end = self._wall_end = 0.0
        #: The earliest wall time at which the child can have used up its CPU time, on all cores.
        self._in_time = 0.0

    def begin(self) -> None:
        self._cpu_end = self._cpu() + self._limits.cpu * self.patience
        now = time.monotonic()
        self._wall_end = now + self._limits.wall * self.patience
        self._in_time = now + self._limits.cpu * self.patience / CORES

    def wait(self, channel: Channel) -> Optional[str]:
        """Waits for input. Returns the exceeded limit in words if none arrives in time."""
        early = min(min(self._in_time, self._wall_end) - time.monotonic(), self._allowance.until_look())
        if early > 0 and channel.ready(early):
            return None
        while True:
            cpu_left, wall_left = self._cpu_end - self._cpu(), self._wall_end - time.monotonic()
            if cpu_left <= 0 or wall_left <= 0:
                limit = self.patience * (self._limits.cpu if cpu_left <= 0 else self._limits.wall)
                return "took more than %g s%s" % (limit, " of CPU" if cpu_left <= 0 else "")
            exceeded = self._allowance.exceeded()
            if exceeded or channel.ready(min(max(cpu_left, _LOOK), wall_left, self._allowance.until_look())):
                return exceeded
