"""Programs that must pass, whatever is forbidden to the others: `# context` is the user's file, `# examples` its asserts."""

# --- arithmetic
def f(x):
    return x + 1
# examples
assert f(1) == 2
assert f(-1.5) == -0.5
assert f(10**30) == 10**30 + 1

# --- one thread
import threading

def f(x):
    found = []
    worker = threading.Thread(target=found.append, args=(x * 2,))
    worker.start()
    worker.join()
    return found
# examples
assert f(3) == [6]

# --- a pool of threads
from concurrent.futures import ThreadPoolExecutor

def f(x):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(str, x))
# examples
assert f([1, 2, 3]) == ["1", "2", "3"]

# --- locks, queues and events
import queue
import threading

def f(x):
    waiting, done = queue.Queue(), threading.Event()
    threading.Timer(0.01, done.set).start()
    waiting.put(x)
    return waiting.get(timeout=1), done.wait(1)
# examples
assert f("a") == ("a", True)

# --- asyncio
import asyncio

async def twice(x):
    await asyncio.sleep(0.01)
    return 2 * x

async def both(x):
    return await asyncio.gather(twice(x), twice(x + 1))

def f(x):
    return asyncio.run(both(x))
# examples
assert f(1) == [2, 4]
assert f(2) == [4, 6]

# --- asyncio with a queue, a lock and a thread
import asyncio
import functools

async def work(x):
    waiting = asyncio.Queue()
    async with asyncio.Lock():
        await waiting.put(x)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, functools.partial(sum, [await waiting.get(), 1]))

def f(x):
    return asyncio.run(asyncio.wait_for(work(x), 5))
# examples
assert f(41) == 42

# --- a coroutine that the example awaits
async def f(x):
    return x + 1
# examples
import asyncio
assert asyncio.run(f(1)) == 2

# --- the null device
import os

def f(x):
    with open(os.devnull, "w") as nowhere:
        print(x, file=nowhere)
    with open("/dev/null") as nothing:
        return nothing.read()
# examples
assert f("text") == ""

# --- large imports of the standard library
import argparse, ast, asyncio, calendar, collections, configparser, contextlib, copy, csv, ctypes, dataclasses, datetime
import decimal, difflib, dis, doctest, email.message, enum, fractions, functools, gettext, glob, gzip, hashlib, heapq, hmac
import html.parser, http.client, inspect, ipaddress, itertools, json, locale, logging.handlers, lzma, math, mimetypes
import multiprocessing, numbers, operator, os, pathlib, pickle, platform, pprint, queue, random, re, secrets, selectors, shlex
import shutil, socket, sqlite3, ssl, statistics, string, struct, subprocess, tarfile, tempfile, textwrap, threading, time
import tokenize, traceback, types, typing, unicodedata, unittest.mock, urllib.request, uuid, warnings, wave, weakref
import xml.etree.ElementTree, zipfile, zlib

def f(x):
    return len(json.dumps([x])) + len(pprint.pformat(x))
# examples
assert f([1]) == 8

# --- empty standard input
import sys

def f(x):
    return sys.stdin.read(), list(sys.stdin), sys.stdin.readline()
# examples
assert f(1) == ("", [], "")

# --- input() at the end of file
def f(x):
    try:
        return input("? ")
    except EOFError:
        return "end"
# examples
assert f(1) == "end"

# --- recursion to 900
def f(x):
    return 0 if x == 0 else 1 + f(x - 1)
# examples
assert f(900) == 900

# --- recursion to 5,000 with a raised limit
import sys

def f(x):
    sys.setrecursionlimit(20000)
    def depth(n):
        return 0 if n == 0 else 1 + depth(n - 1)
    return depth(x)
# examples
assert f(5000) == 5000

# --- big integers
import math

def f(x):
    return math.factorial(x)
# examples
assert f(1000) % 997 == 0
assert f(25) == 15511210043330985984000000
assert f(2000) == __import__("math").factorial(2000)

# --- a list of 100,000 numbers
def f(x):
    return [x] * 100000 + list(range(100000))
# examples
assert f(1) == [1] * 100000 + list(range(100000))
assert len(f(2)) == 200000

# --- a string of a megabyte
def f(x):
    return x * (1 << 20)
# examples
assert f("a") == "a" * (1 << 20)

