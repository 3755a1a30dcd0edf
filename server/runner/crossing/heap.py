"""Values across the boundary: a closed code that keeps types and identity exact, and executes nothing on arrival.

A value is JSON for None, booleans, strings, floats and small integers; `[tag, …]` for other leaves; `[number]` for an
object with identity. Objects travel as entries `[number, tag, head, members]` beside the values, only when they are new or
have changed. Numbers are given by the side that made the object: even in the evaluator, odd in the child.
"""

from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from .crossed import Crossed
from .decoding import Decoder
from .encoding import Encoder
from .trust import Trust


class Heap:
    """One end's view of the objects that have crossed.

    `handle(number, kind, type_name, …)` makes what stands here for an object of the other side; a candidate's side adds what
    the object is able to do, and its class's name. `handle_kind(thing)` says as what kind a value that can't cross by value is given
    out, or None. `trust` decides on classes and functions by name.
    """

    def __init__(self, first: int, handle: Any, handle_kind: Any, trust: Trust) -> None:
        self._crossed = Crossed(first)
        self._encoder = Encoder(self._crossed, handle_kind, trust)
        self._decoder = Decoder(self._crossed, handle, trust)

    @property
    def objects(self) -> Dict[int, Any]:
        return self._crossed.objects

    def encode(self, roots: List[Any], scope: Optional[List[int]] = None) -> Tuple[List[Any], List[Any], Set[int]]:
        """Values for `roots`, entries for what is new or changed, and the numbers of all that they reach.

        `scope` adds objects that the other side wants to hear of whether or not the roots still reach them.
        """
        return self._encoder.encode(roots, scope)

    def unsay(self, entries: List[Any]) -> None:
        """They were not sent after all."""
        self._encoder.unsay(entries)

    def decode(self, values: Any, entries: Any, scope: Optional[Set[int]] = None) -> Tuple[List[Any], List[int]]:
        """The values, and the numbers of known objects that the entries changed.

        `scope` limits which objects of this side may change; None allows all. Raises Broken, or Foreign.
        """
        return self._decoder.decode(values, entries, scope)

    def given_out(self, number: int) -> Any:
        """The object of this side that the other has a handle on. Raises KeyError, TypeError."""
        return self._crossed.given_out(number)

    def numbers_of(self, thing: Any) -> Set[int]:
        """The number of an object that has crossed; none of a plain value."""
        number = self._crossed.number_of(thing)
        return set() if number is None else {number}

    def own(self, numbers: Iterable[int]) -> List[int]:
        """Those of the objects that this side has made, in order."""
        return self._crossed.own(numbers)
