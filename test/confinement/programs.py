"""Small programs, each with what is expected of it: that it is confined, or the first reason against it by line."""

# --- arithmetic and containers => confined
def f(xs):
    total, seen = 0, {}
    for i, x in enumerate(sorted(xs, key=lambda one: -one)):
        seen.setdefault(x, []).append(i)
        total += x ** 2 if x > 0 else abs(x)
    return total, {k: tuple(v) for k, v in seen.items()}


# --- everything of a module that computes => 5: imports everything from itertools
import re
import math, heapq
from collections import Counter, defaultdict, deque
from functools import lru_cache, reduce
from itertools import *


def f(x):
    return math.sqrt(heapq.nlargest(1, x)[0])


# --- modules that compute, each named => confined
import re
import math, heapq
import os.path
from collections import Counter, defaultdict, deque, abc
from functools import lru_cache, reduce
from itertools import chain, groupby
from datetime import datetime, timedelta
import numpy as np


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def f(x):
    words = Counter(re.findall(r"\w+", x))
    when = datetime(2020, 1, 1) + timedelta(days=fib(5))
    table = defaultdict(list)
    table[os.path.join("a", os.sep)].append(np.linalg.norm(np.array([1.0, 2.0])))
    return reduce(lambda a, b: a + b, chain([1], deque([2])), 0), words, when.isoformat(), isinstance(x, abc.Sized)


# --- a local name that is a builtin elsewhere => confined
def f(input, dir):
    vars = [input]
    for file in dir:
        vars.append(file)
    return [open for open in vars]


# --- a class of its own with data => confined
class Node:
    count = 0

    def __init__(self, value, parent=None):
        self.value = value
        self.next = None
        self._parent = parent
        Node.count += 1

    def last(self):
        one = self
        while one.next is not None:
            one = one.next
        return one

    def __repr__(self):
        return "Node(%r)" % self.value


def f(xs):
    head = Node(None)
    end = head
    for x in xs:
        end.last()
        fresh = Node(x)
        fresh.parent = end
        end = fresh
    return head.value


# --- a named tuple, a dataclass, an enumeration => confined
from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import List, NamedTuple, Optional

Point = namedtuple("Point", "x y")


class Pair(NamedTuple):
    a: int
    b: int = 0


class Color(Enum):
    RED = auto()
    BLUE = auto()


@dataclass(frozen=True, order=True)
class Item:
    name: str
    tags: List[str] = field(default_factory=list)


def f(x) -> Optional[Item]:
    return Item("a"), Pair(1)._replace(b=2), Point(1, 2), Color.RED


# --- exceptions of its own and of Python => confined
class Wrong(ValueError):
    def __init__(self, what):
        super().__init__("wrong: %s" % what)
        self.what = what


def f(x):
    try:
        y = int(x)
    except (TypeError, ValueError) as e:
        raise Wrong(x) from e
    except Exception:
        raise
    if y < 0:
        raise Wrong(y)
    error = None
    try:
        return [1, 2][y]
    except IndexError as e:
        error = e
    if error is not None:
        raise KeyError(y)


# --- a broad except around its own work => confined
def parse(text):
    return int(text)


def f(x):
    try:
        return parse(x.strip())
    except Exception:
        return None


# --- a module's function under one of several excepts that raise something else => confined
import json
import zlib


def f(data):
    try:
        text = zlib.decompress(data)
    except Exception as e:
        raise ValueError("no: %s" % e) from e
    try:
        return json.loads(text)
    except Exception as e:
        raise ValueError("no: %s" % e) from e


# --- a broad except that raises something else => confined
def f(callback):
    try:
        return callback(1)
    except Exception as e:
        raise ValueError("no: %s" % e) from e


# --- the end of its own iterator => confined
class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def f(x):
    return list(Count(x))


# --- formats by literals => confined
TEMPLATE = "{:>{width}} {name!r} {items[0]}"


def f(x):
    shape = "{0} {1:.2f}"
    return TEMPLATE.format(x, width=3, name="a", items=[1]), shape.format(x, 1.0), "%(a)s" % {"a": x}, f"{x:>{3}}", "{{a.b}}".format()


