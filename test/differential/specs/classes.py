# Methods of every kind, and what classes do with them.

# === property getter: circle.py::Circle.area
# --- circle.py
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        """The area, pi taken for three."""
        return 3 * self.radius**2
# --- test_circle.py
import pytest
from circle import Circle


def test_area():
    circle = Circle(2)
    assert circle.area == 12
    circle.radius = 1
    assert circle.area == 3


def test_read_only():
    with pytest.raises(AttributeError):
        Circle(1).area = 5
    assert Circle.area.fget(Circle(3)) == 27
    assert Circle.area.__doc__ == "The area, pi taken for three."
# --- wrong: the outline
def area(self):
    return 6 * self.radius
# --- wrong: remembers
def area(self):
    if not hasattr(self, "known"):
        self.known = 3 * self.radius**2
    return self.known

# === property setter: thermostat.py::Thermostat.degrees.setter
# --- thermostat.py
class Thermostat:
    def __init__(self):
        self._degrees = 20

    @property
    def degrees(self):
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if not 5 <= value <= 30:
            raise ValueError(value)
        self._degrees = value
# --- test_thermostat.py
import pytest
from thermostat import Thermostat


def test_set():
    one = Thermostat()
    one.degrees = 30
    assert one.degrees == 30


@pytest.mark.parametrize("value", [4, 31])
def test_refused(value):
    one = Thermostat()
    with pytest.raises(ValueError):
        one.degrees = value
    assert one.degrees == 20
# --- wrong: the bounds left out
def degrees(self, value):
    if not 5 < value < 30:
        raise ValueError(value)
    self._degrees = value
# --- wrong: sets first
def degrees(self, value):
    self._degrees = value
    if not 5 <= value <= 30:
        raise ValueError(value)

# === property deleter: cell.py::Cell.value.deleter
# --- cell.py
class Cell:
    def __init__(self, value):
        self._value = value
        self.changes = 0

    @property
    def value(self):
        return self._value

    @value.deleter
    def value(self):
        self._value = None
        self.changes += 1
# --- test_cell.py
from cell import Cell


def test_delete():
    cell = Cell(3)
    del cell.value
    assert cell.value is None
    assert cell.changes == 1
    del cell.value
    assert cell.changes == 2
# --- wrong: takes the field away
def value(self):
    del self._value
    self.changes += 1
# --- wrong: no count
def value(self):
    self._value = None

# === static method: checksum.py::Code.digit
# --- checksum.py
class Code:
    def __init__(self, text):
        self.text = text + self.digit(text)

    @staticmethod
    def digit(text):
        return str(sum(map(int, text)) % 10)
# --- test_checksum.py
from checksum import Code


def test_static():
    assert Code.digit("19") == "0"
    assert Code("12").digit("5") == "5"


def test_used():
    assert Code("123").text == "1236"


def test_inherited():
    class Other(Code):
        pass

    assert Other.digit("9") == "9" and Other("4").text == "44"
# --- wrong: a number
def digit(text):
    return sum(map(int, text)) % 10
# --- wrong: the last digit
def digit(text):
    return text[-1]

# === class method: temperature.py::Temperature.parse
# --- temperature.py
class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    @classmethod
    def parse(cls, text):
        number, unit = text[:-1], text[-1]
        degrees = float(number)
        return cls(degrees if unit == "C" else (degrees - 32) / 1.8)
# --- test_temperature.py
from temperature import Temperature


class Loud(Temperature):
    pass


def test_celsius():
    assert Temperature.parse("5C").degrees == 5


def test_fahrenheit():
    assert Temperature.parse("212F").degrees == 100


def test_subclass():
    assert type(Loud.parse("1C")) is Loud
    assert type(Loud(1).parse("1C")) is Loud
# --- wrong: the base always
def parse(cls, text):
    number, unit = text[:-1], text[-1]
    degrees = float(number)
    return Temperature(degrees if unit == "C" else (degrees - 32) / 1.8)
# --- wrong: the other way round
def parse(cls, text):
    number, unit = text[:-1], text[-1]
    degrees = float(number)
    return cls(degrees if unit == "F" else (degrees - 32) / 1.8)

# === mangled names: safe.py::Safe.unlock
# --- safe.py
class Safe:
    def __init__(self, code):
        self.__code = code
        self.__tries = 3

    def unlock(self, code):
        if self.__tries == 0:
            raise PermissionError("blocked")
        if code == self.__code:
            self.__tries = 3
            return True
        self.__tries -= 1
        return False
