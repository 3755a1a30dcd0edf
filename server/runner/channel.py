"""Framed JSON over a pair of file descriptors: four bytes of length, then that many bytes of UTF-8.

Reads exactly one frame at a time: what comes after it stays in the kernel, out of reach of whoever is forked next.
"""

import json
import os
import select
import struct
from typing import Any, Callable, Optional

#: A frame from a child is refused above this size, bytes.
LARGEST = 64 << 20


class Closed(Exception):
    """The other end is gone."""


class Broken(Exception):
    """The other end sent what the protocol does not know."""


class Channel:
    """Both directions may be one socket: `Channel(fd, fd)`."""

    def __init__(self, reading: int, writing: int) -> None:
        self.reading = reading
        self.writing = writing
        self._poll: Any = None

    def send(self, message: Any) -> None:
        data = json.dumps(message, separators=(",", ":")).encode("ascii")
        self._write(struct.pack(">I", len(data)) + data)

    def receive(self, wait: Optional[Callable[[], None]] = None) -> Any:
        """The next message; `Closed` at the end of input, `Broken` on anything that is not a frame of JSON.

        `wait` is called before each read; it returns when there is something, or raises.
        """
        (size,) = struct.unpack(">I", self._read(4, wait))
        if size > LARGEST:
            raise Broken("a message of %d bytes" % size)
        data = self._read(size, wait)
        try:
            return json.loads(data)
        except (ValueError, RecursionError, MemoryError) as error:
            raise Broken("a message that is not JSON: %s" % error) from None

    def ready(self, seconds: float) -> bool:
        """Whether there is something to read, or the end of it, within so many seconds."""
        if self._poll is None:
            self._poll = select.poll()
            self._poll.register(self.reading, select.POLLIN)
        return bool(self._poll.poll(1000 * seconds))

    def close(self) -> None:
        for fd in {self.reading, self.writing}:
            os.close(fd)

    def _read(self, size: int, wait: Optional[Callable[[], None]] = None) -> bytes:
        parts = []
        while size:
            if wait:
                wait()
            part = self._part(min(size, 1 << 20))
            if not part:
                raise Closed()
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _part(self, most: int) -> bytes:
        """Some bytes, as soon as there are any; none at the end of input."""
        try:
            return os.read(self.reading, most)
        except OSError:
            return b""

    def _write(self, data: bytes) -> None:
        view: Optional[memoryview] = memoryview(data)
        while view:
            try:
                view = view[os.write(self.writing, view) :]
            except OSError:
                raise Closed() from None
