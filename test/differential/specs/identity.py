# Identity and equality of objects.

# === a sentinel for a default: lookup.py::lookup
# --- lookup.py
MISSING = object()


def lookup(table, key, default=MISSING):
    if key in table:
        return table[key]
    if default is MISSING:
        raise KeyError(key)
    return default
# --- test_lookup.py
import lookup
import pytest


def test_there():
    assert lookup.lookup({"a": 1}, "a") == 1


def test_none_is_a_default():
    assert lookup.lookup({}, "a", None) is None


def test_missing():
    with pytest.raises(KeyError):
        lookup.lookup({}, "a")
    with pytest.raises(KeyError):
        lookup.lookup({}, "a", lookup.MISSING)
# --- wrong: None for missing
def lookup(table, key, default=MISSING):
    value = table.get(key)
    if value is not None:
        return value
    if default is MISSING:
        return None
    return default
# --- wrong: None raises
def lookup(table, key, default=MISSING):
    if key in table:
        return table[key]
    if default is MISSING or default is None:
        raise KeyError(key)
    return default

# === gives back what it got: chaining.py::Query.where
# --- chaining.py
class Query:
    def __init__(self):
        self.parts = []

    def where(self, part):
        self.parts.append(part)
        return self
# --- test_chaining.py
from chaining import Query


def test_chain():
    query = Query()
    assert query.where("a").where("b") is query
    assert query.parts == ["a", "b"]
# --- wrong: a new one
def where(self, part):
    new = Query()
    new.parts = self.parts + [part]
    return new
# --- wrong: nothing
def where(self, part):
    self.parts.append(part)

# === a singleton: config.py::Config.__new__
# --- config.py
class Config:
    only = None

    def __new__(cls):
        if cls.only is None:
            cls.only = super().__new__(cls)
            cls.only.values = {}
        return cls.only
# --- test_config.py
from config import Config


def test_one():
    one = Config()
    one.values["a"] = 1
    assert Config() is one
    assert Config().values == {"a": 1}
    assert type(one) is Config
# --- wrong: one each time
def __new__(cls):
    one = super().__new__(cls)
    one.values = {"a": 1}
    return one
# --- wrong: forgets the values
def __new__(cls):
    if cls.only is None:
        cls.only = super().__new__(cls)
    cls.only.values = {}
    return cls.only

# === an alias of the function: names.py::slug
# --- names.py
def slug(text):
    return "-".join(text.lower().split())


to_slug = slug
table = {"slug": slug, "same": to_slug}
# --- test_names.py
import names
from names import slug, table, to_slug


def test_alias():
    assert to_slug is slug is names.slug
    assert to_slug("A  B") == "a-b"


def test_table():
    assert table["slug"] is table["same"]
    assert table["same"](" X ") == "x"
    assert slug.__name__ == "slug" and slug.__module__ == "names"
# --- wrong: blanks stay
def slug(text):
    return text.lower()
# --- wrong: every blank
def slug(text):
    return text.lower().replace(" ", "-")

# === a copy, or the same: baskets.py::without
# --- baskets.py
def without(items, unwanted):
    """The same list where nothing goes, else a new one."""
    if unwanted not in items:
        return items
    return [item for item in items if item != unwanted]
# --- test_baskets.py
from baskets import without


def test_same():
    items = [1, 2]
    assert without(items, 3) is items


def test_new():
    items = [1, 2, 1]
    assert without(items, 1) == [2]
    assert items == [1, 2, 1]
# --- wrong: always new
def without(items, unwanted):
    return [item for item in items if item != unwanted]
# --- wrong: in place
def without(items, unwanted):
    while unwanted in items:
        items.remove(unwanted)
    return items

# === interned symbols: symbols.py::symbol
# --- symbols.py
class Symbol:
    def __init__(self, name):
        self.name = name


known = {}


def symbol(name):
    if name not in known:
        known[name] = Symbol(name)
    return known[name]


PLUS = symbol("+")
# --- test_symbols.py
import symbols


def test_same():
    assert symbols.symbol("a") is symbols.symbol("a")
    assert symbols.symbol("a") is not symbols.symbol("b")


def test_made_at_import():
    assert symbols.symbol("+") is symbols.PLUS
    assert isinstance(symbols.PLUS, symbols.Symbol)
    assert symbols.PLUS.name == "+"
# --- wrong: a new one
def symbol(name):
    known[name] = Symbol(name)
    return known[name]
# --- wrong: by first letter
def symbol(name):
    if name[:0] not in known:
        known[name[:0]] = Symbol(name)
    return known[name[:0]]

