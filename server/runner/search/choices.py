"""Builds `a if test else b` from terms that are correct on some of the examples."""

from typing import Any, Dict, Iterator, List, Sequence, Set, Tuple

from .space import Term, Vector

#: With more examples, there are too many ways to divide them.
MOST_EXAMPLES = 10
COST = 5


class Choices:
    def __init__(self, wanted: Sequence[Any]) -> None:
        self._wanted = wanted
        self._all = (1 << len(wanted)) - 1
        #: The cheapest term for each set of examples on which it is correct, or on which a test is true.
        self._right: Dict[int, Term] = {}
        self._tests: Dict[int, Term] = {}
        self._made: Set[Tuple[int, int, int]] = set()
        # For bool results tests are answers themselves; and one constant per example is no program.
        self._useful = len(wanted) <= MOST_EXAMPLES and not all(type(value) is bool for value in wanted)

    def constants(self) -> List[Any]:
        """Results that some examples share, or with another type than the rest: a branch may return them as constants."""
        if not self._useful or len(self._wanted) < 3:
            return []
        shown = [repr(value) for value in self._wanted]
        kinds = [type(value) for value in self._wanted]
        simple = (str, int, bool, type(None))
        return [
            value
            for value, text, kind in zip(self._wanted, shown, kinds)
            if kind in simple and (shown.count(text) > 1 or kinds.count(kind) == 1) and len(set(shown)) > 1
        ]

    def learn(self, terms: Sequence[Term]) -> None:
        if not self._useful:
            return
        for term in terms:
            if not term.solves:
                right = self._rightness(term.vector)
                if right:
                    self._right.setdefault(right, term)
                if term.uses and set(map(type, term.vector)) == {bool}:
                    self._tests.setdefault(sum(1 << index for index, value in enumerate(term.vector) if value), term)

    def made(self, most: int) -> Iterator[Term]:
        """Complete answers of at most this cost, one for each division of the examples."""
        for true, test in self._tests.items():
            for right, one in self._right.items():
                if true & ~right:
                    continue
                for other_right, other in self._right.items():
                    cost = COST + test.cost + one.cost + other.cost
                    if self._all & ~true & ~other_right or cost > most or not (one.uses | other.uses):
                        continue
                    if (true, right, other_right) not in self._made:
                        self._made.add((true, right, other_right))
                        uses = test.uses | one.uses | other.uses
                        yield Term(tuple(self._wanted), "A if B else C", (one, test, other), cost, uses, True)

    def _rightness(self, vector: Vector) -> int:
        right = 0
        for index, (value, wanted) in enumerate(zip(vector, self._wanted)):
            if type(value) is type(wanted) and value == wanted:
                right |= 1 << index
        return right
