"""Temporary files that an example passes to the function. The evaluator holds them open for the candidate of that call.

The candidate's process can't reach such a path, and gets no descriptor. Its `open` asks the evaluator, which checks that the current
call got the file or a folder above it, and then reads and writes for the candidate.
"""

import base64
import errno
import io
import os
import stat
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Set, Union

from . import handed

if TYPE_CHECKING:
    from ..transport import frames

#: The open flags that a candidate may use: read, write, create, truncate, append.
_FLAGS = os.O_RDONLY | os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_EXCL
#: The flags with which the evaluator opens a file, where the system has them: no link, no wait, no inheritance, no newline changes.
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
#: The most open files, bytes of one read or write, and bytes of all writes.
MOST_FILES = 64
MOST_BYTES = 1 << 20
MOST_WRITTEN = 16 << 20
_LONGEST_PATH = 4096


#: Returns those of some files that contain values which a check expects.
Expected = Callable[[List[str]], Set[str]]


class Files:
    """The evaluator's side: files that the candidate has open."""

    def __init__(self) -> None:
        self._open: Dict[int, str] = {}
        self._written = 0
        #: The folders and files that the current call may write, and their content before it.
        self._roots: List[str] = []
        self._before: Optional[Dict[str, bytes]] = None
        self._made = handed.Made()
        self._expected: Set[str] = set()

    def answer(self, request: "frames.Unread", given: List[Any], expected: Expected) -> "Union[frames.Did, frames.Refused]":
        """Answers a request. `given` are the values that the current call got.

        A given folder does not include its files that are `expected` by a check.
        """
        if self._before is None:
            exactly = handed.temporary(given)
            self._roots = [*exactly, *self._open.values()]
            self._before = handed.contents(self._roots)
            theirs = [path for path in self._before if not self._made.has(path, self._before[path])]
            self._expected = expected(theirs) - set(exactly) if theirs else set()
        try:
            return {"op": "did", "value": self._do(request["do"], request["with"], given)}
        except OSError as error:
            return {"op": "refused", "errno": error.errno or errno.EIO}
        except (KeyError, TypeError, ValueError, OverflowError):
            return {"op": "refused", "errno": errno.EINVAL}

    def changed(self) -> Dict[str, bool]:
        """The files that the ending call has changed, by path; the value says whether the candidate created the file."""
        before, self._before = self._before, None
        return self._made.changed(before, handed.contents(self._roots)) if before is not None else {}

    def close(self) -> None:
        for fd in self._open:
            os.close(fd)
        self._open.clear()

    def _do(self, what: Any, given: Any, call: List[Any]) -> Any:
        if what == "open":
            return self._opened(given[0], given[1], call)
        fd, *rest = given
        if type(fd) is not int or fd not in self._open:
            raise OSError(errno.EBADF, "not a file of the candidate")
        if what == "read":
            return base64.b64encode(os.read(fd, min(int(rest[0]), MOST_BYTES))).decode("ascii")
        if what == "write":
            data = base64.b64decode(rest[0])[:MOST_BYTES]
            self._written += len(data)
            if self._written > MOST_WRITTEN:
                raise OSError(errno.EFBIG, "more bytes than a candidate may write")
            return os.write(fd, data)
        if what == "seek":
            return os.lseek(fd, int(rest[0]), int(rest[1]))
        if what == "truncate":
            return os.ftruncate(fd, min(int(rest[0]), MOST_WRITTEN))
        if what == "close":
            self._open.pop(fd)
            return os.close(fd)
        raise ValueError(what)

    def _opened(self, path: Any, flags: Any, call: List[Any]) -> int:
        if (
            type(path) is not str
            or len(path) > _LONGEST_PATH
            or type(flags) is not int
            or "\0" in path
            or flags & ~_FLAGS
            or len(self._open) >= MOST_FILES
        ):
            raise PermissionError(errno.EACCES, "not handed over")
        real = os.path.realpath(path)
        if not any(handed.is_within(real, one) for one in handed.temporary(call)):
            raise PermissionError(errno.EACCES, "not handed over")
        if real in self._expected and flags & (os.O_WRONLY | os.O_RDWR) != os.O_WRONLY:
            raise PermissionError(errno.EACCES, "what a check expects")
        self._note(real)
        fd = os.open(real, flags | _CAREFULLY, 0o600)
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise PermissionError(errno.EACCES, "not a regular file")
        self._open[fd] = real
        return fd

    def _note(self, path: str) -> None:
        """Reads a file's content late, if it is in a large folder of which only some files were read."""
        assert self._before is not None
        if path not in self._before and len(self._before) >= handed.MOST_FILES and os.path.isfile(path):
            self._before[path] = handed.content(path)
            self._roots.append(path)


#: `ask(what, with)` returns the evaluator's answer. Raises OSError.
Ask = Callable[[str, List[Any]], Any]


class HandedFile(io.RawIOBase):
    """The candidate's side of an open file."""

    def __init__(self, ask: Ask, path: Any, flags: int, mode: str) -> None:
        self._ask = ask
        # CPython 3.13 reports errors in the clean-up of a refused file, and reads source files for that.
        self._fd: Any = None
        self._fd = ask("open", [os.path.abspath(os.fsdecode(path)), flags])
        self.name = path
        self.mode = mode
        self._access = flags & (os.O_RDONLY | os.O_WRONLY | os.O_RDWR)

    def readable(self) -> bool:
        return self._access != os.O_WRONLY

    def writable(self) -> bool:
        return self._access != os.O_RDONLY

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = base64.b64decode(self._ask("read", [self._fd, len(buffer)]))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int:
        return self._ask("write", [self._fd, base64.b64encode(bytes(data)[:MOST_BYTES]).decode("ascii")])

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._ask("seek", [self._fd, offset, whence])

    def truncate(self, size: Any = None) -> int:
        size = self.tell() if size is None else size
        self._ask("truncate", [self._fd, size])
        return size

    def close(self) -> None:
        if self.closed:
            return
        super().close()
        if self._fd is None:
            return
        try:
            self._ask("close", [self._fd])
        except OSError:
            return  # Nobody listens between calls: the evaluator closes the file at the end.


def opening(ask: Ask) -> Callable[..., Any]:
    """The candidate's `open`: it asks the evaluator where the sandbox refuses."""
    plain = io.open

    def open(  # noqa: A001 - replaces the builtin
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: Any = None,
        errors: Any = None,
        newline: Any = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        try:
            return plain(file, mode, buffering, encoding, errors, newline, closefd, opener)
        except PermissionError:
            if isinstance(file, int):
                raise
            try:
                raw = HandedFile(ask, file, _flags(mode), mode)
            except PermissionError:
                raw = None
            if raw is None:
                raise  # The sandbox's refusal stays.
        return _layered(raw, mode, encoding, errors, newline)

    return open


def _flags(mode: str) -> int:
    plus = "+" in mode
    if "r" in mode:
        return os.O_RDWR if plus else os.O_RDONLY
    way = os.O_APPEND if "a" in mode else os.O_EXCL if "x" in mode else os.O_TRUNC
    return (os.O_RDWR if plus else os.O_WRONLY) | os.O_CREAT | way


def _layered(raw: HandedFile, mode: str, encoding: Any, errors: Any, newline: Any) -> Any:
    """Builds the same layers as `io.open`."""
    kind = io.BufferedRandom if "+" in mode else io.BufferedReader if "r" in mode else io.BufferedWriter
    buffered = kind(raw)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, encoding or "utf-8", errors, newline)
    text.mode = mode  # type: ignore[misc]
    return text
