# Packages, siblings, module state, and where tests come from.

# === module counter: ids.py::new_id
# --- ids.py
_last = 0


def new_id():
    global _last
    _last += 1
    return f"id{_last}"


def reset():
    global _last
    _last = 0
# --- test_ids.py
import ids


def setup_function():
    ids.reset()


def test_counts():
    assert [ids.new_id(), ids.new_id()] == ["id1", "id2"]
    assert ids._last == 2


def test_reset():
    assert ids.new_id() == "id1"
    ids.reset()
    assert ids.new_id() == "id1"
# --- wrong: its own counter
def new_id():
    new_id.count = getattr(new_id, "count", 0) + 1
    return f"id{new_id.count}"
# --- wrong: the number before
def new_id():
    global _last
    _last += 1
    return f"id{_last - 1}"

# === state in a sibling: cart.py::checkout
# --- storage.py
orders = []
limit = 2
# --- cart.py
import storage


def checkout(items):
    if len(storage.orders) >= storage.limit:
        raise OverflowError("no room")
    storage.orders.append(tuple(items))
    return len(storage.orders)
# --- test_cart.py
import cart
import pytest
import storage


@pytest.fixture(autouse=True)
def fresh():
    storage.orders = []
    yield
    storage.limit = 2


def test_orders():
    assert cart.checkout("ab") == 1
    assert storage.orders == [("a", "b")]


def test_limit():
    storage.limit = 0
    with pytest.raises(OverflowError):
        cart.checkout([])
# --- wrong: keeps the list itself
def checkout(items):
    if len(storage.orders) >= storage.limit:
        raise OverflowError("no room")
    storage.orders.append(items)
    return len(storage.orders)
# --- wrong: knows the limit
def checkout(items):
    if len(storage.orders) >= 2:
        raise OverflowError("no room")
    storage.orders.append(tuple(items))
    return len(storage.orders)

# === re-exported by the package: mathlib/core.py::gcd
# --- mathlib/__init__.py
from .core import gcd
from .extra import lcm

__all__ = ["gcd", "lcm"]
# --- mathlib/core.py
def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)
# --- mathlib/extra.py
from .core import gcd


def lcm(a, b):
    return a * b // gcd(a, b)
# --- tests/test_mathlib.py
import mathlib
from mathlib import gcd, lcm


def test_gcd():
    assert gcd(12, 18) == 6
    assert gcd(4, -6) == 2


def test_lcm():
    assert lcm(4, 6) == 12
    assert mathlib.gcd is mathlib.core.gcd
# --- wrong: keeps the sign
def gcd(a, b):
    while b:
        a, b = b, a - b * int(a / b)
    return a
# --- wrong: one is always a divisor
def gcd(a, b):
    return 1

# === defined in __init__: tools/__init__.py::flatten
# --- tools/__init__.py
from . import kinds


def flatten(items):
    for item in items:
        if kinds.is_nested(item):
            yield from flatten(item)
        else:
            yield item
# --- tools/kinds.py
def is_nested(item):
    return isinstance(item, (list, tuple))
# --- test_tools.py
from unittest.mock import patch

import tools
from tools import flatten


def test_flatten():
    assert list(flatten([1, (2, [3]), "ab"])) == [1, 2, 3, "ab"]


def test_patched():
    with patch("tools.kinds.is_nested", return_value=False):
        assert list(tools.flatten([[1]])) == [[1]]
# --- wrong: one level
def flatten(items):
    for item in items:
        if kinds.is_nested(item):
            yield from item
        else:
            yield item
# --- wrong: does not ask
def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item

# === relative imports two levels up: app/web/views.py::render
# --- app/__init__.py
# --- app/config.py
SITE = "Site"
# --- app/web/__init__.py
from .views import render
# --- app/web/views.py
from .. import config
from .escape import escape


def render(title):
    return f"<h1>{escape(title)} - {config.SITE}</h1>"
# --- app/web/escape.py
def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")
# --- app/web/test_views.py
from .. import config
from . import views


def test_render():
    assert views.render("a<b") == "<h1>a&lt;b - Site</h1>"


def test_site(monkeypatch):
    monkeypatch.setattr(config, "SITE", "X")
    assert views.render("") == "<h1> - X</h1>"
# --- wrong: does not escape
def render(title):
    return f"<h1>{title} - {config.SITE}</h1>"
