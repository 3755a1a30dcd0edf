"""What the user's file has made of Python's generator of random numbers: a fork would seed it anew."""

import random
from typing import Any


class Seeded:
    """Made before the file is loaded."""

    def __init__(self) -> None:
        self._before = random.getstate()
        self._after: Any = self._before

    def loaded(self) -> None:
        self._after = random.getstate()

    def restore(self) -> None:
        """In a fork: goes on from what the file has left, if that has used the generator at all."""
        if self._after != self._before:
            random.setstate(self._after)
        else:
            self._before = self._after = random.getstate()
