"""What values hold, as far as a change of it is a change of them."""

import types
from typing import Any, Iterable, Set, Tuple

from . import containers

#: Objects that are looked through for a changed one, from one variable: beyond them it may be there.
MOST_WALKED = 100_000
_PLAIN = (str, bytes, int, float, complex, type(None))
#: Whose subclasses hold what these hold.
_HOLDING: Tuple[Any, ...] = (dict, list, tuple, set, frozenset)


def reaches(value: Any, ids: Set[int]) -> bool:
    """Whether `value` is one of the objects, or holds one."""
    if not ids:
        return False
    seen: Set[int] = set()
    pending = [value]
    while pending:
        one = pending.pop()
        if id(one) in ids or len(seen) >= MOST_WALKED:
            return True
        if isinstance(one, _PLAIN) or id(one) in seen:
            continue
        seen.add(id(one))
        pending.extend(held_by(one))
    return False


def ids_within(value: Any) -> Set[int]:
    """The objects that `value` is and holds."""
    seen: Set[int] = set()
    pending = [value]
    while pending and len(seen) < MOST_WALKED:
        one = pending.pop()
        if not isinstance(one, _PLAIN) and id(one) not in seen:
            seen.add(id(one))
            pending.extend(held_by(one))
    return seen


def held_by(value: Any) -> Iterable[Any]:
    """What a container or an instance holds; of a mapping keys and values."""
    if isinstance(value, (str, bytes, int, float, type, types.FunctionType, types.ModuleType)):
        return ()
    known = containers.KINDS.get(type(value))
    if known is not None:
        return known.content(value)[1] if known.tag in "ltdsfqcODvkvvvisl" else ()
    held = [own for _, own in containers.fields_of(value)]
    for base in _HOLDING:
        if isinstance(value, base):
            held += [*dict.keys(value), *dict.values(value)] if base is dict else list(base.__iter__(value))
    return held
