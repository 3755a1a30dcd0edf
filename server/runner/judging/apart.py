"""Finds where two values differ, if their reprs are too long to be shown whole."""

from typing import Any, List, Optional, Tuple

#: The most values to compare, levels, and characters of a place.
_MOST = 200_000
_DEEPEST = 50
_AROUND = 20

_LEAVES = frozenset((type(None), bool, int, float, complex, str, bytes))
_NUMBERS = frozenset((bool, int, float, complex))


class _Unknown(Exception):
    """Only code of the values themselves could tell."""


def apart(expected: Any, actual: Any) -> Optional[List[str]]:
    """Returns the first place that differs, with both values: `["index 399", "1", "0"]`. Reads only built-in values, and runs no code of others."""
    try:
        found = _Search().between(expected, actual, 0)
    except (_Unknown, ValueError):  # ValueError: a number of too many digits.
        return None
    return [", ".join(found[0]), *found[1:]] if found and found[0] else None


_Found = Tuple[List[str], str, str]


class _Search:
    def __init__(self) -> None:
        self._left = _MOST

    def between(self, expected: Any, actual: Any, depth: int) -> Optional[_Found]:
        """Returns None if they are equal. Raises _Unknown."""
        self._left -= 1
        kind = type(expected)
        if self._left < 0 or depth > _DEEPEST:
            raise _Unknown
        if kind in _LEAVES and type(actual) in _LEAVES:
            return _leaves(expected, actual)
        if kind is not type(actual):
            raise _Unknown
        if kind is list or kind is tuple:
            return self._items(expected, actual, depth + 1)
        if kind is dict:
            return self._pairs(expected, actual, depth + 1)
        raise _Unknown

    def _items(self, expected: Any, actual: Any, depth: int) -> Optional[_Found]:
        for at, (one, other) in enumerate(zip(expected, actual)):
            found = self.between(one, other, depth)
            if found:
                return ["index %d" % at, *found[0]], found[1], found[2]
        if len(expected) == len(actual):
            return None
        return ["length"], str(len(expected)), str(len(actual))

    def _pairs(self, expected: Any, actual: Any, depth: int) -> Optional[_Found]:
        if not all(type(key) in _LEAVES for pairs in (expected, actual) for key in pairs):
            raise _Unknown
        for key, one in expected.items():
            place = "key %s" % _shown(key)
            if key not in actual:
                return [place], "present", "missing"
            found = self.between(one, actual[key], depth)
            if found:
                return [place, *found[0]], found[1], found[2]
        for key in actual:
            if key not in expected:
                return ["key %s" % _shown(key)], "missing", "present"
        return None


def _leaves(expected: Any, actual: Any) -> Optional[_Found]:
    if type(expected) is str and type(actual) is str and expected != actual:
        at = next((at for at, (one, other) in enumerate(zip(expected, actual)) if one != other), min(len(expected), len(actual)))
        return ["character %d" % at], _shown(expected[at : at + _AROUND]), _shown(actual[at : at + _AROUND])
    both = type(expected) is type(actual) or (type(expected) in _NUMBERS and type(actual) in _NUMBERS)
    if both and (expected == actual or (expected != expected and actual != actual)):
        return None
    return [], _shown(expected), _shown(actual)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 100 else text[:99] + "…"
