"""Searches around samples that fail: edits of the best ones, and edits of those that pass more then, best first."""

import heapq
import itertools
import time
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from .edits import Edit, edits_of
from .samples import Pair, Reader, Sample
from .space import data_of

#: The rank of a sample that passes as it is, and what each edit adds to its own cost.
BASE_RANK = 2
EDIT_RANK = 2
#: The most edits of one program, one after the other.
MOST_EDITS = 3

#: Gets a program's text, its rank, and the program as a function. Says how many programs are still wanted.
Found = Callable[[str, int, Callable[..., Any]], None]


class _State(NamedTuple):
    sample: Sample
    passed: int
    edits: int
    rank: int


class _Outcome(NamedTuple):
    passed: int
    #: Equal for programs that do the same on the examples.
    behaviour: Tuple[Any, ...]


class NearMisses:
    def __init__(
        self,
        samples: Sequence[Sample],
        pairs: Sequence[Pair],
        parameters: Sequence[str],
        reader: Reader,
        constants: Sequence[Any],
        terms: Sequence[str],
        found: Found,
    ) -> None:
        self._pairs = pairs
        self._parameters = parameters
        self._reader = reader
        self._constants = constants
        self._terms = terms
        self._found = found
        self._known: Set[str] = set()
        #: The edits of what was found first.
        self._needed = MOST_EDITS
        self._behaviours: Dict[Tuple[Any, ...], int] = {}
        self._count = itertools.count()
        self._queue: List[Tuple[Tuple[int, ...], Iterator[Edit], _State]] = []
        for sample in samples:
            outcome = self._outcome(sample, BASE_RANK)
            if outcome is not None and outcome.passed < len(pairs):
                self._push(_State(sample, outcome.passed, 0, BASE_RANK))

    def run(self, seconds: float) -> None:
        """Works for so many seconds of CPU, or until nothing is left."""
        end = time.process_time() + seconds
        while self._queue:
            _, edits, state = heapq.heappop(self._queue)
            # More edits than were needed say less and less.
            if state.edits >= self._needed:
                return
            for edit in edits:
                if time.process_time() > end:
                    return
                self._try(edit, state)

    def _push(self, state: _State, behind: int = 0) -> None:
        # A sample's own edits come first; then those of programs that pass more.
        key = (state.edits + behind, -state.passed, state.rank, next(self._count))
        edits = iter(edits_of(state.sample, self._constants, self._terms, self._parameters))
        heapq.heappush(self._queue, (key, edits, state))

    def _try(self, edit: Edit, state: _State) -> None:
        source = edit.of(state.sample.text.source)
        if source in self._known:
            return
        self._known.add(source)
        sample = self._reader.read(source)
        if sample is None:
            return
        rank = state.rank + EDIT_RANK + edit.cost
        outcome = self._outcome(sample, rank)
        if outcome is None or state.edits + 1 >= MOST_EDITS or outcome.passed == len(self._pairs):
            if outcome is not None and outcome.passed == len(self._pairs):
                self._needed = min(self._needed, state.edits + 1)
            return
        least = self._behaviours.setdefault(outcome.behaviour, rank)
        is_new = least == rank
        if is_new and outcome.passed > state.passed:
            self._push(_State(sample, outcome.passed, state.edits + 1, rank))
        elif is_new and outcome.passed == state.passed > 0:
            self._push(_State(sample, outcome.passed, state.edits + 1, rank), 1)

    def _outcome(self, sample: Sample, rank: int) -> Optional[_Outcome]:
        function = self._reader.function(sample)
        if function is None:
            return None
        passed = 0
        gave: List[Any] = []
        for arguments, expected in self._pairs:
            try:
                value = function(*arguments)
                passed += bool(value == expected)
                gave.append(data_of((value,)))
            except Exception as error:  # noqa: BLE001 - a sample may have any fault
                gave.append(type(error).__name__)
        if passed == len(self._pairs):
            self._found(sample.text.source, rank, function)
        return _Outcome(passed, tuple(gave))