# --- decimals
from decimal import Decimal, getcontext

def f(x):
    getcontext().prec = 50
    return Decimal(1) / Decimal(x)
# examples
from decimal import Decimal
assert f(4) == Decimal("0.25")
assert str(f(3)).startswith("0.333333333333333333333333333333333333333333")

# --- fractions
from fractions import Fraction

def f(x):
    return sum((Fraction(1, n) for n in range(1, x + 1)), Fraction(0))
# examples
from fractions import Fraction
assert f(3) == Fraction(11, 6)
assert f(1) == 1

# --- dates
import datetime

def f(x):
    return datetime.date(2024, 2, 28) + datetime.timedelta(days=x), datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
# examples
import datetime
assert f(1)[0] == datetime.date(2024, 2, 29)
assert f(1)[1].isoformat() == "2024-01-01T00:00:00+00:00"

# --- UUIDs
import uuid

def f(x):
    return uuid.uuid5(uuid.NAMESPACE_DNS, x)
# examples
import uuid
assert f("a") == uuid.uuid5(uuid.NAMESPACE_DNS, "a")

# --- random UUIDs
import uuid

def f(x):
    return {uuid.uuid4() for _ in range(x)}
# examples
assert len(f(10)) == 10

# --- paths
from pathlib import Path, PurePosixPath

def f(x):
    return Path(x).with_suffix(".txt"), PurePosixPath(x).name
# examples
from pathlib import Path
assert f("/a/b.py") == (Path("/a/b.txt"), "b.py")

# --- enumerations of the file
# context
import enum

class Colour(enum.Enum):
    RED = 1
    BLUE = 2

class Right(enum.IntFlag):
    READ = 1
    WRITE = 2
# program
def f(x):
    return Colour.RED if x else [Colour.BLUE, Right.READ | Right.WRITE]
# examples
assert f(1) is Colour.RED
assert f(0) == [Colour.BLUE, Right.READ | Right.WRITE]

# --- data classes of the file
# context
from dataclasses import dataclass, field

@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
# program
def f(x):
    return [Point(x), Point(x, 1, ["a"])]
# examples
assert f(3) == [Point(3, 0), Point(3, 1, ["a"])]
assert repr(f(3)[0]) == "Point(x=3, y=0, tags=[])"

# --- named tuples of the file
# context
from collections import namedtuple
from typing import NamedTuple

Pair = namedtuple("Pair", "a b")

class Triple(NamedTuple):
    a: int
    b: int = 2
    c: int = 3
# program
def f(x):
    return Pair(x, Triple(x))
# examples
assert f(1) == Pair(1, Triple(1))
assert f(1).b.c == 3
assert isinstance(f(1), Pair)

# --- classes of the file, with slots and inheritance
# context
class Base:
    __slots__ = ("a",)

    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        return type(self) is type(other) and self.a == other.a


class Derived(Base):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def total(self):
        return self.a + self.b
# program
def f(x):
    return [Base(x), Derived(x, 2)]
# examples
assert f(1) == [Base(1), Derived(1, 3)]
assert f(1)[1].total() == 3

# --- trees of the file's nodes
# context
class Node:
    def __init__(self, value, left=None, right=None, parent=None):
        self.value, self.left, self.right, self.parent = value, left, right, parent
# program
def f(x):
    root = Node(x)
    root.left = Node(x - 1, parent=root)
    return root
# examples
root = f(5)
assert root.left.parent is root
assert root.left.value == 4

# --- counters, default and ordered dictionaries, deques
from collections import Counter, OrderedDict, defaultdict, deque

def f(x):
    groups = defaultdict(list)
    for letter in x:
        groups[letter].append(1)
    return Counter(x), groups, OrderedDict.fromkeys(x), deque(x, 2)
# examples
from collections import Counter, OrderedDict, deque
assert f("aab")[0] == Counter("aab") == {"a": 2, "b": 1}
assert f("aab")[1] == {"a": [1, 1], "b": [1]}
assert f("aab")[1]["none"] == []
assert f("aab")[2] == OrderedDict([("a", None), ("b", None)])
assert f("aab")[3] == deque(["a", "b"])
assert f("aab")[0].most_common(1) == [("a", 2)]

# --- regular expressions
import re

