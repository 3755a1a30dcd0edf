"""Framed JSON over a pair of file descriptors: four bytes of length, then that many bytes of UTF-8.

Reads exactly one frame at a time: what comes after it stays in the kernel, out of reach of whoever is forked next. Only an end
that nothing is forked from may read ahead, which takes half the system calls.
"""

import json
import os
import select
import struct
from typing import Any, Callable, List, Optional, Union

#: A frame from a child is refused above this size, bytes.
LARGEST = 64 << 20
#: Bytes of one reading.
_PART = 1 << 20
_AHEAD = 1 << 16

# Made once: `json.dumps` makes one for each message that is to have no spaces.
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


class Closed(Exception):
    """The other end is gone."""


class Broken(Exception):
    """The other end sent what the protocol does not know."""


class TooLarge(Exception):
    """What was to be sent is more than the other end takes. Nothing of it was sent."""


class Channel:
    """Both directions may be one socket: `Channel(fd, fd)`. With `ahead` it reads what is there, be it several messages."""

    def __init__(self, reading: int, writing: int, ahead: bool = False) -> None:
        self.reading = reading
        self.writing = writing
        self._ahead = _AHEAD if ahead else 0
        #: Read already, and not asked for yet.
        self._rest: Union[bytes, bytearray] = b""
        self._poll: Any = None
        #: Bytes that have come so far; larger messages than these are not taken.
        self.received = 0
        self.largest = LARGEST

    def send(self, message: Any) -> None:
        """Raises TooLarge."""
        data = _encode(message).encode("ascii")
        if len(data) > LARGEST:
            raise TooLarge("%d bytes are more than %d MiB" % (len(data), LARGEST >> 20))
        self._write(struct.pack(">I", len(data)) + data)

    def send_all(self, messages: List[Any]) -> None:
        """By one writing."""
        frames = [_encode(message).encode("ascii") for message in messages]
        self._write(b"".join(struct.pack(">I", len(data)) + data for data in frames))

    def receive(self, wait: Optional[Callable[[], None]] = None) -> Any:
        """The next message; `Closed` at the end of input, `Broken` on anything that is not a frame of JSON.

        `wait` is called before each read; it returns when there is something, or raises.
        """
        (size,) = struct.unpack(">I", self._read(4, wait))
        if size > self.largest:
            raise Broken("a message of %d bytes" % size)
        return _message(self._read(size, wait))

    def arrived(self) -> List[Any]:
        """The messages that are whole after one reading; asked when there is something to read. It never waits for the rest of one.

        `Closed` at the end of input, `Broken` on anything that is not a frame of JSON.
        """
        part = self._part(_AHEAD)
        if not part:
            raise Closed()
        self.received += len(part)
        # One that grows in place: a large message comes in many parts.
        rest = self._rest if type(self._rest) is bytearray else bytearray(self._rest)
        rest += part
        messages: List[Any] = []
        while len(rest) >= 4:
            (size,) = struct.unpack(">I", rest[:4])
            if size > self.largest:
                raise Broken("a message of %d bytes" % size)
            if len(rest) < 4 + size:
                break
            data = bytes(rest[4 : 4 + size])
            del rest[: 4 + size]
            messages.append(_message(data))
        self._rest = rest
        return messages

    def ready(self, seconds: float) -> bool:
        """Whether there is something to read, or the end of it, within so many seconds: asked when nothing is left of the last reading."""
        if self._poll is None:
            self._poll = select.poll()
            self._poll.register(self.reading, select.POLLIN)
        return bool(self._poll.poll(1000 * seconds))

    def close(self) -> None:
        for fd in {self.reading, self.writing}:
            os.close(fd)

    def _read(self, size: int, wait: Optional[Callable[[], None]] = None) -> bytes:
        parts, missing = [self._rest], size - len(self._rest)
        while missing > 0:
            if wait:
                wait()
            part = self._part(min(max(missing, self._ahead), _PART))
            if not part:
                raise Closed()
            self.received += len(part)
            parts.append(part)
            missing -= len(part)
        data = b"".join(parts)
        self._rest = data[size:]
        return data[:size]

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


def _message(data: bytes) -> Any:
    try:
        text = data.decode("utf-8")
        message, end = _decode(text)
    except (ValueError, RecursionError, MemoryError) as error:
        raise Broken("a message that is not JSON: %s" % error) from None
    if end != len(text):
        raise Broken("a message with more text after its end")
    return message
