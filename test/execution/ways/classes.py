# Functions that a class holds.

# === a method: ledger.py::Ledger.book
# --- ledger.py
class Ledger:
    def __init__(self):
        self.rows = []

    def book(self, amount, *, note=""):
        """Append a row; the balance."""
        self.rows.append((amount, note))
        return sum(one for one, _ in self.rows)


ledger = Ledger()
assert ledger.book(5) == 5
assert ledger.book(-2, note="tea") == 3
assert ledger.rows == [(5, ""), (-2, "tea")]
# --- right: another way to add
def book(self, amount, *, note=""):
    self.rows = [*self.rows, (amount, note)]
    total = 0
    for one, _ in self.rows:
        total += one
    return total
# --- wrong: forgets the note
def book(self, amount, *, note=""):
    self.rows.append((amount, ""))
    return sum(one for one, _ in self.rows)

# === a property: circle.py::Circle.area
# --- circle.py
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return 3 * self.radius**2


assert Circle(4).area == 48
assert Circle(0).area == 0
# --- right: a product
@property
def area(self):
    return 3 * self.radius * self.radius
# --- wrong: the circumference
@property
def area(self):
    return 6 * self.radius

# === a property's setter: tank.py::Tank.level.setter
# --- tank.py
class Tank:
    def __init__(self):
        self._level = 0

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        """Keep it between 0 and 10."""
        self._level = max(0, min(10, value))


tank = Tank()
tank.level = 12
assert tank.level == 10
tank.level = -1
assert tank.level == 0
# --- right: by conditions
@level.setter
def level(self, value):
    self._level = 0 if value < 0 else 10 if value > 10 else value
# --- wrong: no lower end
@level.setter
def level(self, value):
    self._level = min(10, value)

# === a static method: code.py::Code.check
# --- code.py
class Code:
    @staticmethod
    def check(digits):
        return sum(int(one) for one in digits) % 10


assert Code.check("19") == 0
assert Code().check("123") == 6
# --- right: a loop
@staticmethod
def check(digits):
    total = 0
    for one in digits:
        total += int(one)
    return total % 10
# --- wrong: modulo nine
@staticmethod
def check(digits):
    return sum(int(one) for one in digits) % 9

# === a class method: point.py::Point.parse
# --- point.py
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    @classmethod
    def parse(cls, text):
        x, _, y = text.partition(",")
        return cls(int(x), int(y))


class Pixel(Point):
    pass


assert Point.parse("1,2").y == 2
assert type(Pixel.parse("3,4")) is Pixel
# --- right: by split
@classmethod
def parse(cls, text):
    return cls(*(int(one) for one in text.split(",")))
# --- wrong: always the base
@classmethod
def parse(cls, text):
    x, _, y = text.partition(",")
    return Point(int(x), int(y))

# === __init__: span.py::Span.__init__
# --- span.py
class Span:
    def __init__(self, low, high):
        if low > high:
            low, high = high, low
        self.low, self.high = low, high


assert Span(1, 2).high == 2
assert (Span(5, 3).low, Span(5, 3).high) == (3, 5)
# --- right: by sorted
def __init__(self, low, high):
    self.low, self.high = sorted((low, high))
# --- wrong: takes them as they come
def __init__(self, low, high):
    self.low = low
    self.high = high

# === a comparison: version.py::Version.__lt__
# --- version.py
import functools


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = [int(one) for one in text.split(".")]

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


assert Version("1.9") < Version("1.10")
assert Version("2.0") >= Version("1.10")
# --- right: by tuples
def __lt__(self, other):
    return tuple(self.parts) < tuple(other.parts)
# --- wrong: as text
def __lt__(self, other):
    return str(self.parts) < str(other.parts)

# === a container's item: sparse.py::Sparse.__getitem__
# --- sparse.py
class Sparse:
    def __init__(self, **known):
        self.known = known

    def __getitem__(self, name):
        return self.known.get(name, 0)


sparse = Sparse(a=1)
assert sparse["a"] == 1
assert sparse["b"] == 0
# --- right: by a condition
def __getitem__(self, name):
    return self.known[name] if name in self.known else 0
# --- wrong: raises
def __getitem__(self, name):
    return self.known[name]

# === a call: scale.py::Scale.__call__
# --- scale.py
class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, *values):
        return [self.factor * one for one in values]


assert Scale(2)(1, 3) == [2, 6]
assert Scale(2)() == []
# --- right: by map
def __call__(self, *values):
    return list(map(lambda one: one * self.factor, values))
# --- wrong: the first alone
def __call__(self, *values):
    return [self.factor * one for one in values[:1]]

# === private names: safe.py::Safe.unlock
# --- safe.py
class Safe:
    def __init__(self, code):
        self.__code = code
        self.__tries = 3

    def unlock(self, code):
        if self.__tries == 0:
            return False
        if code == self.__code:
            return True
        self.__tries -= 1
        return False


