"""States of the process that a candidate has changed: their names, and the conditions for a mark.

A candidate that draws random numbers changes the generator for later code: it gets a mark if later code draws too. Any other state
affects checks that do not name it, so a change gets a mark if the checks do not assert on that state.
"""

import re
import sys
import types
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, NamedTuple, Pattern, Set, Tuple

from ..crossing.effects import STATES, Shared


class State(NamedTuple):
    called: str
    #: Names in a check that asserts on it.
    words: FrozenSet[str]
    #: Matches a docstring that asks for the change.
    asks: Pattern[str]


def _state(called: str, words: str, asks: str) -> State:
    return State(called, frozenset(words.split()), re.compile(asks, re.I))


_SEEDS = r"\bseed(?:s|ed)?\b|\brandom (?:state|number generator)"
KINDS: Dict[str, State] = {
    "random": _state("the state of random", "getstate", _SEEDS),
    "numpy": _state("the state of numpy.random", "get_state", _SEEDS),
    "environment": _state("os.environ", "environ getenv environb", r"\benviron"),
    "folder": _state("the working directory", "getcwd cwd", r"\bworking (?:directory|folder)\b|\bcwd\b|\bchdir\b"),
    "decimal": _state("the context of decimal", "getcontext", r"\bcontext\b"),
    "flags": _state("the context of decimal", "flags", r"\bflags\b"),
    "warnings": _state("the filters of warnings", "filters", r"\bwarning"),
    "locale": _state("the locale", "getlocale setlocale localeconv", r"\blocale\b"),
    "zone": _state("the time zone", "tzname timezone", r"\btime ?zone\b"),
}
#: Marked if later code draws from them.
GENERATORS = ("random", "numpy")
#: Marked only if a check names it.
NAMED = ("flags",)


class Draws:
    """Notes whether other code draws from a generator after the candidate has changed it.

    A call of `seed` or `setstate` makes a generator the user's own again.
    """

    def __init__(self) -> None:
        #: The states that the candidate has left.
        self._left: Dict[str, Any] = {}
        self._drawn: Set[str] = set()
        self._listens = False

    def left(self, names: Iterable[str]) -> None:
        """Notes that the candidate has changed these generators."""
        self._left.update((name, STATES[name].take()) for name in names)
        if self._left and not self._listens:
            self._listens = True
            _listen(self._sets)

    def look(self) -> None:
        """Must be called before any candidate code runs again."""
        for name, value in list(self._left.items()):
            if STATES[name].take() != value:
                self._drawn.add(name)
                del self._left[name]

    def taken(self) -> Set[str]:
        """The generators from which other code has drawn since the last question."""
        self.look()
        drawn, self._drawn = self._drawn, set()
        return drawn

    def _sets(self, name: str) -> None:
        """Handles a call that is about to set a generator."""
        self.look()
        self._left.pop(name, None)


class Taken:
    """The states that a candidate's process shares with the evaluator."""

    def __init__(self, wanted: Set[str]) -> None:
        #: The states that the user's file mentions.
        self._wanted = wanted
        self._shared = Shared(())
        #: The states that the candidate has changed: the current one, and the original.
        self._veil: Dict[str, Tuple[Any, Any]] = {}
        self.draws = Draws()

    def share(self, used: Iterable[str]) -> None:
        """Begins with a new process, which must not see the changes by an earlier one."""
        self._shared = Shared([name for name in used if name in self._wanted], veil=self._veil)

    def to_tell(self) -> Dict[str, Any]:
        self.draws.look()
        return self._shared.changed()

    def take(self, given: Any) -> List[str]:
        """Takes the candidate's changes, and returns those to mark; generators get their mark later, when other code draws."""
        before = self._shared.known()
        taken = self._shared.take_over(given)
        now = self._shared.known()
        changed = [name for name in taken if before.get(name) != now[name]]
        for name in changed:
            left, first = self._veil.get(name, (None, None))
            self._veil[name] = (now[name], first if left == before.get(name) else before.get(name))
        self.draws.left(name for name in changed if name in GENERATORS)
        return [name for name in changed if name not in GENERATORS]


_SETTERS = {"random": ("random", "seed setstate"), "numpy": ("numpy.random", "seed set_state")}


def _listen(tell: Callable[[str], None]) -> None:
    """Makes every setter of a generator report its name first, under all names that modules have for it."""
    setters: List[Tuple[str, Any]] = []
    for name, (module, members) in _SETTERS.items():
        space = getattr(sys.modules.get(module), "__dict__", {})
        setters += [(name, space[member]) for member in members.split() if member in space]
    for loaded in list(sys.modules.values()):
        if type(loaded) is not types.ModuleType:
            continue
        for key, value in list(vars(loaded).items()):
            for name, setter in setters:
                if type(value) is type(setter) and value == setter:
                    vars(loaded)[key] = _telling(tell, name, setter)


def _telling(tell: Callable[[str], None], name: str, setter: Any) -> Callable[..., Any]:
    def setting(*positional: Any, **named: Any) -> Any:
        tell(name)
        return setter(*positional, **named)

    setting.__name__ = setting.__qualname__ = setter.__name__
    return setting
