# Dataclasses, enums, named tuples, protocols; copying and pickling.

# === dataclass method: invoice.py::Invoice.add
# --- invoice.py
from dataclasses import dataclass, field


@dataclass
class Invoice:
    customer: str
    lines: list = field(default_factory=list)
    total: int = 0

    def add(self, text, cents):
        self.lines.append((text, cents))
        self.total += cents
        return self
# --- test_invoice.py
from dataclasses import asdict, replace

from invoice import Invoice


def test_equal():
    assert Invoice("a").add("x", 5) == Invoice("a", [("x", 5)], 5)
    assert repr(Invoice("a").add("x", 1)) == "Invoice(customer='a', lines=[('x', 1)], total=1)"


def test_lists_apart():
    Invoice("a").add("x", 1)
    assert asdict(Invoice("b")) == {"customer": "b", "lines": [], "total": 0}


def test_replace():
    invoice = Invoice("a").add("x", 1)
    assert replace(invoice, customer="b").lines is invoice.lines
# --- wrong: no total
def add(self, text, cents):
    self.lines.append((text, cents))
    return self
# --- wrong: a list of lists
def add(self, text, cents):
    self.lines.append([text, cents])
    self.total += cents
    return self

# === __post_init__ of a frozen dataclass: span.py::Span.__post_init__
# --- span.py
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Span:
    start: int
    end: int
    length: int = field(init=False, compare=False)

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError("end before start")
        object.__setattr__(self, "length", self.end - self.start)
# --- test_span.py
import dataclasses

import pytest
from span import Span


def test_length():
    assert Span(1, 4).length == 3
    assert Span(1, 2) < Span(1, 3)
    assert len({Span(0, 1), Span(0, 1)}) == 1


def test_refused():
    with pytest.raises(ValueError, match="before"):
        Span(2, 1)
    assert Span(2, 2).length == 0


def test_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(1, 2).start = 5
# --- wrong: no check
def __post_init__(self):
    object.__setattr__(self, "length", self.end - self.start)
# --- wrong: both ends count
def __post_init__(self):
    if self.end < self.start:
        raise ValueError("end before start")
    object.__setattr__(self, "length", self.end - self.start + 1)

# === gives a dataclass: geometry.py::bounding
# --- geometry.py
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


EMPTY = Box(0, 0, 0, 0)


def bounding(points):
    if not points:
        return EMPTY
    xs, ys = zip(*points)
    return Box(min(xs), min(ys), max(xs), max(ys))
# --- test_geometry.py
from geometry import EMPTY, Box, bounding


def test_box():
    assert bounding([(1, 5), (3, 2)]) == Box(1, 2, 3, 5)


def test_empty():
    assert bounding([]) is EMPTY
    match bounding([(0, 1)]):
        case Box(left=0, top=1):
            pass
        case other:
            raise AssertionError(other)
# --- wrong: no empty one
def bounding(points):
    if not points:
        return Box(0, 0, 0, 0)
    xs, ys = zip(*points)
    return Box(min(xs), min(ys), max(xs), max(ys))
# --- wrong: a tuple
def bounding(points):
    if not points:
        return EMPTY
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)

# === enum method: light.py::Light.next
# --- light.py
from enum import Enum


class Light(Enum):
    RED = "stop"
    GREEN = "go"
    AMBER = "slow"

    def next(self):
        members = list(Light)
        return members[(members.index(self) + 1) % len(members)]
# --- test_light.py
from light import Light


def test_next():
    assert Light.RED.next() is Light.GREEN
    assert Light.AMBER.next() is Light.RED


def test_round():
    light = Light("go")
    for _ in range(3):
        light = light.next()
    assert light is Light.GREEN
# --- wrong: ends
def next(self):
    members = list(Light)
    return members[min(members.index(self) + 1, len(members) - 1)]
# --- wrong: the value
def next(self):
    members = list(Light)
    return members[(members.index(self) + 1) % len(members)].value

# === enum hooks: planet.py::Weekday._missing_
# --- planet.py
from enum import Enum, Flag, auto


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.name.startswith(value.upper()):
                    return member
        return None


class Mode(Flag):
    READ = auto()
    WRITE = auto()
# --- test_planet.py
import pytest
from planet import Weekday


