"""The objects that have crossed, as one end knows them: by their numbers, and as what each was said last."""

from typing import Any, Dict, Iterable, List, Optional

from .making import FILLS


class Crossed:
    def __init__(self, first: int) -> None:
        #: Even where this side is the evaluator's, odd in the child.
        self.first = first
        self._next = first
        self.objects: Dict[int, Any] = {}
        self._numbers: Dict[int, int] = {}
        #: The entry that either side has sent last, as text, and its tag.
        self.said: Dict[int, str] = {}
        self.tags: Dict[int, str] = {}
        #: What instances of the user's own classes of lists, dictionaries, … hold, as plain ones of their own numbers.
        self.contents: Dict[int, Any] = {}

    def number(self, thing: Any) -> int:
        """It gets one where it has none."""
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._next
            self._next += 2
            self.keep(number, thing)
        return number

    def keep(self, number: int, thing: Any) -> None:
        self.objects[number] = thing
        self._numbers[id(thing)] = number

    def content_of(self, base: Any, thing: Any) -> Any:
        """What an instance of a subclass of `base` holds: the same object at each time, so that what has not changed is not said again."""
        plain = _plain(base, thing)
        number = self._numbers.get(id(thing))
        known = self.contents.get(number) if number is not None else None
        if type(known) is not base or (base.__name__ not in FILLS and known != plain):
            known = plain
        elif base.__name__ in FILLS:
            FILLS[base.__name__](known, plain)
        if number is not None:
            self.contents[number] = known
        return known

    def given_out(self, number: int) -> Any:
        """The object of this side that the other has a handle on. Raises KeyError, TypeError."""
        if not self.is_own(number) or self.tags[number] != "h":
            raise KeyError(number)
        return self.objects[number]

    def number_of(self, thing: Any) -> Optional[int]:
        """The number of an object that has crossed; None of a plain value."""
        return self._numbers.get(id(thing))

    def own(self, numbers: Iterable[int]) -> List[int]:
        """Those of the objects that this side has made, in order."""
        return sorted(filter(self.is_own, numbers))

    def is_own(self, number: int) -> bool:
        return number % 2 == self.first % 2


def _plain(base: type, thing: Any) -> Any:
    """The content of an instance of a subclass of `base`, as a value of `base` itself."""
    if base is dict:
        return dict(dict.items(thing))
    if base in (list, tuple, set, frozenset):
        return base(base.__iter__(thing))
    if base is str:
        return str.__str__(thing)[:] if type(str.__str__(thing)) is str else "".join(str.__iter__(thing))
    if base is int:
        return int.__int__(thing)
    if base is float:
        return float.__float__(thing)
    if base is complex:
        return complex(complex.__add__(thing, 0j))
    return base(memoryview(thing))
