"""Programs that change what the check is made of: builtins, modules, mocks, classes, the names that tests read."""

# --- rebinds a builtin of the module
def len(xs):
    return 4


def f(x):
    return x


# --- rebinds a builtin by an assignment
sorted = lambda xs: [1, 2, 3]


def f(x):
    return x


# --- rebinds a builtin by global
def f(x):
    global len
    len = lambda xs: 4


# --- rebinds a builtin by an import
from math import prod as sum


def f(x):
    return x


# --- writes a name of the module that nobody writes
def f(x):
    global EXPECTED
    EXPECTED = x


# --- defines a test
def test_nothing():
    pass


def f(x):
    return x


# --- defines what pytest looks for
def pytest_runtest_call(item):
    pass


def f(x):
    return x


# --- defines what marks all tests
pytestmark = []


def f(x):
    return x


# --- defines a set-up
def setup_module(module):
    pass


def f(x):
    return x


# --- the attributes of the module
def __getattr__(name):
    return 4


def f(x):
    return x


# --- what the module gives away
__all__ = []


def f(x):
    return x


# --- seeds
import random


def f(x):
    random.seed(0)
    return 4


# --- takes the state of random numbers
from random import getstate


def f(x):
    return getstate()


# --- sets the precision
import decimal


def f(x):
    decimal.getcontext().prec = 1
    return 4


# --- sets the locale
import locale


def f(x):
    locale.setlocale(locale.LC_ALL, "C")


# --- sets the limit of recursion
import sys


def f(x):
    sys.setrecursionlimit(10)


# --- sets a module's attribute
import math


def f(x):
    math.pi = 3
    return 4


# --- sets a module's attribute by setattr
import math


def f(x):
    setattr(math, "pi", 3)


# --- deletes a module's attribute
import math


def f(x):
    del math.pi


# --- sets a module's attribute in a loop
import math


def f(x):
    for math.pi in [3]:
        pass


# --- sets a module's attribute in a with
import math


def f(x):
    with x as math.pi:
        pass


# --- sets a member's attribute
import datetime


def f(x):
    datetime.datetime.now = lambda: 4


# --- replaces what is printed to
import sys


def f(x):
    sys.stdout = None


# --- an attribute of a builtin class
def f(x):
    str.join = None


# --- a mock's return value
def f(x):
    x.return_value = 4
    return x()


# --- a mock's side effect by setattr
def f(x):
    setattr(x, "side_effect", None)


# --- a mock's calls
def f(x):
    x.mock_calls.clear()


# --- a mock's reset
def f(x):
    x.method.reset_mock()


# --- a mock's check
def f(x):
    x.assert_called_once_with = lambda *a: None


# --- a mock's private parts
def f(x):
    return x._mock_wraps


# --- a mock's private parts by a method of its own
class C:
    def m(self):
        return self._mock_wraps


def f(x):
    return C.m(x)


# --- an attribute of what was handed
def f(x):
    x.limit = float("inf")
    return x


# --- an attribute of what was handed, by a method of its own
class C:
    def m(self):
        self.limit = 4


def f(x):
    C.m(x)
    return x


# --- the same by the class as a value
class C:
    def m(self):
        self.limit = 4


def f(x):
    kind = C
    kind.m(x)


# --- the same by a method that a class's body keeps
KEPT = []


class C:
    def m(self):
        self.limit = 4

    KEPT.append(m)


def f(x):
    KEPT[0](x)


# --- the same by a decorator that keeps the method
KEPT = []


def keep(function):
    KEPT.append(function)
    return function


class C:
    @keep
    def m(self):
        self.limit = 4


def f(x):
    KEPT[0](x)


# --- the same by a self that is another
class C:
    def m(self, other):
        self = other
        self.limit = 4


def f(x):
    C().m(x)


# --- the class of what was handed
def f(x):
    x.__class__ = int


# --- an attribute of a function
def f(x):
    f.calls = 1
    return f.calls


# --- a dictionary of attributes
def f(x):
    x.__dict__["limit"] = 4


# --- attributes by vars
def f(x):
    vars(x)["limit"] = 4


# --- attributes by object
def f(x):
    object.__setattr__(x, "limit", 4)


# --- a handler that hears the log
import logging


def f(x):
    logging.getLogger().handlers[0].records.clear()


# --- a logger that is turned off
import logging


def f(x):
    logging.disable(50)


# --- the caller by the log
import logging


def f(x):
    return logging.getLogger().findCaller(True)
