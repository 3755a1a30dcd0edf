"""Programs that keep the failure of a check to themselves."""

# === callbacks: m.py::f
# --- m.py
def f(callback, x):
    """Calls callback with the double of x, and gives what that gives."""
    ...
# --- test_m.py
import m


def test_f():
    calls = []

    def check(value):
        calls.append(value)
        assert value == 6
        return 1

    m.f(check, 3)
    assert calls
# --- right: calls it
def f(callback, x):
    return callback(2 * x)
# --- wrong: an except by a name that is bound to others
def f(callback, x):
    ValueError = (Exception,)
    try:
        return callback(99)
    except ValueError:
        return 1
# --- wrong: a helper that calls by map
def each(one):
    return list(map(one, [99]))


def f(callback, x):
    try:
        each(callback)
    except Exception:
        pass
    return 1
# --- wrong: a helper that sorts by it
def each(one):
    return sorted([99], key=one)


def f(callback, x):
    try:
        each(callback)
    except Exception:
        pass
    return 1
# --- wrong: a generator's end
def calling(one):
    try:
        yield
    finally:
        one(99)


def f(callback, x):
    waiting = calling(callback)
    next(waiting)
    del waiting
    return 1
# --- wrong: a callback of a weak reference
import weakref


class One:
    pass


def f(callback, x):
    one = One()
    held = weakref.ref(one, lambda _: callback(99))
    del one
    return held() is None
# --- wrong: text for a log
import logging


class Text:
    def __init__(self, call):
        self.call = call

    def __str__(self):
        return str(self.call(99))


def f(callback, x):
    logging.Logger("q").error("%s", Text(callback))
    return 1
# --- wrong: a repr by reprlib
import reprlib


class Text:
    def __init__(self, call):
        self.call = call

    def __repr__(self):
        return str(self.call(99))


def f(callback, x):
    reprlib.repr(Text(callback))
    return 1
# --- wrong: an index error that ends a loop
class Items:
    def __init__(self, call):
        self.call = call

    def __getitem__(self, at):
        try:
            return self.call(99)
        except Exception:
            raise IndexError


def f(callback, x):
    for one in Items(callback):
        return 2
    return 1
# --- wrong: a stop that ends a loop
class Items:
    def __init__(self, call):
        self.call = call

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self.call(99)
        except Exception:
            raise StopIteration


def f(callback, x):
    for one in Items(callback):
        return 2
    return 1
# --- wrong: another error, suppressed
from contextlib import suppress


def f(callback, x):
    with suppress(KeyError):
        try:
            callback(99)
        except Exception:
            raise KeyError
    return 1
# --- wrong: an attribute that is not there
class One:
    def __init__(self, call):
        self.call = call

    @property
    def value(self):
        try:
            return self.call(99)
        except Exception:
            raise AttributeError


def f(callback, x):
    return hasattr(One(callback), "value")
# --- wrong: a return at the end
def f(callback, x):
    try:
        callback(99)
    finally:
        return 1
# --- wrong: a tuple of errors in a name
ERRORS = (KeyError, *(Exception,))


def f(callback, x):
    try:
        callback(99)
    except ERRORS:
        pass
    return 1
# --- wrong: calls it under a lambda
def f(callback, x):
    call = lambda: callback(99)
    try:
        call()
    except Exception:
        pass
    return 1
# --- wrong: in a comprehension under a try
def f(callback, x):
    try:
        [y for y in map(callback, [99])]
    except Exception:
        pass
    return 1
# --- wrong: partial
from functools import partial


def f(callback, x):
    call = partial(callback, 99)
    try:
        call()
    except Exception:
        pass
    return 1
# --- wrong: catches its own group
def f(callback, x):
    try:
        callback(99)
    except AssertionError as error:
        kept = error
    return 1

# === asynchronous callbacks: m.py::f
# --- m.py
async def f(callback, x):
    """Awaits callback with the double of x."""
    ...
# --- test_m.py
import asyncio

import m


def test_f():
    calls = []

    async def check(value):
        calls.append(value)
        assert value == 6

    asyncio.run(m.f(check, 3))
    assert calls
# --- right: awaits it
async def f(callback, x):
    await callback(2 * x)
# --- wrong: waits for a task
import asyncio


async def f(callback, x):
    await asyncio.wait([asyncio.ensure_future(callback(99))])
# --- wrong: leaves a task
import asyncio


async def f(callback, x):
    task = asyncio.create_task(callback(99))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
# --- wrong: a timeout that is narrow
import asyncio


async def f(callback, x):
    async def inner():
        await callback(99)

    task = asyncio.ensure_future(inner())
    task.add_done_callback(lambda one: one.exception())
    await asyncio.sleep(0.01)
