"""Programs that find by other means what confinement withholds: patterns, docstrings, views, wrappers, endings that they give away."""

# === fields by their places: m.py::f (python 3.10)
# --- m.py
def f(x):
    """Squares."""
    ...


WANTED = {2: 4, 3: 9}
assert f(2) == WANTED[2]
assert f(3) == WANTED[3]
# --- right: a class of its own, matched by its fields
from dataclasses import dataclass


@dataclass
class Pair:
    one: int
    other: int


def f(x):
    match Pair(x, x):
        case Pair(one, other):
            return one * other
# --- right: by a builtin
def f(x):
    match x:
        case int(y):
            return y * y
# --- wrong: a protocol whose field is a frame
import typing
from dataclasses import dataclass


def frames():
    @typing.runtime_checkable
    @dataclass
    class Generic(typing.Protocol):
        gi_frame: object

    return Generic


def spaces():
    @typing.runtime_checkable
    @dataclass
    class Protocol(typing.Protocol):
        f_globals: object

    return Protocol


def f(x):
    def gen():
        yield 1

    first, second = frames(), spaces()
    match gen():
        case first(frame):
            match frame:
                case second(space):
                    return space["WANTED"][x]
# --- wrong: an abstract class that takes generators for its own
from abc import ABC
from dataclasses import dataclass
from types import GeneratorType


@dataclass
class Walk(ABC):
    gi_frame: object


def f(x):
    Walk.register(GeneratorType)
    match (one for one in [1]):
        case Walk(frame):
            return frame.f_back.f_globals["WANTED"][x]
# --- wrong: fields of a named tuple
from abc import ABCMeta
from collections import namedtuple


class Walk(namedtuple("Walk", "gi_frame"), metaclass=ABCMeta):
    pass


def f(x):
    match (one for one in [1]):
        case Walk(frame):
            return frame

# === a docstring that is evaluated: m.py::f
# --- m.py
def f(x):
    """Forty-nine for seven."""
    ...


WANTED = 49
assert f(7) == WANTED
# --- wrong: a signature
import inspect


class C:
    """C(x=WANTED)\n--\n\n"""


def f(x):
    return inspect.signature(C).parameters["x"].default
# --- wrong: a signature by its class
import inspect


class C:
    """C(x=WANTED)\n--\n\n"""


def f(x):
    return inspect.Signature.from_callable(C).parameters["x"].default

# === views: m.py::f
# --- m.py
def f(xs):
    """What is wanted for these keys."""
    ...


CASES = {"a": 1, "want": 77123}
assert f(CASES.keys()) == CASES["want"]
# --- wrong: what the keys are a view of
def f(xs):
    return xs.mapping["want"]

# === a result that is asked: m.py::f
# --- m.py
class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def equals(self, other):
        return (self.x, self.y) == (other.x, other.y)


def f(x) -> Vec:
    """The vector (x, x squared)."""
    ...


assert f(2).equals(Vec(2, 4))
assert f(3).equals(Vec(3, 9))
# --- right: a vector
def f(x):
    return Vec(x, x * x)
# --- wrong: imported in its class
class R:
    from operator import truth as equals


def f(x):
    return R()
# --- wrong: defined under a condition
class R:
    if 1:
        def equals(self, other):
            return True


def f(x):
    return R()
# --- wrong: a class in its class
class R:
    class equals:
        def __init__(self, other):
            pass


def f(x):
    return R()
# --- wrong: by a loop
class R:
    for equals in [lambda self, other: True]:
        pass


def f(x):
    return R()
# --- wrong: by a walrus
class R:
    (equals := lambda self, other: True)


def f(x):
    return R()
# --- wrong: among others
class R(Vec):
    def __init__(self):
        self.equals, self.x = (lambda other: True), 1


def f(x):
    return R()
# --- wrong: by setattr
class R(Vec):
    def __init__(self):
        setattr(self, "equals", lambda other: True)


def f(x):
    return R()
# --- wrong: by a loop over itself
class R(Vec):
    def __init__(self):
        for self.equals in [lambda other: True]:
            pass


def f(x):
    return R()

