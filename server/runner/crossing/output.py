"""What the candidate prints, warns of and logs: kept for the evaluator, and said again there."""

import io
import sys
import warnings
from typing import Any, List, Optional

from .. import said
from . import logs
from .trust import Trust


#: Characters that a candidate may print.
MOST_PRINTED = 1 << 20
#: Prints, warnings and records, taken together.
MOST_ITEMS = 100_000


class Capture(io.TextIOBase):
    """Standard output or error of the candidate, up to a cap; what goes beyond it is dropped."""

    def __init__(self, name: str, into: List[List[str]]) -> None:
        self._name = name
        self._into = into
        self._left = MOST_PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        if self._left > 0:
            part = "".join(text)[: self._left]
            self._left -= len(part)
            if self._into and self._into[-1][0] == self._name:
                self._into[-1][1] += part
            else:
                self._into.append([self._name, part])
        return len(text)


class Allowed:
    """What one candidate may print, log and warn of in all, as this side sees it: a child that keeps its own caps never gets there."""

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
    """Prints, logs and warns as the candidate did; the warning that the example's filters make an exception of."""
    raised: Optional[Warning] = None
    for item in output if isinstance(output, list) else ():
        if not allowed.item():
            break
        name, text = item if isinstance(item, list) and len(item) == 2 else ("", None)
        if isinstance(text, str):
            (sys.stderr if name == "err" else sys.stdout).write(allowed.text(text))
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