def f(x):
    return re.findall(r"(\w+)@(\w+)", x), re.sub(r"\d", "#", x)
# examples
assert f("a1@b c2@d") == ([("a1", "b"), ("c2", "d")], "a#@b c#@d")

# --- a match for a result
import re

def f(x):
    return re.match(r"(?P<word>\w+)", x)
# examples
assert f("word up").group("word") == "word"
assert f("word up")
assert f("") is None

# --- a database in memory
import sqlite3

def f(x):
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table t (n)")
        connection.executemany("insert into t values (?)", [(n,) for n in x])
        return connection.execute("select sum(n) from t").fetchone()[0]
# examples
assert f([1, 2, 3]) == 6

# --- random numbers with a seed
import random

def f(x):
    random.seed(x)
    return random.Random(x).random() == random.Random(x).random(), random.randint(1, 6) in range(1, 7)
# examples
assert f(1) == (True, True)

# --- random bytes
import os
import secrets

def f(x):
    return len(os.urandom(x)) + len(secrets.token_bytes(x))
# examples
assert f(8) == 16

# --- hashes and compression
import bz2
import hashlib
import lzma
import zlib

def f(x):
    packed = zlib.compress(bz2.compress(lzma.compress(x)))
    return hashlib.sha256(x).hexdigest()[:8], lzma.decompress(bz2.decompress(zlib.decompress(packed)))
# examples
assert f(b"abc") == ("ba7816bf", b"abc")

# --- files in memory
import csv
import io
import zipfile

def f(x):
    text, data = io.StringIO(), io.BytesIO()
    csv.writer(text).writerow(x)
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a", text.getvalue())
    return zipfile.ZipFile(data).read("a").decode()
# examples
assert f([1, "b,c"]) == '1,"b,c"\r\n'

# --- a generator
def f(x):
    while True:
        yield x
        x *= 2
# examples
from itertools import islice
assert list(islice(f(1), 5)) == [1, 2, 4, 8, 16]
generator = f(3)
assert next(generator) == 3
assert next(generator) == 6

# --- a generator that is sent values
def f(x):
    total = x
    while True:
        given = yield total
        if given is None:
            return
        total += given
# examples
g = f(10)
assert next(g) == 10
assert g.send(5) == 15

# --- iterators
import itertools

def f(x):
    return zip(x, itertools.accumulate(x))
# examples
assert list(f([1, 2, 3])) == [(1, 1), (2, 3), (3, 6)]
assert dict(f([1, 2])) == {1: 1, 2: 3}

# --- an iterator class of the program's own
class Countdown:
    def __init__(self, start):
        self.now = start

    def __iter__(self):
        while self.now:
            yield self.now
            self.now -= 1

def f(x):
    return sorted(Countdown(x))
# examples
assert f(3) == [1, 2, 3]

# --- a cache
from functools import lru_cache

@lru_cache(maxsize=None)
def f(x):
    return x if x < 2 else f(x - 1) + f(x - 2)
# examples
assert f(80) == 23416728348467685

# --- closures that the example calls
def f(x):
    total = x
    def add(n=1):
        nonlocal total
        total += n
        return total
    return add
# examples
add = f(5)
assert add() == 6
assert add(n=4) == 10
assert callable(f(1))

# --- functions of the library for results
import math
import operator

def f(x):
    return {"+": operator.add, "len": len, "upper": str.upper, "sqrt": math.sqrt}[x]
# examples
import operator
assert f("+") is operator.add
assert f("len")([1, 2]) == 2
assert f("upper")("a") == "A"
assert f("sqrt")(9) == 3

# --- functions of the program for results
import os.path

def helper(x):
    return x * 2

def f(x):
    return [helper, os.path.basename, lambda: x, int, ValueError]
# examples
assert [g for g in f(7)][0](4) == 8
assert f(7)[1]("/a/b") == "b"
assert f(7)[2]() == 7
assert f(7)[3:] == [int, ValueError]

# --- what it was given comes back as what it was
def f(x):
    return x
# examples
import os
marker = object()
assert f(os.path.join) is os.path.join
assert f(print) is print
assert f(exec) is exec
own = lambda: 1
assert f(own) is own
items = [1]
assert f(items) is items

# --- a context manager
from contextlib import contextmanager

@contextmanager
def f(x):
    yield x + 1
