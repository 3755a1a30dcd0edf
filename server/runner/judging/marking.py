"""The candidate's changes on the evaluator's side, and the marks for those that a check reads."""

from typing import Any, Dict, List, Optional, Set

from ..crossing.sharing import Names
from ..transport.channel import Broken
from .marks import Change, Marks
from .states import Taken


class Marking:
    def __init__(self, states: Set[str]) -> None:
        self.states = Taken(states)
        self.marks: Optional[Marks] = None
        #: Something has changed, in this example or an earlier one.
        self.touched = False
        #: Numbers of the user's objects that the current call has changed so far.
        self.changed: Set[int] = set()
        #: The marks of this example and of the statements before it.
        self._marked: List[str] = []

    def begin(self) -> None:
        self.changed.clear()

    def taken(self) -> List[str]:
        """The marks since the last question."""
        drawn = self.marks.drawn(self.states.draws.taken()) if self.marks is not None else []
        found, self._marked = self._marked, []
        return [*found, *(name for name in drawn if name not in found)]

    def expected(self, files: List[str]) -> Set[str]:
        return self.marks.expected(files) if self.marks is not None else set()

    def take_state(self, state: Any) -> List[str]:
        self.touched = True
        try:
            return self.states.take(state)
        except Exception as error:  # noqa: BLE001 - any error of hostile values has the same outcome
            raise Broken("a state that can't be copied: %s" % type(error).__name__) from None

    def mark(self, known: Dict[int, Any], names: Names, named: List[str], states: List[str], files: Dict[str, bool]) -> None:
        """Marks changes at the end of a call. `known` are the crossed objects by number; `named` are names of the file with new values."""
        if not (self.changed or named or states or files):
            return
        self.touched = True
        ids = {id(known[number]) for number in self.changed}
        self.changed.clear()
        if self.marks is None:
            return
        found = self.marks.of(Change(ids, set(named), frozenset(names.holding(ids)), states, files))
        self._marked += [name for name in found if name not in self._marked]