# === mutable default: history.py::remember
# --- history.py
def remember(item, seen=[]):
    """Keeps what it was given, over all calls."""
    seen.append(item)
    return seen
# --- test_history.py
from history import remember


def test_default_is_kept():
    first = remember(1)
    assert remember(2) is first
    assert first[-2:] == [1, 2]
    assert remember.__defaults__[0] is first


def test_given():
    mine = []
    assert remember(3, mine) is mine
    assert mine == [3]
# --- wrong: a copy
def remember(item, seen=[]):
    seen.append(item)
    return list(seen)
# --- wrong: a new list each time
def remember(item, seen=[]):
    return [*seen, item]

# === the argument is changed in place: matrix.py::transpose
# --- matrix.py
def transpose(square):
    """Transpose in place, rows kept as the objects that they are."""
    for i in range(len(square)):
        for j in range(i):
            square[i][j], square[j][i] = square[j][i], square[i][j]
# --- test_matrix.py
from matrix import transpose


def test_in_place():
    first, second = [1, 2], [3, 4]
    square = [first, second]
    assert transpose(square) is None
    assert square == [[1, 3], [2, 4]]
    assert square[0] is first and square[1] is second
# --- wrong: new rows
def transpose(square):
    square[:] = [list(row) for row in zip(*square)]
# --- wrong: swaps twice
def transpose(square):
    for i in range(len(square)):
        for j in range(len(square)):
            square[i][j], square[j][i] = square[j][i], square[i][j]

# === shared inner lists: grid.py::grid
# --- grid.py
def grid(width, height, fill=0):
    return [[fill] * width for _ in range(height)]
# --- test_grid.py
from grid import grid


def test_rows_apart():
    rows = grid(2, 3)
    rows[0][0] = 9
    assert rows == [[9, 0], [0, 0], [0, 0]]
    assert rows[1] is not rows[2]


def test_fill_shared():
    marker = object()
    assert all(cell is marker for row in grid(2, 2, marker) for cell in row)
# --- wrong: one row many times
def grid(width, height, fill=0):
    return [[fill] * width] * height
# --- wrong: width for height
def grid(width, height, fill=0):
    return [[fill] * height for _ in range(width)]

# === the exception that was raised: wrapping.py::attempt
# --- wrapping.py
def attempt(function):
    try:
        return None, function()
    except Exception as error:
        return error, None
# --- test_wrapping.py
from wrapping import attempt


class Own(Exception):
    def __init__(self, data):
        super().__init__("own")
        self.data = data


def test_same_error():
    error = Own([1])

    def fail():
        raise error

    found, value = attempt(fail)
    assert found is error and value is None
    assert found.data is error.data
    assert found.__traceback__ is not None


def test_value():
    value = object()
    assert attempt(lambda: value) == (None, value)
# --- wrong: another error
def attempt(function):
    try:
        return None, function()
    except Exception as error:
        return Exception(str(error)), None
# --- wrong: text
def attempt(function):
    try:
        return None, function()
    except Exception as error:
        return str(error), None

# === by id and weak reference: tracker.py::Tracker.track
# --- tracker.py
import weakref


class Tracker:
    def __init__(self):
        self.alive = weakref.WeakSet()

    def track(self, thing):
        self.alive.add(thing)
        return thing
# --- test_tracker.py
import gc

from tracker import Tracker


class Thing:
    pass


def test_gone():
    tracker = Tracker()
    kept = tracker.track(Thing())
    tracker.track(Thing())
    gc.collect()
    assert list(tracker.alive) == [kept]
    assert tracker.track(kept) is kept
    assert len(tracker.alive) == 1
# --- wrong: keeps it alive
def track(self, thing):
    self.alive.add(thing)
    self.kept = [*getattr(self, "kept", []), thing]
    return thing
# --- wrong: does not keep it at all
def track(self, thing):
    return thing

# === NotImplemented: money.py::Money.__add__
# --- money.py
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)
# --- test_money.py
import pytest
from money import Money


def test_add():
    assert (Money(1) + Money(2)).cents == 3


def test_not_implemented():
    assert Money(1).__add__(1) is NotImplemented
    with pytest.raises(TypeError):
        Money(1) + 1


def test_reflected():
    class Right:
        def __radd__(self, other):
            return "right"

    assert Money(1) + Right() == "right"
# --- wrong: raises itself
def __add__(self, other):
    return Money(self.cents + other.cents)
# --- wrong: gives None
def __add__(self, other):
    if isinstance(other, Money):
        return Money(self.cents + other.cents)
