"""What the skeletons over numbers and sequences return, by some fills of their holes; a hole that is not named has its first favourite."""

import collections
import functools
import itertools
import math
from typing import Any, Dict

import pytest
from runner.search.skeletons import skeletons
from runner.search.skeletons.skeleton import Constant, Expression

MODULES = {"collections": collections, "functools": functools, "itertools": itertools, "math": math}
BY_NAME = {one.function.__name__: one for one in skeletons()}


def filled(name: str, holes: Dict[str, Any]) -> Any:
    arguments = {}
    for hole, kind in BY_NAME[name].holes.items():
        if isinstance(kind, Expression):
            arguments[hole] = eval("lambda " + holes.get(hole, kind.favourites[0]), MODULES)  # noqa: S307 - our own
        else:
            arguments[hole] = holes.get(hole, kind.values[0] if isinstance(kind, Constant) else None)
    return BY_NAME[name].function(**arguments)


FOLDS = [
    ("fold", dict(XS=[3, -1, 4], KEEP="x: x > 0"), 7),
    ("fold_either", dict(XS=[5, -2, 4], STEP="total, x: total + 1", OTHER="total, x: total - 1"), 1),
    ("fold_positions", dict(XS=[5, 6, 7]), 20),
    ("reduced", dict(XS=[12, 18, 30]), 6),
    ("reduced", dict(XS=range(1, 7), STEP="result, x: result * x // math.gcd(result, x)"), 60),
    ("running", dict(XS=[2, 1, 3]), [2, 2, 3]),
    ("extreme", dict(XS=["one", "three", "eight"]), "three"),
    ("extreme", dict(XS=["one", "three", "eight"], BETTER="key, best_key: key >= best_key"), "eight"),
    ("extreme", dict(XS=[], KEY="x: x"), None),
    ("first_that_holds", dict(XS=[-1, 0, 4, 5]), 2),
    ("last_that_holds", dict(XS=[-1, 4, 5, 0], FOUND="i, x: x"), 5),
    ("last_that_holds", dict(XS=[-1]), -1),
    ("streak", dict(XS=[1, 2, 0, 3, 4, 5, -1]), 3),
    ("best_gain", dict(XS=[7, 1, 5, 3, 6, 4]), 5),
    ("first_reached", dict(XS=[1, 2, -4, 5]), 2),
    ("first_reached", dict(XS="())", STEP="total, x: total + (1 if x == '(' else -1)"), 2),
    ("taken_while", dict(XS=[2, 1, 0, 3]), [2, 1]),
    ("against_mean", dict(XS=[1, 2, 3]), [1, 0, 1]),
    ("against_extremes", dict(XS=[1, 2, 3]), [0, 0.5, 1]),
    ("against_total", dict(XS=[1, 3]), [0.25, 0.75]),
]
STRETCHES = [
    ("windows", dict(XS=[1, 2, 3, 4], SIZE=2), [3, 5, 7]),
    ("trailing_windows", dict(XS=[2, 4, 6], SIZE=2), [2, 3, 5]),
    ("longest_window", dict(XS="abcabcbb"), "abc"),
    ("longest_window", dict(XS=[1, 2, 1, 2, 3], HOLDS="window: len(set(window)) <= 2"), [1, 2, 1, 2]),
    ("shortest_window", dict(XS=[2, 3, 1, 2, 4, 3], HOLDS="window: sum(window) >= 7"), [4, 3]),
    ("slices", dict(XS="abba", HOLDS="part: part == part[::-1]"), ["a", "abba", "b", "bb", "b", "a"]),
    ("adjacent", dict(XS=[1, 4, 9]), [3, 5]),
    ("circular", dict(XS=[1, 2, 3]), [3, 5, 4]),
    ("peaks", dict(XS=[1, 3, 2, 5, 1], FOUND="i, x: i"), [1, 3]),
    ("with_neighbours", dict(XS=[1, 2, 3]), [2, 4, 2]),
    ("with_sides", dict(XS=[1, 2, 3, 4], VALUE="left, x, right: math.prod(left) * math.prod(right)"), [24, 12, 8, 6]),
    ("by_sides", dict(XS=[1, 7, 3, 6, 5, 6]), [3]),
    ("next_that_holds", dict(XS=[4, 5, 2, 25]), [5, 25, 25, -1]),
    ("distance_to_next", dict(XS=[73, 74, 71, 69, 75]), [1, 3, 2, 1, 0]),
    ("equal_runs", dict(XS="aaab"), [("a", 3), ("b", 1)]),
    ("equal_runs", dict(XS=[1, 1, 2, 3, 3], KEEP="x, count: count > 1", VALUE="x, count: x"), [1, 3]),
    ("keyed_runs", dict(XS=[1, 2, -1, 3]), [[1, 2], [-1], [3]]),
    ("growing_groups", dict(XS=[1, 2, 4, 5, 6]), [[1, 2], [4, 5, 6]]),
    ("growing_groups", dict(XS=[4, 5, 2, 9], FITS="group, x: sum(group) + x <= 10"), [[4, 5], [2], [9]]),
    ("ranges", dict(XS=[5, 1, 2, 3]), [(1, 3), (5, 5)]),
    ("repeated", dict(PAIRS=[("a", 2), ("b", 1)]), ["a", "a", "b"]),
]


@pytest.mark.parametrize("name, holes, expected", FOLDS + STRETCHES)
def test_a_filled_skeleton_returns(name: str, holes: Dict[str, Any], expected: Any) -> None:
    assert filled(name, holes) == expected
