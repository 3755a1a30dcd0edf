"""One end's record of the objects that have crossed: their numbers, and the last entry of each."""

from typing import Any, Dict, Iterable, List, Optional

from .making import FILLS


class Crossed:
    def __init__(self, first: int) -> None:
        #: Even on the evaluator's side, odd in the child.
        self.first = first
        self._next = first
        self.objects: Dict[int, Any] = {}
        self._numbers: Dict[int, int] = {}
        #: The last entry that either side has sent, as text, and its tag.
        self.said: Dict[int, str] = {}
        self.tags: Dict[int, str] = {}
        #: The contents of instances of the user's own subclasses of lists, dictionaries and so on, as plain objects with their own numbers.
        self.contents: Dict[int, Any] = {}

    def number(self, thing: Any) -> int:
        """Returns the object's number; a new object gets one."""
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
        """The content of an instance of a subclass of `base`: always the same object, so that unchanged content is not sent again."""
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
        """Returns the object of this side for the other side's handle. Raises KeyError, TypeError."""
        if not self.is_own(number) or self.tags[number] != "h":
            raise KeyError(number)
        return self.objects[number]

    def number_of(self, thing: Any) -> Optional[int]:
        """The number of an object that has crossed; None for a plain value."""
        return self._numbers.get(id(thing))

    def own(self, numbers: Iterable[int]) -> List[int]:
        """The numbers of objects that this side has created, in order."""
        return sorted(filter(self.is_own, numbers))

    def is_own(self, number: int) -> bool:
        return number % 2 == self.first % 2


def _plain(base: type, thing: Any) -> Any:
    """The content of an instance of a subclass of `base`, as a plain `base`."""
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
