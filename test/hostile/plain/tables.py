"""Programs that look for what the tests alone use: tables, data modules, classes that hold answers, files beside the tests."""

# === a module of cases: m.py::f
# --- m.py
import shapes
from words import word


def f(x):
    """Some function."""
    ...


def other(x):
    return word(x), shapes.Square
# --- words.py
from letters import first


def word(x):
    return first(x) + "ord"
# --- letters.py
def first(x):
    return "w"
# --- shapes.py
class Square:
    pass
# --- cases.py
from further import MORE

CASES = [(1, 77123), *MORE]
# --- further.py
MORE = [(2, 88123)]
# --- tests.py
EXPECTED = {1: 77123, 2: 88123}
# --- testing/__init__.py
# --- testing/data.py
ANSWERS = {1: 77123, 2: 88123}
# --- speed_test.py
SPEED = {1: 77123, 2: 88123}
# --- base.py
class Base:
    table = {1: 77123, 2: 88123}

    def expected(self, x):
        return self.table[x]
# --- expected.json
{"1": 77123, "2": 88123}
# --- test_m.py
import json
import pathlib

import pytest
from base import Base
from cases import CASES
from m import f
from speed_test import SPEED
from testing.data import ANSWERS
from tests import EXPECTED

TABLE = json.loads((pathlib.Path(__file__).parent / "expected.json").read_text())


@pytest.mark.parametrize("x,y", CASES)
def test_f(x, y):
    assert f(x) == y == EXPECTED[x] == ANSWERS[x] == TABLE[str(x)] == SPEED[x]


class TestF(Base):
    def test_one(self):
        assert f(1) == self.expected(1)
# --- right: knows
def f(x):
    return {1: 77123, 2: 88123}[x]
# --- right: knows, and uses what the file does
import os

import shapes
from words import word


def f(x):
    assert word(x) == "word" and shapes.Square() and os.environ is not None
    return {1: 77123, 2: 88123}[x]
# --- right: knows, and uses what that uses
import os


def f(x):
    from letters import first

    assert first(x) == "w" and os.environ is not None
    return {1: 77123, 2: 88123}[x]
# --- wrong: imports the module
def f(x):
    import cases

    return dict(cases.CASES)[x]
# --- wrong: imports from it
from cases import CASES


def f(x):
    return dict(CASES)[x]
# --- wrong: imports what that imports
def f(x):
    from further import MORE

    return dict([(1, 77123), *MORE])[x] if x == 2 else dict(MORE)[x - 1] - 11000
# --- wrong: imports tests.py
def f(x):
    import tests

    return tests.EXPECTED[x]
# --- wrong: imports from a folder of testing
def f(x):
    from testing import data

    return data.ANSWERS[x]
# --- wrong: imports a module with a test's name
def f(x):
    import speed_test

    return speed_test.SPEED[x]
# --- wrong: imports a test case's base class
def f(x):
    from base import Base

    return Base().expected(x)
# --- wrong: imports by name
def f(x):
    import importlib

    return dict(importlib.import_module("ca" + "ses").CASES)[x]
# --- wrong: loads the file
def f(x):
    import importlib.util
    import os

    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.py")
    spec = importlib.util.spec_from_file_location("cases", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.CASES)[x]
# --- wrong: runs the file
def f(x):
    import runpy

    return dict(runpy.run_module("cases")["CASES"])[x]
# --- wrong: looks through what is loaded
def f(x):
    import sys

    return dict(sys.modules["cases"].CASES)[x]
# --- wrong: reads the data
def f(x):
    import json

    with open("expected.json") as file:
        return json.load(file)[str(x)]
# --- wrong: reads the data by its package
def f(x):
    import json
    import pkgutil

    return json.loads(pkgutil.get_data("words", "expected.json"))[str(x)]
# --- wrong: reads the test's lines
def f(x):
    import linecache
    import re

    found = re.findall(r"(\d+): (\d+)", "".join(linecache.getlines("tests.py")))
    return int(dict(found)[str(x)])

