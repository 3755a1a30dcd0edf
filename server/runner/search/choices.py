"""Builds `a if test else b`, and chains of two tests, from terms that are correct on some of the examples."""

from typing import Any, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from .space import Term, Vector

#: With more examples, there are too many ways to divide them.
MOST_EXAMPLES = 10
COST = 5
#: A chain of two tests needs more examples than branches, so that one of them confirms it; and few enough to try all divisions.
CHAINED_EXAMPLES = range(4, 9)
#: By how much a chain may cost more than the terms so far, for each example that confirms it, and how many are offered at a time.
CHAIN_COST = 5
MOST_CHAINS = 3


class Choices:
    def __init__(self, wanted: Sequence[Any]) -> None:
        self._wanted = wanted
        self._all = (1 << len(wanted)) - 1
        #: The cheapest term for each set of examples on which it is correct, or on which a test is true.
        self._right: Dict[int, Term] = {}
        self._tests: Dict[int, Term] = {}
        self._made: Set[Tuple[int, int, int]] = set()
        #: The first tests of the chains so far.
        self._chains: Set[int] = set()
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
                    self._tests.setdefault(self._mask(term.vector), term)

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
                        yield self._joined(test, one, other)

    def chained(self, most: int) -> Iterator[Term]:
        """The cheapest complete answers with two tests, `a if s else b if t else c`, where no single test is enough."""
        if not self._useful or len(self._wanted) not in CHAINED_EXAMPLES:
            return
        self._best: Dict[int, Optional[Term]] = {}
        self._divided: Dict[int, Optional[Term]] = {}
        if self._cheapest(self._all) or self._division(self._all):
            return
        chains: List[Term] = []
        for true, test in self._tests.items():
            one = self._cheapest(true)
            rest = self._division(self._all & ~true) if one else None
            if one and rest and true not in self._chains:
                chains.append(self._joined(test, one, rest))
        chains.sort(key=lambda term: term.cost)
        for term in chains[:MOST_CHAINS]:
            if term.cost <= most + CHAIN_COST * len(self._wanted) and term.parts[0].uses | term.parts[2].uses:
                self._chains.add(self._mask(term.parts[1].vector))
                yield term

    def _division(self, among: int) -> Optional[Term]:
        """The cheapest `a if test else b` that is correct on these examples, with an example of each branch."""
        if among not in self._divided:
            best: Optional[Term] = None
            for true, test in self._tests.items():
                if among & true and among & ~true:
                    one, other = self._cheapest(among & true), self._cheapest(among & ~true)
                    if one and other and (best is None or COST + test.cost + one.cost + other.cost < best.cost):
                        best = self._joined(test, one, other)
            self._divided[among] = best
        return self._divided[among]

    def _cheapest(self, among: int) -> Optional[Term]:
        """The cheapest term that is correct on these examples."""
        if among not in self._best:
            right = [term for examples, term in self._right.items() if not among & ~examples]
            self._best[among] = min(right, key=lambda term: term.cost, default=None)
        return self._best[among]

    def _joined(self, test: Term, one: Term, other: Term) -> Term:
        cost = COST + test.cost + one.cost + other.cost
        return Term(tuple(self._wanted), "A if B else C", (one, test, other), cost, test.uses | one.uses | other.uses, True)

    @staticmethod
    def _mask(vector: Vector) -> int:
        return sum(1 << index for index, value in enumerate(vector) if value)

    def _rightness(self, vector: Vector) -> int:
        right = 0
        for index, (value, wanted) in enumerate(zip(vector, self._wanted)):
            if type(value) is type(wanted) and value == wanted:
                right |= 1 << index
        return right
