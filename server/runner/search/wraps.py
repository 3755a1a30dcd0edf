"""What is often done with the value of a loop, tried on each value of a skeleton at once."""

import operator
from typing import Any, Callable, List, NamedTuple, Sequence

from .bounds import TooLarge


class Wrap(NamedTuple):
    #: With `A` for the value.
    template: str
    cost: int
    function: Callable[[Any], Any]


AS_IT_IS = Wrap("A", 0, lambda value: value)
WRAPS = (
    AS_IT_IS,
    Wrap("len(A)", 2, len),
    Wrap("sum(A)", 2, sum),
    Wrap("max(A)", 2, max),
    Wrap("min(A)", 3, min),
    Wrap("A[-1]", 1, operator.itemgetter(-1)),
    Wrap("A[0]", 1, operator.itemgetter(0)),
    Wrap("sorted(A)", 3, sorted),
    Wrap("A[::-1]", 3, operator.itemgetter(slice(None, None, -1))),
    Wrap("''.join(A)", 2, "".join),
    Wrap("' '.join(A)", 3, " ".join),
    Wrap("tuple(A)", 3, tuple),
    Wrap("list(A)", 3, list),
    Wrap("set(A)", 3, set),
    Wrap("len(A) - 1", 4, lambda value: len(value) - 1),
    Wrap("len(A) == 0", 4, lambda value: len(value) == 0),
    Wrap("len(A) > 0", 4, lambda value: len(value) > 0),
    Wrap("all(A)", 3, all),
    Wrap("any(A)", 3, any),
)


def fitting(wraps: Sequence[Wrap], made: Any, wanted: Any) -> List[Wrap]:
    """Those that make the wanted value of the other."""
    found = []
    for wrap in wraps:
        try:
            value = wrap.function(made)
            if type(value) is type(wanted) and value == wanted:
                found.append(wrap)
        except (TypeError, ValueError, IndexError, KeyError, OverflowError, TooLarge):
            continue
    return found