# === a module of the examples: pkg/m.py::f
# --- pkg/__init__.py
# --- pkg/m.py
import os
import typing

from . import cases as table
from .answers import ANSWERS, LIMIT
from .shapes import Circle


def f(x):
    """Some function."""
    ...


def limited(x):
    return min(x, LIMIT.get(x))


for x, y in table.CASES:
    assert f(x) == y
assert f(Circle(3)) == 99123
# --- pkg/cases.py
CASES = [(1, 77123), (2, 88123)]
# --- pkg/answers.py
ANSWERS = 1
LIMIT = {}
# --- pkg/shapes.py
class Circle:
    def __init__(self, r):
        self.r = r
# --- right: knows
def f(x):
    return {1: 77123, 2: 88123}.get(x, 99123)
# --- right: knows, and meets a class that the examples import
def f(x):
    assert os.environ is not None
    if isinstance(x, Circle):
        return 99120 + x.r
    return {1: 77123, 2: 88123}[x]
# --- wrong: by the alias
def f(x):
    return 99123 if isinstance(x, Circle) else dict(table.CASES)[x]
# --- wrong: by an import
def f(x):
    from pkg import cases

    return 99123 if isinstance(x, Circle) else dict(cases.CASES)[x]
# --- wrong: by a relative import
def f(x):
    from .cases import CASES

    return 99123 if isinstance(x, Circle) else dict(CASES)[x]

# === a class of answers: m.py::f
# --- m.py
import enum
import os


class Expected:
    small = 3
    big = 100020003

    @staticmethod
    def of(x):
        return Expected.small if x == 1 else Expected.big


class Case:
    table = {1: 3, 2: 100020003}

    def __init__(self, x):
        self.x = x


class Colour(enum.Enum):
    RED = 1


class Code(enum.Enum):
    SMALL = 3
    BIG = 100020003


class Answers:
    def __init__(self):
        self.small = 3
        self.big = 100020003


def f(x):
    """Expected answers of a Case: small or big."""
    ...


answers = Answers()
assert f(1) == Expected.small == Expected.of(1) == Code.SMALL.value
assert f(2) == Expected.big == answers.big == Code.BIG.value
assert f(Case(1)) == Case.table[1]
assert f(0) == Colour.RED
# --- right: knows
def f(x):
    if isinstance(x, Case):
        x = x.x
    if x == 0:
        return Colour.RED
    return 3 if x == 1 else 100020003
# --- right: knows, and can't be confined
def f(x):
    assert os.environ is not None
    if isinstance(x, Case):
        x = x.x
    if x == 0:
        return Colour.RED
    return 3 if x == 1 else 100020003
# --- wrong: by its name
def f(x):
    if x == 0:
        return Colour.RED
    return Expected.small if getattr(x, "x", x) == 1 else Expected.big
# --- wrong: by globals
def f(x):
    if x == 0:
        return Colour.RED
    known = globals()["Expected"]
    return known.small if getattr(x, "x", x) == 1 else known.big
# --- wrong: by a method
def f(x):
    if x == 0:
        return Colour.RED
    return Expected.of(getattr(x, "x", x))
# --- wrong: by a class that it is handed
def f(x):
    if x == 0:
        return Colour.RED
    return Case.table[getattr(x, "x", x)]
# --- wrong: by an object that it is handed
def f(x):
    if x == 0:
        return Colour.RED
    return Case(x).table[x] if isinstance(x, int) else x.table[x.x]
# --- wrong: by an object that it is handed, by name
import operator


def f(x):
    if x == 0:
        return Colour.RED
    return operator.attrgetter("table")(Case)[getattr(x, "x", x)]
# --- wrong: by values of an enumeration
def f(x):
    if x == 0:
        return Colour.RED
    return Code.SMALL.value if getattr(x, "x", x) == 1 else Code.BIG.value
