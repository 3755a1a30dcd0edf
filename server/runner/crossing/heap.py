"""Values across the boundary: a closed code that keeps types and identity exact, and executes nothing on arrival.

A value is JSON for None, booleans, strings, floats and small integers; `[tag, …]` for other leaves; `[number]` for an
object with identity. Objects travel as entries `[number, tag, head, members]` beside the values, only when they are new or
changed. The side that creates an object numbers it: even numbers in the evaluator, odd ones in the child.
"""

from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from .crossed import Crossed
from .decoding import Decoder
from .encoding import Encoder
from .trust import Trust


class Heap:
    """One end's view of the objects that have crossed.

    `handle(number, kind, type_name, …)` creates the stand-in for an object of the other side; the candidate's side adds the object's
    abilities and its class's name. `handle_kind(thing)` returns the kind of handle for a value that can't cross by value, or None.
    `trust` decides on classes and functions by name.
    """

    def __init__(self, first: int, handle: Any, handle_kind: Any, trust: Trust) -> None:
        self._crossed = Crossed(first)
        self._encoder = Encoder(self._crossed, handle_kind, trust)
        self._decoder = Decoder(self._crossed, handle, trust)

    @property
    def objects(self) -> Dict[int, Any]:
        return self._crossed.objects

    def encode(self, roots: List[Any], scope: Optional[List[int]] = None) -> Tuple[List[Any], List[Any], Set[int]]:
        """Returns values for `roots`, entries for new or changed objects, and the numbers of all objects that the values reach.

        `scope` adds objects that the other side asks for, even if the roots no longer reach them.
        """
        return self._encoder.encode(roots, scope)

    def unsay(self, entries: List[Any]) -> None:
        """Forgets entries that were not sent."""
        self._encoder.unsay(entries)

    def decode(self, values: Any, entries: Any, scope: Optional[Set[int]] = None) -> Tuple[List[Any], List[int]]:
        """Returns the values, and the numbers of known objects that the entries changed.

        `scope` limits which objects of this side may change; None allows all. Raises Broken, or Foreign.
        """
        return self._decoder.decode(values, entries, scope)

    def given_out(self, number: int) -> Any:
        """Returns the object of this side for the other side's handle. Raises KeyError, TypeError."""
        return self._crossed.given_out(number)

    def numbers_of(self, thing: Any) -> Set[int]:
        """The number of an object that has crossed; the empty set for a plain value."""
        number = self._crossed.number_of(thing)
        return set() if number is None else {number}

    def own(self, numbers: Iterable[int]) -> List[int]:
        """The numbers of objects that this side has created, in order."""
        return self._crossed.own(numbers)
