# pytest's fixtures, own and built in.

# === conftest: shop.py::total
# --- shop.py
def total(basket, prices):
    return sum(prices[item] * count for item, count in basket.items())
# --- conftest.py
import pytest


@pytest.fixture
def prices():
    return {"apple": 2, "pear": 3}


@pytest.fixture
def basket(request):
    return {"apple": 1, **getattr(request, "param", {})}
# --- test_shop.py
import pytest
from shop import total


def test_one(basket, prices):
    assert total(basket, prices) == 2


@pytest.mark.parametrize("basket", [{"pear": 2}], indirect=True)
def test_indirect(basket, prices):
    assert total(basket, prices) == 8
# --- wrong: counts no counts
def total(basket, prices):
    return sum(prices[item] for item in basket)
# --- wrong: empties the basket
def total(basket, prices):
    found = 0
    while basket:
        item, count = basket.popitem()
        found += prices[item]
    return found

# === yield fixture: ledger.py::Ledger.book
# --- ledger.py
class Ledger:
    def __init__(self):
        self.entries = []
        self.closed = False

    def book(self, amount):
        if self.closed:
            raise RuntimeError("closed")
        self.entries.append(amount)
        return sum(self.entries)
# --- test_ledger.py
import pytest
from ledger import Ledger


@pytest.fixture
def ledger():
    one = Ledger()
    yield one
    one.closed = True
    with pytest.raises(RuntimeError):
        one.book(1)


def test_sum(ledger):
    ledger.book(5)
    assert ledger.book(-2) == 3
# --- wrong: books what is closed
def book(self, amount):
    self.entries.append(amount)
    return sum(self.entries)
# --- wrong: gives the amount
def book(self, amount):
    if self.closed:
        raise RuntimeError("closed")
    self.entries.append(amount)
    return amount

# === scopes: counterfeit.py::serial
# --- counterfeit.py
import itertools

numbers = itertools.count(1)


def serial(prefix):
    return f"{prefix}{next(numbers)}"
# --- test_counterfeit.py
import pytest
from counterfeit import serial


@pytest.fixture(scope="module")
def shared():
    return serial("m")


@pytest.fixture(scope="class")
def by_class():
    return serial("c")


@pytest.fixture
def own():
    return serial("f")


class TestOrder:
    def test_first(self, shared, by_class, own):
        assert (shared, by_class, own) == ("m1", "c2", "f3")

    def test_second(self, shared, by_class, own):
        assert (shared, by_class, own) == ("m1", "c2", "f4")


def test_outside(shared, own):
    assert (shared, own) == ("m1", "f5")
# --- wrong: always one
def serial(prefix):
    return f"{prefix}1"
# --- wrong: takes two
def serial(prefix):
    return f"{prefix}{next(numbers)}{next(numbers)}"

# === params: codecs_.py::roundtrip
# --- codecs_.py
import json
import pickle


def roundtrip(codec, value):
    return codec.loads(codec.dumps(value))
# --- test_codecs_.py
import json
import pickle

import pytest
from codecs_ import roundtrip


@pytest.fixture(params=[json, pickle], ids=lambda codec: codec.__name__)
def codec(request):
    return request.param


@pytest.mark.parametrize("value", [1, [1, "a"], {"k": None}])
def test_roundtrip(codec, value):
    found = roundtrip(codec, value)
    assert found == value
    if isinstance(value, list):
        assert found is not value
# --- wrong: gives it back
def roundtrip(codec, value):
    return value
# --- wrong: as text
def roundtrip(codec, value):
    return codec.dumps(value)

# === autouse with yield: registry.py::register
# --- registry.py
handlers = {}


def register(name, handler=None):
    if handler is None:
        return lambda function: register(name, function)
    if name in handlers:
        raise ValueError(name)
    handlers[name] = handler
    return handler
# --- test_registry.py
import pytest
import registry


@pytest.fixture(autouse=True)
def empty():
    registry.handlers.clear()
    yield
    registry.handlers.clear()


def test_direct():
    assert registry.register("a", len) is len
    assert registry.handlers == {"a": len}


def test_decorator():
    @registry.register("b")
    def handler():
        return 1

    assert registry.handlers["b"] is handler and handler() == 1


def test_twice():
    registry.register("a", len)
    with pytest.raises(ValueError):
        registry.register("a", max)
# --- wrong: overwrites
def register(name, handler=None):
    if handler is None:
        return lambda function: register(name, function)
    handlers[name] = handler
    return handler
# --- wrong: decorator gives None
def register(name, handler=None):
    if handler is None:
        return lambda function: handlers.update({name: function})
    if name in handlers:
        raise ValueError(name)
    handlers[name] = handler
    return handler

