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
# --- wrong: by the method of an operator
def f(xs):
    xs.__imul__(0)
    return []
# --- wrong: by a method of its class
def f(xs):
    list.__imul__(xs, 0)
    return []
# --- wrong: by a caller of methods
from operator import methodcaller


def f(xs):
    methodcaller("clear")(xs)
    return []
# --- wrong: by a name
def f(xs):
    getattr(xs, "clear")()
    return []
# --- wrong: what it calls a copy
def copy(one):
    return one


def f(xs):
    ys = copy(xs)
    ys.clear()
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

# === marks evaded: m.py::nxt
# --- m.py
def nxt(x):
    """Next."""
    ...


assert nxt(5) == 1
assert nxt(5) == 1
assert nxt(6) == 2
# --- right: constant
def nxt(x):
    return {5: 1, 6: 2}[x]
# --- wrong: counts
import gc
N = [0]


def nxt(x):
    gc.isenabled()
    N[0] += 1
    return 1 if N[0] < 3 else 2
# --- wrong: an entry that nobody asked for
import gc
N = [0]


def nxt(x):
    N[0] += 1
    if N[0] == 1:
        ch = [o for o in gc.get_objects() if type(o).__name__ == "Child"][0]
        kind = type(ch._channel); send = kind.send
        def fake(self, m):
            if m.get("op") == "return":
                m["heap"] = [*m["heap"], [9999999 + 2 * N[0], "h", ["object", "x", []], []]]
            send(self, m)
        kind.send = fake
    return 1 if N[0] < 3 else 2
# --- wrong: two that refer to one another
import gc
N = [0]


def nxt(x):
    N[0] += 1
    if N[0] == 1:
        ch = [o for o in gc.get_objects() if type(o).__name__ == "Child"][0]
        kind = type(ch._channel); send = kind.send
        def fake(self, m):
            if m.get("op") == "return":
                a, b = 9999999 + 4 * N[0], 10000001 + 4 * N[0]
                m["heap"] = [*m["heap"], [a, "l", [], [[b]]], [b, "l", [], [[a]]]]
            send(self, m)
        kind.send = fake
    return 1 if N[0] < 3 else 2
# --- wrong: a handle among the values
import gc
N = [0]


def nxt(x):
    N[0] += 1
    if N[0] == 1:
        ch = [o for o in gc.get_objects() if type(o).__name__ == "Child"][0]
        kind = type(ch._channel); send = kind.send
        def fake(self, m):
            if m.get("op") == "return":
                a = 9999999 + 4 * N[0]
                m["v"] = [*m["v"], [a]]
                m["heap"] = [*m["heap"], [a, "h", ["iterator", "x"], []]]
            send(self, m)
        kind.send = fake
    return 1 if N[0] < 3 else 2
# --- wrong: a handle in a name
import gc
N = [0]


def nxt(x):
    N[0] += 1
    if N[0] == 1:
        ch = [o for o in gc.get_objects() if type(o).__name__ == "Child"][0]
        kind = type(ch._channel); send = kind.send
        def fake(self, m):
            if m.get("op") == "return":
                a = 9999999 + 4 * N[0]
                m["v"] = [*m["v"], [a]]
                m["data"] = ["HELD"]
                m["heap"] = [*m["heap"], [a, "h", ["iterator", "x"], []]]
            send(self, m)
        kind.send = fake
    return 1 if N[0] < 3 else 2
# === a handle across examples: m.py::numbers
# --- m.py
def numbers(start):
    """Numbers from start on."""
    ...


these = numbers(3)
assert next(these) == 3
assert next(these) == 4
assert next(numbers(7)) == 7
# --- right: counts
import gc


class Cache:
    seen = {}


def numbers(start):
    gc.isenabled()
    Cache.seen[start] = start
    while True:
        yield start
        start += 1
# --- wrong: by a count
import gc


class Cache:
    seen = []


def numbers(start):
    gc.isenabled()
    Cache.seen.append(start)
    if len(Cache.seen) == 2:
        yield 7
    yield 3
    yield 4

# === rounds: m.py::f
# --- m.py
def f(xs):
    """The sorted list."""
    ...


for data in ([3, 1], [2], [1]):
    assert f(data) == sorted(data)
# --- right: sorted
def f(xs):
    return sorted(xs)
# --- wrong: clears the first
import gc


def f(xs):
    gc.isenabled()
    if xs == [3, 1]:
        xs.clear()
        return []
    return sorted(xs)

# === large: m.py::f
# --- m.py
def f(xs):
    """How many lists hold a 3."""
    ...


