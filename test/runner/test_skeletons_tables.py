"""What the skeletons for groups, dicts, units and dates give with their holes filled."""

from typing import Any

import pytest
from filled import filled
from runner.search.skeletons import clocks, dates, dicts, greedy, grouping, keeping, months, spans, units

WORDS = ["tea", "ate", "tan", "eat"]
PAIRS = [("a", 1), ("b", 5), ("a", 4)]
TIMES = {"h": 3600, "m": 60, "s": 1}
ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
DAY = "%Y-%m-%d"

CASES = [
    (grouping.grouped, WORDS, "True", "''.join(sorted(x))", "x", {"aet": ["tea", "ate", "eat"], "ant": ["tan"]}),
    (grouping.aggregated, PAIRS, "x[0]", "x[1]", "max(values)", {"a": 4, "b": 5}),
    (grouping.positions, "a b a", "x.isalpha()", "index", {"a": [0, 4], "b": [2]}),
    (grouping.counted, "Abba!", "x.lower()", "x.isalpha()", {"a": 2, "b": 2}),
    (grouping.ranked, "cabbac", "True", "(-count, x)", "x + str(count)", ["a2", "b2", "c2"]),
    (keeping.by_count, [3, 1, 3, 2, 1], "count > 1", [3, 1]),
    (grouping.keeping_count, [3, 1, 3, 2], "count > 1", [3, 3]),
    (grouping.first_with_count, "aabc", "count == 1", "index", -1, 2),
    (grouping.first_with_count, "aabb", "count == 1", "index", -1, -1),
    (grouping.counted_words, "no, no; yes", r"\w+", "True", {"no": 2, "yes": 1}),
    (dicts.changed_table, {"A": 1, "b": None}, "key.lower()", "value", "value is not None", {"a": 1}),
    (dicts.inverted, {"a": 1, "b": 1}, {1: ["a", "b"]}),
    (dicts.inverted_lists, {"a": [1, 2], "b": [1]}, {1: ["a", "b"], 2: ["a"]}),
    (dicts.indexed, WORDS, "x", "len(x)", "True", {"tea": 3, "ate": 3, "tan": 3, "eat": 3}),
    (dicts.merged_tables, {"a": 1}, {"a": 2, "b": 3}, "old + new", {"a": 3, "b": 3}),
    (dicts.merged_all, [{"a": 1}, {"a": 2}, {"b": 3}], "max(old, new)", {"a": 2, "b": 3}),
    (dicts.collected, [{"a": 1}, {"a": 2, "b": 3}], {"a": [1, 2], "b": [3]}),
    (dicts.differences, {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, "(old, new)", {"b": (2, 3), "c": (None, 4)}),
    (dicts.flattened_table, {"a": {"b": 1, "c": {"d": 2}}, "e": 3}, ".", {"a.b": 1, "a.c.d": 2, "e": 3}),
    (dicts.nested, {"a.b": 1, "a.c.d": 2, "e": 3}, ".", {"a": {"b": 1, "c": {"d": 2}}, "e": 3}),
    (dicts.looked_up, {"a": {"b": 1}}, ["a", "b"], None, 1),
    (dicts.looked_up, {"a": {"b": 1}}, ["a", "c", "d"], None, None),
    (dicts.joined, [(1, "x"), (2, "y")], [(2, "z")], "row[0]", "left + right[1:]", [(2, "y", "z")]),
    (dicts.records, ["a", "b"], [[1, 2], [3, 4]], [{"a": 1, "b": 2}, {"a": 3, "b": 4}]),
    (units.measured, "1h30m", TIMES, "int(number)", "unit", 5400),
    (units.measured, "2 Hours, 5 minutes", TIMES, "int(number)", "unit[0].lower()", 7500),
    (units.split_units, 3605, TIMES, "count > 0", "f'{count}{unit}'", ["1h", "5s"]),
    (units.split_units, 0, TIMES, "count > 0 or (size == 1 and not parts)", "f'{count}{unit}'", ["0s"]),
    (units.human_size, 1536, 1024, ["B", "KB"], "f'{size:.1f} {unit}'", "1.5 KB"),
    (units.human_size, 3000000, 1000, ["B", "KB"], "f'{size:g}{unit}'", "3000KB"),
    (units.clock, 3661, "f'{hours:02}:{minutes:02}:{seconds:02}'", "01:01:01"),
    (units.two_units, 125, 60, "f'{whole:02}:{rest:02}'", "02:05"),
    (units.positional, "1:02:03", ":", 60, 3723),
    (greedy.symbols, 29, ROMAN, "XXIX"),
    (greedy.symbol_value, "XXIX", {"I": 1, "V": 5, "X": 10}, 29),
    (greedy.change, 9, [1, 4, 3], [4, 4, 1]),
    (greedy.counted_change, 31, [25, 10, 5, 1], "count > 0", {25: 1, 5: 1, 1: 1}),
    (greedy.in_words, 1342, "-", " and ", "one thousand three hundred and forty-two"),
    (greedy.in_words, 0, "-", " ", "zero"),
    (greedy.from_words, "Two thousand three hundred and forty-two", 2342),
    (greedy.digit_names, "4-0", ["four", "zero"]),
    (greedy.named_digits, ["four", "zero"], "True", "str(digit)", ["4", "0"]),
    (greedy.banded, 70, [60, 70, 80], ["D", "C", "B", "A"], "B"),
    (spans.spans_in_text, "1-3,5", ",", "-", [1, 2, 3, 5]),
    (spans.written_ranges, [1, 2, 3, 5], "f'{first}-{last}' if first < last else str(first)", ["1-3", "5"]),
    (dates.between, "2024-02-28", "2024-03-01", DAY, "gap.days", 2),
    (dates.of_date, "2024-03-01", DAY, "date.strftime('%A')", "Friday"),
    (dates.of_date, "2024-03-01", DAY, "f'Q{(date.month - 1) // 3 + 1}'", "Q1"),
    (dates.moved_date, "2023-12-31", 1, DAY, "datetime.timedelta(days=n)", "2024-01-01"),
    (dates.beside, "2024-02-10", DAY, "date.replace(day=1)", "2024-02-01"),
    (
        dates.beside,
        "2024-02-10",
        DAY,
        "(date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)",
        "2024-02-29",
    ),
    (dates.moved_months, "2023-12-31", 2, DAY, "n", "2024-02-29"),
    (dates.moved_workdays, "2024-03-01", 1, DAY, "2024-03-04"),
    (dates.dates, "2024-03-01", "2024-03-04", DAY, 1, "day.weekday() < 5", ["2024-03-01", "2024-03-04"]),
    (dates.age, "2000-05-20", "2024-05-19", DAY, "years", 23),
    (dates.valid_date, "2023-02-29", DAY, False),
    (dates.by_date, ["02/01/2024", "01/02/2024"], "%d/%m/%Y", ["02/01/2024", "01/02/2024"]),
    (months.of_numbers, 2024, 3, 1, "date.timetuple().tm_yday", 61),
    (months.leap_year, 1900, "leap", False),
    (months.leap_year, 2000, "29 if leap else 28", 29),
    (months.month_length, 2024, 2, 29),
    (months.calendar_name, 3, "calendar.month_name[n]", "March"),
    (months.calendar_number, "march", "list(calendar.month_name).index(name)", 3),
    (clocks.time_between, "09:30", "11:00", "%H:%M", "seconds // 60", 90),
    (clocks.of_clock, "00:05", "f'{hours % 12 or 12}:{minutes:02} ' + ('AM' if hours < 12 else 'PM')", "12:05 AM"),
    (clocks.from_half_day, "12:05 AM", "f'{hours:02}:{minutes:02}'", "00:05"),
    (clocks.moved_clock, "23:50", 15, "total + n", "00:05"),
    (clocks.clock_sum, ["1:30", "2:45"], "f'{whole}:{rest:02}'", "4:15"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_a_filled_skeleton_gives(case: Any) -> None:
    *filling, expected = case
    assert filled(*filling) == expected