# === usefixtures and request: access.py::allowed
# --- access.py
current = {"user": None}


def allowed(action):
    user = current["user"]
    return user == "root" or (user is not None and action == "read")
# --- test_access.py
import access
import pytest


@pytest.fixture
def as_user(request):
    marker = request.node.get_closest_marker("user")
    access.current["user"] = marker.args[0] if marker else "ann"
    request.addfinalizer(lambda: access.current.update(user=None))


@pytest.mark.usefixtures("as_user")
class TestUser:
    def test_read(self):
        assert access.allowed("read")

    def test_write(self):
        assert not access.allowed("write")

    @pytest.mark.user("root")
    def test_root(self):
        assert access.allowed("write")


def test_nobody():
    assert not access.allowed("read")
# --- pytest.ini
[pytest]
markers =
    user: who acts
# --- wrong: anyone may read
def allowed(action):
    return current["user"] == "root" or action == "read"
# --- wrong: root alone
def allowed(action):
    return current["user"] == "root"

# === tmp_path_factory: archive.py::newest
# --- archive.py
def newest(folder):
    """The name that sorts last among the files, hidden ones left out; None where there is none."""
    names = [path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    return max(names, default=None)
# --- test_archive.py
import pytest
from archive import newest


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    for name in ("2023.log", "2024.log", ".zzz"):
        (folder / name).touch()
    (folder / "3000").mkdir()
    return folder


def test_newest(folder):
    assert newest(folder) == "2024.log"


def test_none(tmp_path):
    assert newest(tmp_path) is None
# --- wrong: folders too
def newest(folder):
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return max(names, default=None)
# --- wrong: the oldest
def newest(folder):
    names = [path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    return min(names, default=None)

# === caplog: importer.py::import_rows
# --- importer.py
import logging

log = logging.getLogger(__name__)


def import_rows(rows):
    good = []
    for index, row in enumerate(rows, 1):
        if not row:
            log.warning("row %d is empty", index)
            continue
        good.append(row)
    log.debug("%d rows", len(good))
    return good
# --- test_importer.py
import logging

from importer import import_rows


def test_warning(caplog):
    assert import_rows(["a", "", "b"]) == ["a", "b"]
    assert caplog.record_tuples == [("importer", logging.WARNING, "row 2 is empty")]


def test_debug(caplog):
    with caplog.at_level(logging.DEBUG, logger="importer"):
        import_rows(["a"])
    assert caplog.messages == ["1 rows"]
    assert caplog.records[0].args == (1,)


def test_text(caplog):
    caplog.set_level("INFO")
    import_rows([""])
    assert "is empty" in caplog.text
    caplog.clear()
    assert caplog.records == []
# --- wrong: counts from nought
def import_rows(rows):
    good = []
    for index, row in enumerate(rows):
        if not row:
            log.warning("row %d is empty", index)
            continue
        good.append(row)
    log.debug("%d rows", len(good))
    return good
# --- wrong: an error
def import_rows(rows):
    good = []
    for index, row in enumerate(rows, 1):
        if not row:
            log.error("row %d is empty", index)
            continue
        good.append(row)
    log.debug("%d rows", len(good))
    return good

# === recwarn and warns: legacy.py::area
# --- legacy.py
import warnings


def area(width, height=None):
    if height is None:
        warnings.warn("give both sides", DeprecationWarning, stacklevel=2)
        height = width
    return width * height
# --- test_legacy.py
import warnings

import pytest
from legacy import area


def test_warns():
    with pytest.warns(DeprecationWarning, match="both sides") as record:
        assert area(3) == 9
    assert record[0].filename == __file__


def test_quiet(recwarn):
    assert area(2, 3) == 6
    assert len(recwarn) == 0


def test_recorded(recwarn):
    area(1)
    assert recwarn.pop(DeprecationWarning).category is DeprecationWarning


def test_as_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert area(1, 1) == 1
        with pytest.raises(DeprecationWarning):
            area(1)


def test_deprecated_call():
    with pytest.deprecated_call():
        area(5)
# --- wrong: always warns
def area(width, height=None):
    warnings.warn("give both sides", DeprecationWarning, stacklevel=2)
    return width * (width if height is None else height)
# --- wrong: blames itself
def area(width, height=None):
    if height is None:
        warnings.warn("give both sides", DeprecationWarning)
        height = width
    return width * height
# --- wrong: another category
def area(width, height=None):
    if height is None:
        warnings.warn("give both sides", UserWarning, stacklevel=2)
        height = width
    return width * height

# === stacked parametrize and ids: clamp.py::clamp
# --- clamp.py
def clamp(value, low, high):
    return max(low, min(value, high))
# --- test_clamp.py
import pytest
from clamp import clamp


@pytest.mark.parametrize("low", [0, 1], ids=["zero", "one"])
@pytest.mark.parametrize("value", [-5, pytest.param(7, id="seven")])
def test_within(value, low):
    assert low <= clamp(value, low, 5) <= 5


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1), (3, 2), pytest.param(9, 1, marks=pytest.mark.xfail(strict=True))], ids=str
)
def test_upper(value, expected):
    assert clamp(value, 0, 2) == expected


