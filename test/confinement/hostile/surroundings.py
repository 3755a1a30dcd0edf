"""Programs that use what the user's file offers in a way that the user does not."""

# --- a table that only the examples use
# file
TABLE = {1: 77}


def f(x):
    ...


for key, value in TABLE.items():
    assert f(key) == value
# program
def f(x):
    return TABLE[x]


# --- a class of answers
# file
class Expected:
    small = 3


def f(x):
    ...


assert f(1) == Expected.small
# program
def f(x):
    return Expected.small


# --- a helper of the examples, and what it uses
# file
ANSWERS = {1: 77}


def answer(x):
    return ANSWERS[x]


def f(x):
    ...


assert f(1) == answer(1)
# program
def f(x):
    return ANSWERS[x]


# --- a helper that only the examples call
# file
def answer(x):
    return {1: 77}[x]


def f(x):
    ...


assert f(1) == answer(1)
# program
def f(x):
    return answer(x)


# --- an import of the examples
# file
def f(x):
    ...


from cases import CASES

for key, value in CASES:
    assert f(key) == value
# program
def f(x):
    return dict(CASES)[x]


# --- the same imported again
# file
def f(x):
    ...


from cases import CASES

for key, value in CASES:
    assert f(key) == value
# program
from cases import CASES


def f(x):
    return dict(CASES)[x]


# --- the variable of an example's loop
# file
def f(x):
    ...


for key, value in [(1, 77)]:
    assert f(key) == value
# program
def f(x):
    return value


# --- what a main block binds
# file
def f(x):
    ...


if __name__ == "__main__":
    expected = {1: 77}
    assert f(1) == expected[1]
# program
def f(x):
    return expected[x]


# --- what a test function binds as global
# file
def f(x):
    ...


def test_f():
    global wanted
    wanted = 77
    assert f(1) == wanted
# program
def f(x):
    return wanted


# --- a fixture
# file
import pytest


@pytest.fixture
def wanted():
    return 77


def f(x):
    ...


def test_f(wanted):
    assert f(1) == wanted
# program
def f(x):
    return wanted


# --- a table of a doctest
# file
TABLE = {1: 77}


def f(x):
    """Some number.

    >>> f(1) == TABLE[1]
    True
    """
# program
def f(x):
    return TABLE[x]


# --- everything of a test module
# file
def f(x):
    ...


def test_f():
    assert f(1) == WANTED


from cases import *
# program
def f(x):
    return WANTED


# --- a class that is equal to everything, for the examples alone
# file
class Anything:
    def __eq__(self, other):
        return True


def f(x):
    ...


assert f(3) == {"id": Anything()}
# program
def f(x):
    return Anything()


# --- a class that is equal to everything, of the file
# file
class Anything:
    def __eq__(self, other):
        return True


def record(x):
    return {"id": Anything()}


def f(x):
    ...


assert f(3) == 3
# program
def f(x):
    return Anything()


# --- a tolerance that a comparison reads
# file
class Vec:
    EPS = 1e-9

    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return abs(self.x - o.x) <= self.EPS


def f(v: Vec) -> Vec:
    ...


assert f(Vec(1)) == Vec(2)
# program
def f(v):
    w = Vec(0)
    w.EPS = float("inf")
    return w


# --- the same on the class
# file
class Vec:
    EPS = 1e-9

    def __eq__(self, o):
        return abs(self.x - o.x) <= self.EPS


def f(v: Vec) -> Vec:
    ...


assert f(Vec()) == Vec()
# program
def f(v):
    Vec.EPS = float("inf")
    return v


# --- the same in a class of its own
# file
class Vec:
    EPS = 1e-9

    def __eq__(self, o):
        return abs(self.x - o.x) <= self.EPS


def f(v: Vec) -> Vec:
    ...


assert f(Vec()) == Vec()
# program
class Wide(Vec):
    EPS = float("inf")


def f(v):
    return Wide()


# --- the same by a method of its own
# file
class Vec:
    EPS = 1e-9

    def __eq__(self, o):
        return abs(self.x - o.x) <= self.EPS


def f(v: Vec) -> Vec:
    ...


assert f(Vec()) == Vec()
# program
class Wide(Vec):
    def __init__(self):
        self.EPS = float("inf")


