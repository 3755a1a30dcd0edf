"""The place at which two long values differ."""

import pytest
from runner.judging.apart import apart


class Own:
    def __eq__(self, other):
        raise AssertionError("its own code has run")

    __hash__ = None


class OwnList(list):
    pass


ONES = [1] * 400
ENDLESS = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    "expected, actual, found",
    [
        (ONES, [1] * 399 + [0], ["index 399", "1", "0"]),
        (ONES, [1] * 399, ["length", "400", "399"]),
        ([[ONES]], [[[1] * 400 + [2]]], ["index 0, index 0, length", "400", "401"]),
        ({"a": ONES, "b": {"c": 1}}, {"a": ONES, "b": {"c": 2}}, ["key 'b', key 'c'", "1", "2"]),
        ({"a": 1, "b": 2}, {"a": 1}, ["key 'b'", "present", "missing"]),
        ({"a": 1}, {"a": 1, "b": 2}, ["key 'b'", "missing", "present"]),
        ("a" * 2000 + "b", "a" * 2000 + "\u200b", ["character 2000", "'b'", "'\\u200b'"]),
        (["a" * 2000], ["a" * 1999], ["index 0, character 1999", "'a'", "''"]),
        ([1, 2.0, True], [1.0, 2, 0], ["index 2", "True", "0"]),
        ([float("nan")] * 3 + [1], [float("nan")] * 3 + [None], ["index 3", "1", "None"]),
        # Nothing to say.
        (ONES, list(ONES), None),
        (1, 2, None),
        (ONES, tuple(ONES), None),
        ([Own(), 1], [Own(), 2], None),
        ([1, Own()], [2, Own()], ["index 0", "1", "2"]),
        (OwnList([1]), OwnList([2]), None),
        ({(1, 2): 1}, {(1, 2): 2}, None),
        ({1, 2}, {1, 3}, None),
        (ENDLESS, [ENDLESS], None),
        ("a" * 2000, b"a" * 2000, None),
        ([0] * 10**6 + [1], [0] * 10**6 + [2], None),
    ],
)
def test_apart(expected, actual, found):
    assert apart(expected, actual) == found