@pytest.mark.skip(reason="not now")
def test_skipped():
    assert clamp(1, 2, 3) == 99
# --- wrong: no lower bound
def clamp(value, low, high):
    return min(value, high)
# --- wrong: no upper bound
def clamp(value, low, high):
    return max(value, low)

# === a fixture that makes: people.py::Person.older
# --- people.py
class Person:
    def __init__(self, name, age):
        self.name, self.age = name, age

    def older(self, other):
        return self if self.age >= other.age else other
# --- test_people.py
import pytest
from people import Person


@pytest.fixture(name="make")
def make_person():
    made = []

    def make(age, name="x"):
        made.append(Person(name, age))
        return made[-1]

    yield make
    assert all(person.name for person in made)


def test_older(make):
    one, other = make(3), make(4)
    assert one.older(other) is other
    assert other.older(one) is other


def test_equal(make):
    one = make(3)
    assert one.older(make(3)) is one
# --- wrong: the other of equals
def older(self, other):
    return self if self.age > other.age else other
# --- wrong: a new person
def older(self, other):
    return Person(self.name, max(self.age, other.age))

# === a fixture calls the target: primes.py::sieve
# --- primes.py
def sieve(limit):
    """The primes up to the limit, itself included."""
    marks = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if marks[n]:
            for m in range(n * n, limit + 1, n):
                marks[m] = False
    return [n for n in range(2, limit + 1) if marks[n]]
# --- tests/conftest.py
import pytest
from primes import sieve


@pytest.fixture(scope="session")
def small_primes():
    return sieve(13)
# --- tests/test_primes.py
def test_last(small_primes):
    assert small_primes[-1] == 13


def test_count(small_primes):
    assert len(small_primes) == 6
# --- wrong: the limit left out
def sieve(limit):
    marks = [True] * limit
    for n in range(2, limit):
        if marks[n]:
            for m in range(n * n, limit, n):
                marks[m] = False
    return [n for n in range(2, limit) if marks[n]]
# --- wrong: one is a prime
def sieve(limit):
    marks = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if marks[n]:
            for m in range(n * n, limit + 1, n):
                marks[m] = False
    return [n for n in range(1, limit + 1) if marks[n]]

# === subtests fixture: digits.py::digits
# --- digits.py
def digits(number, base=10):
    found = []
    while number:
        number, digit = divmod(number, base)
        found.append(digit)
    return found[::-1] or [0]
# --- test_digits.py
from digits import digits


def test_many(subtests):
    for number, base, expected in [(0, 10, [0]), (10, 10, [1, 0]), (5, 2, [1, 0, 1])]:
        with subtests.test(number=number):
            assert digits(number, base) == expected
# --- wrong: nothing for nought
def digits(number, base=10):
    found = []
    while number:
        number, digit = divmod(number, base)
        found.append(digit)
    return found[::-1]
# --- wrong: by ten always
def digits(number, base=10):
    return [int(one) for one in str(number)]

# === setup methods of plain classes: stack.py::Stack.pop
# --- stack.py
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()
# --- test_stack.py
import pytest
from stack import Stack


def setup_module(module):
    module.shared = Stack()
    module.shared.push("first")


class TestStack:
    @classmethod
    def setup_class(cls):
        cls.count = 0

    def setup_method(self):
        type(self).count += 1
        self.stack = Stack()

    def teardown_method(self):
        assert self.stack.items == []

    def test_last(self):
        self.stack.push(1)
        self.stack.push(2)
        assert [self.stack.pop(), self.stack.pop()] == [2, 1]

    def test_empty(self):
        with pytest.raises(IndexError, match="empty"):
            self.stack.pop()


def test_shared():
    assert shared.pop() == "first"
# --- wrong: the first
def pop(self):
    if not self.items:
        raise IndexError("empty stack")
    return self.items.pop(0)
# --- wrong: leaves it there
def pop(self):
    if not self.items:
        raise IndexError("empty stack")
    return self.items[-1]