# examples
with f(1) as value:
    assert value == 2

# --- arguments changed in place
def f(x):
    x.sort()
    x.append("end") if x and isinstance(x[0], str) else x.reverse()
# examples
numbers = [3, 1, 2]
assert f(numbers) is None
assert numbers == [3, 2, 1]

# --- nested arguments changed in place
def f(x):
    x["a"].add(3)
    x["new"] = x["a"]
    del x["old"]
    return x
# examples
state = {"a": {1, 2}, "old": None}
inner = state["a"]
f(state)
assert state == {"a": {1, 2, 3}, "new": {1, 2, 3}}
assert state["a"] is state["new"] is inner

# --- callbacks
def f(x):
    return sorted(["bb", "a", "ccc"], key=x), [x(word) for word in ("", "x")]
# examples
assert f(len) == (["a", "bb", "ccc"], [0, 1])
assert f(lambda word: -len(word)) == (["ccc", "bb", "a"], [0, -1])

# --- callbacks that raise, and callbacks within callbacks
def f(x):
    try:
        return x(lambda n: n + 1, 1)
    except ZeroDivisionError as error:
        return str(error)
# examples
assert f(lambda g, n: g(g(n))) == 3
assert f(lambda g, n: g(n) / 0) == "division by zero"

# --- an iterator of the user's
def f(x):
    return [value * 2 for value in x]
# examples
assert f(iter([1, 2])) == [2, 4]
assert f(n for n in range(3)) == [0, 2, 4]
assert f({"a": 1}.keys()) == ["aa"]

# --- exceptions that the examples expect
def f(x):
    if x < 0:
        raise ValueError("negative", x)
    if x == 0:
        raise ZeroDivisionError
    return {}[x]
# examples
try:
    f(-1)
    assert False
except ValueError as error:
    assert error.args == ("negative", -1)
try:
    f(0)
except ArithmeticError:
    pass
else:
    raise AssertionError
try:
    f(1)
except KeyError as error:
    assert error.args[0] == 1

# --- exceptions of the file
# context
class Refused(Exception):
    def __init__(self, code, *, reason="none"):
        super().__init__(code)
        self.code, self.reason = code, reason
# program
def f(x):
    raise Refused(x, reason="because")
# examples
try:
    f(7)
except Refused as error:
    assert (error.code, error.reason) == (7, "because")

# --- constants and state of the module
# context
LIMIT = 10
seen = []
count = 0
# program
def f(x):
    global count
    count += 1
    seen.append(x)
    return min(x, LIMIT)
# examples
assert f(50) == 10
assert f(3) == 3
assert seen == [50, 3]
assert count == 2

# --- helpers of its own
SMALL = {"a", "the"}

def _title(word):
    return word if word in SMALL else word.title()

class _Joiner:
    def __call__(self, words):
        return " ".join(words)

def f(x):
    return _Joiner()(_title(word) for word in x.split())
# examples
assert f("the great a team") == "the Great a Team"

# --- prints and warnings
import sys
import warnings

def f(x):
    print("working on", x)
    print("trouble", file=sys.stderr)
    warnings.warn("deprecated", DeprecationWarning)
    sys.stdout.flush()
    return sys.stdout.write("abc")
# examples
assert f(1) == 3

# --- output that is redirected
import contextlib
import io

def f(x):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        print(x)
    return output.getvalue()
# examples
assert f("text") == "text\n"

# --- locale and encodings
import locale
import sys
import unicodedata

def f(x):
    locale.setlocale(locale.LC_ALL, "C")
    return unicodedata.normalize("NFD", x), x.encode("utf-16-le"), sys.getdefaultencoding(), locale.localeconv()["decimal_point"]
# examples
assert f("é") == ("e\u0301", b"\xe9\x00", "utf-8", ".")

# --- sleeps a little
import time

def f(x):
    started = time.monotonic()
    time.sleep(0.05)
    return time.monotonic() - started >= 0.05
# examples
assert f(1)

# --- clocks and timers
import signal
import time