# --- the type of a value, looked at => confined
def f(x):
    if type(x) is int or type(x) in (float, str) or type(x) == type([]) or x.__class__ is dict:
        return type(x).__name__
    if isinstance(x, (list, tuple)) and not issubclass(type(x), str):
        return "a %s" % type(x)
    return f"{type(x)} {x.__class__.__name__}"


# --- literal names => confined
import operator


def f(x):
    return getattr(x, "name", None), hasattr(x, "items"), sorted([], key=operator.attrgetter("a.b")), map(operator.methodcaller("strip"), x)


# --- wraps and closures => confined
import functools


def twice(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return function(*args, **kwargs)

    calls = 0
    return wrapper


def f(x):
    @twice
    def g(y):
        return y + x

    return g(1)


# --- own state of the module => confined
CACHE = {}
calls = 0


def f(x):
    global calls
    calls += 1
    if x not in CACHE:
        CACHE[x] = x * 2
    return CACHE[x]


# --- patterns => confined
def f(x):
    match x:
        case {"a": 1, **rest}:
            return rest
        case [first, *others] if others:
            return first
        case complex(real=0, imag=i):
            return i
        case str() | int() as found:
            return found


# --- asynchronous work => confined
import asyncio


async def f(x):
    queue = asyncio.Queue()
    async with asyncio.Lock():
        await queue.put(x)
    await asyncio.gather(*(asyncio.sleep(0) for _ in range(2)))
    return [one async for one in x]


# --- prints, logs and warns => confined
import logging
import sys
import warnings

log = logging.getLogger(__name__)


def f(x):
    log.info("got %s", x)
    warnings.warn("old", DeprecationWarning, stacklevel=2)
    print(x, file=sys.stderr)
    sys.stdout.write("a\n")


# --- a method with self => confined
# target Stack.push
# file
import os
from .tools import clean, Settings


class Stack:
    limit = 3

    def __init__(self):
        self._items = []

    def _grow(self, by):
        self._items += [None] * by

    def push(self, item):
        ...


def here():
    return os.path.exists(os.getcwd())


assert Stack().push(1) is None
# program
def push(self, item):
    if not isinstance(item, Settings) and os.path.exists(os.getcwd()):
        self._grow(clean(item))
    other = type(self)()
    other._items.extend(self._items)
    self._count = len(self._items)
    super().__init__()
    return self.__class__.__name__


# --- a function of the file that has examples of its own => confined
# file
def is_prime(n):
    return n > 1 and all(n % k for k in range(2, n))


def f(x):
    ...


assert is_prime(3)
assert not is_prime(4)
assert f(10) == 4
# program
def f(x):
    return sum(is_prime(n) for n in range(x + 1))


# --- a table of the file that the docstring names => confined
# file
TABLE = {1: 2}


def f(x):
    """Looks x up in TABLE."""


assert f(1) == TABLE[1]
# program
def f(x):
    return TABLE[x]


# --- a counter that the file itself writes => confined
# file
counter = 0


def reset():
    global counter
    counter = 0


def f(x):
    ...


assert f(1) == 1
# program
def f(x):
    global counter
    counter += x
    return counter


# --- attributes that the file stores => confined
# file
class Config:
    def __init__(self):
        self.limit = 3
        self._seen = set()


def f(config):
    ...


assert f(Config()) is None
# program
def f(config):
    config.limit += 1
    config._seen.add(config.limit)


# --- removes a file => 5: uses os.remove
import os


def f(x):
    os.remove(x)


# --- imports what reaches out => 1: imports subprocess
import subprocess


def f(x):
    return subprocess.run(x)


# --- defines a comparison => 2: defines __eq__
class Any:
    def __eq__(self, other):
        return True


def f(x):
    return Any()


# --- evaluates => 2: uses eval
def f(x):
    return eval(x)


# --- everything at once, told by line => 4: uses .gi_frame
def f(x):
    a = x.strip()
    g = (i for i in a)
    g.gi_frame
    return open(a)


# --- a reason of many lines' statement => 4: uses open
def f(x):
    return [
        x,
        open(x),
    ]


# --- control characters and length are kept out => 3: formats with 0.a?
def f(x):
    return (
        "{0.a\x1b}".format(x)
    )


# --- a name of the examples => 2: names EXPECTED, which only the examples use
def f(x):
    return EXPECTED[x]
