"""What the candidate prints, kept for the evaluator."""

import io
from typing import List


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