# --- test_safe.py
import pytest
from safe import Safe


def test_right():
    assert Safe(1).unlock(1) is True


def test_blocked():
    safe = Safe(1)
    assert [safe.unlock(n) for n in (2, 3, 4)] == [False] * 3
    with pytest.raises(PermissionError):
        safe.unlock(1)


def test_reset():
    safe = Safe(1)
    safe.unlock(2)
    safe.unlock(1)
    assert vars(safe) == {"_Safe__code": 1, "_Safe__tries": 3}
# --- right: names them through a local
def unlock(self, code):
    left = self.__tries
    if not left:
        raise PermissionError("blocked")
    fits = code == self.__code
    self.__tries = 3 if fits else left - 1
    return fits
# --- wrong: no reset
def unlock(self, code):
    if self.__tries == 0:
        raise PermissionError("blocked")
    if code == self.__code:
        return True
    self.__tries -= 1
    return False
# --- wrong: never blocked
def unlock(self, code):
    return code == self.__code

# === super without arguments: animals.py::Dog.describe
# --- animals.py
class Animal:
    def __init__(self, name):
        self.name = name

    def describe(self):
        return f"{self.name}, an animal"


class Dog(Animal):
    def describe(self):
        return super().describe() + " that barks"
# --- test_animals.py
from animals import Animal, Dog


def test_dog():
    assert Dog("Rex").describe() == "Rex, an animal that barks"


def test_between():
    class Loud(Animal):
        def describe(self):
            return super().describe().upper()

    class LoudDog(Dog, Loud):
        pass

    assert LoudDog("Rex").describe() == "REX, AN ANIMAL that barks"
# --- wrong: the base by name
def describe(self):
    return Animal.describe(self) + " that barks"
# --- wrong: its own words
def describe(self):
    return f"{self.name} barks"

# === __init__: stopwatch.py::Stopwatch.__init__
# --- stopwatch.py
class Stopwatch:
    def __init__(self, clock, laps=()):
        self.clock = clock
        self.started = clock()
        self.laps = list(laps)

    def lap(self):
        self.laps.append(self.clock() - self.started)
        return self.laps
# --- test_stopwatch.py
from stopwatch import Stopwatch


def test_lap():
    times = iter([10, 15, 18])
    watch = Stopwatch(lambda: next(times))
    watch.lap()
    assert watch.lap() == [5, 8]


def test_own_list():
    laps = [1]
    watch = Stopwatch(lambda: 0, laps)
    watch.lap()
    assert laps == [1]
    assert watch.laps == [1, 0]
# --- wrong: shares the list
def __init__(self, clock, laps=()):
    self.clock = clock
    self.started = clock()
    self.laps = laps or []
# --- wrong: starts at nought
def __init__(self, clock, laps=()):
    self.clock = clock
    self.started = 0
    self.laps = list(laps)

# === __call__: multiplier.py::Multiplier.__call__
# --- multiplier.py
class Multiplier:
    def __init__(self, factor):
        self.factor = factor
        self.calls = 0

    def __call__(self, *values):
        self.calls += 1
        return [value * self.factor for value in values]


double = Multiplier(2)
# --- test_multiplier.py
from multiplier import Multiplier, double


def test_call():
    assert double(1, 2) == [2, 4]


def test_counts():
    triple = Multiplier(3)
    assert list(map(triple, "ab")) == [["aaa"], ["bbb"]]
    assert triple.calls == 2
    assert callable(triple)
# --- wrong: does not count
def __call__(self, *values):
    return [value * self.factor for value in values]
# --- wrong: two always
def __call__(self, *values):
    self.calls += 1
    return [value * 2 for value in values]

# === __eq__ and __hash__: version.py::Version.__eq__
# --- version.py
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)
# --- test_version.py
from unittest.mock import ANY

from version import Version


def test_equal():
    assert Version("1.2") == Version("1.02")
    assert Version("1.2") != Version("1.3")


def test_other():
    assert Version("1") != "1"
    assert Version("1") == ANY


def test_in_set():
    assert len({Version("1.0"), Version("1.00"), Version("2.0")}) == 2
    assert Version("3.1") in [Version("3"), Version("3.1")]
# --- wrong: always
def __eq__(self, other):
    return True
