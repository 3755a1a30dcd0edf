"""Words that ask for something, and programs that leave it undone."""

from typing import Set

import pytest
from runner.search.coverage import MOST, Coverage


@pytest.mark.parametrize(
    "words, done, undone",
    [
        ({"even"}, "return [x for x in xs if x % 2 == 0]", "return xs[1:]"),
        ({"separated", "repeat"}, "return ','.join([text] * n)", "return text"),
        ({"area"}, "return a * b", "return a - b"),
    ],
)
def test_a_program_ranks_lower_for_a_word_that_nothing_in_it_speaks_for(words: Set[str], done: str, undone: str) -> None:
    coverage = Coverage(words)
    assert coverage.undone(done, ["an expression"]) == 0
    assert 0 < coverage.undone(undone, ["an expression"]) <= MOST


def test_a_skeleton_does_what_its_own_words_say() -> None:
    assert Coverage({"fahrenheit", "convert"}).undone("return f * 2", ["a line through the examples"]) == 0


def test_words_of_every_text_ask_for_nothing() -> None:
    assert Coverage({"the", "of", "function", "return"}).undone("return x", ["an expression"]) == 0
