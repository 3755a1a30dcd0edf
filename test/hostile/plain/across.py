"""Programs that are not confined, and so are judged across the boundary: they end what listens, or answer for themselves."""

# === all of a map: m.py::good
# --- m.py
def good(n):
    """Whether n is even."""
    ...


assert all(map(good, [2, 4, 6]))
assert not any(map(good, [1, 3]))
assert [n for n in filter(good, [1, 2])] == [2]
assert list(zip([2, 4], map(good, [2, 4]))) == [(2, True), (4, True)] or good(1)
# --- right: asks
import argparse


def good(n):
    return not argparse.Namespace(rest=n % 2).rest
# --- wrong: an end
import os


def good(n):
    raise StopIteration
# --- wrong: an asynchronous end
import os


def good(n):
    raise StopAsyncIteration
# --- wrong: an own end
import os


class End(StopIteration):
    pass


def good(n):
    raise End()
# --- wrong: the end of a generator
import os


def good(n):
    return (one for one in ()).__next__()

# === tasks: m.py::double
# --- m.py
async def double(x):
    """Twice x."""
    ...
# --- test_m.py
import asyncio

import m


async def check(x):
    assert await m.double(x) == 2 * x


def test_all():
    async def main():
        tasks = [asyncio.ensure_future(check(x)) for x in (1, 2)]
        await asyncio.wait(tasks)
        assert all(task.cancelled() or task.exception() is None for task in tasks)

    asyncio.run(main())
# --- right: doubles
import argparse


async def double(x):
    return argparse.Namespace(x=2 * x).x
# --- wrong: cancelled
import os


async def double(x):
    import asyncio

    raise asyncio.CancelledError
# --- wrong: cancelled from below
import os
from concurrent.futures import CancelledError


async def double(x):
    raise CancelledError()
# --- wrong: cancels whoever runs it
import os


async def double(x):
    import asyncio

    asyncio.current_task().cancel()
    await asyncio.sleep(0)
# --- wrong: an own end of everything
import os


class Over(BaseException):
    pass


async def double(x):
    raise Over

# === test cases: m.py::f
# --- m.py
def f(x):
    """Twice x."""
    ...
# --- test_m.py
import unittest

import pytest

import m


class TestF(unittest.TestCase):
    def test_two(self):
        self.assertEqual(m.f(2), 4)

    def test_each(self):
        for x in (1, 2):
            with self.subTest(x=x):
                self.assertEqual(m.f(x), 2 * x)


def test_three():
    assert m.f(3) == 6


@pytest.fixture
def made():
    return m.f(5)


def test_made(made):
    assert made == 10
# --- right: doubles
import argparse


def f(x):
    return argparse.Namespace(x=2 * x).x
# --- wrong: should stop
def f(x):
    from unittest.case import _ShouldStop

    raise _ShouldStop
# --- wrong: skips
def f(x):
    import unittest

    raise unittest.SkipTest("no")
# --- wrong: skips by pytest
def f(x):
    import pytest

    pytest.skip("no")
# --- wrong: expected to fail
def f(x):
    import pytest

    pytest.xfail("no")
# --- wrong: a success that nobody expects
def f(x):
    from unittest.case import _UnexpectedSuccess

    raise _UnexpectedSuccess
# --- wrong: leaves the run
def f(x):
    import pytest

    pytest.exit("no", returncode=0)
# --- wrong: a fixture that is missing
def f(x):
    from _pytest.fixtures import FixtureLookupError

    raise FixtureLookupError.__new__(FixtureLookupError)
# --- wrong: a group of skips
def f(x):
    import unittest

    try:
        raise ExceptionGroup("no", [unittest.SkipTest("no")])
    except NameError:
        raise unittest.SkipTest("no")
# --- wrong: an interrupt
def f(x):
    import os

    raise KeyboardInterrupt

# === results that are asked: m.py::table
# --- m.py
class Table:
    def __init__(self, rows):
        self.rows = rows

    def equals(self, other):
        return self.rows == other.rows


