"""A limit to the time of one piece of work, for calls whose steps nobody counts."""

from typing import Any, Callable

from ..processes import guard
from .bounds import TooLarge

#: Wall-clock seconds.
MOST_SECONDS = 0.1


class Patience:
    def __init__(self) -> None:
        self._timer = guard.of_wall(_stop)

    def spend(self, work: Callable[[], Any]) -> Any:
        """What the work gives. Raises TooLarge where it takes too long."""
        self._timer.start(MOST_SECONDS)
        try:
            return work()
        finally:
            self._timer.stop()


def _stop(*_: Any) -> None:
    raise TooLarge