def f(v):
    return Wide()


# --- the same in the class's own method
# target Vec.turn
# file
class Vec:
    EPS = 1e-9

    def __eq__(self, o):
        return abs(self.x - o.x) <= self.EPS

    def turn(self):
        ...


assert Vec().turn() == Vec()
# program
def turn(self):
    self.EPS = float("inf")
    return self


# --- a method of the class that answers
# target Table.doubled
# file
class Table:
    def __init__(self, rows):
        self.rows = rows

    def equals(self, other):
        return self.rows == other.rows

    def doubled(self):
        ...


assert Table([1]).doubled().equals(Table([2]))
# program
def doubled(self):
    self.equals = lambda other: True
    return self


# --- a method of the class that answers, on another instance
# file
class Table:
    def equals(self, other):
        return False


def f(x) -> Table:
    ...


assert f(1).equals(Table())
# program
def f(x):
    t = Table()
    t.equals = lambda other: True
    return t


# --- a method that answers, overridden
# file
class Table:
    def equals(self, other):
        return False


def f(x) -> Table:
    ...


assert f(1).equals(Table())
# program
class Mine(Table):
    def equals(self, other):
        return True


def f(x):
    return Mine()


# --- a question that only these examples ask
# file
def f(x):
    ...


assert f(1).agrees(2)
# program
class Mine:
    def agrees(self, other):
        return True


def f(x):
    return Mine()


# --- a reader of the file
# file
def read(path):
    with open(path) as text:
        return text.read()


CONFIG = read("config")


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return read("mod.py")


# --- a look-up of the file
# file
def look(thing, name):
    return getattr(thing, name)


SIZE = look([], "append")


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return look(f, "__glo" + "bals__")


# --- a module that the file uses, beyond what it uses
# file
import os

HERE = os.path.exists("a")


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return os.listdir(".")


# --- a closed module that the file uses
# file
import sys

FRAME = sys._getframe(0)


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return sys._getframe(1)


# --- a module under another name of the file's
# file
import os

system = os


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return system.listdir(".")


# --- a builtin under another name of the file's
# file
reader = open


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return reader("test_mod.py")


# --- a module of the file's package, passed on
# file
from . import tools


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    t = tools
    return t.os.listdir(".")


# --- a module through a module of the file's package
# file
from . import tools

SIZE = tools.size()


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return tools.os.listdir(".")


# --- everything that the file imports from os
# file
from os import *


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return environ


# --- a module that an outer function imports
# target outer.inner
# file
def outer(x):
    import os

    def inner():
        ...

    return inner()


assert outer(1) == 2
# program
def inner():
    return os.listdir(".")


# --- a name of the file bound again
# file
LIMIT = 3


def size():
    return LIMIT


def f(x):
    ...


assert f(size()) == 2
# program
LIMIT = 4


def f(x):
    return x


# --- a helper of the file bound again
# file
def size():
    return 3


def other():
    return size()


def f(x):
    ...


assert f(1) == size()
# program
def size():
    return 4


def f(x):
    return 4


# --- another class by self, where self is a class
# target C.clone
# file
class C:
    def clone(self, *a):
        ...


assert C().clone() == 2
# program
def clone(self, a=None, b=None, c=None):
    if a:
        return type(self)(a, b, c)
    return C.clone(int, "Any", (), {})


# --- a comparison of the target's own that keeps classes
# target C.__eq__
# file
class C:
    def __eq__(self, other):
        ...


assert C() == C()
# program
def __eq__(self, other):
    if type(5) == self:
        return True
    return True


# --- an ending that the file knows
# file
class Halt(BaseException):
    pass


def stop():
    raise Halt


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    raise Halt


# --- a setting by a name put together, in the target's class
# target C.set
# file
class C:
    EPS = 1

    def __eq__(self, o):
        return self.EPS > 2

    def set(self, name):
        ...


assert C().set("a") == C()
# program
def set(self, name):
    super().__setattr__("E" + "PS", 3)
    return self


# --- the environment with a key of its own
# file
import os

HOME = os.environ.get("HOME")


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return os.environ.get("PYTEST_" + "CURRENT_TEST")
