"""Chains of tests from terms that are correct on some of the examples."""

from runner.search.choices import Choices
from runner.search.solution import render
from runner.search.space import Term


def test_chains_of_two_tests() -> None:
    choices = Choices(["Fizz", "Buzz", "Fizz", "Buzz", "7"])
    terms = {
        "'Fizz'": ("Fizz",) * 5,
        "'Buzz'": ("Buzz",) * 5,
        "str(n)": ("3", "5", "6", "10", "7"),
        "n % 3 == 0": (True, False, True, False, False),
        "n % 5 == 0": (False, True, False, True, False),
    }
    choices.learn([Term(vector, text, (), 4, 1, False) for text, vector in terms.items()])
    texts = [render(term, {}) for term in choices.chained(10)]
    assert "('Fizz') if (n % 3 == 0) else (('Buzz') if (n % 5 == 0) else (str(n)))" in texts
    assert not list(choices.chained(10))
