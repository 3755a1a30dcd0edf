"""Arithmetic and repetition that refuse results which need too much time or memory."""

from fractions import Fraction
from typing import Any

MOST_BITS = 4096
MOST_ITEMS = 2_000
#: The limit for operations whose time grows with the square of the length.
FEW_ITEMS = 300


class TooLarge(Exception):
    pass


def plus(one: Any, other: Any) -> Any:
    """A sum of numbers, or two sequences in one."""
    if hasattr(one, "__len__") and len(one) > MOST_ITEMS:
        raise TooLarge
    return one + other


def times(one: Any, other: Any) -> Any:
    """A product of numbers, or a repetition."""
    if type(one) is int and type(other) is int:
        if one.bit_length() + other.bit_length() > MOST_BITS:
            raise TooLarge
    else:
        for items, count in ((one, other), (other, one)):
            if hasattr(items, "__len__") and len(items) * count > MOST_ITEMS:
                raise TooLarge
    return one * other


def power(base: Any, exponent: Any) -> Any:
    parts = (base,) if type(base) is int else (base.numerator, base.denominator) if type(base) is Fraction else ()
    if any(part.bit_length() * abs(exponent) > MOST_BITS for part in parts):
        raise TooLarge
    return base**exponent


def shifted(one: int, by: int) -> int:
    if one.bit_length() + by > MOST_BITS:
        raise TooLarge
    return one << by


def joined(glue: str, parts: Any) -> str:
    if len(glue) * len(parts) + sum(map(len, parts)) > MOST_ITEMS:
        raise TooLarge
    return glue.join(parts)


def replaced(text: str, old: str, new: str) -> str:
    if len(text) * (len(new) + 1) > MOST_ITEMS:
        raise TooLarge
    return text.replace(old, new)


def spanned(*limits: int) -> range:
    span = range(*limits)
    if not 0 <= len(span) <= MOST_ITEMS:
        raise TooLarge
    return span


def few(items: Any) -> Any:
    if len(items) > FEW_ITEMS:
        raise TooLarge
    return items


def bounded(number: int) -> int:
    if number > FEW_ITEMS:
        raise TooLarge
    return number


def product(items: Any) -> Any:
    result: Any = 1
    for item in items:
        if not isinstance(item, (int, float)):  # A number times a list repeats the list.
            raise TypeError
        result = times(result, item)
    return result
