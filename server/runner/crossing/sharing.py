"""The data that the candidate's code reads besides its arguments, as seen by the evaluator: plain data of the module and its classes
cross both ways with each call, and the example's patches cross to the child.
"""

import enum
import sys
from typing import Any, Dict, Iterable, List, NamedTuple, Set, Tuple

from . import effects, leaves, names
from .heap import Heap
from .trust import Everything, Trust, is_users
from .walking import reaches

_MISSING = object()
#: The most objects in a name's value, and members of one of them, for a comparison at each call.
MOST_OBJECTS = 500
MOST_MEMBERS = 5000


class Outgoing(NamedTuple):
    data: List[str]
    #: Pairs of module ('' for the file's own) and attribute: patched ones, and restored ones.
    patches: List[Tuple[str, str]]
    restored: List[Tuple[str, str]]
    #: Values of the data, then of the patches.
    values: List[Any]


class Names:
    """`space` is the module's namespace; `trust` knows which of its names the candidate's process has too."""

    def __init__(self, space: Dict[str, Any], trust: Trust) -> None:
        self._space = space
        self._trust = trust
        self._offered: List[str] = []
        self._data: List[str] = []
        self._watched: List[Tuple[str, str]] = []
        self._as_loaded: Dict[Tuple[str, str], Any] = {}
        self._patched: Set[Tuple[str, str]] = set()

    def offer(self, data: Any, watched: Any) -> None:
        """Takes the names that the candidate's code reads, by its own report: data (`name`, `Class.name`), and possible patches."""
        self._offered = [name for name in data if type(name) is str and self._trust.shares(name.split(".")[0])]
        for module, name in watched[: effects.MOST]:
            if type(module) is not str or type(name) is not str:
                continue
            if module == "" and self._trust.shares(name) or module != "" and effects.watchable(module, name):
                self._watched.append((module, name))
        self.note()

    def note(self) -> None:
        """Notes new names of the module with their original values; called after each of the user's own statements."""
        for pair in self._watched:
            if pair not in self._as_loaded:
                value = self._present(pair)
                if value is not _MISSING:
                    self._as_loaded[pair] = value

    def defined(self, own: Set[str]) -> None:
        """Ignores these names, which are stubs now: a reused evaluator has new stub objects, and they are not patches."""
        self._watched = [(module, name) for module, name in self._watched if module != "" or name not in own]

    def outgoing(self) -> Outgoing:
        for name in list(self._offered):
            value = self.read(name)
            if value is not _MISSING:
                self._offered.remove(name)
                if self._is_plain(value):
                    self._data.append(name)
        data = [name for name in self._data if self.read(name) is not _MISSING]
        patches: List[Tuple[str, str]] = []
        restored: List[Tuple[str, str]] = []
        for pair in self._watched:
            value = self._present(pair)
            before = self._as_loaded.get(pair, _MISSING)
            if value is _MISSING or before is _MISSING or (value is before and pair not in self._patched):
                continue
            if value is before:
                self._patched.discard(pair)
                restored.append(pair)
            else:
                self._patched.add(pair)
                patches.append(pair)
        values = [*(self.read(name) for name in data), *(self._present(pair) for pair in patches)]
        return Outgoing(data, patches, restored, values)

    def take(self, asked: List[str], given: Iterable[Any], values: List[Any]) -> List[str]:
        """Takes the candidate's values for the names. Returns the names that changed."""
        changed = []
        for name, value in zip(given, values):
            if name in asked and not isinstance(value, names.NAMED) and not leaves.alike(self.read(name), value):
                self._write(name, value)
                changed.append(name)
        return changed

    def holding(self, ids: Set[int]) -> Iterable[str]:
        """Names of the module, and attributes of its classes, whose value is or contains one of these objects."""
        if not ids:
            return
        for name, value in list(self._space.items()):
            if isinstance(value, type):
                if value.__module__ == self._space.get("__name__"):
                    yield from ("%s.%s" % (name, key) for key, own in list(vars(value).items()) if reaches(own, ids))
            elif not name.startswith("__") and reaches(value, ids):
                yield name

    def read(self, name: str) -> Any:
        if name in self._space:
            return self._space[name]
        first, _, attribute = name.partition(".")
        kind = self._space.get(first)
        if not isinstance(kind, type) or self._trust.keeps(kind, attribute):
            return _MISSING
        return kind.__dict__.get(attribute, _MISSING)

    def _write(self, name: str, value: Any) -> None:
        first, _, attribute = name.partition(".")
        kind = self._space.get(first)
        if not attribute:
            self._space[name] = value
        elif isinstance(kind, type) and not isinstance(kind, enum.EnumMeta):
            type.__setattr__(kind, attribute, value)

    def _present(self, pair: Tuple[str, str]) -> Any:
        module, name = pair
        if module == "":
            return self._space.get(name, _MISSING)
        value = getattr(sys.modules.get(module), "__dict__", {}).get(name, _MISSING)
        # Data of the user's other modules may be known to the examples only.
        return value if callable(value) or not is_users(module) else _MISSING

    def _is_plain(self, value: Any) -> bool:
        """Whether the value is data, and cheap to compare at each call."""
        if isinstance(value, names.NAMED):
            return False
        trial = Heap(0, None, lambda thing: None, Everything())
        try:
            _, entries, seen = trial.encode([value])
        except Exception:  # noqa: BLE001 - a value that can't be walked does not cross
            return False
        if len(seen) > MOST_OBJECTS:
            return False
        return all(tag not in "?h" and len(members) <= MOST_MEMBERS for _, tag, _, members in entries)