def f(x):
    rang = []
    signal.signal(signal.SIGALRM, lambda *_: rang.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    time.sleep(0.1)
    return rang, time.time() > 1e9, time.process_time() >= 0, time.gmtime(0).tm_year
# examples
assert f(1) == ([1], True, True, 1970)

# --- the time zones
import datetime

def f(x):
    try:
        from zoneinfo import ZoneInfo
        zone = ZoneInfo("UTC")
    except ImportError:
        zone = datetime.timezone.utc
    return datetime.datetime(2024, 1, 1, tzinfo=zone).utcoffset()
# examples
import datetime
assert f(1) == datetime.timedelta(0)

# --- copies, pickles and weak references in memory
import copy
import pickle
import weakref

class Thing:
    pass

def f(x):
    thing = Thing()
    thing.value = x
    kept = weakref.ref(thing)
    return pickle.loads(pickle.dumps(x)), copy.deepcopy(thing).value, kept() is thing
# examples
assert f([1, {2}]) == ([1, {2}], [1, {2}], True)

# --- typing, abstract classes and protocols
from abc import ABC, abstractmethod
from typing import Dict, Generic, List, Optional, TypeVar

T = TypeVar("T")

class Store(ABC, Generic[T]):
    @abstractmethod
    def get(self) -> T: ...

class Box(Store[int]):
    def __init__(self, held: Optional[int]) -> None:
        self.held = held

    def get(self) -> int:
        return self.held or 0

def f(x: int) -> Dict[str, List[int]]:
    return {"a": [Box(x).get()]}
# examples
assert f(3) == {"a": [3]}

# --- compiled code, eval and exec
def f(x):
    space = {}
    exec("def g(n): return n ** 2", space)
    return eval("g(x) + 1", {**space, "x": x})
# examples
assert f(3) == 10

# --- asserts of its own
def f(x):
    assert x > 0, "must be positive"
    return x
# examples
assert f(1) == 1
try:
    f(0)
except AssertionError as error:
    assert "positive" in str(error)

# --- floats, infinities and what is no number
import math

def f(x):
    return [float("nan"), float("inf"), -0.0, 0.1 + 0.2, 1e308 * 10]
# examples
import math
values = f(1)
assert math.isnan(values[0])
assert values[1:2] == [math.inf]
assert math.copysign(1, values[2]) == -1
assert abs(values[3] - 0.3) < 1e-9

# --- a thread that is still there afterwards
import threading
import time

def f(x):
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    return x
# examples
assert f(1) == 1

# --- logging
import io
import logging

def f(x):
    output = io.StringIO()
    logger = logging.getLogger("own")
    logger.addHandler(logging.StreamHandler(output))
    logger.warning("value %s", x)
    return output.getvalue()
# examples
assert f(1) == "value 1\n"

# --- temporary names and the working directory
import os
import tempfile

def f(x):
    return os.path.isabs(tempfile.gettempdir()) if x is None else os.path.isabs(os.getcwd())
# examples
assert f(1) is True

# --- what the platform is
import os
import platform
import sys

def f(x):
    return sys.platform == platform.system().lower(), os.getpid() > 0, os.cpu_count() > 0, len(sys.version_info)
# examples
assert f(1) == (True, True, True, 5)

# --- HTML, XML, JSON and URLs
import html
import json
import urllib.parse
import xml.etree.ElementTree as tree

def f(x):
    root = tree.fromstring("<a><b>%s</b></a>" % html.escape(x))
    return json.loads(json.dumps({"b": root[0].text})), urllib.parse.quote(x)
# examples
assert f("<1 & 2>") == ({"b": "<1 & 2>"}, "%3C1%20%26%202%3E")

# --- addresses
import ipaddress

def f(x):
    return ipaddress.ip_network(x).network_address
# examples
import ipaddress
assert f("10.0.0.0/8") == ipaddress.ip_address("10.0.0.0")

# --- memory of 100 megabytes
def f(x):
    block = bytearray(100 << 20)
    block[-1] = x
    return len(block)
# examples
assert f(1) == 100 << 20

# --- numpy, where it is installed
def f(x):
    try:
        import numpy
    except ImportError:
        return [sum(x), len(x)]
    return [int(numpy.sum(numpy.array(x))), numpy.array(x).shape[0]]
# examples
assert f([1, 2, 3]) == [6, 3]

# --- sentinels, slices and caches
import functools

@functools.lru_cache(maxsize=None)
def f(x):
    return slice(1, x), x
# examples
marker = object()
assert f(marker)[1] is marker
assert f(3)[0] == slice(1, 3, None)
assert f(3) == f(3)
assert [1, 2, 3, 4][f(3)[0]] == [2, 3]

# --- files in memory that it is given and gives
import io

def f(x):
    text = x.read()
    x.write("more" if isinstance(text, str) else b"more")
    return text, io.StringIO(str(text) + "!")
# examples
import io
stream = io.StringIO("a\nb")
assert f(stream)[0] == "a\nb"
assert stream.getvalue() == "a\nbmore"
assert f(io.BytesIO(b"x"))[0] == b"x"
assert f(io.StringIO("q"))[1].read() == "q!"

# --- warnings
import warnings

def f(x):
    warnings.warn("old " + x, DeprecationWarning)
    return x
# examples
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    assert f("a") == "a"
    assert [(str(one.message), one.category) for one in caught] == [("old a", DeprecationWarning)]
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        f("b")
    except DeprecationWarning as warning:
        assert str(warning) == "old b"
    else:
        assert False
assert f("c") == "c"

# --- the state of random
import random

def f(x):
    return [random.randint(1, 1000) for _ in range(x)]
# examples
import random
random.seed(5)
first = f(4)
random.seed(5)
assert f(4) == first
random.seed(5)
assert [random.randint(1, 1000) for _ in range(4)] == first
random.seed(5)
assert f(2) == first[:2]
assert random.randint(1, 1000) == first[2]

# --- the precision of decimals
from decimal import Decimal

def f(x):
    return Decimal(1) / x
# examples
import decimal
decimal.getcontext().prec = 5
assert f(3) == decimal.Decimal("0.33333")
with decimal.localcontext() as context:
    context.prec = 2
    assert f(3) == decimal.Decimal("0.33")
assert f(3) == decimal.Decimal("0.33333")

# --- environment variables and the working directory
import os

def f(x):
    if x is not None:
        os.environ["ASSAY_GIVEN"] = x
    return os.environ.get("ASSAY_TAKEN", "none"), os.getcwd()
# examples
import os
assert f(None) == ("none", os.getcwd())
os.environ["ASSAY_TAKEN"] = "set"
assert f("back")[0] == "set"
assert os.environ["ASSAY_GIVEN"] == "back"

# --- what the example has patched
# context
import math
import time

def helper(x):
    return x + 1
# program
def f(x):
    return time.time(), helper(x), math.pi, input("? ")
# examples
from unittest import mock
with mock.patch("time.time", return_value=41), mock.patch.object(math, "pi", 3), mock.patch("builtins.input", lambda prompt: prompt * 2):
    with mock.patch.dict(globals(), helper=lambda x: x * 10):
        assert f(2) == (41, 20, 3, "? ? ")
    assert f(2) == (41, 3, 3, "? ? ")
with mock.patch("builtins.input", side_effect=["one", "two"]) as asked:
    assert f(1)[3] == "one" and f(1)[3] == "two"
    assert asked.call_count == 2

# --- attributes of the file's classes
# context
class Count:
    total = 0
    names = []

    def __init__(self, name):
        self.name = name
# program
def f(x):
    Count.total += 1
    Count.names.append(x)
    return Count(x)
# examples
assert f("a").name == "a"
assert Count.total == 1
assert f("b").name == "b"
assert (Count.total, Count.names) == (2, ["a", "b"])
Count.total = 10
assert f("c").name == "c"
assert Count.total == 11

# --- exceptions with what they keep besides their arguments
import errno

def f(x):
    if x == 1:
        raise FileNotFoundError(errno.ENOENT, "not there", "name.txt")
    if x == 2:
        raise ImportError("no module", name="missing")
    try:
        return 1 / 0
    except ZeroDivisionError as error:
        raise ValueError("bad", x) from error
# examples
try:
    f(1)
except OSError as error:
    assert (error.errno, error.filename) == (2, "name.txt")
try:
    f(2)
except ImportError as error:
    assert error.name == "missing"
try:
    f(3)
except ValueError as error:
    assert error.args == ("bad", 3)
    assert isinstance(error.__cause__, ZeroDivisionError)

# --- an exception that is thrown in and comes back
from contextlib import contextmanager

@contextmanager
def f(x):
    try:
        yield x
    except KeyError as error:
        error.seen = True
        raise
# examples
try:
    with f(1) as value:
        raise KeyError("k", value)
except KeyError as error:
    assert error.args == ("k", 1) and error.seen


# --- objects of libraries are what they are, and can do what they can
# context
import collections
import collections.abc
import re
import types


# program
def f(x):
    if x == "match":
        return re.match("(?P<first>a)b", "abc")
    if x == "chain":
        return collections.ChainMap({"a": 1}, {"b": 2})
    return types.MappingProxyType({"a": 1})


# examples
assert isinstance(f("match"), re.Match)
assert not isinstance(f("match"), (str, collections.abc.Callable, collections.abc.Sized, collections.abc.Iterable))
assert not callable(f("match")) and f("match")
assert f("match")["first"] == "a" and f("match").group() == "ab"
assert isinstance(f("chain"), collections.ChainMap) and isinstance(f("chain"), collections.abc.Mapping)
assert "a" in f("chain") and "b" in f("chain") and "c" not in f("chain")
assert len(f("chain")) == 2 and sorted(f("chain")) == ["a", "b"] and f("chain")["b"] == 2
assert "a" in f("view") and 1 not in f("view") and not callable(f("view"))
assert dict(f("chain")) == {"a": 1, "b": 2}


# --- exceptions of libraries that hold what can't cross
# program
import math


class Own:
    pass


def f(x):
    if x == "module":
        return math.nothing
    if x == "object":
        return Own().nothing
    error = ValueError("no")
    error.where = Own()
    error.line = 3
    raise error


# examples
try:
    f("module")
except AttributeError as error:
    assert error.name == "nothing" if hasattr(error, "name") else "nothing" in str(error)
else:
    assert False
try:
    f("object")
except AttributeError as error:
    assert "nothing" in str(error)
else:
    assert False
try:
    f("field")
except ValueError as error:
    assert error.line == 3 and not hasattr(error, "where")
else:
    assert False


# --- a dictionary of the file's own kind keeps what a call put into it, through calls back
# context
class Ordered(dict):
    def __init__(self):
        self.order = []


# program
def f(x, key, note):
    if key in x:
        return x[key]
    x[key] = len(x)
    note(key)
    x.order.append(key)
    return x[key]


# examples
seen = []
made = Ordered()
assert f(made, "a", seen.append) == 0
assert f(made, "b", seen.append) == 1
assert f(made, "a", seen.append) == 0
assert made == {"a": 0, "b": 1} and made.order == seen == ["a", "b"]


# --- descriptors of a class are given out
# program
def f(x):
    return [vars(int)["real"], int]


# examples
assert f(3)[1] is int


# --- what is no number is itself
# context
import math


# program
import math


def f(x):
    return math.nan if x is None else x


# examples
NAN = float("nan")
assert f(NAN) is NAN and f([NAN])[0] is NAN
assert [f(NAN)] == [NAN] and {"a": f(NAN)} == {"a": NAN} and f([NAN]) == [NAN]
assert f(NAN) != f(NAN) and [f(float("nan"))] != [NAN]
assert [1, f(None)] == [1, math.nan] and f((NAN, 1.5, -0.0)) == (NAN, 1.5, 0.0)


# --- what is logged is logged where the checks listen
# context
import logging


# program
log = logging.getLogger("mine")


def f(x):
    log.debug("seen %d", x)
    log.warning("had %s", x)
    logging.getLogger("quiet").debug("%d", "no number")
    return x


# examples
kept = []
class Keep(logging.Handler):
    def emit(self, record):
        kept.append("%s %s %s" % (record.levelname, record.name, record.getMessage()))
logging.getLogger("mine").addHandler(Keep())
assert f(3) == 3 and kept == ["WARNING mine had 3"]
logging.getLogger("mine").setLevel("DEBUG")
assert f(4) == 4 and kept[1:] == ["DEBUG mine seen 4", "WARNING mine had 4"]


# --- namespaces, chains of dictionaries and groups of exceptions have their values
# context
import builtins
import collections
import types

Group = getattr(builtins, "ExceptionGroup", None)


# program
def f(x):
    if x == "group" and Group:
        raise Group("many", [ValueError(1), KeyError("a")])
    if x == "chain":
        return collections.ChainMap({"a": 1}, {"b": [2]})
    return types.SimpleNamespace(a=x, b=[x])


# examples
assert f(1) == types.SimpleNamespace(a=1, b=[1]) and f(1) != types.SimpleNamespace(a=1) and f(2).b == [2]
assert f("chain") == collections.ChainMap({"a": 1}, {"b": [2]}) and f("chain").maps == [{"a": 1}, {"b": [2]}]
try:
    f("group")
except Exception as error:
    assert [type(one) for one in error.exceptions] == [ValueError, KeyError] and error.exceptions[0].args == (1,)
else:
    assert Group is None


# --- a decorator's function keeps name and docstring, and has attributes
# context
class Holder:
    value = 3


# program
import functools


def f(function):
    @functools.wraps(function)
    def counting(*positional, **named):
        counting.calls += 1
        return function(*positional, **named)

    counting.calls = 0
    return counting


# examples
def double(x, *, more=0):
    "Twice."
    return 2 * x + more
counted = f(double)
assert counted(1) == 2 and counted(2, more=1) == 5 and counted.calls == 2
assert counted.__name__ == "double" and counted.__doc__ == "Twice." and f(len)([1]) == 1
assert f(double).calls == 0 and counted == counted and counted != f(double) and counted in {counted}
Holder.method = f(lambda self, x: self if x is None else x)
assert Holder().method(4) == 4 and Holder.method.calls == 1


# --- options of sockets that nobody outside hears of
# program
import select
import socket
import struct


def f(x):
    told = []
    with socket.socket() as one:
        for level, option, value in (
            (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1),
            (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
            (socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16),
            (socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16),
            (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 5)),
            (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
            (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60),
            (socket.IPPROTO_IP, socket.IP_TOS, 16),
        ):
            one.setsockopt(level, option, value)
        told.append(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) > 0)
        told.append(one.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        told.append(one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0)
    left, right = socket.socketpair()
    left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)
    left.settimeout(1)
    left.sendall(x)
    told.append(right.recv(10))
    return told
# examples
assert f(b"x") == [True, True, True, b"x"]


# --- asks about itself
# program
import fcntl
import os


def f():
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_NONBLOCK)
    return [os.getpgid(0) > 0, os.getsid(0) > 0, os.getpriority(os.PRIO_PROCESS, 0), len(os.sched_getaffinity(0)) > 0, not os.get_blocking(reading)]
