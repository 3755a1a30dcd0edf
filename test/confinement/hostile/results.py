"""Programs whose results answer the checks themselves."""

# --- equal to everything
class Any:
    def __eq__(self, other):
        return True


def f(x):
    return Any()


# --- equal by a lambda
class Any:
    __eq__ = lambda self, other: True


def f(x):
    return Any()


# --- equal by a loop over names
class Any:
    for __eq__ in [lambda a, b: True]:
        pass


def f(x):
    return Any()


# --- equal by an import under that name
class Any:
    from operator import contains as __eq__


def f(x):
    return Any()


# --- equal by a walrus
class Any:
    a = (__eq__ := lambda s, o: True)


def f(x):
    return Any()


# --- equal by an assignment from outside
class Any:
    pass


Any.__eq__ = lambda a, b: True


def f(x):
    return Any()


# --- equal by setattr
class Any:
    pass


setattr(Any, "__eq__", lambda a, b: True)


def f(x):
    return Any()


# --- a number that is equal to everything
class Any(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


def f(x):
    return Any(1)


# --- never unequal
class Any:
    def __ne__(self, other):
        return False


def f(x):
    return Any()


# --- less and greater than everything
class Any:
    def __lt__(self, other):
        return True

    __gt__ = __lt__


def f(x):
    return Any()


# --- true and false in turn
class Any:
    def __bool__(self):
        return next(TURNS)


TURNS = iter([True, False])


def f(x):
    return Any()


# --- empty and not
class Any:
    def __len__(self):
        return 0


def f(x):
    return Any()


# --- contains everything
class Any:
    def __contains__(self, item):
        return True


def f(x):
    return Any()


# --- no distance to anything
class Any:
    def __sub__(self, other):
        return 0

    __rsub__ = __sub__


def f(x):
    return Any()


# --- divides by anything
class Any(float):
    def __truediv__(self, other):
        return 1.0


def f(x):
    return Any()


# --- rounds to whatever
class Any:
    def __round__(self, n=None):
        return 4


def f(x):
    return Any()


# --- a distance of nothing
class Any:
    def __abs__(self):
        return 0


def f(x):
    return Any()


# --- an instance of everything
class Meta(type):
    def __instancecheck__(cls, other):
        return True


class Any(metaclass=Meta):
    pass


def f(x):
    return Any


# --- an attribute for every name
class Any:
    def __getattr__(self, name):
        return lambda *a: True


def f(x):
    return Any()


# --- a class that says it is another
class Any:
    @property
    def __class__(self):
        return int


def f(x):
    return Any()


# --- equals by name
class Any:
    def equals(self, other):
        return True


def f(x):
    return Any()


# --- equals on an instance
class Any:
    def __init__(self):
        self.equals = lambda other: True


def f(x):
    return Any()


# --- equals in a named tuple
from collections import namedtuple

Any = namedtuple("Any", "equals")


def f(x):
    return Any(lambda other: True)


# --- equals in a named tuple with a name put together
from collections import namedtuple

Any = namedtuple("Any", "equ" + "als")


def f(x):
    return Any(lambda other: True)


# --- equals in a dataclass
from dataclasses import dataclass


@dataclass
class Any:
    equals: object


def f(x):
    return Any(lambda other: True)


# --- a namespace with an answer
from types import SimpleNamespace


def f(x):
    return SimpleNamespace(equals=lambda other: True)


# --- a namespace of argparse
import argparse


def f(x):
    n = argparse.Namespace()
    n.equals = lambda other: True
    return n


# --- a context that swallows
class Any:
    def __enter__(self):
        return 4

    def __exit__(self, *a):
        return True


def f(x):
    return Any()


# --- a context by a generator that swallows
import contextlib


@contextlib.contextmanager
def f(x):
    try:
        yield 0
    except BaseException:
        pass


# --- a context by a generator that returns in finally
import contextlib


@contextlib.contextmanager
def f(x):
    try:
        yield 0
    finally:
        return


# --- a context of the library that swallows
import contextlib


def f(x):
    return contextlib.suppress(AssertionError)


# --- the same under another name
from contextlib import suppress as closing


def f(x):
    return closing(*[Exception])


# --- a stack that swallows
from contextlib import ExitStack


def f(x):
    stack = ExitStack()
    stack.push(lambda *a: True)
    return stack


# --- a finaliser
class Any:
    def __del__(self):
        print("after")


def f(x):
    return Any()


# --- a subclass hook
from abc import ABC


class Any(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return True


def f(x):
    return Any()


# --- a class decorated with orderings
import functools


@functools.total_ordering
class Any:
    def __lt__(self, other):
        return True


def f(x):
    return Any()


# --- a copy that is another
class Any:
    def __deepcopy__(self, memo):
        return 4


def f(x):
    return Any()


# --- a class registered with the library's
from collections.abc import Sequence


class Any:
    pass


Sequence.register(Any)


def f(x):
    return Any()


# --- hashing as everything
class Any(str):
    def __hash__(self):
        return 0


def f(x):
    return Any()
