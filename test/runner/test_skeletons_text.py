"""What the skeletons for text, dicts, units and dates give with their holes filled."""

from typing import Any, Callable

import pytest
from runner.search.skeletons import dicts, greedy, grouping, units


def check(function: Callable[..., Any], *filled: Any) -> None:
    *holes, expected = filled
    assert function(*holes) == expected


def same(x: Any, *_: Any) -> Any:
    return x


def always(*_: Any) -> bool:
    return True


WORDS = ["tea", "ate", "tan", "eat"]
PAIRS = [("a", 1), ("b", 5), ("a", 4)]

GROUPING = [
    (grouping.grouped, WORDS, always, lambda x: "".join(sorted(x)), same, {"aet": ["tea", "ate", "eat"], "ant": ["tan"]}),
    (grouping.aggregated, PAIRS, lambda x: x[0], lambda x: x[1], max, {"a": 4, "b": 5}),
    (grouping.positions, "a b a", str.isalpha, same, {"a": [0, 4], "b": [2]}),
    (grouping.counted, "Abba!", str.lower, str.isalpha, {"a": 2, "b": 2}),
    (grouping.ranked, "cabbac", always, lambda x, count: (-count, x), lambda x, count: x + str(count), ["a2", "b2", "c2"]),
    (grouping.with_count, [3, 1, 3, 2, 1], lambda count: count > 1, [3, 1]),
    (grouping.keeping_count, [3, 1, 3, 2], lambda count: count > 1, [3, 3]),
    (grouping.first_with_count, "aabc", lambda count: count == 1, lambda index, x: index, -1, 2),
    (grouping.first_with_count, "aabb", lambda count: count == 1, lambda index, x: index, -1, -1),
    (grouping.counted_words, "no, no; yes", r"\w+", always, {"no": 2, "yes": 1}),
]

DICTS = [
    (
        dicts.changed,
        {"a": 1, "b": None},
        lambda key, value: key.upper(),
        lambda key, value: value,
        lambda key, value: value is not None,
        {"A": 1},
    ),
    (dicts.inverted, {"a": 1, "b": 1}, {1: ["a", "b"]}),
    (dicts.inverted_lists, {"a": [1, 2], "b": [1]}, {1: ["a", "b"], 2: ["a"]}),
    (dicts.indexed, WORDS, same, len, lambda x: x[0] == "t", {"tea": 3, "tan": 3}),
    (dicts.merged, {"a": 1}, {"a": 2, "b": 3}, lambda old, new: old + new, {"a": 3, "b": 3}),
    (dicts.merged_all, [{"a": 1}, {"a": 2}, {"b": 3}], max, {"a": 2, "b": 3}),
    (dicts.collected, [{"a": 1}, {"a": 2, "b": 3}], {"a": [1, 2], "b": [3]}),
    (dicts.differences, {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, lambda old, new: (old, new), {"b": (2, 3), "c": (None, 4)}),
    (dicts.flattened, {"a": {"b": 1, "c": {"d": 2}}, "e": 3}, ".", {"a.b": 1, "a.c.d": 2, "e": 3}),
    (dicts.nested, {"a.b": 1, "a.c.d": 2, "e": 3}, ".", {"a": {"b": 1, "c": {"d": 2}}, "e": 3}),
    (dicts.looked_up, {"a": {"b": 1}}, ["a", "b"], None, 1),
    (dicts.looked_up, {"a": {"b": 1}}, ["a", "c", "d"], None, None),
    (dicts.joined, [(1, "x"), (2, "y")], [(2, "z")], lambda row: row[0], lambda left, right: left + right[1:], [(2, "y", "z")]),
    (dicts.records, ["a", "b"], [[1, 2], [3, 4]], [{"a": 1, "b": 2}, {"a": 3, "b": 4}]),
    (dicts.columns, [{"a": 1, "b": 2}, {"a": 3, "b": 4}], {"a": [1, 3], "b": [2, 4]}),
]

TIMES = {"h": 3600, "m": 60, "s": 1}
ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}

QUANTITIES = [
    (units.measured, "1h30m", TIMES, int, same, 5400),
    (units.measured, "2 Hours, 5 minutes", TIMES, int, lambda unit: unit[0].lower(), 7500),
    (units.split_units, 3605, TIMES, lambda count, size, parts: count > 0, lambda count, unit: f"{count}{unit}", ["1h", "5s"]),
    (units.human_size, 1536, 1024, ["B", "KB"], lambda size, unit: f"{size:.1f} {unit}", "1.5 KB"),
    (units.human_size, 3000000, 1000, ["B", "KB"], lambda size, unit: f"{size:g}{unit}", "3000KB"),
    (units.clock, 3661, lambda hours, minutes, seconds: (hours, minutes, seconds), (1, 1, 1)),
    (units.two_units, 125, 60, lambda whole, rest: f"{whole:02}:{rest:02}", "02:05"),
    (units.positional, "1:02:03", ":", 60, 3723),
    (greedy.symbols, 29, ROMAN, "XXIX"),
    (greedy.symbol_value, "XXIX", {"I": 1, "V": 5, "X": 10}, 29),
    (greedy.change, 9, [1, 4, 3], [4, 4, 1]),
    (greedy.counted_change, 31, [25, 10, 5, 1], lambda count: count > 0, {25: 1, 5: 1, 1: 1}),
    (greedy.in_words, 1342, "-", " and ", "one thousand three hundred and forty-two"),
    (greedy.in_words, 0, "-", " ", "zero"),
    (greedy.from_words, "Two thousand three hundred and forty-two", 2342),
    (greedy.digit_names, "4-0", ["four", "zero"]),
    (greedy.named_digits, ["four", "zero"], always, str, ["4", "0"]),
    (greedy.banded, 70, [60, 70, 80], ["D", "C", "B", "A"], "B"),
]

CASES = GROUPING + DICTS + QUANTITIES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_a_filled_skeleton_gives(case: Any) -> None:
    check(*case)
