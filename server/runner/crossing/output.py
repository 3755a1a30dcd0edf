"""What the candidate prints, warns of and logs: kept for the evaluator, and said again there."""

import io
import sys
import warnings
from typing import Any, List, Optional

from . import logs
from .trust import Trust


class Capture(io.TextIOBase):
    """Standard output or error of the candidate, up to a cap; what goes beyond it is dropped."""

    def __init__(self, name: str, into: List[List[str]]) -> None:
        self._name = name
        self._into = into
        self._left = 1 << 20

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


def say_again(output: Any, file: str, trust: Trust) -> Optional[Warning]:
    """Prints, logs and warns as the candidate did; the warning that the example's filters make an exception of."""
    raised: Optional[Warning] = None
    for item in output if isinstance(output, list) else ():
        name, text = item if isinstance(item, list) and len(item) == 2 else ("", None)
        if isinstance(text, str):
            (sys.stderr if name == "err" else sys.stdout).write(text)
        elif name == "log":
            logs.log_again(text, file)
        elif name == "warning" and isinstance(text, list) and len(text) == 4:
            said, module, qualname, line = text
            kind = trust.find(str(module), str(qualname))
            if not (isinstance(kind, type) and issubclass(kind, Warning)):
                kind = UserWarning
            try:
                warnings.warn_explicit(str(said), kind, file, line if type(line) is int else 1)
            except Warning as error:
                raised = raised or error
    return raised
