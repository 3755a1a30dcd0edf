"""Notes what reaches the function: each call of a marked function, in the order in which they come."""

from contextlib import contextmanager
from typing import Iterator, Set


class NotYet(BaseException):
    """Raised where the function is called before there is a candidate, past any `except Exception`."""


class Reach:
    def __init__(self, target: str) -> None:
        self._target = target
        #: Calls of the function so far.
        self.calls = 0
        #: Whether a call is refused, since no candidate is there yet.
        self.refuses = False
        #: Other open stubs that were called.
        self.stubs: Set[str] = set()

    def note(self, path: str) -> None:
        """Called by the marked code itself."""
        if path != self._target:
            self.stubs.add(path)
            return
        self.calls += 1
        if self.refuses:
            raise NotYet()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is called meanwhile is not an example's doing."""
        calls, stubs = self.calls, set(self.stubs)
        try:
            yield
        finally:
            self.calls, self.stubs = calls, stubs