# --- wrong: fails for others
def __eq__(self, other):
    return self.parts == other.parts

# === ordering: card.py::Card.__lt__
# --- card.py
import functools

RANKS = "23456789TJQKA"


@functools.total_ordering
class Card:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return RANKS.index(self.rank) < RANKS.index(other.rank)
# --- test_card.py
from card import Card


def test_order():
    assert Card("2") < Card("T") < Card("A")
    assert Card("K") >= Card("Q") and Card("K") <= Card("K")


def test_sorted():
    assert "".join(card.rank for card in sorted(map(Card, "A3TJ"))) == "3TJA"
    assert max(map(Card, "9T")).rank == "T"
# --- wrong: by letter
def __lt__(self, other):
    return self.rank < other.rank
# --- wrong: equal ones too
def __lt__(self, other):
    return RANKS.index(self.rank) <= RANKS.index(other.rank) or True

# === container methods: sparse.py::Sparse.__getitem__
# --- sparse.py
class Sparse:
    def __init__(self, length, values):
        self.length, self.values = length, values

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self.length))]
        if index < 0:
            index += self.length
        if not 0 <= index < self.length:
            raise IndexError(index)
        return self.values.get(index, 0)
# --- test_sparse.py
import pytest
from sparse import Sparse

vector = Sparse(4, {1: 5})


def test_index():
    assert vector[1] == 5 and vector[-3] == 5 and vector[0] == 0


def test_slice():
    assert vector[:2] == [0, 5]
    assert vector[::-1] == [0, 0, 5, 0]


def test_iterates():
    assert list(vector) == [0, 5, 0, 0]
    assert 5 in vector and 6 not in vector
    assert list(reversed(vector)) == [0, 0, 5, 0]


def test_range():
    with pytest.raises(IndexError):
        vector[4]
# --- wrong: never ends
def __getitem__(self, index):
    if isinstance(index, slice):
        return [self[i] for i in range(*index.indices(self.length))]
    if index > 1000:
        raise MemoryError
    return self.values.get(index, 0)
# --- wrong: no slices
def __getitem__(self, index):
    if index < 0:
        index += self.length
    if not 0 <= index < self.length:
        raise IndexError(index)
    return self.values.get(index, 0)

# === __repr__ and __format__: ratio.py::Ratio.__format__
# --- ratio.py
class Ratio:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Ratio({self.value!r})"

    def __format__(self, spec):
        if spec.endswith("p"):
            return format(self.value, "." + (spec[:-1] or "0") + "%")
        return format(self.value, spec)
# --- test_ratio.py
from ratio import Ratio


def test_percent():
    assert f"{Ratio(0.256):1p}" == "25.6%"
    assert "{:p}".format(Ratio(0.5)) == "50%"


def test_plain():
    assert f"{Ratio(0.5):.2f}" == "0.50"
    assert f"{Ratio(0.5)!r}" == "Ratio(0.5)"
    assert format(Ratio(1)) == "1"
# --- wrong: percent always
def __format__(self, spec):
    return format(self.value, "." + (spec[:-1] or "0") + "%")
# --- wrong: nothing in particular
def __format__(self, spec):
    return repr(self.value)

# === __getattr__: proxy.py::Proxy.__getattr__
# --- proxy.py
class Proxy:
    def __init__(self, target):
        self.target = target
        self.asked = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        self.asked.append(name)
        return getattr(self.target, name)
# --- test_proxy.py
import pytest
from proxy import Proxy


def test_asks():
    proxy = Proxy([3, 1])
    proxy.sort()
    assert proxy.target == [1, 3]
    assert proxy.asked == ["sort"]


def test_private():
    with pytest.raises(AttributeError):
        Proxy([])._secret
    assert not hasattr(Proxy([]), "nothing")
# --- right: by the object's own hook
def __getattr__(self, name):
    if name[:1] == "_":
        raise AttributeError(name)
    self.asked.append(name)
    value = getattr(self.target, name)
    return value
# --- wrong: notes nothing
def __getattr__(self, name):
    if name.startswith("_"):
        raise AttributeError(name)
    return getattr(self.target, name)
# --- wrong: None for what is not there
def __getattr__(self, name):
    self.asked.append(name)
    return getattr(self.target, name, None)

# === descriptor: fields.py::Positive.__set__
# --- fields.py
class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Box:
    width = Positive()
    height = Positive()

    def __init__(self, width, height):
        self.width, self.height = width, height