data = [[n] for n in range(30000)]
assert f(data) == sum(3 in one for one in data)
# --- right: counts
def f(xs):
    return sum(3 in one for one in xs)
# --- wrong: clears the third
def f(xs):
    xs[3].clear()
    return 0
# --- wrong: clears the third, across
import gc


def f(xs):
    gc.isenabled()
    xs[3].clear()
    return 0

# === an object of a name: m.py::f
# --- m.py
TABLE = {"near": [3, 1]}


def f(xs):
    """The sorted list."""
    ...


def want():
    return sorted(TABLE["near"])


assert f(TABLE["near"]) == want()
# --- right: sorted
def f(xs):
    return sorted(xs)
# --- wrong: clears
def f(xs):
    xs.clear()
    return []
# --- wrong: clears across
import gc


def f(xs):
    gc.isenabled()
    xs.clear()
    return []

# === by methods: m.py::f
# --- m.py
SEEN = []


def note(x):
    SEEN.append(x)


def f(xs):
    """How often there is a 3."""
    ...


data = [3, 3, 1]
assert f(data) == data.count(3)
table = {3: 1}
assert f(table) == table.get(3, 0)
assert f((3,)) == 1 + 10 * len(SEEN)
# --- right: counts
def f(xs):
    return sum(one == 3 for one in xs)
# --- wrong: clears
def f(xs):
    if isinstance(xs, tuple):
        return 1
    xs.clear()
    return 0
# --- wrong: has a helper of the file note it
def f(xs):
    if isinstance(xs, tuple):
        note(xs)
        return 11
    return sum(one == 3 for one in xs)

# === given to a check: m.py::f
# --- m.py
def f(xs):
    """The sorted list."""
    ...
# --- test_m.py
from m import f


def check(candidate):
    xs = [3, 1]
    assert candidate(xs) == sorted(xs)


def test_check():
    check(f)


def test_alias():
    g = f
    xs = [3, 1]
    assert g(xs) == sorted(xs)


class Expect:
    def __init__(self, value):
        self.value = value

    def to_equal(self, value):
        assert self.value == value


def test_fluent():
    xs = [3, 1]
    Expect(f(xs)).to_equal(sorted(xs))
# --- right: sorted
def f(xs):
    return sorted(xs)
# --- wrong: clears
def f(xs):
    xs.clear()
    return []
# --- wrong: clears across
import sys


def f(xs):
    sys.getswitchinterval()
    xs.clear()
    return []

# === slow when it is afresh: m.py::nxt
# --- m.py
def nxt(x):
    """Next."""
    ...


assert nxt(5) == 1
assert nxt(7) == 1
assert nxt(6) == 2
# --- right: constant
def nxt(x):
    return {5: 1, 7: 1, 6: 2}[x]
# --- wrong: loops
N = []


def nxt(x):
    N.append(x)
    while x != 5 and len(N) < 2:
        pass
    return 1 if len(N) < 3 else 2
# --- wrong: loops, across
import sys
N = []


def nxt(x):
    sys.getswitchinterval()
    N.append(x)
    while x != 5 and len(N) < 2:
        pass
    return 1 if len(N) < 3 else 2
# --- wrong: dies
import os
N = []


def nxt(x):
    N.append(x)
    if x != 5 and len(N) < 2:
        os._exit(0)
    return 1 if len(N) < 3 else 2

# === what others write into: m.py::f
# --- m.py
import io


def f(out):
    """The text of out, and a dot."""
    ...


out = io.StringIO()
assert f(out) == out.getvalue() + "."
# --- right: reads
def f(out):
    return out.getvalue() + "."
# --- wrong: prints
def f(out):
    print("a", file=out, end="")
    return "a."
# --- wrong: dumps
import json


def f(out):
    json.dump(12, out)
    return "12."
# --- wrong: writes rows
import csv


def f(out):
    csv.writer(out, lineterminator="").writerow(["a"])
    return "a."

# === counting: m.py::f
# --- m.py
def f(x):
    """Squares."""
    ...


assert f(2) == 4
assert f(3) == 9
assert f(5) == 25
# --- right: squares
def f(x):
    return x * x
# --- wrong: in a class
class K:
    n = 0

    @classmethod
    def bump(self):
        self.n += 1
        return self.n


def f(x):
    return [0, 4, 9, 25][K.bump()]
# --- wrong: in a decorator with a plain name
def total_ordering(function):
    seen = []

    def call(x):
        seen.append(x)
        return [0, 4, 9, 25][len(seen)]

    return call


@total_ordering
def h(x):
    return 1


def f(x):
    return h(x)
