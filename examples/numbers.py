"""Asserts and doctests; and `spread`, whose body is wrong: verify it."""


def mean(values: list[float]) -> float:
    """Return the arithmetic mean of values."""


assert mean([1, 2, 3]) == 2
assert mean([4, 1, 1]) == 2
assert mean([2.5, 3]) == 2.75
assert mean([10]) == 10


def clamp(value: int, low: int, high: int) -> int:
    """Return value, but never less than low or more than high.

    >>> clamp(5, 0, 10)
    5
    >>> clamp(-3, 0, 10)
    0
    >>> clamp(12, 0, 10)
    10
    >>> clamp(1, 2, 8)
    2
    """
    raise NotImplementedError


def spread(values: list[int]) -> int:
    """Return the difference between the largest and the smallest of values."""
    return max(values)


assert spread([3, 9, 4]) == 6
assert spread([5]) == 0
assert spread([10, 12]) == 2
assert spread([-1, 1, 2, 8]) == 9
assert spread([5, 1, 5, 20, 5]) == 19
