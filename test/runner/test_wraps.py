"""What the search does around the value of a skeleton, and the limits of what a skeleton runs."""

from typing import Any

import pytest
from runner.search import enumeration
from runner.search.bounds import TooLarge
from runner.search.programs import Steps, run_of, spaces
from runner.search.solution import Solution
from runner.search.wraps import WRAPS, fitting


def test_a_wrap_fits_by_value_and_type() -> None:
    templates = [wrap.template for wrap in fitting(WRAPS, [3, 1, 2], 3)]
    assert templates == ["len(A)", "max(A)", "A[0]"]
    assert fitting(WRAPS, [1.0], 1) == [wrap for wrap in WRAPS if wrap.template == "len(A)"]


def test_the_length_of_what_a_skeleton_makes_is_found_at_once() -> None:
    pairs = [((6,), 8), ((1,), 0), ((3,), 7)]
    hints = ["steps", "Number of Collatz steps until 1 is reached.", "def steps(n)"]
    (found,) = enumeration.search(pairs, ["n"], hints, 10, 1, shares=enumeration.SKELETONS)
    assert found.body.endswith("return len(values) - 1")


@pytest.mark.parametrize(
    "expression",
    ["sum(1 for x in iter(int, 1))", "[x for x in range(10 ** 9)]", "'a' * n * n", "2 * ([0] * n)", "3 ** n ** 2", "1 << 3 * n"],
)
def test_what_would_not_end_or_grow_too_large_is_refused(expression: str) -> None:
    steps = Steps()
    run: Any = run_of(Solution(("n = n",), expression, ""), ["n"], steps, spaces({}))
    with pytest.raises(TooLarge):
        run(2_000)
