"""How much the examples say: what fits them by chance."""

from typing import Any, Sequence

from .space import Term


class Evidence:
    """Counts what satisfies the examples, and what satisfies all but one: the last would have been predicted wrong by it."""

    def __init__(self, wanted: Sequence[Any]) -> None:
        self._wanted = wanted
        #: Behaviours that satisfy every example.
        self.fits = 0
        #: Expressions with different values on the examples that satisfy all but one of them.
        self.near = 0

    def learn(self, terms: Sequence[Term]) -> None:
        for term in terms:
            if term.solves or not term.uses:
                continue
            misses = 0
            for value, wanted in zip(term.vector, self._wanted):
                if type(value) is not type(wanted) or value != wanted:
                    misses += 1
                    if misses > 1:
                        break
            else:
                self.near += 1
