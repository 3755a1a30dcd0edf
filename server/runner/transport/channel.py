"""Framed JSON over a pair of file descriptors: four bytes of length, then that many bytes of UTF-8.

It reads exactly one frame at a time: the rest stays in the kernel, so that a later fork does not get it. Only an end from which nothing
forks may read ahead, which halves the system calls.
"""

import json
import os
import select
import struct
from typing import Any, Callable, List, Optional, Union

#: The largest accepted frame, in bytes.
LARGEST = 64 << 20
#: Bytes of one read.
_PART = 1 << 20
_AHEAD = 1 << 16

# Created once: `json.dumps` creates one for each message without spaces.
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


class Closed(Exception):
    """The other end has gone."""


class Broken(Exception):
    """The other end sent a message outside of the protocol."""


class TooLarge(Exception):
    """The message is larger than the other end accepts. Nothing of it was sent."""


class Channel:
    """Both directions may be one socket: `Channel(fd, fd)`. With `ahead` it may read several messages at once."""

    def __init__(self, reading: int, writing: int, ahead: bool = False) -> None:
        self.reading = reading
        self.writing = writing
        self._ahead = _AHEAD if ahead else 0
        #: Bytes that are read, but not yet requested.
        self._rest: Union[bytes, bytearray] = b""
        self._poll: Any = None
        #: Bytes received so far; the largest accepted message.
        self.received = 0
        self.largest = LARGEST

    def send(self, message: Any) -> None:
        """Sends one message. Raises TooLarge."""
        data = _encode(message).encode("ascii")
        if len(data) > LARGEST:
            raise TooLarge("%d bytes are more than %d MiB" % (len(data), LARGEST >> 20))
        self._write(struct.pack(">I", len(data)) + data)

    def send_all(self, messages: List[Any]) -> None:
        """Sends messages in one write."""
        frames = [_encode(message).encode("ascii") for message in messages]
        self._write(b"".join(struct.pack(">I", len(data)) + data for data in frames))

    def receive(self, wait: Optional[Callable[[], None]] = None) -> Any:
        """Returns the next message. Raises `Closed` at the end of input, `Broken` on anything that is not a frame of JSON.

        `wait` is called before each read; it returns when there is input, or raises.
        """
        (size,) = struct.unpack(">I", self._read(4, wait))
        if size > self.largest:
            raise Broken("a message of %d bytes" % size)
        return _message(self._read(size, wait))

    def arrived(self) -> List[Any]:
        """Returns the complete messages after one read. It expects waiting input, and does not wait for the rest of a message.

        Raises `Closed` at the end of input, `Broken` on anything that is not a frame of JSON.
        """
        part = self._part(_AHEAD)
        if not part:
            raise Closed()
        self.received += len(part)
        # This grows in place, because a large message arrives in many parts.
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
        """Whether input or its end arrives within so many seconds. It expects that no read input is left."""
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
