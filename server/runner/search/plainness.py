"""Whether the examples have values that expressions can take and give."""

import copy
import types
from typing import Any, Iterable, Sequence

from .space import data_of
from .subject import Pair, Unread

_BEHAVIOUR = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type)
_READ_ONCE = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)


def are_data(given: Iterable[Any]) -> bool:
    """Whether no argument is a function, a class, a module or a generator."""
    return not any(isinstance(value, (*_BEHAVIOUR, *_READ_ONCE)) for value in given)


def check(pairs: Sequence[Pair]) -> None:
    """Raises Unread for examples that no search can solve."""
    if not all(are_data(pair.given) for pair in pairs):
        raise Unread(Unread.ARGUMENTS)
    if not all(_is_plain(pair.expected) for pair in pairs):
        raise Unread(Unread.RESULTS)


def _is_plain(value: Any) -> bool:
    try:
        data_of((copy.deepcopy(value),))
    except (ValueError, TypeError, RecursionError):
        return False
    return True