# --- test_fields.py
import pytest
from fields import Box, Positive


def test_apart():
    one, other = Box(1, 2), Box(3, 4)
    assert (one.width, one.height, other.width) == (1, 2, 3)
    one.width = 9
    assert other.width == 3


def test_refused():
    with pytest.raises(ValueError, match="height must be positive"):
        Box(1, 0)
    assert isinstance(Box.width, Positive)
# --- wrong: one value for all
def __set__(self, instance, value):
    if value <= 0:
        raise ValueError(f"{self.name[1:]} must be positive")
    setattr(type(instance), self.name, value)
# --- wrong: nought is positive
def __set__(self, instance, value):
    if value < 0:
        raise ValueError(f"{self.name[1:]} must be positive")
    setattr(instance, self.name, value)

# === non-data descriptor: lazy.py::Lazy.__get__
# --- lazy.py
class Lazy:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


class Report:
    made = 0

    @Lazy
    def text(self):
        Report.made += 1
        return "report %d" % self.made
# --- test_lazy.py
from lazy import Lazy, Report


def test_once():
    Report.made = 0
    report = Report()
    assert report.text == "report 1" and report.text == "report 1"
    assert Report.made == 1
    assert Report().text == "report 2"


def test_class():
    assert isinstance(Report.text, Lazy)
# --- wrong: each time
def __get__(self, instance, owner):
    if instance is None:
        return self
    return self.function(instance)
# --- wrong: fails on the class
def __get__(self, instance, owner):
    value = self.function(instance)
    instance.__dict__[self.name] = value
    return value

# === metaclass: plugins.py::Registry.__new__
# --- plugins.py
class Registry(type):
    known = {}

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        if bases:
            mcls.known[options.get("key", name.lower())] = cls
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


class Plugin(metaclass=Registry):
    pass


class Csv(Plugin):
    pass


class Excel(Plugin, key="xlsx"):
    pass
# --- test_plugins.py
import plugins


def test_at_import():
    assert plugins.Registry.known["csv"] is plugins.Csv
    assert plugins.Registry.known["xlsx"] is plugins.Excel
    assert "plugin" not in plugins.Registry.known


def test_later():
    class Json(plugins.Plugin):
        pass

    assert plugins.Registry.known.pop("json") is Json
# --- wrong: the base too
def __new__(mcls, name, bases, namespace, **options):
    cls = super().__new__(mcls, name, bases, namespace)
    mcls.known[options.get("key", name.lower())] = cls
    return cls
# --- wrong: no keys
def __new__(mcls, name, bases, namespace, **options):
    cls = super().__new__(mcls, name, bases, namespace)
    if bases:
        mcls.known[name.lower()] = cls
    return cls

# === __init_subclass__: shapes.py::Shape.__init_subclass__
# --- shapes.py
class Shape:
    kinds = []

    def __init_subclass__(cls, sides=0, **rest):
        super().__init_subclass__(**rest)
        cls.sides = sides
        Shape.kinds.append(cls.__name__)


class Square(Shape, sides=4):
    pass


class Circle(Shape):
    pass
# --- test_shapes.py
from shapes import Circle, Shape, Square


def test_at_import():
    assert Shape.kinds[:2] == ["Square", "Circle"]
    assert (Square.sides, Circle.sides) == (4, 0)


def test_deeper():
    class Tile(Square, sides=5):
        pass

    assert Tile.sides == 5 and Shape.kinds[-1] == "Tile"
# --- wrong: no sides
def __init_subclass__(cls, sides=0, **rest):
    super().__init_subclass__(**rest)
    cls.sides = 0
    Shape.kinds.append(cls.__name__)
# --- wrong: a list of classes
def __init_subclass__(cls, sides=0, **rest):
    super().__init_subclass__(**rest)
    cls.sides = sides
    Shape.kinds.append(cls)

# === class decorator: tagging.py::tagged
# --- tagging.py
def tagged(tag):
    def decorate(cls):
        cls.tag = tag
        cls.__str__ = lambda self: f"<{tag}>"
        return cls

    return decorate


@tagged("b")
class Bold:
    pass
# --- test_tagging.py
from tagging import Bold, tagged


def test_at_import():
    assert Bold.tag == "b" and str(Bold()) == "<b>"


def test_same_class():
    class Mine:
        pass

    assert tagged("m")(Mine) is Mine
    assert str(Mine()) == "<m>"