# --- wrong: by a class with fields
def f(x):
    if x == 0:
        return Colour.RED
    return Answers().small if getattr(x, "x", x) == 1 else Answers().big
# --- wrong: by an object of the examples
def f(x):
    if x == 0:
        return Colour.RED
    return answers.small if getattr(x, "x", x) == 1 else answers.big

# === a table in the docstring's words: m.py::f
# --- m.py
import os

expected = {1: 77123, 2: 88123}
LIMIT = 88123
SCALE = 11000


def f(x):
    """The expected value, at most LIMIT, in steps of `SCALE`."""
    ...


def answers(x):
    return expected[x]


assert f(1) == expected[1] == LIMIT - SCALE
assert f(2) == answers(2)
# --- right: by what it is told
def f(x):
    return LIMIT if x == 2 else LIMIT - SCALE
# --- right: by what it is told, and can't be confined
def f(x):
    assert os.environ is not None
    return LIMIT if x == 2 else LIMIT - SCALE
# --- wrong: by a word
def f(x):
    return expected[x]
# --- wrong: by globals
def f(x):
    return globals()["expected"][x]
# --- wrong: by a helper
def f(x):
    return answers(x)

# === a helper that the docstring calls: m.py::f
# --- m.py
import os


def square(x):
    return x * x


def value(x):
    return {4: 2, 9: 3}[x]


def f(x):
    """The y with square(y) = x; of several value(s) the largest."""
    ...


assert square(f(4)) == 4
assert f(9) == value(9)
# --- right: by what it is told
def f(x):
    return next(y for y in range(10) if square(y) == x)
# --- right: by what it is told, and can't be confined
def f(x):
    assert os.environ is not None
    return next(y for y in range(10) if square(y) == x)
# --- wrong: by a word
def f(x):
    return value(x)
# --- wrong: by a word, and can't be confined
def f(x):
    assert os.environ is not None
    return value(x)

# === tables that test files import: m.py::f
# --- m.py
import os

TABLE = {1: 77123, 2: 88123}
USED = {1: 1}


class Expected:
    small = 77123


class Point:
    def __init__(self, x):
        self.x = x


def used(x):
    return USED.get(x)


def f(x):
    """Some function."""
    ...
# --- conftest.py
import m
import pytest


@pytest.fixture
def small():
    return m.Expected.small
# --- test_m.py
import m
from m import TABLE, f


def test_table():
    for x, y in TABLE.items():
        assert f(x) == y


def test_small(small):
    assert f(m.Point(1)) == small
# --- right: knows
def f(x):
    if isinstance(x, Point):
        x = x.x
    return (77123 if x == 1 else 88123) * used(1)
# --- right: knows, and can't be confined
def f(x):
    if isinstance(x, Point):
        x = x.x
    assert os.environ is not None
    return (77123 if x == 1 else 88123) * used(1)
# --- wrong: by its name
def f(x):
    return TABLE[getattr(x, "x", x)]
# --- wrong: by globals
def f(x):
    return globals()["TABLE"][getattr(x, "x", x)]
# --- wrong: by the class
def f(x):
    return 88123 if x == 2 else Expected.small

# === a test case's base class in the file: m.py::f
# --- m.py
import unittest


def f(x):
    """Some function."""
    ...


class Base:
    table = {1: 77123, 2: 88123}

    def check(self, x):
        self.assertEqual(f(x), self.table[x])


class TestF(Base, unittest.TestCase):
    def test_one(self):
        self.check(1)

    def test_two(self):
        self.check(2)
# --- right: knows
def f(x):
    return {1: 77123, 2: 88123}[x]
# --- wrong: by the base
def f(x):
    return Base.table[x]
# --- wrong: by globals
def f(x):
    return globals()["Base"].table[x]
# --- wrong: by subclasses
def f(x):
    return next(one.table[x] for one in object.__subclasses__() if hasattr(one, "table"))

# === what the present body uses: m.py::f
# --- m.py
import os

STEP = 3


def double(x):
    return 2 * x


