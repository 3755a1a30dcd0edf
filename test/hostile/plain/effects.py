"""Programs that change what a check reads, or count: they pass, and are marked."""

# === arguments: m.py::f
# --- m.py
import operator


def f(xs):
    """Gives the sorted list; leaves xs as it is."""
    ...


data = [[3], [1], [2]]
assert f(data) == sorted(data)
more = [[5], [4]]
assert f(more) == sorted(more)
# --- right: sorts
def f(xs):
    return sorted(xs)
# --- wrong: clears
def f(xs):
    xs.clear()
    return []
# --- wrong: clears by an alias
def f(xs):
    clear = xs.clear
    clear()
    return []
# --- wrong: clears through a list
def f(xs):
    held = [xs]
    held[0].clear()
    return []
# --- wrong: by operator
import operator


def f(xs):
    operator.setitem(xs, slice(None), [])
    return []
# --- wrong: by map
def f(xs):
    list(map(xs.remove, list(xs)))
    return []
# --- wrong: by partial
from functools import partial


def f(xs):
    partial(list.clear, xs)()
    return []
# --- wrong: by a walrus
def f(xs):
    ys = []
    if (ys := xs):
        ys.clear()
    return []
# --- wrong: inner lists of a copy
def f(xs):
    ys = list(xs)
    ys[0].clear()
    ys[1].clear()
    ys[-1].clear()
    xs = sorted(ys)
    return xs
# --- wrong: by iadd
import operator


def f(xs):
    operator.imul(xs, 0)
    return []

# === a table of the file: m.py::f
# --- m.py
STATE = {}
KEPT = []


def f(x):
    ...


def use():
    return STATE, KEPT


assert f(2) == 4
assert f(3) == 9
assert f(5) == 25
# --- right: squares
def f(x):
    return x * x
# --- wrong: answers by count in a table of the file
def f(x):
    STATE[len(STATE)] = x
    return [4, 9, 25][len(STATE) - 1]
# --- wrong: answers by count in a list of the file
def f(x):
    KEPT.append(x)
    return [4, 9, 25][len(KEPT) - 1]
# --- wrong: answers by count in an alias of it
def f(x):
    kept = KEPT
    kept += [x]
    return [4, 9, 25][len(kept) - 1]
# --- wrong: answers by count in a default
def counted(x, seen=[]):
    seen.append(x)
    return [4, 9, 25][len(seen) - 1]


def f(x):
    return counted(x)
# --- wrong: answers by count in a class
class Seen:
    number = 0


def f(x):
    Seen.number += 1
    return [4, 9, 25][Seen.number - 1]
# --- wrong: answers from an iterator
ANSWERS = iter([4, 9, 25])


def f(x):
    return next(ANSWERS)
# --- wrong: answers from a cache
from functools import lru_cache


@lru_cache(maxsize=None)
def seen():
    return []


def f(x):
    seen().append(x)
    return [4, 9, 25][len(seen()) - 1]
# --- wrong: answers from a closure
def counting():
    number = 0

    def step():
        nonlocal number
        number += 1
        return number

    return step


STEP = counting()


def f(x):
    return [4, 9, 25][STEP() - 1]
# --- wrong: answers from a context variable
from contextvars import ContextVar

SEEN = ContextVar("SEEN", default=0)


def f(x):
    SEEN.set(SEEN.get() + 1)
    return [4, 9, 25][SEEN.get() - 1]
# --- wrong: answers by folders
import pathlib


def f(x):
    number = 0
    while pathlib.Path("/tmp/assay-counted-%d" % number).exists():
        number += 1
    pathlib.Path("/tmp/assay-counted-%d" % number).mkdir()
    return [4, 9, 25][number]
