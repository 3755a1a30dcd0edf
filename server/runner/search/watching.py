"""What a watcher of the search sees before its end."""

from typing import Callable, Optional

from .evidence import Evidence
from .filling import Filler

#: Called with a cost when everything of at most this cost has been tried, so that what comes later has a higher rank.
Reached = Callable[[int, Evidence], None]

#: A cost that nothing has.
NO_MORE = 1_000


class Progress:
    """The cost up to which a search has tried everything that it is to try."""

    def __init__(self, expressions: bool, filler: Optional[Filler], tell: Callable[[int], None]) -> None:
        self._filler = filler
        self._tell = tell
        self._expressions = 0 if expressions else NO_MORE
        self._told = 0

    def of_expressions(self, cost: int) -> None:
        if self._expressions < NO_MORE:
            self._expressions = cost
        self.tell()

    def tell(self) -> None:
        skeletons = NO_MORE if self._filler is None or self._filler.next_cost is None else self._filler.next_cost - 1
        cost = min(self._expressions, skeletons)
        if cost > self._told:
            self._told = cost
            self._tell(cost)