# --- wrong: escapes all
def render(title):
    return escape(f"<h1>{title} - {config.SITE}</h1>")

# === module named like its package: shapes/shapes.py::perimeter
# --- shapes/__init__.py
from shapes.shapes import perimeter
# --- shapes/shapes.py
def perimeter(*sides):
    if len(sides) < 3:
        raise ValueError("too few sides")
    return sum(sides)
# --- tests/test_shapes.py
import pytest
from shapes import perimeter


def test_triangle():
    assert perimeter(3, 4, 5) == 12


def test_too_few():
    with pytest.raises(ValueError):
        perimeter(1, 2)
# --- wrong: two are enough
def perimeter(*sides):
    if len(sides) < 2:
        raise ValueError("too few sides")
    return sum(sides)
# --- wrong: the longest
def perimeter(*sides):
    if len(sides) < 3:
        raise ValueError("too few sides")
    return max(sides)

# === a src layout: src/acme/dates.py::is_leap
# --- pytest.ini
[pytest]
pythonpath = src
testpaths = tests
# --- src/acme/__init__.py
# --- src/acme/dates.py
def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
# --- tests/test_dates.py
import pytest
from acme.dates import is_leap


@pytest.mark.parametrize("year", [2000, 2004])
def test_leap(year):
    assert is_leap(year)


@pytest.mark.parametrize("year", [1900, 2001])
def test_not(year):
    assert not is_leap(year)
# --- wrong: every fourth
def is_leap(year):
    return year % 4 == 0
# --- wrong: no centuries
def is_leap(year):
    return year % 4 == 0 and year % 100 != 0

# === path set by conftest: lib/words.py::plural
# --- conftest.py
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "lib"))
# --- lib/words.py
from endings import ENDINGS


def plural(word):
    for ending, new in ENDINGS:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + new
    return word
# --- lib/endings.py
ENDINGS = [("y", "ies"), ("s", "ses"), ("", "s")]
# --- test_words.py
from words import plural


def test_plural():
    assert [plural(word) for word in ("city", "bus", "dog")] == ["cities", "buses", "dogs"]
# --- wrong: s always
def plural(word):
    return word + "s"
# --- wrong: doubles the ending
def plural(word):
    for ending, new in ENDINGS:
        if word.endswith(ending):
            return word + new
    return word

# === tests re-exported: solver.py::solve
# --- solver.py
def solve(a, b):
    """x in a * x + b == 0; None where there is none or many."""
    if a == 0:
        return None
    return -b / a
# --- suites/__init__.py
from .linear import TestLinear, test_simple
# --- suites/linear.py
from solver import solve


def test_simple():
    assert solve(2, -4) == 2


class TestLinear:
    def test_none(self):
        assert solve(0, 1) is None

    def test_negative(self):
        assert solve(1, 3) == -3
# --- test_solver.py
from suites import *
from suites import TestLinear, test_simple
# --- wrong: raises
def solve(a, b):
    return -b / a
# --- wrong: the sign
def solve(a, b):
    if a == 0:
        return None
    return b / a