# --- wrong: a subclass
def tagged(tag):
    def decorate(cls):
        return type(cls.__name__, (cls,), {"tag": tag, "__str__": lambda self: f"<{tag}>"})

    return decorate
# --- wrong: no str
def tagged(tag):
    def decorate(cls):
        cls.tag = tag
        return cls

    return decorate

# === abstract base: exporter.py::Exporter.export
# --- exporter.py
from abc import ABC, abstractmethod


class Exporter(ABC):
    @abstractmethod
    def row(self, values):
        ...

    def export(self, rows):
        return "\n".join(self.row(values) for values in rows)


class Tabs(Exporter):
    def row(self, values):
        return "\t".join(values)
# --- test_exporter.py
import pytest
from exporter import Exporter, Tabs


def test_tabs():
    assert Tabs().export([["a", "b"], ["c"]]) == "a\tb\nc"


def test_own():
    class Count(Exporter):
        def row(self, values):
            return str(len(values))

    assert Count().export([[], [1]]) == "0\n1"


def test_abstract():
    with pytest.raises(TypeError):
        Exporter()
# --- wrong: an end to every line
def export(self, rows):
    return "".join(self.row(values) + "\n" for values in rows)
# --- wrong: its own rows
def export(self, rows):
    return "\n".join("\t".join(values) for values in rows)

# === nested class: tree.py::Tree.Node.depth
# --- tree.py
class Tree:
    class Node:
        def __init__(self, *children):
            self.children = children

        def depth(self):
            return 1 + max((child.depth() for child in self.children), default=0)

    def __init__(self, root):
        self.root = root
# --- test_tree.py
from tree import Tree

Node = Tree.Node


def test_leaf():
    assert Node().depth() == 1


def test_deep():
    assert Tree(Node(Node(), Node(Node()))).root.depth() == 3
# --- wrong: only one child
def depth(self):
    return 1 + (self.children[0].depth() if self.children else 0)
# --- wrong: counts all
def depth(self):
    return 1 + sum(child.depth() for child in self.children)

# === slots: pixel.py::Pixel.shifted
# --- pixel.py
class Pixel:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def shifted(self, by):
        return type(self)(self.x + by, self.y + by)
# --- test_pixel.py
import pytest
from pixel import Pixel


def test_shifted():
    pixel = Pixel(1, 2)
    moved = pixel.shifted(3)
    assert (moved.x, moved.y) == (4, 5)
    assert (pixel.x, pixel.y) == (1, 2)
    with pytest.raises(AttributeError):
        moved.z = 1
# --- wrong: in place
def shifted(self, by):
    self.x += by
    self.y += by
    return self
# --- wrong: one axis
def shifted(self, by):
    return Pixel(self.x + by, self.y)

# === __iter__ as a generator: bag.py::Bag.__iter__
# --- bag.py
class Bag:
    def __init__(self, **counts):
        self.counts = counts

    def __iter__(self):
        for name, count in sorted(self.counts.items()):
            for _ in range(count):
                yield name
# --- test_bag.py
from bag import Bag


def test_iter():
    assert list(Bag(b=1, a=2)) == ["a", "a", "b"]


def test_twice():
    bag = Bag(x=1)
    assert [*bag, *bag] == ["x", "x"]
    first, *rest = Bag(c=3)
    assert (first, rest) == ("c", ["c", "c"])
    assert "x" in bag and max(Bag(a=1, z=1)) == "z"
# --- wrong: each once
def __iter__(self):
    yield from sorted(self.counts)
# --- wrong: unsorted
def __iter__(self):
    for name, count in self.counts.items():
        for _ in range(count):
            yield name

# === methods patched at import: routes.py::Router.match
# --- routes.py
import functools


def counted(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        self.calls += 1
        return method(self, *args)

    return wrapper


def count_all(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, counted(value))
    return cls


@count_all
class Router:
    calls = 0

    def match(self, path):
        return path.strip("/").split("/")
# --- test_routes.py
from routes import Router


def test_match():
    router = Router()
    assert router.match("/a/b/") == ["a", "b"]
    assert router.calls == 1
    assert Router.match.__wrapped__(router, "x") == ["x"]
    assert router.calls == 1
# --- wrong: counts too
def match(self, path):
    self.calls += 1
    return path.strip("/").split("/")
# --- wrong: only the left
def match(self, path):
    return path.lstrip("/").split("/")
