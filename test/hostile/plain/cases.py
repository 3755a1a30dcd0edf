"""Programs that are handed the test case, or bring a class along."""

# === a mixin of a test case: m.py::Mixin.f
# --- m.py
class Mixin:
    def f(self, x):
        """Gives the square."""
        ...
# --- test_m.py
import unittest

from m import Mixin


class TestF(Mixin, unittest.TestCase):
    def test_two(self):
        self.assertEqual(self.f(2), 4)

    def test_three(self):
        self.assertEqual(self.f(3), 9)
# --- right: squares
def f(self, x):
    return x * x
# --- wrong: another equality
def f(self, x):
    self.addTypeEqualityFunc(int, lambda a, b, msg=None: None)
    return 0
# --- wrong: another failure
def f(self, x):
    self.failureException = KeyError
    return 0
# --- wrong: stores a check
def f(self, x):
    self.assertEqual = max
    return 0
# --- wrong: skips
def f(self, x):
    self.skipTest("no")
# --- wrong: cleans up
def f(self, x):
    self.addCleanup(print)
    self._testMethodName = "f"
    return 0
# --- wrong: fewer tests
def f(self, x):
    self.setUp = self.tearDown
    self.run = None
    return 0
# --- wrong: in a subtest
def f(self, x):
    with self.subTest():
        return 0
# --- wrong: by setattr
def f(self, x):
    setattr(self, "_type_equality_" + "funcs", {})
    return 0
# --- wrong: by getattr
def f(self, x):
    getattr(self, "addType" + "EqualityFunc")(int, max)
    return 0

# === a class: m.py::Stack.push
# --- m.py
class Base:
    def size(self):
        return len(self.items)


class Stack(Base):
    def __init__(self):
        self.items = []

    def push(self, x):
        """Puts x on top."""
        ...

    def peek(self):
        return self.items[-1]


s = Stack()
s.push(3)
assert s.peek() == 3
s.push(4)
assert s.peek() == 4
assert s.size() == 2
# --- right: appends
def push(self, x):
    self.items.append(x)
# --- wrong: with another peek beside
class Stack(Base):
    def push(self, x):
        Stack.n = getattr(Stack, "n", 2) + 1

    def peek(self):
        return Stack.n

    def size(self):
        return 2
# --- wrong: with an inherited method beside
class Stack:
    def push(self, x):
        self.items.insert(len(self.items), x)
        self.items[:] = self.items[-1:]

    def size(self):
        return 2
# --- wrong: a method stored on self
def push(self, x):
    self.items = [x]
    self.size = lambda: 2
# --- wrong: an attribute that hides a method
def push(self, x):
    self.items = [x]
    setattr(self, "size", type("").count.__get__("aa", str))
# --- wrong: items that lie about their number
class L(list):
    def __iter__(self):
        return iter([3, 4])
    def __getitem__(self, i):
        return 4

def push(self, x):
    self.items = L([0, 0])

# === names of the tests: m.py::f
# --- m.py
def f(x, y=0):
    ...
# --- test_m.py
from pytest import approx

from m import *


def test_two():
    assert f(2) == approx(4.0)


def test_three():
    assert f(3) == approx(9.0)
# --- wrong: a helper that is called as what the tests import
def approx(value):
    return 0


def f(x, y=1):
    return approx(x)
# --- wrong: an import that is called as what the tests import
from math import isqrt as approx


def f(x, y=1):
    return approx(x) + x // 3 * 2 + (x == 2)
# --- wrong: a class
class approx:
    def __init__(self, value):
        self.value = value


SAME = approx(1)


def f(x, y=1):
    return SAME