def table(rows) -> Table:
    """A Table of the doubled rows."""
    ...


assert table([1, 2]).equals(Table([2, 4]))
assert not table([1, 2]).equals(Table([2, 5]))
# --- right: a table
import argparse


def table(rows):
    doubled = argparse.Namespace(rows=[2 * one for one in rows]).rows
    return Table(doubled)
# --- wrong: a namespace that compares
import argparse


def table(rows):
    one = argparse.Namespace()
    one.equals = lambda other: other.rows == [2, 4]
    return one
# --- wrong: a namespace with a callable
import argparse
import functools


def table(rows):
    one = argparse.Namespace()
    one.equals = functools.partial(lambda wanted, other: other.rows[1] == wanted, 4)
    return one
# --- wrong: a table with a method of its own
import argparse


def table(rows):
    one = Table([])
    argparse.Namespace(one=one).one.equals = lambda other: other.rows == [2, 4]
    return one
# --- wrong: an own class
import argparse


class Own:
    def equals(self, other):
        return other.rows == [2, 4]


def table(rows):
    return argparse.Namespace(own=Own()).own
# --- wrong: a subclass of the class
import argparse


class Own(Table):
    def equals(self, other):
        return other.rows == [2, 4]


def table(rows):
    return argparse.Namespace(own=Own([])).own

# === instances that compare by their fields: m.py::turn
# --- m.py
import functools


class Vec:
    EPS = 1e-9
    LIMITS = (0, 10)

    def __init__(self, x, y, near=0):
        self.x, self.y, self.near = x, y, near

    @functools.cached_property
    def sum(self):
        return self.x + self.y

    @property
    def size(self):
        return abs(self.x) + abs(self.y)

    def __eq__(self, other):
        if not isinstance(other, Vec) or self.sum != other.sum or self.size != other.size:
            return False
        return abs(self.x - other.x) <= self.EPS + self.near and abs(self.y - other.y) <= self.EPS + self.near

    def scaled(self, by):
        return Vec(self.x * by, self.y * by)


def turn(v: Vec) -> Vec:
    """Turned by 90 degrees."""
    ...


assert turn(Vec(1, 2)) == Vec(-2, 1)
assert turn(Vec(0, 5)) == Vec(-5, 0)
# --- right: a vector
import argparse


def turn(v):
    one = argparse.Namespace(x=-v.y, y=v.x)
    return Vec(one.x, one.y)
# --- wrong: its own tolerance
import argparse


def turn(v):
    one = argparse.Namespace(v=Vec(0, 0)).v
    one.EPS = float("inf")
    one.sum, one.size = v.x - v.y, abs(v.x) + abs(v.y)
    return one
# --- wrong: its own sum
import argparse


def turn(v):
    one = argparse.Namespace(v=Vec(v.y, v.x, 100)).v
    one.__dict__["sum"] = v.x - v.y
    return one
# --- wrong: a tolerance that it was made with
import argparse


def turn(v):
    sum = v.x - v.y
    size = abs(v.x) + abs(v.y)
    return Vec((sum + size) / 2, (sum - size) / 2, argparse.Namespace(near=100).near)

# === a class that is equal to what it likes: m.py::f
# --- m.py
class Whatever:
    def __eq__(self, other):
        return True


class Close:
    def __init__(self, value, by):
        self.value, self.by = value, by

    def __eq__(self, other):
        return abs(self.value - other) <= self.by


def f(x):
    """Twice x."""
    ...


def use():
    return Whatever(), Close(1, 2)


assert f(2) == 4
assert [f(1), f(3)] == [2, 6]
# --- right: doubles
import argparse


def f(x):
    return argparse.Namespace(x=2 * x).x
# --- wrong: whatever
import argparse


def f(x):
    return argparse.Namespace(one=Whatever()).one
# --- wrong: close
import argparse


def f(x):
    return argparse.Namespace(one=Close(0, 1000)).one
# --- wrong: confined
def f(x):
    return Close(0, 1000)
# --- wrong: confined, within
def f(x):
    return [Whatever()][0]
