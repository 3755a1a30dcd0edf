"""A queue of jobs over the processes that run them, for both hosts."""

import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from ..transport.channel import Channel, Closed
from ..transport.raised import message_of

if TYPE_CHECKING:
    from ..transport import frames


#: Seconds after which a job that runs holds no slot of its own any more, so that candidates that loop do not hold up the others.
SLOW = 1.0
#: So many jobs for each slot may run in addition. A limit of the wall clock is ten times that of the CPU, so each still gets its time.
MOST_SLOW = 3


class Queue:
    """Starts waiting jobs while there are slots, listens to running ones, and stops those that are late or cancelled."""

    def __init__(self, node: Channel, processes: Any, make: Callable[[Any], Any]) -> None:
        self._node = node
        self._processes = processes
        self._make = make
        self._waiting: List[Any] = []
        self._running: Dict[Channel, Any] = {}
        self._slots = 1
        self._since: Dict[Any, float] = {}
        processes.watch(node)

    def prepare(self) -> bool:
        """Takes Node's first messages. Returns False if nothing can run."""
        raise NotImplementedError

    def serve(self) -> None:
        """Serves until Node hangs up."""
        while True:
            while self._waiting and self._has_slot() and self._may_start(self._waiting[0]):
                job = self._waiting.pop(0)
                self._since.setdefault(job, time.monotonic())
                self._start(job)
            for channel in self._processes.ready(self._patience()):
                if channel is self._node:
                    self._take(channel.receive())
                elif channel in self._running:
                    self._listen(channel)
            for channel, job in list(self._running.items()):
                if self._is_late(job):
                    self._overdue(channel, job)

    def _has_slot(self) -> bool:
        running = list(self._running.values())
        self._since = {job: since for job, since in self._since.items() if job in running or job in self._waiting}
        slow = sum(not self._seconds_to_slow(job) for job in running)
        return len(running) - min(slow, MOST_SLOW * self._slots) < self._slots

    def _seconds_to_slow(self, job: Any) -> float:
        return max(0.0, self._since.get(job, 0.0) + SLOW - time.monotonic())

    def _may_start(self, job: Any) -> bool:
        return True

    def _start(self, job: Any) -> None:
        raise NotImplementedError

    def _listen(self, channel: Channel) -> None:
        raise NotImplementedError

    def _overdue(self, channel: Channel, job: Any) -> None:
        raise NotImplementedError

    def _stop(self, channel: Channel, job: Any) -> None:
        raise NotImplementedError

    def _patience(self) -> Optional[float]:
        if not self._running:
            return None
        running = self._running.values()
        left = min(map(self._left, running))
        slow = [seconds for seconds in map(self._seconds_to_slow, running) if seconds] if self._waiting else []
        return max(0.0, min([left, *slow])) + 0.001

    def _is_late(self, job: Any) -> bool:
        return time.monotonic() > job.deadline

    def _left(self, job: Any) -> float:
        """Seconds until the job is late."""
        return job.deadline - time.monotonic()

    def _take(self, message: "frames.Wish") -> None:
        if message["op"] in ("job", "observe"):
            self._waiting.append(self._make(message))
        elif message["op"] == "cancel":
            self._waiting = [job for job in self._waiting if job.id != message["id"]]
            for channel, job in list(self._running.items()):
                if job.id == message["id"]:
                    self._stop(channel, job)


def keep(queue: Queue, node: Channel) -> int:
    """Runs a host until Node hangs up. Returns its exit code."""
    try:
        if queue.prepare():
            queue.serve()
    except (Closed, EOFError, BrokenPipeError):
        return 0
    except Exception as error:  # noqa: BLE001 - Node shows it once
        broken: "frames.Broken" = {"op": "broken", "broken": message_of(error)}
        node.send(broken)
        return 1
    return 0
