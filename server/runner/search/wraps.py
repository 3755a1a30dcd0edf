"""What is often done with the value of a loop, tried on each value of a skeleton at once."""

import operator
from typing import AbstractSet, Any, Callable, List, NamedTuple, Sequence, Tuple

from .bounds import TooLarge


class Wrap(NamedTuple):
    #: With `A` for the value.
    template: str
    cost: int
    function: Callable[[Any], Any]
    #: Beginnings of words that speak for it; without one of them it costs more. None are needed where there are none.
    words: Tuple[str, ...] = ()


#: What is added to the cost of a wrap that no word speaks for.
UNSAID = 2


def _words(text: str) -> Tuple[str, ...]:
    return tuple(text.split())


AS_IT_IS = Wrap("A", 0, lambda value: value)
WRAPS = (
    AS_IT_IS,
    Wrap("len(A)", 2, len, _words("len count number how many long siz")),
    Wrap("sum(A)", 2, sum, _words("sum total add count number how many")),
    Wrap("max(A)", 2, max, _words("max larg great high big long most best last latest")),
    Wrap("min(A)", 3, min, _words("min small least low short few first earliest cheap")),
    Wrap("A[-1]", 1, operator.itemgetter(-1)),
    Wrap("A[0]", 1, operator.itemgetter(0)),
    Wrap("sorted(A)", 3, sorted, _words("sort order ascend arrang")),
    Wrap("A[::-1]", 3, operator.itemgetter(slice(None, None, -1)), _words("revers descend backward binary base digit")),
    Wrap("''.join(A)", 2, "".join),
    Wrap("' '.join(A)", 3, " ".join),
    Wrap("tuple(A)", 3, tuple),
    Wrap("list(A)", 3, list),
    Wrap("set(A)", 3, set, _words("set uniq distinct")),
    Wrap("len(A) - 1", 4, lambda value: len(value) - 1),
    Wrap("len(A) == 0", 4, lambda value: len(value) == 0),
    Wrap("len(A) > 0", 4, lambda value: len(value) > 0),
    Wrap("all(A)", 3, all, _words("all every each whether check valid is")),
    Wrap("any(A)", 3, any, _words("any some whether check contain has exist")),
)


def priced(words: AbstractSet[str]) -> List[Wrap]:
    """All wraps, with their costs beside these words."""
    return [
        wrap._replace(cost=wrap.cost + (UNSAID if wrap.words and not any(word.startswith(wrap.words) for word in words) else 0))
        for wrap in WRAPS
    ]


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