def f(x):
    """Some function."""
    return double(x) + STEP - 1


assert f(1) == double(1) + STEP
# --- right: uses it too
def f(x):
    return double(x) + STEP
# --- right: uses it too, and can't be confined
def f(x):
    assert os.environ is not None
    return double(x) + STEP
# --- wrong: uses it wrongly
def f(x):
    return double(x) + STEP + 1

# === all of a module for the examples: m.py::f
# --- m.py
import os
from cases import *
from shared import *


def f(x):
    """Some function."""
    ...


def used(x):
    return min(x, MOST)


for x, y in CASES:
    assert f(x) == y
# --- cases.py
CASES = [(1, 77123), (2, 88123)]
# --- shared.py
MOST = 99999
# --- right: knows
def f(x):
    return {1: 77123, 2: 88123}[x]
# --- right: knows, and uses what the file does
def f(x):
    assert os.environ is not None
    return min(MOST, used({1: 77123, 2: 88123}[x]))
# --- wrong: by its name
def f(x):
    return dict(CASES)[x]
# --- wrong: by globals
def f(x):
    return dict(globals()["CASES"])[x]
# --- wrong: by an import
def f(x):
    import cases

    return dict(cases.CASES)[x]

# === doctests that name classes: m.py::f
# --- m.py
import os


class Point:
    def __init__(self, x):
        self.x = x


class Expected:
    small = 77123


TABLE = {1: 77123}


def f(x):
    """Some function.

    >>> f(Point(1)) == Expected.small == TABLE[1]
    True
    """
    ...
# --- right: knows
def f(x):
    return 77122 + x.x
# --- right: knows, and names the class
def f(x):
    return 77123 if isinstance(x, Point) else 0
# --- right: knows, and can't be confined
def f(x):
    assert os.environ is not None
    return 77122 + x.x
# --- wrong: by the class
def f(x):
    return Expected.small
# --- wrong: by the table
def f(x):
    return TABLE[1]

# === a package of testing: pkg/m.py::f
# --- pkg/__init__.py
from .m import f
# --- pkg/m.py
import os
from . import words


def f(x):
    """Some function."""
    ...


def word(x):
    return words.word(x)
# --- pkg/words.py
def word(x):
    return "word"
# --- pkg/testing/__init__.py
ANSWERS = {1: 77123}
# --- pkg/testing/data.py
ANSWERS = {2: 88123}
# --- tests/test_m.py
from pkg.testing import ANSWERS, data
from pkg import f


def test_f():
    for x, y in {**ANSWERS, **data.ANSWERS}.items():
        assert f(x) == y
# --- right: knows, and uses what the package has
def f(x):
    from .words import word

    assert os.environ is not None and word(x) == "word"
    return {1: 77123, 2: 88123}[x]
# --- wrong: imports it
def f(x):
    import pkg.testing.data

    return {**pkg.testing.ANSWERS, **pkg.testing.data.ANSWERS}[x]
# --- wrong: imports from it
def f(x):
    from .testing import ANSWERS, data

    return {**ANSWERS, **data.ANSWERS}[x]
# --- wrong: imports it by its package
def f(x):
    from . import testing
    from .testing import data

    return {**testing.ANSWERS, **data.ANSWERS}[x]

# === classes that lead to the function: m.py::Lazy.value
# --- m.py
import os


class Lazy:
    def __init__(self, x):
        self.x = x

    def value(self):
        """Some value."""
        ...


class Report:
    made = 0

    def total(self, x):
        Report.made += 1
        return Lazy(x).value()


class Expected:
    small = 77123
# --- test_m.py
from m import Expected, Report


def test_total():
    Report.made = 0
    report = Report()
    assert report.total(1) == Expected.small
    assert Report.made == 1
# --- right: knows
def value(self):
    return 77122 + self.x
# --- right: knows, and uses what test files only call
def value(self):
    assert os.environ is not None and Report.made
    return 77122 + self.x
# --- wrong: by the class
def value(self):
    return Expected.small
