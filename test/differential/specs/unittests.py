# unittest without any library: the interpreter has none.

# === fixtures of a case: basket.py::Basket.add (unittest)
# --- basket.py
class Basket:
    def __init__(self):
        self.items = {}

    def add(self, name, count=1):
        if count < 1:
            raise ValueError("count")
        self.items[name] = self.items.get(name, 0) + count
        return self.items[name]
# --- test_basket.py
import unittest

from basket import Basket


class BasketTest(unittest.TestCase):
    def setUp(self):
        self.basket = Basket()
        self.basket.add("apple")

    def tearDown(self):
        self.assertIn("apple", self.basket.items)

    def test_again(self):
        self.assertEqual(self.basket.add("apple", 2), 3)

    def test_new(self):
        self.basket.add("pear")
        self.assertDictEqual(self.basket.items, {"apple": 1, "pear": 1})

    def test_bad(self):
        with self.assertRaises(ValueError) as caught:
            self.basket.add("pear", 0)
        self.assertEqual(caught.exception.args, ("count",))
        self.assertNotIn("pear", self.basket.items)
# --- wrong: overwrites
def add(self, name, count=1):
    if count < 1:
        raise ValueError("count")
    self.items[name] = count
    return count
# --- wrong: checks too late
def add(self, name, count=1):
    self.items[name] = self.items.get(name, 0) + count
    if count < 1:
        raise ValueError("count")
    return self.items[name]

# === class and module fixtures: dictionary.py::find (unittest)
# --- dictionary.py
words = []


def find(prefix):
    return [word for word in words if word.startswith(prefix)]
# --- test_dictionary.py
import unittest

import dictionary


def setUpModule():
    dictionary.words.extend(["ab", "abc"])


def tearDownModule():
    dictionary.words.clear()


class FindTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        dictionary.words.append("b")
        cls.addClassCleanup(dictionary.words.remove, "b")

    def test_two(self):
        self.assertEqual(dictionary.find("ab"), ["ab", "abc"])

    def test_class(self):
        self.assertCountEqual(dictionary.find("b"), ["b"])

    def test_all(self):
        self.assertEqual(len(dictionary.find("")), 3)
# --- wrong: contains
def find(prefix):
    return [word for word in words if prefix in word]
# --- wrong: longer ones alone
def find(prefix):
    return [word for word in words if word.startswith(prefix) and word != prefix]

# === subTest: roman.py::roman (unittest)
# --- roman.py
def roman(number):
    found = ""
    for value, sign in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while number >= value:
            found += sign
            number -= value
    return found
# --- test_roman.py
import unittest

from roman import roman


class RomanTest(unittest.TestCase):
    def test_all(self):
        for number, expected in {1: "I", 4: "IV", 9: "IX", 14: "XIV"}.items():
            with self.subTest(number=number):
                self.assertEqual(roman(number), expected)
# --- wrong: no nine
def roman(number):
    found = ""
    for value, sign in [(10, "X"), (5, "V"), (4, "IV"), (1, "I")]:
        while number >= value:
            found += sign
            number -= value
    return found
