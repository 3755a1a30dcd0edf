"""Inputs close to those of the examples, and what programs do there."""

import copy
import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Callable, Iterator, List, Sequence, Tuple

from .space import data_of


def behaviour_of(function: Callable[..., Any], inputs: Sequence[Tuple[Any, ...]]) -> Tuple[Any, bool]:
    """The results of the program on these inputs, and whether it fails on one."""
    outcomes: List[Any] = []
    fragile = False
    for arguments in inputs:
        try:
            outcomes.append(data_of((function(*copy.deepcopy(arguments)),)))
        except Exception as error:  # noqa: BLE001
            outcomes.append(type(error).__name__)
            fragile = True
    return tuple(outcomes), fragile


def variants(arguments: Sequence[Any]) -> Iterator[Tuple[Any, ...]]:
    """Inputs close to these, with one argument changed a little."""
    for index, value in enumerate(arguments):
        for other in _near(value):
            yield (*arguments[:index], other, *arguments[index + 1 :])


def _near(value: Any) -> List[Any]:
    kind = type(value)
    if kind is bool:
        return [not value]
    if kind in (int, float):
        return [value + 1, value + 4]
    if kind in (Decimal, Fraction):
        return [value + 1, value + 4]
    if kind in (datetime.date, datetime.datetime):
        return [value + datetime.timedelta(days=days) for days in (1, 4, 40)] if value.year < 9999 else []
    if kind is datetime.timedelta:
        return [value * 2]
    if kind in (str, list, tuple, bytes):
        others = [value[::-1], value[1:], value + value[:1]]
        return others + ([value.swapcase()] if kind in (str, bytes) else [kind(one) for one in _near_elements(list(value))])
    if kind in (set, frozenset):
        return [kind(list(value)[1:])]
    if kind is dict:
        items = list(value.items())
        return [dict(items[1:]), dict(items[::-1])] + [{**value, items[0][0]: one} for one in (_near(items[0][1]) if items else [])]
    return []


def _near_elements(items: List[Any]) -> Iterator[List[Any]]:
    """Lists with the first or the last element changed a little."""
    for place in sorted({0, len(items) - 1}):
        for other in _near(items[place])[:2] if items else []:
            yield items[:place] + [other] + items[place + 1 :]
