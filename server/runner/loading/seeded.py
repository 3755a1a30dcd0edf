"""The random state that the user's file has left: a fork would seed Python's generator anew."""

import random
from typing import Any


class Seeded:
    """Notes the random state from before the file's loading."""

    def __init__(self) -> None:
        self._before = random.getstate()
        self._after: Any = self._before

    def loaded(self) -> None:
        self._after = random.getstate()

    def restore(self) -> None:
        """Restores the state in a fork, if the file has used the generator."""
        if self._after != self._before:
            random.setstate(self._after)
        else:
            self._before = self._after = random.getstate()