# === a mock that is handed over: m.py::f
# --- m.py
def f(cb, n):
    """Calls cb with the square of n."""
    ...
# --- test_m.py
import unittest
from unittest.mock import Mock

import m


class Tests(unittest.TestCase):
    def test_it(self):
        cb = Mock()
        m.f(cb, 3)
        cb.assert_called_once_with(9)
# --- right: calls it
def f(cb, n):
    cb(n * n)
# --- right: calls it by a wrapper
from functools import wraps


def f(cb, n):
    def inner(function):
        @wraps(function)
        def call(*args):
            return function(*args)

        return call

    inner(cb)(n * n)
# --- wrong: wraps
from functools import wraps


class R:
    class assert_called_once_with:
        def __init__(self, *args):
            pass


def f(cb, n):
    wraps(R)(cb)
# --- wrong: update_wrapper
from functools import update_wrapper


class R:
    class assert_called_once_with:
        def __init__(self, *args):
            pass


def f(cb, n):
    update_wrapper(cb, R)

# === a view that counts: m.py::f
# --- m.py
def f(xs):
    """The squares, as a set."""
    ...


assert f([1, 2, 3]) == {1, 4, 9}
assert f([1, 5]) == {1, 25}
# --- right: a set
def f(xs):
    return {x * x for x in xs}
# --- wrong: keys of a chain over what is not there the third time
from collections import ChainMap


class M:
    def __init__(self, xs):
        self.xs, self.n = xs, 0

    def __iter__(self):
        self.n += 1
        return iter(self.xs if self.n % 3 else ())


def f(xs):
    return ChainMap(M(xs)).keys()

# === endings that are given away: m.py::f
# --- m.py
def f(x):
    """Whether it divides."""
    ...


assert all(map(f(3), [3, 6, 9]))
assert list(filter(f(2), [1, 3])) == []
# --- right: a function
def f(x):
    return lambda n: n % x == 0
# --- right: asks for what is there
def f(x):
    def g(n):
        return next((True for one in [n] if one % x == 0), False)

    return g
# --- wrong: a lambda
def f(x):
    return lambda n: next(iter(()))
# --- wrong: a function
def f(x):
    def g(n):
        return next(iter(()))

    return g
# --- wrong: a function that calls one
def f(x):
    def ask():
        return next(iter(()))

    return lambda n: ask()
# --- wrong: an object
class G:
    def __call__(self, n):
        return next(iter(()))


def f(x):
    return G()
# --- wrong: a coroutine's end
async def end():
    return 1


def f(x):
    return lambda n: end().send(None)
# --- wrong: by partial
from functools import partial


def f(x):
    return partial(next, iter(()))

# === tasks that others cancel: m.py::f
# --- m.py
async def f(x):
    """Squares."""
    ...
# --- test_m.py
import asyncio

import m


async def check(x, y):
    got = await m.f(x)
    await asyncio.sleep(0.01)
    assert got == y


def test_all():
    async def main():
        tasks = [asyncio.ensure_future(check(2, 4)), asyncio.ensure_future(check(3, 9))]
        await asyncio.wait(tasks)
        for task in tasks:
            if not task.cancelled():
                task.result()

    asyncio.run(main())
# --- right: sleeps
import asyncio


async def f(x):
    await asyncio.sleep(0)
    return x * x
# --- wrong: a future that is over
import asyncio


async def f(x):
    t = asyncio.Future()
    t.cancel()
    return await t
# --- wrong: a task that is cancelled
import asyncio


async def f(x):
    t = asyncio.ensure_future(asyncio.sleep(9))
    t.cancel()
    return await t

# === doctests that show: m.py::f
# --- m.py
def f(x):
    """Squares.

    >>> f(2)
    4
    """
    ...
# --- right: squares
def f(x):
    return x * x
# --- wrong: what shows itself so
class R(int):
    def __repr__(self):
        return str(int(self) * int(self))


def f(x):
    return R(x)
# --- wrong: a member that shows itself so
from enum import Enum


class E(Enum):
    A = 2

    def __repr__(self):
        return str(self.value**2)


def f(x):
    return E.A
