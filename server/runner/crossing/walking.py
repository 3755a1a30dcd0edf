"""Walks the contents of values, as far as a change of a content changes the value."""

import types
from typing import Any, Iterable, Set, Tuple

from . import containers

#: The most objects to walk from one variable; with more, the answer is yes.
MOST_WALKED = 100_000
_PLAIN = (str, bytes, int, float, complex, type(None))
#: Containers whose subclasses have the same contents.
_HOLDING: Tuple[Any, ...] = (dict, list, tuple, set, frozenset)


def reaches(value: Any, ids: Set[int]) -> bool:
    """Whether `value` is or contains one of the objects."""
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
    """The ids of `value` and of all its contents."""
    seen: Set[int] = set()
    pending = [value]
    while pending and len(seen) < MOST_WALKED:
        one = pending.pop()
        if not isinstance(one, _PLAIN) and id(one) not in seen:
            seen.add(id(one))
            pending.extend(held_by(one))
    return seen


def held_by(value: Any) -> Iterable[Any]:
    """The contents of a container or an instance; for a mapping, keys and values."""
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