def test_by_text():
    assert Weekday("mon") is Weekday.MONDAY
    assert Weekday("tuesday") is Weekday.TUESDAY
    assert Weekday(2) is Weekday.TUESDAY


@pytest.mark.parametrize("value", ["x", 3, None])
def test_missing(value):
    with pytest.raises(ValueError):
        Weekday(value)
# --- wrong: the first for what is unknown
def _missing_(cls, value):
    for member in cls:
        if member.name.startswith(str(value).upper()):
            return member
    return cls.MONDAY
# --- wrong: whole names only
def _missing_(cls, value):
    if isinstance(value, str):
        return cls.__members__.get(value.upper())
    return None

# === flags: access.py::describe
# --- access.py
from enum import Flag, IntEnum, auto


class Mode(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = 9


def describe(mode):
    level = Level.HIGH if Mode.WRITE in mode else Level.LOW
    return level, [one.name for one in Mode if one in mode]
# --- test_access.py
from access import Level, Mode, describe


def test_flags():
    assert describe(Mode.READ | Mode.RUN) == (Level.LOW, ["READ", "RUN"])
    assert describe(Mode.READ | Mode.WRITE)[0] is Level.HIGH
    assert describe(Mode(0)) == (1, [])
# --- wrong: a number
def describe(mode):
    level = 9 if Mode.WRITE in mode else 1
    return level, [one.name for one in Mode if one in mode]
# --- wrong: any
def describe(mode):
    level = Level.HIGH if mode & (Mode.WRITE | Mode.RUN) else Level.LOW
    return level, [one.name for one in Mode if one in mode]

# === NamedTuple: colours.py::Colour.mix
# --- colours.py
from typing import NamedTuple


class Colour(NamedTuple):
    red: int
    green: int
    blue: int = 0

    def mix(self, other):
        return Colour(*((a + b) // 2 for a, b in zip(self, other)))
# --- test_colours.py
from colours import Colour


def test_mix():
    mixed = Colour(10, 20).mix(Colour(20, 40, 7))
    assert mixed == (15, 30, 3)
    assert type(mixed) is Colour and mixed.blue == 3
    assert mixed._replace(red=0) == Colour(0, 30, 3)


def test_plain():
    red, *rest = Colour(1, 1).mix((3, 3, 3))
    assert (red, rest) == (2, [2, 1])
# --- wrong: a plain tuple
def mix(self, other):
    return tuple((a + b) // 2 for a, b in zip(self, other))
# --- wrong: by fields that others lack
def mix(self, other):
    return Colour((self.red + other.red) // 2, (self.green + other.green) // 2, (self.blue + other.blue) // 2)

# === a named tuple of the file: scores.py::best
# --- scores.py
from collections import namedtuple

Score = namedtuple("Score", "name points", defaults=[0])


def best(scores):
    found = max(scores, key=lambda score: score.points, default=None)
    return found if found is not None else Score("nobody")
# --- test_scores.py
from scores import Score, best


def test_best():
    scores = [Score("a", 1), Score("b", 3), Score("c", 3)]
    assert best(scores) is scores[1]
    assert best(scores)._asdict() == {"name": "b", "points": 3}


def test_nobody():
    assert best([]) == ("nobody", 0) and isinstance(best([]), Score)
# --- wrong: the last of equals
def best(scores):
    found = max(reversed(list(scores)), key=lambda score: score.points, default=None)
    return found if found is not None else Score("nobody")
# --- wrong: points alone
def best(scores):
    return Score("nobody", max((score.points for score in scores), default=0))

# === protocol: sized.py::largest
# --- sized.py
from typing import Protocol, runtime_checkable


@runtime_checkable
class HasSize(Protocol):
    def size(self): ...


def largest(things):
    sized = [thing for thing in things if isinstance(thing, HasSize)]
    return max(sized, key=lambda thing: thing.size())
# --- test_sized.py
import pytest
from sized import largest


class Stone:
    def __init__(self, weight):
        self.weight = weight

    def size(self):
        return self.weight


def test_largest():
    stones = [Stone(1), "xxxx", Stone(3), None]
    assert largest(stones) is stones[2]


def test_none():
    with pytest.raises(ValueError):
        largest(["a"])
# --- wrong: no check
def largest(things):
    return max(things, key=lambda thing: thing.size())
# --- wrong: the smallest
def largest(things):
    sized = [thing for thing in things if isinstance(thing, HasSize)]
    return min(sized, key=lambda thing: thing.size())

# === deep copies: forest.py::Node.__deepcopy__
# --- forest.py
import copy


class Node:
    def __init__(self, name, owner=None, children=()):
        self.name, self.owner, self.children = name, owner, list(children)

    def __deepcopy__(self, memo):
        """The owner is shared, the children are copied."""
        new = type(self)(self.name, self.owner)
        memo[id(self)] = new
        new.children = copy.deepcopy(self.children, memo)
        return new
# --- test_forest.py
import copy

from forest import Node


def test_shared():
    owner = object()
    node = Node("a", owner, [Node("b", owner)])
    new = copy.deepcopy(node)
    assert new is not node and new.children[0] is not node.children[0]
    assert new.owner is owner and new.children[0].owner is owner


def test_circle():
    node = Node("a")
    node.children.append(node)
    new = copy.deepcopy(node)
    assert new.children[0] is new
# --- wrong: shares the children
def __deepcopy__(self, memo):
    return type(self)(self.name, self.owner, self.children)
# --- wrong: circles never end
def __deepcopy__(self, memo):
    new = type(self)(self.name, self.owner)
    new.children = copy.deepcopy(self.children)
    return new

# === pickling: handle.py::Handle.__reduce__
# --- handle.py
OPEN = {}


class Handle:
    def __init__(self, name):
        self.name = name
        OPEN[name] = self

    def __reduce__(self):
        return reopen, (self.name,)


def reopen(name):
    return OPEN.get(name) or Handle(name)
# --- test_handle.py
import copy
import pickle

import handle


def test_same_again():
    one = handle.Handle("a")
    assert pickle.loads(pickle.dumps(one)) is one
    assert copy.copy(one) is one


def test_reopened():
    data = pickle.dumps([handle.Handle("b")])
    handle.OPEN.clear()
    (found,) = pickle.loads(data)
    assert found.name == "b" and handle.OPEN == {"b": found}
# --- wrong: a new one
def __reduce__(self):
    return Handle, (self.name,)
# --- wrong: without its name
def __reduce__(self):
    return reopen, ("",)

# === pickles of instances: settings.py::Settings.__getstate__
# --- settings.py
class Settings:
    def __init__(self, **values):
        self.values = values
        self.listeners = []

    def __getstate__(self):
        return {"values": dict(self.values)}

    def __setstate__(self, state):
        self.values = state["values"]
        self.listeners = []
# --- test_settings.py
import copy
import pickle

from settings import Settings


def test_pickle():
    settings = Settings(a=1)
    settings.listeners.append(lambda: None)
    found = pickle.loads(pickle.dumps(settings))
    assert found.values == {"a": 1} and found.listeners == []
    assert type(found) is Settings


def test_copy_has_its_own():
    settings = Settings(a=1)
    copy.copy(settings).values["b"] = 2
    assert settings.values == {"a": 1}
# --- wrong: listeners too
def __getstate__(self):
    return {"values": dict(self.values), "listeners": self.listeners[0]}
# --- wrong: shares the values
def __getstate__(self):
    return {"values": self.values}

# === generics and annotations: boxes.py::Box.map
# --- boxes.py
from __future__ import annotations

from typing import Callable, Generic, TypeVar, get_type_hints

T = TypeVar("T")
U = TypeVar("U")


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    def map(self, function: Callable[[T], U]) -> Box[U]:
        return Box(function(self.value))
# --- test_boxes.py
from typing import get_type_hints

from boxes import Box


def test_map():
    box = Box[int](3)
    assert box.map(str).value == "3"
    assert box.value == 3


def test_hints():
    assert get_type_hints(Box.map)["return"].__origin__ is Box
    assert Box.map.__annotations__["return"] == "Box[U]"
# --- wrong: in place
def map(self, function: Callable[[T], U]) -> Box[U]:
    self.value = function(self.value)
    return self
# --- wrong: the value itself
def map(self, function: Callable[[T], U]) -> Box[U]:
    return function(self.value)
