"""Lines through the examples: the constants of a conversion stand in no example."""

from typing import Any

import pytest
from runner.search.linear import formulas


@pytest.mark.parametrize(
    "given, wanted, text",
    [
        ((32, 212), (0.0, 100.0), "(f - 32) * 5 / 9"),
        ((0, 100), (32.0, 212.0), "f * 9 / 5 + 32"),
        ((1, 10), (0.621371, 6.21371), "f * 0.621371"),
        ((0, 3), (1, 7), "f * 2 + 1"),
        ((4, 8), (1.0, 2.0), "f / 4"),
        ((-10, 0), (0, 30), "(f + 10) * 3"),
    ],
)
def test_a_line_is_written_as_a_person_would(given: Any, wanted: Any, text: str) -> None:
    assert text in [one for one, _ in formulas("f", given, wanted)]


@pytest.mark.parametrize("wanted", [(1, 1), (1.0, float("nan")), (1.0, float("inf")), ("1", "2"), (True, False)])
def test_what_is_no_line_has_no_formula(wanted: Any) -> None:
    assert list(formulas("f", (1, 2), wanted)) == []


def test_two_points_say_less_than_three() -> None:
    (_, two), *_ = formulas("f", (1, 2), (5, 8))
    (_, three), *_ = formulas("f", (1, 2, 3), (5, 8, 11))
    assert three < two


def test_every_formula_meets_its_points() -> None:
    given, wanted = (7, 31, 2), (20.0, 92.0, 5.0)
    for text, _ in formulas("f", given, wanted):
        assert [eval(text, {"f": f}) for f in given] == list(wanted)  # noqa: S307 - of the formulas alone
