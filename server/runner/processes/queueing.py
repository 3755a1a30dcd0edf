"""A queue of jobs over the processes that run them, for both hosts."""

import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional

from ..transport.channel import Channel, Closed
from ..transport.raised import message_of

if TYPE_CHECKING:
    from ..transport import frames


class Queue:
    """Starts waiting jobs while there are slots, listens to running ones, and stops those that are late or cancelled."""

    def __init__(self, node: Channel, processes: Any, make: Callable[[Any], Any]) -> None:
        self._node = node
        self._processes = processes
        self._make = make
        self._waiting: List[Any] = []
        self._running: Dict[Channel, Any] = {}
        self._slots = 1
        processes.watch(node)

    def prepare(self) -> bool:
        """Takes Node's first messages. Returns False if nothing can run."""
        raise NotImplementedError

    def serve(self) -> None:
        """Serves until Node hangs up."""
        while True:
            while self._waiting and len(self._running) < self._slots and self._may_start(self._waiting[0]):
                self._start(self._waiting.pop(0))
            for channel in self._processes.ready(self._patience()):
                if channel is self._node:
                    self._take(channel.receive())
                elif channel in self._running:
                    self._listen(channel)
            for channel, job in list(self._running.items()):
                if self._is_late(job):
                    self._overdue(channel, job)

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
        return max(0.0, min(map(self._left, self._running.values()))) + 0.001

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