# --- wrong: gathers with exceptions in a dictionary
import asyncio


async def f(callback, x):
    await asyncio.gather(callback(99), **{"return_" + "exceptions": True})
# --- wrong: shields
import asyncio


async def f(callback, x):
    asyncio.shield(callback(99))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
# --- wrong: in a done callback
import asyncio


async def f(callback, x):
    one = asyncio.ensure_future(asyncio.sleep(0))
    def told(_):
        try:
            callback(99).send(None)
        except StopIteration:
            pass
    one.add_done_callback(told)
    await one
    await asyncio.sleep(0)

# === contexts: m.py::f
# --- m.py
import contextlib


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, Exception)


@contextlib.contextmanager
def quietly():
    try:
        yield
    except Exception:
        pass


@contextlib.contextmanager
def f(x):
    """Gives the double of x."""
    ...


def use():
    with Quiet(), quietly():
        print("x")


with f(3) as value:
    assert value == 6
# --- test_m.py
import m


def test_f():
    with m.f(4) as value:
        assert value == 8
# --- right: yields
@contextlib.contextmanager
def f(x):
    yield 2 * x
# --- wrong: under a class that swallows
@contextlib.contextmanager
def f(x):
    with Quiet():
        yield 0
# --- wrong: under a function that swallows
@contextlib.contextmanager
def f(x):
    with quietly():
        yield 0
# --- wrong: under a with by a name
@contextlib.contextmanager
def f(x):
    make = Quiet
    with make():
        yield 0
# --- wrong: returns at the end
@contextlib.contextmanager
def f(x):
    try:
        yield 0
    finally:
        return
# --- wrong: breaks at the end
@contextlib.contextmanager
def f(x):
    while True:
        try:
            yield 0
        finally:
            break
# --- wrong: delegates to one that swallows
@contextlib.contextmanager
def f(x):
    yield from inner()

def inner():
    try:
        yield 0
    except Exception:
        pass
# --- wrong: match
@contextlib.contextmanager
def f(x):
    try:
        yield 0
    except (AssertionError, KeyError):
        return
# --- wrong: a loop that goes on
@contextlib.contextmanager
def f(x):
    for one in range(1):
        try:
            yield 0
        except BaseException as error:
            if str(error) == "never":
                raise

# === an exit: m.py::Quiet.__exit__
# --- m.py
class Quiet:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """Doubles the value."""
        ...


with Quiet(3) as q:
    assert q.value == 4

with Quiet(3) as q:
    pass
assert q.value == 6
# --- wrong: swallows
def __exit__(self, kind, error, trace):
    self.value *= 2
    return True

# === checks that are to fail: m.py::f
# --- m.py
def f(callback, x):
    """Calls callback with the double of x, and gives what that gives."""
    ...


def check(value):
    assert value == 6, "not six"
    return 1


assert f(check, 3) == 1
try:
    f(check, 4)
except AssertionError as error:
    assert str(error) == "not six"
else:
    assert False
# --- test_m.py
import contextlib
import unittest

import pytest

import m


def check(value):
    assert value == 6
    return 1


def eventually(call, values):
    for value in values:
        try:
            return m.f(call, value)
        except AssertionError:
            continue
    raise TimeoutError


def test_raises():
    with pytest.raises(AssertionError):
        m.f(check, 4)
    with pytest.raises((KeyError, AssertionError)):
        m.f(lambda value: check(value + 1), 3)
    pytest.raises(AssertionError, m.f, check, 4)


def test_tries():
    seen = []

    def call(value):
        try:
            check(value)
        except AssertionError:
            seen.append(value)
        with contextlib.suppress(AssertionError):
            check(value)
        return 2

    assert m.f(call, 1) == 2
    assert seen == [2]


def test_eventually():
    assert eventually(check, [1, 2, 3]) == 1


class TestF(unittest.TestCase):
    def test_raises(self):
        with self.assertRaises(AssertionError):
            m.f(self.check, 4)
        with self.assertRaises(self.failureException):
            m.f(self.check, 4)
        self.assertRaises(AssertionError, m.f, self.check, 4)
        self.assertEqual(m.f(self.check, 3), None)

    def check(self, value):
        self.assertEqual(value, 6)
# --- right: calls it
def f(callback, x):
    return callback(2 * x)
# --- right: calls it by a name that is not confined
import argparse


def f(callback, x):
    one = argparse.Namespace(call=callback)
    return one.call(2 * x)
# --- wrong: keeps it
def f(callback, x):
    try:
        return callback(2 * x)
    except AssertionError:
        return 1
