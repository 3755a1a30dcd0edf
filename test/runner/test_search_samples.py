"""What a model's samples give the search: expressions, constants, and edits of those that fail."""

from typing import Any, List, Sequence

import pytest
from runner.search import enumeration
from runner.search.brackets import without_brackets
from runner.search.steering import Edited, Steering

FILE = "LIMIT = 3\ndef f(xs, least):\n    ...\n"


def steering(samples: Sequence[str], pairs: Sequence[Any]) -> Steering:
    return Steering(samples, FILE, "f", {"LIMIT": 3}, ["xs", "least"], pairs)


def edited(sample: str, pairs: Sequence[Any]) -> List[str]:
    found: List[Edited] = []
    steering([sample], pairs).edit(3, [], found.append)
    return [one.program for one in sorted(found, key=lambda one: one.rank)]


COUNTS = [(([1, 5, 7], 5), 2), (([5], 6), 0), (([9, 2, 5, 5], 5), 3)]


def test_expressions_over_the_parameters_become_terms_with_their_values() -> None:
    sample = "def f(xs, least):\n    kept = sorted(xs)[1:]\n    for x in xs:\n        least = x\n    return len(kept) * 17\n"
    made = steering([sample], COUNTS)
    terms = {term.template: term.vector for term in made.terms}
    assert terms["sorted(xs)"] == ([1, 5, 7], [5], [2, 5, 5, 9])
    assert terms["len((sorted(xs)[1:]))"] == (2, 0, 3)
    assert not any("x" == term.template for term in made.terms)
    assert 17 in made.constants


def test_terms_of_samples_lead_the_enumeration_further() -> None:
    pairs = [((["b", "a c"], 1), 30), ((["x"], 2), 5), ((["q q", "r", "s s s"], 0), 66)]
    sample = "def f(xs, least):\n    return sum(len(x.split()) * 11 for x in xs)\n"
    made = steering([sample], pairs)
    found = enumeration.search(pairs, ["xs", "least"], [], 3, 1, sampled=made.terms, mined=made.constants)
    assert "sum(len(x.split()) * 11 for x in xs)" in found[0].body


@pytest.mark.parametrize(
    ("sample", "right"),
    [
        ("return len([x for x in xs if x > least])", "return len([x for x in xs if x >= least])"),
        ("n = 1\n    for x in xs:\n        if x >= least:\n            n += 1\n    return n", "n = 0\n"),
        ("n = 0\n    for x in xs:\n        if x >= least and x != 5:\n            n += 1\n    return n", "        if x >= least:\n"),
        ("return [x >= least for x in xs]", "return sum([x >= least for x in xs])"),
        ("def big(x):\n        return x > least\n    return len(list(filter(big, xs)))", "x >= least\n"),
    ],
)
def test_a_sample_that_misses_by_little_is_edited(sample: str, right: str) -> None:
    assert any(right in program for program in edited("def f(xs, least):\n    %s\n" % sample, COUNTS))


@pytest.mark.parametrize(
    "sample",
    [
        "import os\n\ndef f(xs, least):\n    os.remove('x')\n    return 0\n",
        "def f(xs, least):\n    return xs.__class__.__base__.__subclasses__()\n",
        "def f(xs, least):\n    return open('/etc/passwd').read()\n",
        "def f(xs, least:\n",
        "def g(xs, least):\n    return 0\n",
    ],
)
def test_what_is_not_confined_is_not_read(sample: str) -> None:
    assert steering([sample], COUNTS).samples == []


def test_a_loop_without_end_is_a_failure() -> None:
    sample = "def f(xs, least):\n    n = 0\n    while True:\n        n += 1\n    return n\n"
    assert edited(sample, COUNTS) == []


def test_brackets_without_meaning_go() -> None:
    assert (
        without_brackets("x = ((a + b)) * (c)\nif not (a):\n    f((1, 2), '(a)')\n") == "x = (a + b) * c\nif not a:\n    f((1, 2), '(a)')\n"
    )