# === tests by a factory: trim.py::trim
# --- trim.py
def trim(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"
# --- test_trim.py
from trim import trim


def make(text, width, expected):
    def test():
        assert trim(text, width) == expected

    return test


for index, case in enumerate([("abc", 3, "abc"), ("abcd", 3, "ab…"), ("", 1, "")]):
    globals()[f"test_{index}"] = make(*case)

test_long = make("x" * 9, 2, "x…")
# --- wrong: one too long
def trim(text, width):
    return text if len(text) <= width else text[:width] + "…"
# --- wrong: always cut
def trim(text, width):
    return text[: width - 1] + "…"

# === a mixin of another module: stacks.py::LinkedStack.push
# --- stacks.py
class LinkedStack:
    def __init__(self):
        self.head = None

    def push(self, item):
        self.head = (item, self.head)
        return self

    def pop(self):
        item, self.head = self.head
        return item


class ListStack(list):
    def push(self, item):
        self.append(item)
        return self
# --- stack_contract.py
class StackContract:
    def test_last_in_first_out(self):
        stack = self.make().push(1).push(2)
        assert [stack.pop(), stack.pop()] == [2, 1]

    def test_same(self):
        stack = self.make()
        assert stack.push(0) is stack
# --- test_stacks.py
from stack_contract import StackContract
from stacks import LinkedStack, ListStack


class TestLinked(StackContract):
    make = LinkedStack


class TestList(StackContract):
    make = ListStack
# --- wrong: forgets the rest
def push(self, item):
    self.head = (item, None)
    return self
# --- wrong: gives the item
def push(self, item):
    self.head = (item, self.head)
    return item

# === main guard: tool.py::main
# --- tool.py
import sys


def main(argv):
    if not argv:
        print("usage: tool WORD", file=sys.stderr)
        return 2
    print(*sorted(argv))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
# --- test_tool.py
import subprocess
import sys

import tool


def test_words(capsys):
    assert tool.main(["b", "a"]) == 0
    assert capsys.readouterr().out == "a b\n"


def test_usage(capsys):
    assert tool.main([]) == 2
    captured = capsys.readouterr()
    assert "usage" in captured.err and captured.out == ""
# --- wrong: exits
def main(argv):
    if not argv:
        print("usage: tool WORD", file=sys.stderr)
        sys.exit(2)
    print(*sorted(argv))
    return 0
# --- wrong: usage to out
def main(argv):
    if not argv:
        print("usage: tool WORD")
        return 2
    print(*sorted(argv))
    return 0

# === called at import: defaults.py::parse_size
# --- defaults.py
UNITS = {"k": 1024, "m": 1024**2}


def parse_size(text):
    unit = text[-1].lower()
    return int(text[:-1]) * UNITS[unit] if unit in UNITS else int(text)


LIMIT = parse_size("4k")
TABLE = {name: parse_size(name) for name in ("1m", "7")}
# --- test_defaults.py
import defaults
from defaults import parse_size


def test_at_import():
    assert defaults.LIMIT == 4096
    assert defaults.TABLE == {"1m": 1048576, "7": 7}


def test_call():
    assert parse_size("2K") == 2048
# --- wrong: thousands
def parse_size(text):
    unit = text[-1].lower()
    return int(text[:-1]) * {"k": 1000, "m": 1000**2}[unit] if unit in UNITS else int(text)
# --- wrong: small letters only
def parse_size(text):
    unit = text[-1]
    return int(text[:-1]) * UNITS[unit] if unit in UNITS else int(text)

# === defined under a condition: compat.py::batched
# --- compat.py
import itertools

if hasattr(itertools, "no_such_function"):
    batched = itertools.no_such_function
else:

    def batched(items, n):
        iterator = iter(items)
        while batch := tuple(itertools.islice(iterator, n)):
            yield batch
# --- test_compat.py
from compat import batched


def test_batched():
    assert list(batched("abc", 2)) == [("a", "b"), ("c",)]
    assert list(batched("", 2)) == []
# --- wrong: lists
def batched(items, n):
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, n)):
        yield batch
# --- wrong: whole ones only
def batched(items, n):
    iterator = iter(items)
    while len(batch := tuple(itertools.islice(iterator, n))) == n:
        yield batch

# === module __getattr__ and dynamic names: lazy_names.py::__getattr__
# --- lazy_names.py
made = []


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    made.append(name)
    value = globals()[name] = name.upper()
    return value
# --- test_lazy_names.py
import lazy_names
import pytest


def test_made_once():
    lazy_names.made.clear()
    assert lazy_names.red == "RED"
    assert lazy_names.red == "RED"
    assert lazy_names.made == ["red"]


def test_private():
    with pytest.raises(AttributeError):
        lazy_names._x
# --- wrong: each time
def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    made.append(name)
    return name.upper()
# --- wrong: private ones too
def __getattr__(name):
    made.append(name)
    value = globals()[name] = name.upper()
    return value

# === circular imports: left.py::ping
# --- left.py
def ping(n):
    import right

    return n if n > 9 else right.pong(n + 1)
# --- right.py
import left


def pong(n):
    return left.ping(n * 2)
# --- test_left.py
import left
import right


def test_both():
    assert left.ping(1) == 10
    assert right.pong(5) == 10
    assert left.ping(99) == 99
# --- wrong: ends too early
def ping(n):
    import right

    return n if n > 3 else right.pong(n + 1)
# --- wrong: does not add
def ping(n):
    import right

    return n if n > 9 else right.pong(n)
