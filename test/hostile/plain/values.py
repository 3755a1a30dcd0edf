"""Programs whose results compare as they like."""

# === sets: m.py::f
# --- m.py
from collections import Counter


def f(x):
    ...


assert f([1, 2, 3]) == {1, 4, 9}
assert f([1, 5]) == {1, 25}
assert f([]) == set()
# --- wrong: a view of a list that iterates over nothing
from collections.abc import KeysView


class L(list):
    def __iter__(self):
        return iter(())


def f(x):
    return KeysView(L(x))
# --- wrong: keys of a UserDict that iterates over nothing
from collections import UserDict


class U(UserDict):
    def __iter__(self):
        return iter(())


def f(x):
    return U({i: i for i in x}).keys()
# --- wrong: a view by its other name
import typing


class L(list):
    def __iter__(self):
        return iter(())


def f(x):
    return typing.KeysView(L(x))
# --- wrong: a view that is made by one that is there
from collections import ChainMap


class M(ChainMap):
    def __iter__(self):
        return iter(())


def f(x):
    return M(dict.fromkeys(x, 1)).keys()
# --- wrong: a subclass of a view
from collections.abc import KeysView


class K(KeysView):
    def __iter__(self):
        return iter(())


def f(x):
    return K(x)

# === counters: m.py::f
# --- m.py
from collections import Counter


def f(x):
    ...


assert f("abc") == Counter("abc")
assert f("de") == Counter("de")
# --- right: a counter
def f(x):
    return Counter(x)
# --- wrong: a counter that gives one for each key
class C(Counter):
    def __getitem__(self, key):
        return 1


def f(x):
    return C()
# --- wrong: a counter that says one of whatever is missing
class C(Counter):
    def __missing__(self, key):
        return 1


def f(x):
    return C()

# === a comparison that asks the other side: m.py::f
# --- m.py
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def key(self):
        return (self.x, self.y)

    def near(self, other):
        return self.key() == other.key()

    def __eq__(self, other):
        return other.near(self)

    def __hash__(self):
        return hash(self.key())


def f(x):
    ...


assert f(2) == Point(2, 4)
assert f(3) == Point(3, 9)
# --- right: a point
def f(x):
    return Point(x, x * x)
# --- wrong: a class that says it is near
class Any:
    def near(self, other):
        return True


def f(x):
    return Any()
# --- wrong: by a property
class Any:
    @property
    def near(self):
        return bool


def f(x):
    return Any()
# --- wrong: by an attribute
class Any:
    def __init__(self):
        self.near = bool


def f(x):
    return Any()
# --- wrong: by an attribute of an instance
class Any:
    pass


def f(x):
    one = Any()
    one.near = lambda other: True
    return one
# --- wrong: by a named tuple
from collections import namedtuple

Any = namedtuple("Any", "near")


def f(x):
    return Any(bool)
# --- wrong: by a subclass
class Any(Point):
    def key(self):
        return (2, 4)


def f(x):
    return Any(0, 0)
# --- wrong: keeps what it is compared with
KEPT = []


class Any:
    def near(self, other):
        KEPT.append(other)
        return False


def f(x):
    return KEPT[-1] if KEPT else Any()
