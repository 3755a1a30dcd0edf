"""When a solution is given: as soon as none better can come, and meanwhile the best so far, rarer and rarer."""

import hashlib
import heapq
import math
import time
from typing import Any, Callable, Dict, List, Optional, Tuple

from .solution import Solution

#: Seconds of CPU until the best so far is given, and the factor to the next time.
EARLY = 0.2
LATER = 2

#: Takes a solution. Says whether it counts.
Give = Callable[[Solution], bool]


class Enough(Exception):
    """As many as were wanted are given."""


class Ranked:
    """Solutions by rank. Of those that behave alike, the best."""

    def __init__(self) -> None:
        self._heap: List[Tuple[int, int, Any, Callable[[], Solution]]] = []
        #: The best rank of each behaviour; below all ranks where its program is out.
        self._ranks: Dict[Any, float] = {}

    @property
    def behaviours(self) -> int:
        return len(self._ranks)

    def add(self, rank: int, behaviour: Any, make: Callable[[], Solution]) -> None:
        if rank < self._ranks.get(behaviour, math.inf):
            self._ranks[behaviour] = rank
            heapq.heappush(self._heap, (rank, len(self._heap) + len(self._ranks), behaviour, make))

    def pop(self, most: float) -> Optional[Solution]:
        """The best, if it ranks no worse."""
        while self._heap and self._heap[0][0] <= most:
            rank, _, behaviour, make = heapq.heappop(self._heap)
            if rank == self._ranks[behaviour]:
                self._ranks[behaviour] = -math.inf
                return make()._replace(rank=rank, behaviour=digest(behaviour))
        return None


def digest(behaviour: Any) -> str:
    return hashlib.blake2b(repr(behaviour).encode(), digest_size=8).hexdigest()


class Gifts:
    def __init__(self, found: Ranked, limit: int, give: Give) -> None:
        self._found = found
        self._limit = limit
        self._give = give
        self._begin = time.process_time()
        self._wait = EARLY
        self.given: List[Solution] = []

    def give(self, most: float) -> None:
        """Those that rank no worse, best first. Raises Enough."""
        while True:
            solution = self._found.pop(most)
            if solution is None:
                return
            self._put(solution)

    def give_best(self) -> None:
        """The best so far, if it is time for it."""
        if time.process_time() - self._begin < self._wait:
            return
        self._wait *= LATER
        solution = self._found.pop(min((one.rank for one in self.given), default=math.inf))
        if solution is not None:
            self._put(solution)

    def _put(self, solution: Solution) -> None:
        if self._give(solution):
            self.given.append(solution)
            if len(self.given) == self._limit:
                raise Enough
