"""Recursion on numbers, lists, nested data and trees: its base case, step and combination are found from the examples."""

from typing import Any, Dict, List, Sequence, Tuple

import pytest
from runner.search import enumeration
from runner.search.enumeration import SKELETONS
from runner.search.programs import spaces

TREE = (3, (1, None, None), (8, (5, None, None), None))
SMALL = (2, None, (4, None, None))
NESTED = [[1, [2, 3]], 4]

Task = Tuple[Sequence[str], str, List[Tuple[Tuple[Any, ...], Any]], Tuple[Tuple[Any, ...], Any]]

TASKS: Dict[str, Task] = {
    "a number and the one before": (
        ["n"],
        "n plus its half plus the half of that, rounded down, and so on.",
        [((0,), 0), ((10,), 18), ((7,), 11), ((100,), 197)],
        ((33,), 64),
    ),
    "two numbers": (
        ["a", "b"],
        "The number of squares that a rectangle of a by b is cut into, always taking the largest.",
        [((10, 4), 4), ((3, 3), 1), ((7, 2), 5), ((5, 1), 5)],
        ((13, 8), 6),
    ),
    "two counts": (
        ["things", "groups"],
        "The number of ways to divide things into groups, none empty.",
        [((4, 2), 7), ((5, 3), 25), ((3, 3), 1), ((3, 0), 0)],
        ((6, 2), 31),
    ),
    "the rest of a list": (
        ["xs"],
        "The square of the first minus what the rest gives.",
        [(([3, 2],), 5), (([],), 0), (([1, 2, 3],), 6)],
        (([5],), 25),
    ),
    "the rest of a list that is not empty": (
        ["terms"],
        "The value of the continued fraction.",
        [(([1, 2],), 1.5), (([3],), 3), (([1, 2, 2],), 1.4)],
        (([0, 4],), 0.25),
    ),
    "nested lists": (
        ["items"],
        "The sum of nested numbers, whose sign changes with each level.",
        [((NESTED,), -8), (([5, [6, [7]]],), -6), (([4],), -4)],
        (([[[5]]],), -5),
    ),
    "nested dicts": (
        ["tree"],
        "The sum of all numbers in nested dicts.",
        [(({"a": 1, "b": {"c": 2}},), 3), (({"q": 4},), 4)],
        (({"x": {"y": {"z": 9}}, "w": 1},), 10),
    ),
    "a list of a tree": (
        ["tree"],
        "The values of a tree (value, left, right), in order.",
        [((TREE,), [1, 3, 5, 8]), ((SMALL,), [2, 4]), ((None,), [])],
        (((7, (6, None, None), None),), [6, 7]),
    ),
    "a tree of a tree": (
        ["tree"],
        "The tree with all values negated.",
        [((TREE,), (-3, (-1, None, None), (-8, (-5, None, None), None))), ((SMALL,), (-2, None, (-4, None, None)))],
        (((7, (6, None, None), None),), (-7, (-6, None, None), None)),
    ),
}


@pytest.mark.parametrize("name", TASKS)
def test_recursion_on(name: str) -> None:
    parameters, docstring, pairs, (given, expected) = TASKS[name]
    (found,) = enumeration.search(pairs, parameters, [docstring], 5, 1, shares=SKELETONS)
    space = spaces({})
    exec(found.in_function("made", parameters), space)  # noqa: S102 - what the search writes
    assert space["made"](*given) == expected


def test_a_decorator_is_part_of_what_it_writes() -> None:
    parameters, docstring, pairs, _ = TASKS["two counts"]
    (found,) = enumeration.search(pairs, parameters, [docstring], 5, 1, shares=SKELETONS)
    assert found.body.startswith("@functools.lru_cache(maxsize=None)\ndef solve(")