# --- wrong: ends at ten
def roman(number):
    found = ""
    for value, sign in [(9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while number >= value:
            found += sign
            number -= value
    return found

# === addCleanup: locker.py::Locker.release (unittest)
# --- locker.py
class Locker:
    def __init__(self):
        self.taken = []

    def take(self, number):
        self.taken.append(number)
        return number

    def release(self, number):
        self.taken.remove(number)
# --- test_locker.py
import unittest

from locker import Locker

locker = Locker()


class LockerTest(unittest.TestCase):
    def setUp(self):
        self.number = locker.take(7)
        self.addCleanup(locker.release, self.number)

    def test_one(self):
        self.assertEqual(locker.taken, [7])

    def test_other(self):
        self.assertEqual(locker.taken, [7])
# --- wrong: releases nothing
def release(self, number):
    return number in self.taken
# --- wrong: raises for what is there
def release(self, number):
    self.taken.remove(number + 1)

# === assertLogs: checker.py::check (unittest)
# --- checker.py
import logging

logger = logging.getLogger("app.checker")


def check(value):
    if value < 0:
        logger.error("negative: %s", value)
        return False
    logger.info("fine")
    return True
# --- test_checker.py
import unittest

from checker import check


class CheckTest(unittest.TestCase):
    def test_error(self):
        with self.assertLogs("app", level="ERROR") as caught:
            self.assertFalse(check(-1))
        self.assertEqual(caught.output, ["ERROR:app.checker:negative: -1"])

    def test_info(self):
        with self.assertLogs("app.checker", level="INFO") as caught:
            self.assertIs(check(0), True)
        self.assertEqual(caught.records[0].getMessage(), "fine")
        self.assertEqual(len(caught.records), 1)
# --- wrong: nothing is logged
def check(value):
    return value >= 0
# --- wrong: nought is negative
def check(value):
    if value <= 0:
        logger.error("negative: %s", value)
        return False
    logger.info("fine")
    return True

# === assertWarns: old.py::old_name (unittest)
# --- old.py
import warnings


def new_name(x):
    return x + 1


def old_name(x):
    warnings.warn("use new_name", DeprecationWarning, stacklevel=2)
    return new_name(x)
# --- test_old.py
import unittest
import warnings

import old


class OldTest(unittest.TestCase):
    def test_warns(self):
        with self.assertWarnsRegex(DeprecationWarning, "new_name") as caught:
            self.assertEqual(old.old_name(1), 2)
        self.assertEqual(caught.filename, __file__)

    def test_once_each(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            old.old_name(1)
            old.old_name(1)
        self.assertEqual([one.category for one in caught], [DeprecationWarning] * 2)
# --- wrong: says nothing
def old_name(x):
    return new_name(x)
# --- wrong: warns twice
def old_name(x):
    warnings.warn("use new_name", DeprecationWarning, stacklevel=2)
    warnings.warn("use new_name", DeprecationWarning, stacklevel=2)
    return new_name(x)

# === a mixin's tests: shapes.py::Square.area (unittest)
# --- shapes.py
class Circle:
    sides = 0

    def area(self, size):
        return 3 * size * size


class Square:
    sides = 4

    def area(self, size):
        return size * size
# --- test_shapes.py
import unittest

from shapes import Circle, Square


class AreaTests:
    make = None
    expected = 0

    def test_area(self):
        self.assertEqual(self.make().area(2), self.expected)

    def test_grows(self):
        self.assertLess(self.make().area(1), self.make().area(2))


class CircleTest(AreaTests, unittest.TestCase):
    make = Circle
    expected = 12


class SquareTest(AreaTests, unittest.TestCase):
    make = Square
    expected = 4
# --- wrong: the outline
def area(self, size):
    return 4 * size
# --- wrong: shrinks
def area(self, size):
    return 4 / size * 2

# === inherited test class: splitting.py::parse (unittest)
# --- splitting.py
def parse(text, sep=","):
    return [part.strip() for part in text.split(sep) if part.strip()]
# --- base.py
import unittest

from splitting import parse


class Base(unittest.TestCase):
    sep = ","

    def parsed(self, *parts):
        return parse(self.sep.join(parts), self.sep)

    def test_parts(self):
        self.assertEqual(self.parsed("a", " b"), ["a", "b"])

    def test_empty(self):
        self.assertEqual(self.parsed("", " "), [])
# --- test_splitting.py
import unittest

import base


class SemicolonTest(base.Base):
    sep = ";"


class BarTest(base.Base):
    sep = "|"

    @unittest.skip("not here")
    def test_empty(self):
        self.fail()
# --- wrong: by commas always
def parse(text, sep=","):
    return [part.strip() for part in text.split(",") if part.strip()]
# --- wrong: empty parts stay
def parse(text, sep=","):
    return [part.strip() for part in text.split(sep)]

# === tests made by a factory: scales.py::celsius (unittest)
# --- scales.py
def celsius(fahrenheit):
    return round((fahrenheit - 32) * 5 / 9, 1)
# --- test_scales.py
import unittest

from scales import celsius


def case_for(fahrenheit, expected):
    def test(self):
        self.assertAlmostEqual(celsius(fahrenheit), expected, places=1)

    return test


class CelsiusTest(unittest.TestCase):
    pass


for name, args in {"ice": (32, 0), "steam": (212, 100), "body": (98.6, 37)}.items():
    setattr(CelsiusTest, f"test_{name}", case_for(*args))
# --- wrong: no offset
def celsius(fahrenheit):
    return round(fahrenheit * 5 / 9, 1)
# --- wrong: whole degrees, the wrong way
def celsius(fahrenheit):
    return round((fahrenheit - 32) * 9 / 5)

# === load_tests adds doctests: squares.py::square (unittest)
# --- squares.py
def square(x):
    """Return x times x.

    >>> square(3)
    9
    >>> square(-2)
    4
    """
    return x * x
# --- test_squares.py
import doctest
import unittest

import squares


class SquareTest(unittest.TestCase):
    def test_nought(self):
        self.assertEqual(squares.square(0), 0)


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(squares))
    return tests
# --- wrong: doubles
def square(x):
    return x * 2
# --- wrong: keeps the sign
def square(x):
    return x * abs(x)

# === skips and expected failures: halves.py::half (unittest)
# --- halves.py
def half(n):
    return n // 2
# --- test_halves.py
import sys
import unittest

from halves import half


class HalfTest(unittest.TestCase):
    def test_even(self):
        self.assertEqual(half(8), 4)

    def test_odd(self):
        self.assertEqual(half(-3), -2)

    @unittest.expectedFailure
    def test_float(self):
        self.assertEqual(half(3), 1.5)

    @unittest.skipIf(sys.version_info < (4,), "not yet")
    def test_future(self):
        self.assertEqual(half(1), 2)

    def test_skips_itself(self):
        if half(4) == 2:
            self.skipTest("checked elsewhere")
# --- wrong: towards nought
def half(n):
    return int(n / 2)
# --- wrong: rounds up
def half(n):
    return -(-n // 2)

# === type equality helpers: points.py::mirror (unittest)
# --- points.py
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def mirror(point):
    return Point(-point.x, point.y)
# --- test_points.py
import unittest

from points import Point, mirror


class MirrorTest(unittest.TestCase):
    longMessage = True

    def setUp(self):
        self.addTypeEqualityFunc(Point, self.assertPointEqual)

    def assertPointEqual(self, one, other, msg=None):
        if (one.x, one.y) != (other.x, other.y):
            raise self.failureException(msg or "points differ")

    def test_mirror(self):
        self.assertEqual(mirror(Point(1, 2)), Point(-1, 2))

    def test_new(self):
        point = Point(0, 1)
        self.assertIsNot(mirror(point), point)
        self.assertEqual(mirror(point), Point(0, 1))
# --- wrong: the other axis
def mirror(point):
    return Point(point.x, -point.y)
# --- wrong: in place
def mirror(point):
    point.x = -point.x
    return point

# === async case without libraries: ticker.py::ticks (unittest)
# --- ticker.py
import asyncio


async def ticks(count):
    for n in range(count):
        await asyncio.sleep(0)
        yield n
# --- test_ticker.py
import unittest

from ticker import ticks


class TicksTest(unittest.IsolatedAsyncioTestCase):
    async def test_ticks(self):
        self.assertEqual([n async for n in ticks(3)], [0, 1, 2])

    async def test_none(self):
        self.assertEqual([n async for n in ticks(0)], [])
# --- wrong: from one
async def ticks(count):
    for n in range(1, count + 1):
        await asyncio.sleep(0)
        yield n
# --- wrong: one at least
async def ticks(count):
    yield 0
    for n in range(1, count):
        yield n

# === in a package's tests folder: inventory/stock.py::Stock.remove (unittest)
# --- inventory/__init__.py
from .stock import Stock
# --- inventory/stock.py
class Stock:
    def __init__(self, **items):
        self.items = items

    def remove(self, name, count=1):
        if self.items.get(name, 0) < count:
            raise LookupError(name)
        self.items[name] -= count
        if not self.items[name]:
            del self.items[name]
# --- inventory/tests/__init__.py
# --- inventory/tests/test_stock.py
import unittest

from .. import Stock


class RemoveTest(unittest.TestCase):
    def test_some(self):
        stock = Stock(nail=3)
        stock.remove("nail", 2)
        self.assertEqual(stock.items, {"nail": 1})

    def test_last(self):
        stock = Stock(nail=1)
        stock.remove("nail")
        self.assertEqual(stock.items, {})

    def test_too_many(self):
        self.assertRaises(LookupError, Stock().remove, "nail")
# --- wrong: leaves nought
def remove(self, name, count=1):
    if self.items.get(name, 0) < count:
        raise LookupError(name)
    self.items[name] -= count
# --- wrong: below nought
def remove(self, name, count=1):
    self.items[name] = self.items.get(name, 0) - count
    if not self.items[name]:
        del self.items[name]
