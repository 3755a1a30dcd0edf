"""Notes each call of a marked function, in order."""

from contextlib import contextmanager
from typing import Iterator, Set


class NotYet(BaseException):
    """Raised when the function is called before there is a candidate. It passes any `except Exception`."""


class Reach:
    def __init__(self, target: str) -> None:
        self._target = target
        #: Calls of the function so far.
        self.calls = 0
        #: Whether calls are refused, because there is no candidate yet.
        self.refuses = False
        #: Other open stubs that were called.
        self.stubs: Set[str] = set()

    def note(self, path: str) -> None:
        """The marked code calls this."""
        if path != self._target:
            self.stubs.add(path)
            return
        self.calls += 1
        if self.refuses:
            raise NotYet()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Calls inside this block do not count for an example."""
        calls, stubs = self.calls, set(self.stubs)
        try:
            yield
        finally:
            self.calls, self.stubs = calls, stubs
