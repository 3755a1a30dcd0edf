# Where the function stands: branches, packages, modules with state.

# === under a condition: compat.py::batched
# --- compat.py
import sys

if sys.version_info >= (3, 8):

    def batched(values, size):
        return [values[at : at + size] for at in range(0, len(values), size)]

else:
    raise ImportError("too old")


assert batched("abc", 2) == ["ab", "c"]
assert batched("", 2) == []
# --- right: by a while
def batched(values, size):
    found = []
    while values:
        found.append(values[:size])
        values = values[size:]
    return found
# --- wrong: drops the rest
def batched(values, size):
    return [values[at : at + size] for at in range(0, len(values) - size + 1, size)]

# === under a try: fallback.py::clean
# --- fallback.py
try:
    from no_such_module_anywhere import clean
except ImportError:

    def clean(text):
        return text.strip().lower()


assert clean(" A ") == "a"
assert clean("b") == "b"
# --- right: the other way round
def clean(text):
    return text.lower().strip()
# --- wrong: keeps its case
def clean(text):
    return text.strip()

# === in __init__: tools/__init__.py::flatten
# --- tools/__init__.py
from .parts import parts_of


def flatten(values):
    return [one for part in parts_of(values) for one in part]


assert flatten([[1], [2, 3]]) == [1, 2, 3]
assert flatten([]) == []
# --- tools/parts.py
def parts_of(values):
    return list(values)
# --- right: by sum
def flatten(values):
    return sum(parts_of(values), [])
# --- wrong: the first alone
def flatten(values):
    return list(parts_of(values)[0]) if values else []

# === relative imports: app/web/views.py::render
# --- app/__init__.py
NAME = "app"
# --- app/web/__init__.py
# --- app/web/views.py
from .. import NAME
from .filters import shout


def render(text):
    return "%s: %s" % (NAME, shout(text))


assert render("hi") == "app: HI!"
# --- app/web/filters.py
def shout(text):
    return text.upper() + "!"
# --- right: by join
def render(text):
    return ": ".join([NAME, shout(text)])
# --- wrong: not shouted
def render(text):
    return "%s: %s" % (NAME, text)

# === bound elsewhere at import: lib/core.py::gcd
# --- lib/__init__.py
from . import table
# --- lib/table.py
from .core import gcd

FUNCTIONS = {"gcd": gcd}
# --- lib/core.py
def gcd(one, other):
    while other:
        one, other = other, one % other
    return one


def test():
    from . import table

    assert table.FUNCTIONS["gcd"](12, 18) == 6


test()
assert gcd(5, 0) == 5
# --- right: by recursion
def gcd(one, other):
    return one if other == 0 else gcd(other, one % other)
# --- wrong: the smaller
def gcd(one, other):
    return min(one, other) or one

# === state of the module: ids.py::new_id
# --- ids.py
_last = 0
made = []


def new_id():
    global _last
    _last += 1
    made.append(_last)
    return _last


assert new_id() == 1
assert new_id() == 2
assert made == [1, 2]
# --- right: in another order
def new_id():
    global _last
    made.append(_last + 1)
    _last = made[-1]
    return _last
# --- wrong: keeps no list
def new_id():
    global _last
    _last += 1
    return _last

# === called while the module loads: defaults.py::parse_size
# --- defaults.py
def parse_size(text):
    return int(text[:-1]) * {"k": 1000, "m": 1000000}[text[-1]]


LIMIT = parse_size("2k")


def fits(size):
    return size <= LIMIT


assert LIMIT == 2000
assert fits(1999)
assert not fits(2001)
# --- right: by an if
def parse_size(text):
    unit = 1000 if text[-1] == "k" else 1000000
    return unit * int(text[:-1])
# --- wrong: binary
def parse_size(text):
    return int(text[:-1]) * {"k": 1024, "m": 1048576}[text[-1]]

# === rebound below: shadow.py::area
# --- shadow.py
def area(width, height):
    return width * height


plain = area


def area_of_square(side):
    return area(side, side)


assert area_of_square(3) == 9
assert plain(2, 5) == 10
assert [one(1, 2) for one in (area, plain)] == [2, 2]
# --- right: added up
def area(width, height):
    return sum([width] * height)
# --- wrong: half around
def area(width, height):
    return width + height

# === future annotations: later.py::newest
# --- later.py
from __future__ import annotations


def newest(rows: list[Row]) -> Row:
    return max(rows, key=lambda one: one.at)


class Row:
    def __init__(self, at):
        self.at = at


first, last = Row(1), Row(2)
assert newest([first, last]) is last
assert newest([last, first]) is last
assert newest.__annotations__["return"] == "Row"
# --- right: by sorted
def newest(rows: list[Row]) -> Row:
    return sorted(rows, key=lambda one: one.at)[-1]
# --- wrong: the last of them
def newest(rows: list[Row]) -> Row:
    return rows[-1]

# === two functions of one name: twins.py::twin
# --- twins.py
def twin(value):
    return value + 1


before = twin


def twin(value):
    return before(value) * 2


assert twin(1) == 4
assert before(1) == 2
# --- right: added to itself
def twin(value):
    half = before(value)
    return half + half
# --- wrong: by three
def twin(value):
    return before(value) * 3

# === tests of the standard library: basket.py::total (unittest)
# --- basket.py
def total(prices, rebate=0):
    return sum(prices) - rebate
# --- test_basket.py
import unittest

from basket import total


class Totals(unittest.TestCase):
    def setUp(self):
        self.prices = [3, 4]

    def test_sum(self):
        self.assertEqual(total(self.prices), 7)

    def test_rebate(self):
        self.assertEqual(total(self.prices, rebate=2), 5)

    def test_none(self):
        for some in ([], ()):
            with self.subTest(some=some):
                self.assertEqual(total(some), 0)
# --- right: a loop
def total(prices, rebate=0):
    left = -rebate
    for one in prices:
        left += one
    return left
# --- wrong: no rebate
def total(prices, rebate=0):
    return sum(prices)