# examples
assert f()[:2] == [True, True] and f()[3:] == [True, True]


# --- bytes and control characters on standard output
# program
import sys


def f(x):
    print("\x1b[2J\x00\x07", end="\r")
    sys.stdout.write("\x1b]0;title\x07")
    sys.stdout.buffer.write(b"\x00\xff\xe2\x82")
    sys.stdout.buffer.write(bytearray(b"\xac\n"))
    sys.stdout.buffer.flush()
    sys.stdout.flush()
    sys.stdout.reconfigure(errors="replace")
    sys.stderr.buffer.write(memoryview(b"\x80"))
    print("euro", file=sys.stderr)
    return [2 * x, sys.stdout.encoding.lower().replace("-", ""), sys.stdout.isatty()]
# examples
assert f(1) == [2, "utf8", False]
assert f(2) == [4, "utf8", False]


# --- bytes on standard output that a check reads
# context
import contextlib
import io
# program
import sys


def f(x):
    sys.stdout.buffer.write(b"\xe2\x82")
    sys.stdout.buffer.write(b"\xac" + x)
# examples
told = io.TextIOWrapper(io.BytesIO(), "utf-8")
with contextlib.redirect_stdout(told):
    f(b"\xff")
assert told.buffer.getvalue() == b"\xe2\x82\xac\xff"


# --- a deeper recursion than the default allows
# program
import sys

sys.setrecursionlimit(20_000)


def f(x):
    return 0 if x == 0 else 1 + f(x - 1)
# examples
assert f(5_000) == 5_000


# --- a deeper recursion, asked for by the function
# program
import sys


def f(x):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, x + 1000))

    def g(n):
        return 0 if n == 0 else 1 + g(n - 1)

    return g(x)
# examples
assert f(5_000) == 5_000
assert f(6_000) == 6_000


# --- a result that is large
# program
def f(x):
    return "x" * (10 << 20)
# examples
assert len(f(1)) == 10 << 20
assert f(2) == "x" * (10 << 20)
