"""Equality in a check: the expected value decides last."""

import sys
import types

import pytest
from runner.judging.equality import alike, equal


class Near:
    """Compares with its own tolerance."""

    def __init__(self, value, by):
        self.value, self.by = value, by

    def __eq__(self, other):
        return abs(self.value - other.value) <= self.by


class Anything:
    def __eq__(self, other):
        return True


class Unsure:
    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        return self.answer


class List(list):
    pass


CASES = [
    (1, 1, True),
    (1, 2, False),
    (1, 1.0, True),
    ([1, 2], [1, 2], True),
    (List([1]), [1], True),
    (float("nan"), float("nan"), False),
    # The tolerance of the result alone is not enough.
    (Near(1, 100), Near(2, 0), False),
    (Near(1, 100), Near(2, 100), True),
    # A class that does not know the result's class does not contradict.
    (Anything(), 1, True),
    (Anything(), [1], True),
    # The expected value may define its own equality.
    (1, Anything(), True),
    (Anything(), Anything(), True),
]


@pytest.mark.parametrize("actual, expected, alike", CASES)
@pytest.mark.parametrize("swapped", [False, True], ids=["actual first", "expected first"])
def test_the_expected_value_has_the_last_word(actual, expected, alike, swapped):
    left, right = (expected, actual) if swapped else (actual, expected)
    assert bool(equal(left, right, swapped)) is alike


@pytest.mark.parametrize("swapped", [False, True])
def test_where_the_sides_disagree_the_check_asks_as_python_does(swapped):
    strict, lax = Near(1, 0), Near(2, 100)
    assert equal(*((lax, strict) if swapped else (strict, lax)), swapped) is swapped


@pytest.mark.parametrize("answer", [None, 0, 1, "yes", [], NotImplemented])
def test_what_a_comparison_gives_is_given_as_it_is(answer):
    kept = equal(Unsure(answer), 1, False)
    assert kept == (1 == Unsure(answer) if answer is NotImplemented else answer)


def test_an_expected_value_that_knows_nothing_of_the_result_does_not_contradict():
    assert equal(Anything(), Unsure(NotImplemented), False) is True


def test_an_error_of_the_comparison_comes_out():
    class Failing:
        def __eq__(self, other):
            raise KeyError("a")

    with pytest.raises(KeyError):
        equal(Failing(), 1, False)


class Array:
    """A numpy array, as far as a comparison needs it."""

    def __init__(self, values):
        self.values = list(values) if isinstance(values, (list, tuple)) else [values]
        self.size = len(self.values)

    def __eq__(self, other):
        others = other.values if isinstance(other, Array) else [other] * (self.size or 1)
        return Array([one == two for one, two in zip(self.values, others)])

    def all(self):
        return all(self.values)


@pytest.fixture
def numpy(monkeypatch):
    """The parts of numpy that a comparison needs."""
    module = types.ModuleType("numpy")
    module.ndarray, module.array = Array, Array
    module.size = lambda value: value.size if isinstance(value, Array) else len(value) if isinstance(value, list) else 1
    monkeypatch.setitem(sys.modules, "numpy", module)


@pytest.mark.parametrize(
    "left, right, expected",
    [
        (Array([]), Array([1]), False),
        (Array([1]), Array([]), False),
        (Array([]), 1, False),
        (Array([]), Array([]), True),
        (Array([1]), Array([1]), True),
        (Array([1, 2]), Array([1, 3]), False),
    ],
)
@pytest.mark.usefixtures("numpy")
def test_an_array_without_elements_is_equal_to_none_that_has_some(left, right, expected):
    assert alike(left, right).all() is expected
    assert equal(left, right, False).all() is expected
