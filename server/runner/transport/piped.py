"""A channel over two pipes with a thread that reads ahead, for systems without `poll` for pipes."""

import os
import queue
import threading
import time
from typing import Callable, List, Optional

from .channel import Channel

#: Bytes of one read, and the most reads that may wait; further input waits in the other process.
_PART = 1 << 16
_WAITING = 64


class Piped(Channel):
    """Not for a process that forks. The thread owns and closes the reading end."""

    def __init__(
        self, reading: int, writing: int, bell: Optional[threading.Event] = None, at_end: Optional[Callable[[], None]] = None
    ) -> None:
        """`bell` is set when there is input; the thread calls `at_end` as soon as the other end has gone."""
        super().__init__(reading, writing)
        self._parts: "queue.Queue[bytes]" = queue.Queue(_WAITING)
        self._current = b""
        self._over = False
        self._bell = bell or threading.Event()
        self._at_end = at_end
        threading.Thread(target=self._read_ahead, daemon=True).start()

    def has_input(self) -> bool:
        return bool(self._current) or not self._parts.empty()

    def ready(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while True:
            self._bell.clear()
            left = end - time.monotonic()
            if self.has_input() or left <= 0:
                return self.has_input()
            self._bell.wait(left)

    def close(self) -> None:
        """Call this when the other end has gone, or will go: the thread reads up to that point."""
        self._over = True
        os.close(self.writing)
        while not self._parts.empty():
            self._parts.get()  # The thread may be waiting for room.

    def _part(self, most: int) -> bytes:
        if not self._current:
            self._current = self._parts.get()
        part, self._current = self._current[:most], self._current[most:]
        if not part:
            self._parts.put(part)  # Later reads see the end again.
        return part

    def _read_ahead(self) -> None:
        at_end = False
        while not at_end and not self._over:
            part = super()._part(_PART)
            at_end = not part
            if at_end and self._at_end:
                self._at_end()
            self._parts.put(part)
            self._bell.set()
        os.close(self.reading)


class Bell:
    """Waits for several channels at once."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self._watched: List[Piped] = []

    def watch(self, channel: Piped) -> None:
        self._watched.append(channel)

    def forget(self, channel: Piped) -> None:
        self._watched.remove(channel)

    def ready(self, seconds: Optional[float]) -> List[Channel]:
        """The channels with input or at their end within so many seconds; None waits forever."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            self.event.clear()
            found: List[Channel] = [channel for channel in self._watched if channel.has_input()]
            left = None if end is None else end - time.monotonic()
            if found or (left is not None and left <= 0):
                return found
            self.event.wait(left)
