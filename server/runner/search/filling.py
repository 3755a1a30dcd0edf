"""Fills the holes of skeletons from the examples, cheapest first.

A skeleton runs with favourites in its holes, and the arguments of each hole's calls are noted. The expressions over these are
enumerated, one for each vector of values there, and the combinations run on the examples in order of their cost.
"""

import heapq
import itertools
import time
from typing import Any, Callable, Iterator, List, Optional, Tuple

from . import operations
from .fillings import Choice, Fillings, Found, Kit, Program, Task, ordered
from .skeletons import skeletons
from .skeletons.skeleton import Constant, Expression, Given, Skeleton
from .skeletons.written import Filling, literal
from .solution import Made, render

#: The most combinations of givens and constants of one skeleton.
MOST_STARTS = 40


class Filler:
    """All skeletons, in slices of time."""

    def __init__(self, task: Task, price: Callable[[int, Skeleton], int], found: Found) -> None:
        self._task = task
        self._kit = Kit(task, found)
        #: By cost: the cost, a number that keeps the order, and the rest of the work.
        self._work: List[Tuple[int, int, Iterator[int]]] = []
        self._count = itertools.count()
        for skeleton in skeletons():
            cost = price(skeleton.cost, skeleton)
            self._push(cost, self._starts(skeleton, cost))

    def _push(self, cost: int, work: Iterator[int]) -> None:
        heapq.heappush(self._work, (cost, next(self._count), work))

    @property
    def next_cost(self) -> Optional[int]:
        return self._work[0][0] if self._work else None

    def slice(self, seconds: float) -> None:
        """Works for so many seconds of CPU."""
        end = time.process_time() + seconds
        while time.process_time() < end and self.step():
            pass

    def step(self) -> bool:
        """Does a little of the cheapest work. Returns whether there was any."""
        if not self._work:
            return False
        _, _, work = heapq.heappop(self._work)
        cost = next(work, None)
        if cost is not None:
            self._push(cost, work)
        return True

    def _starts(self, skeleton: Skeleton, base: int) -> Iterator[int]:
        """Begins a combination of givens and constants with each step."""
        # Terms of the search become givens as it finds them.
        yield base
        try:
            program = Program(skeleton, self._kit)
        except (OSError, TypeError, SyntaxError):
            return  # The file's text is not at hand.
        known = set()
        for reach in (2, 5, 7):
            outer = {name: list(self._outer(hole, reach)) for name, hole in skeleton.holes.items() if not isinstance(hole, Expression)}
            if not all(outer.values()):
                continue
            count = 0
            for cost, chosen in ordered(list(outer.values())):
                key = tuple(choice.filling.text for choice in chosen)
                if key in known:
                    continue
                known.add(key)
                if not any(choice.uses for choice in chosen) and outer:
                    continue
                count += 1
                if count > MOST_STARTS:
                    break
                self._push(base + cost, Fillings(program, dict(zip(outer, chosen)), self._kit).run(base + cost))
                if count % 8 == 0:
                    yield base + cost
            yield base + reach + 2

    def _outer(self, hole: Any, reach: int) -> Iterator[Choice]:
        count = len(self._task.given)
        if isinstance(hole, Constant):
            kinds = {type(value) for value in hole.values}
            mined = [one for one in self._task.constants if type(one) in kinds and one not in hole.values] if hole.mined else []
            for cost, value in [*enumerate(hole.values), *((2 + index // 2, one) for index, one in enumerate(mined[:8]))]:
                yield Choice(cost, Filling(literal(value)), (value,) * count, 0)
            return
        assert isinstance(hole, Given)
        letters = {one for letter in hole.kinds for one in operations.GROUPS.get(letter, letter)}
        kinds = {operations.TYPES[letter] for letter in letters if letter != " "}
        found = 0
        for cost in range(1, reach + 1):
            for kind, terms in self._task.space.at(cost).items():
                for term in terms:
                    if kind in kinds and term.uses and not isinstance(term, Made) and found < 12:
                        found += 1
                        yield Choice(max(0, cost - 2), Filling(render(term, {})), term.vector, term.uses)
