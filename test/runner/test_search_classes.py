"""Dates, decimals, fractions, bytes and frozen sets are data as well: given, computed and expected."""

import datetime
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, List, Tuple

import pytest
from runner.search import enumeration
from runner.search.file_names import with_file_names
from runner.search.plain import form_of, written
from runner.search.space import data_of

Pairs = List[Tuple[Tuple[Any, ...], Any]]


@pytest.mark.parametrize(
    ("words", "pairs", "body"),
    [
        ("days between", [((date(2024, 5, 6), date(2024, 6, 1)), 26), ((date(2024, 1, 1), date(2024, 1, 2)), 1)], "return (b - a).days"),
        (
            "a plus b days",
            [((date(2024, 5, 6), 3), date(2024, 5, 9)), ((date(2024, 1, 31), 1), date(2024, 2, 1))],
            "return a + datetime.timedelta(days=b)",
        ),
        (
            "the latest",
            [(([date(2024, 1, 1), date(2024, 3, 1)],), date(2024, 3, 1)), (([date(2020, 1, 1), date(2019, 1, 1)],), date(2020, 1, 1))],
            "return max(a)",
        ),
        (
            "sum of both",
            [((Fraction(1, 2), Fraction(1, 3)), Fraction(5, 6)), ((Fraction(1, 4), Fraction(1, 4)), Fraction(1, 2))],
            "return a + b",
        ),
        ("total", [(([Decimal("1.1"), Decimal("2.2")],), Decimal("3.3")), (([Decimal(5), Decimal(5)],), Decimal(10))], "return sum(a)"),
        (
            "common",
            [((frozenset({1, 2}), frozenset({2, 3})), frozenset({2})), ((frozenset({1, 5}), frozenset({1, 3, 5})), frozenset({1, 5}))],
            "return a & b",
        ),
        ("hex of the reversed bytes", [((b"\x01\xff",), "ff01"), ((b"abc",), "636261")], "return a[::-1].hex()"),
    ],
)
def test_an_expression_over(words: str, pairs: Pairs, body: str) -> None:
    parameters = ["a", "b"][: len(pairs[0][0])]
    assert body in [one.body for one in enumeration.search(pairs, parameters, [words], 2, 3, shares=enumeration.EXPRESSIONS)]


def test_a_skeleton_over_days() -> None:
    pairs = [((date(2024, 5, day),), date(2024, 5, after)) for day, after in ((6, 7), (10, 13), (11, 13))]
    (found,) = enumeration.search(pairs, ["day"], ["The next day that is not a Saturday or Sunday."], 4, 1)
    assert "while not day2.weekday() < 5:" in found.body


def test_equal_values_alone_have_equal_forms() -> None:
    assert form_of([{date(2024, 1, 1), date(2024, 1, 2)}]) == form_of([{date(2024, 1, 2), date(2024, 1, 1)}])
    assert data_of(([Decimal("1.0")],)) != data_of(([1.0],)) != data_of(([Fraction(1)],))
    with pytest.raises(ValueError, match="plain"):
        data_of((object(),))


def test_a_written_value_calls_these_classes_alone() -> None:
    assert written("[date(2024, 1, 2), datetime.timedelta(days=3)]", {"date": date}) == [date(2024, 1, 2), timedelta(days=3)]
    assert written("Fraction(1, 3)", {"Fraction": Fraction}) == Fraction(1, 3)
    for text in ("Fraction(1, 3)", "open('x')", "date.today()", "date(2024, 13, 1)", "Fraction(1, 0)"):
        with pytest.raises(ValueError, match="."):
            written(text, {"date": date})


def test_a_body_has_the_names_that_the_file_imports() -> None:
    body = "day = a + datetime.timedelta(days=1)\nreturn datetime.datetime.combine(day, b)"
    named = with_file_names(body, ["a", "b"], {"timedelta": timedelta, "datetime": datetime.datetime})
    assert named == "day = a + timedelta(days=1)\nreturn datetime.combine(day, b)"
    assert (
        with_file_names(body, ["a", "b"], {"timedelta": timedelta})
        == "day = a + timedelta(days=1)\nreturn datetime.datetime.combine(day, b)"
    )
    assert with_file_names("return datetime.date(1, 2, a)", ["a"], {"datetime": datetime.datetime}) is None
    assert with_file_names("return [math.pi]", [], {}) == "return [math.pi]"
