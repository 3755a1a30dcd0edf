"""Keeps the candidate's output, warnings and log records for the evaluator, which repeats them."""

import io
import re
import sys
import warnings
from typing import Any, List, Optional

from ..transport import said
from . import logs
from .trust import Trust

#: A surrogate that stands for no byte.
_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
#: The most characters that a candidate may print.
MOST_PRINTED = 1 << 20
#: The most prints, warnings and records in total.
MOST_ITEMS = 100_000


class Capture(io.TextIOBase):
    """Standard output or error of the candidate, up to a cap; the rest is dropped."""

    encoding = "utf-8"
    errors = "strict"
    line_buffering = write_through = False
    mode = "w"

    def __init__(self, name: str, into: List[List[Any]]) -> None:
        self._name = name
        self.name = "<std%s>" % name
        self.buffer = _Bytes(self)
        self._into = into
        self._left = MOST_PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        self._keep(text)
        return len(text)

    def reconfigure(self, **_: Any) -> None:
        """Does nothing, because the output is kept as text."""

    def _keep(self, text: str) -> None:
        if self._left > 0:
            part = "".join(text)[: self._left]
            self._left -= len(part)
            if self._into and self._into[-1][0] == self._name:
                self._into[-1][1] += part
            else:
                self._into.append([self._name, part])


class _Bytes(io.BufferedIOBase):
    """The binary stream of a Capture. Invalid UTF-8 crosses as surrogates (PEP 383)."""

    def __init__(self, stream: Capture) -> None:
        self._stream = stream
        self.name = stream.name

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        held = memoryview(data).cast("B")
        self._stream._keep(bytes(held[: 4 * MOST_PRINTED]).decode("utf-8", "surrogateescape"))
        return held.nbytes


class Allowed:
    """The limits of this side for one candidate's output, warnings and records. A child that keeps its own caps never reaches them."""

    def __init__(self) -> None:
        self._characters = 2 * MOST_PRINTED
        self._items = MOST_ITEMS

    def item(self) -> bool:
        self._items -= 1
        return self._items >= 0

    def text(self, text: str) -> str:
        part = text[: max(0, self._characters)]
        self._characters -= len(part)
        return part


def say_again(output: Any, file: str, trust: Trust, allowed: Allowed) -> Optional[Warning]:
    """Repeats the candidate's output, records and warnings. Returns the warning that the example's filters turn into an exception."""
    raised: Optional[Warning] = None
    for item in output if isinstance(output, list) else ():
        if not allowed.item():
            break
        name, text = item if isinstance(item, list) and len(item) == 2 else ("", None)
        if isinstance(text, str):
            _print(sys.stderr if name == "err" else sys.stdout, allowed.text(text))
        elif name == "log":
            logs.log_again(text, file)
        elif name == "warning" and isinstance(text, list) and len(text) == 4:
            message, module, qualname, line = text
            kind = trust.find(said.text(module, said.LONGEST_NAME), said.text(qualname, said.LONGEST_NAME))
            if not (isinstance(kind, type) and issubclass(kind, Warning)):
                kind = UserWarning
            try:
                warnings.warn_explicit(said.text(message), kind, file, said.line(line) or 1)
            except Warning as error:
                raised = raised or error
    return raised


def _print(stream: Any, text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Invalid bytes: several prints together may have formed one character.
        data = text.encode("utf-8", "backslashreplace" if _SURROGATE.search(text) else "surrogateescape")
        if hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(data)
            return
        text = data.decode("utf-8", "surrogateescape")
    stream.write(text)
