"""Values as trees: what `==` would see of them, without running their own code."""

import collections
import datetime
import decimal
import enum
import json
from dataclasses import dataclass

import pytest
from runner.observing.values import MOST_CHARACTERS, MOST_ITEMS, MOST_NODES, tree


class Color(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    LOW = 1


@dataclass
class Point:
    y: int
    x: int


class Slotted:
    __slots__ = ("b", "a", "unset")

    def __init__(self):
        self.a, self.b = 1, 2


class Loud:
    """Whatever is asked of it runs code of its own, which must not happen."""

    def __init__(self):
        object.__setattr__(self, "kept", 1)

    def _fail(self, *_):
        raise AssertionError("its own code has run")

    __repr__ = __str__ = __eq__ = __hash__ = __len__ = __iter__ = __bool__ = __getattr__ = __getattribute__ = __reduce_ex__ = _fail


class LoudList(list):
    __iter__ = __len__ = __getitem__ = __repr__ = Loud._fail


class LoudInt(int):
    __repr__ = __int__ = __index__ = Loud._fail


class LoudStr(str):
    __str__ = __repr__ = __len__ = Loud._fail


class LoudDict(dict):
    items = __iter__ = __len__ = Loud._fail


Pair = collections.namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    "value, found",
    [
        (None, ["none"]),
        (..., ["ellipsis"]),
        (True, ["bool", True]),
        (-12, ["int", "-12"]),
        (1.5, ["float", "1.5"]),
        (float("nan"), ["float", "nan"]),
        (1 + 2j, ["complex", "(1+2j)"]),
        ("é\ud800", ["str", "é\ud800"]),
        (b"\xff", ["bytes", "ÿ"]),
        (bytearray(b"a"), ["bytes", "a"]),
        ([1, "a"], ["list", [["int", "1"], ["str", "a"]]]),
        ((1,), ["tuple", [["int", "1"]]]),
        (Pair(1, 2), ["tuple", [["int", "1"], ["int", "2"]]]),
        (frozenset([2]), ["set", [["int", "2"]]]),
        ({"a": 1}.keys(), ["set", [["str", "a"]]]),
        (collections.Counter("a"), ["dict", [[["str", "a"], ["int", "1"]]]]),
        (decimal.Decimal("1.50"), ["plain", "Decimal('1.50')"]),
        (datetime.date(2020, 1, 2), ["plain", "datetime.date(2020, 1, 2)"]),
        (range(3), ["plain", "range(0, 3)"]),
        (Color.RED, ["member", "Color.RED"]),
        (Level.LOW, ["member", "Level.LOW"]),
        (Point(2, 1), ["object", "Point", [["x", ["int", "1"]], ["y", ["int", "2"]]]]),
        (Slotted(), ["object", "Slotted", [["a", ["int", "1"]], ["b", ["int", "2"]]]]),
        (len, ["opaque", "builtin_function_or_method"]),
        (int, ["opaque", "type"]),
        (json, ["opaque", "module"]),
    ],
)
def test_kinds(value, found):
    assert tree(value) == found


@pytest.mark.parametrize("one, other", [({1, 2, 3}, {3, 2, 1}), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ({"a", "b", "c"}, frozenset("cba"))])
def test_what_has_no_order_is_written_in_one(one, other):
    assert tree(one) == tree(other)


def test_what_is_equal_to_no_list_is_none():
    assert tree(collections.deque([1])) == ["object", "deque", [["items", ["list", [["int", "1"]]]]]]
    assert tree({1: 2}.values()) == ["iterator", [["int", "2"]]]


def test_iterators_are_read_where_they_may_be():
    assert tree((n for n in range(2)), drains=True) == ["iterator", [["int", "0"], ["int", "1"]]]
    given = iter([1, 2])
    assert tree(given) == ["opaque", "list_iterator"]
    assert list(given) == [1, 2]
    endless = tree(iter(int, 1), drains=True)
    assert endless == ["opaque", "callable_iterator"]
    import itertools

    assert len(tree(itertools.count(), drains=True)[1]) == MOST_ITEMS


def test_what_a_generator_raises_is_raised():
    def failing():
        yield 1
        raise KeyError("late")

    with pytest.raises(KeyError):
        tree(failing(), drains=True)


def test_no_code_of_the_value_runs():
    assert tree(Loud()) == ["object", "Loud", [["kept", ["int", "1"]]]]
    assert tree(LoudList([1])) == ["list", [["int", "1"]]]
    assert tree(LoudInt(3)) == ["int", "3"]
    assert tree(LoudStr("a")) == ["str", "a"]
    assert tree(LoudDict(a=1)) == ["dict", [[["str", "a"], ["int", "1"]]]]


def test_what_holds_itself_ends():
    own = [1]
    own.append(own)
    assert tree(own) == ["list", [["int", "1"], ["cut", "itself"]]]
    twice = [1]
    assert tree([twice, twice]) == ["list", [["list", [["int", "1"]]]] * 2]
    point = Point(1, 2)
    point.x = point
    assert tree(point)[2][0] == ["x", ["cut", "itself"]]


def test_what_is_large_is_cut_and_still_told_apart():
    long, other = "a" * (MOST_CHARACTERS + 1), "b" * (MOST_CHARACTERS + 1)
    assert tree(long)[0] == "cut" and tree(long) == tree(long[:]) != tree(other)
    assert tree(2**100_000)[0] == "cut" and tree(2**100_000) != tree(2**100_001) != tree(-(2**100_001))
    assert len(json.dumps(tree(list(range(10**6))))) < 40 * MOST_NODES
    deep = []
    for _ in range(10_000):
        deep = [deep]
    assert json.dumps(tree(deep)).count("cut") == 1


def test_every_tree_is_json():
    for value in [1, "\ud800", float("inf"), {(1, 2): {3}}, Point(1, Color.RED), [range(2), decimal.Decimal(1)]]:
        assert json.loads(json.dumps(tree(value))) == tree(value)