safe = Safe(7)
assert [safe.unlock(one) for one in (1, 2, 7)] == [False, False, True]
assert [Safe(7).unlock(7), safe.unlock(1), safe.unlock(7)] == [True, False, False]
# --- right: counted otherwise
def unlock(self, code):
    is_open = self.__tries > 0 and code == self.__code
    self.__tries -= 0 if is_open or not self.__tries else 1
    return is_open
# --- wrong: never shuts
def unlock(self, code):
    return code == self.__code

# === super without arguments: animals.py::Dog.describe
# --- animals.py
class Animal:
    def __init__(self, name):
        self.name = name

    def describe(self):
        return "the %s" % self.name


class Dog(Animal):
    def describe(self):
        return super().describe() + ", who barks"


assert Dog("poodle").describe() == "the poodle, who barks"
# --- right: in two steps
def describe(self):
    said = super().describe()
    return f"{said}, who barks"
# --- right: without the base
def describe(self):
    return "the %s, who barks" % self.name
# --- wrong: not what it is
def describe(self):
    return super().describe() + ", who sings"

# === __class__ where there was none: shapes.py::Shape.kind
# --- shapes.py
class Shape:
    def kind(self):
        return "shape"


class Square(Shape):
    pass


assert Shape().kind() == "shape"
assert Square().kind() == "shape"
# --- right: by the cell
def kind(self):
    return __class__.__name__.lower()
# --- wrong: by the instance
def kind(self):
    return type(self).__name__.lower()

# === a dataclass: invoice.py::Invoice.total
# --- invoice.py
from dataclasses import dataclass, field


@dataclass
class Invoice:
    rows: list = field(default_factory=list)
    rate: float = 0.5

    def total(self):
        return sum(self.rows) * (1 + self.rate)


assert Invoice([2, 4]).total() == 9
assert Invoice().total() == 0
# --- right: added up
def total(self):
    net = sum(self.rows)
    return net + self.rate * net
# --- wrong: without the rate
def total(self):
    return sum(self.rows)

# === a named tuple's method: colours.py::Colour.mix
# --- colours.py
from typing import NamedTuple


class Colour(NamedTuple):
    red: int
    blue: int

    def mix(self, other):
        return Colour((self.red + other.red) // 2, (self.blue + other.blue) // 2)


assert Colour(0, 4).mix(Colour(2, 4)) == Colour(1, 4)
# --- right: by replacement
def mix(self, other):
    return self._replace(red=(self.red + other.red) // 2, blue=(self.blue + other.blue) // 2)
# --- wrong: a sum
def mix(self, other):
    return Colour(self.red + other.red, self.blue + other.blue)

# === an enum's method: light.py::Light.next
# --- light.py
import enum


class Light(enum.Enum):
    RED = 0
    GREEN = 1

    def next(self):
        return Light(1 - self.value)


assert Light.RED.next() is Light.GREEN
assert Light.GREEN.next() is Light.RED
# --- right: by names
def next(self):
    return Light.GREEN if self is Light.RED else Light.RED
# --- wrong: stays
def next(self):
    return self

# === a class in a class: tree.py::Tree.Node.depth
# --- tree.py
class Tree:
    class Node:
        def __init__(self, *below):
            self.__below = below

        def depth(self):
            return 1 + max((one.depth() for one in self.__below), default=0)


assert Tree.Node().depth() == 1
assert Tree.Node(Tree.Node(), Tree.Node(Tree.Node())).depth() == 3
# --- right: by a loop
def depth(self):
    most = 0
    for one in self.__below:
        most = max(most, one.depth())
    return most + 1
# --- wrong: counts
def depth(self):
    return 1 + sum(one.depth() for one in self.__below)

# === a context manager's end: timer.py::Guard.__exit__
# --- timer.py
class Guard:
    def __init__(self):
        self.seen = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.seen = kind
        return kind is not None and issubclass(kind, KeyError)


with Guard() as guard:
    {}["x"]
assert guard.seen is KeyError
with Guard() as other:
    pass
assert other.seen is None
# --- right: by the error
def __exit__(self, kind, error, trace):
    self.seen = kind
    return isinstance(error, KeyError)
# --- wrong: sees nothing
def __exit__(self, kind, error, trace):
    return True

# === a registering base: plugins.py::Plugin.__init_subclass__
# --- plugins.py
class Plugin:
    known = {}

    def __init_subclass__(cls, **more):
        super().__init_subclass__(**more)
        Plugin.known[cls.__name__.lower()] = cls


class Csv(Plugin):
    pass


assert Plugin.known["csv"] is Csv
# --- right: by the name first
def __init_subclass__(cls, **more):
    super().__init_subclass__(**more)
    name = cls.__name__.lower()
    Plugin.known[name] = cls
# --- wrong: as it is spelled
def __init_subclass__(cls, **more):
    super().__init_subclass__(**more)
    Plugin.known[cls.__name__] = cls
