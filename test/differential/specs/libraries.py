# freezegun and Hypothesis.

# === frozen time: deadlines.py::days_left
# --- deadlines.py
import datetime


def days_left(until):
    return max(0, (until - datetime.date.today()).days)
# --- test_deadlines.py
import datetime

from deadlines import days_left
from freezegun import freeze_time


@freeze_time("2024-02-28")
def test_leap_year():
    assert days_left(datetime.date(2024, 3, 1)) == 2


@freeze_time("2024-02-28")
def test_past():
    assert days_left(datetime.date(2024, 1, 1)) == 0
# --- wrong: below nought
def days_left(until):
    return (until - datetime.date.today()).days
# --- wrong: one too many
def days_left(until):
    return max(0, (until - datetime.date.today()).days + 1)

# === time moves on: session.py::Session.expired
# --- session.py
from datetime import datetime, timedelta


class Session:
    def __init__(self, minutes):
        self.until = datetime.now() + timedelta(minutes=minutes)

    def expired(self):
        return datetime.now() >= self.until
# --- test_session.py
from datetime import timedelta

from freezegun import freeze_time
from session import Session


def test_tick():
    with freeze_time("2020-01-01 12:00:00") as clock:
        session = Session(30)
        assert not session.expired()
        clock.tick(timedelta(minutes=30))
        assert session.expired()


def test_move_to():
    with freeze_time("2020-01-01") as clock:
        session = Session(10)
        clock.move_to("2020-01-01 00:09:59")
        assert not session.expired()
# --- wrong: not at the end itself
def expired(self):
    return datetime.now() > self.until
# --- wrong: never
def expired(self):
    return False

# === time.time and a class: stamps.py::stamp
# --- stamps.py
import time


def stamp(text):
    return f"{int(time.time())}:{time.strftime('%Y', time.gmtime())}:{text}"
# --- test_stamps.py
import unittest

from freezegun import freeze_time
from stamps import stamp


@freeze_time("2001-09-09 01:46:40")
class StampTest(unittest.TestCase):
    def test_stamp(self):
        self.assertEqual(stamp("x"), "1000000000:2001:x")
# --- wrong: no year
def stamp(text):
    return f"{int(time.time())}:{text}"
# --- wrong: milliseconds
def stamp(text):
    return f"{int(time.time() * 1000)}:{time.strftime('%Y', time.gmtime())}:{text}"

# === given: runs.py::encode
# --- runs.py
def encode(text):
    """Run lengths: "aab" is [("a", 2), ("b", 1)]."""
    runs = []
    for letter in text:
        if runs and runs[-1][0] == letter:
            runs[-1] = (letter, runs[-1][1] + 1)
        else:
            runs.append((letter, 1))
    return runs
# --- test_runs.py
from hypothesis import given
from hypothesis import strategies as st
from runs import encode


@given(st.text(alphabet="ab"))
def test_round_trip(text):
    assert "".join(letter * count for letter, count in encode(text)) == text


@given(st.text(alphabet="ab", min_size=1))
def test_neighbours_differ(text):
    letters = [letter for letter, _ in encode(text)]
    assert all(one != other for one, other in zip(letters, letters[1:]))
# --- wrong: every letter alone
def encode(text):
    return [(letter, 1) for letter in text]
# --- wrong: counts over all
def encode(text):
    return [(letter, text.count(letter)) for letter in dict.fromkeys(text)]

# === assume and example: division.py::split_evenly
# --- division.py
def split_evenly(total, parts):
    """As equal whole parts as there can be, the larger first."""
    small, rest = divmod(total, parts)
    return [small + 1] * rest + [small] * (parts - rest)
# --- test_division.py
from division import split_evenly
from hypothesis import assume, example, given
from hypothesis import strategies as st


@given(st.integers(0, 1000), st.integers(-5, 20))
@example(7, 3)
def test_parts(total, parts):
    assume(parts > 0)
    found = split_evenly(total, parts)
    assert sum(found) == total
    assert len(found) == parts
    assert max(found) - min(found) <= 1
    assert found == sorted(found, reverse=True)
# --- wrong: loses the rest
def split_evenly(total, parts):
    return [total // parts] * parts
# --- wrong: the smaller first
def split_evenly(total, parts):
    small, rest = divmod(total, parts)
    return [small] * (parts - rest) + [small + 1] * rest

# === settings and a class: sets.py::symmetric
# --- sets.py
def symmetric(one, other):
    return sorted(set(one) ^ set(other))
# --- test_sets.py
import unittest

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sets import symmetric

lists = st.lists(st.integers(0, 9))


class SymmetricTest(unittest.TestCase):
    @given(lists, lists)
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_commutes(self, one, other):
        self.assertEqual(symmetric(one, other), symmetric(other, one))

    @settings(max_examples=30, derandomize=True)
    @given(lists)
    def test_with_itself(self, one):
        self.assertEqual(symmetric(one, one), [])

    def test_known(self):
        self.assertEqual(symmetric([1, 2], [2, 3]), [1, 3])
# --- wrong: difference alone
def symmetric(one, other):
    return sorted(set(one) - set(other))
# --- wrong: union
def symmetric(one, other):
    return sorted(set(one) | set(other))

# === composite: intervals.py::merge
# --- intervals.py
def merge(intervals):
    """Merge (start, end) pairs that touch or overlap."""
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
# --- test_intervals.py
from hypothesis import given, settings
from hypothesis import strategies as st
from intervals import merge


@st.composite
def interval(draw):
    start = draw(st.integers(0, 20))
    return start, start + draw(st.integers(1, 5))


@settings(deadline=None)
@given(st.lists(interval(), max_size=6))
def test_same_points(intervals):
    def points(some):
        return {x for start, end in some for x in range(start, end)}

    merged = merge(intervals)
    assert points(merged) == points(intervals)
    assert all(one[1] < other[0] for one, other in zip(merged, merged[1:]))
# --- wrong: does not sort
def merge(intervals):
    merged = []
    for start, end in intervals:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
# --- wrong: the later end wins
def merge(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged

# === data and stateful: ring.py::Ring.push
# --- ring.py
class Ring:
    """Keeps the last so many items."""

    def __init__(self, size):
        self.size = size
        self.items = []

    def push(self, item):
        self.items.append(item)
        if len(self.items) > self.size:
            return self.items.pop(0)
        return None
# --- test_ring.py
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from ring import Ring


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_data(data):
    ring = Ring(data.draw(st.integers(1, 3)))
    items = data.draw(st.lists(st.integers(), min_size=4, max_size=6))
    for item in items:
        ring.push(item)
    assert ring.items == items[-ring.size :]


class RingMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.ring = Ring(3)
        self.model = []

    @rule(item=st.integers())
    def push(self, item):
        gone = self.ring.push(item)
        self.model.append(item)
        assert gone == (self.model[-4] if len(self.model) > 3 else None)

    @invariant()
    def same(self):
        assert self.ring.items == self.model[-3:]


TestRing = RingMachine.TestCase
TestRing.settings = settings(max_examples=15, stateful_step_count=10, deadline=None)
# --- wrong: keeps one more
def push(self, item):
    self.items.append(item)
    if len(self.items) > self.size + 1:
        return self.items.pop(0)
    return None
# --- wrong: drops the newest
def push(self, item):
    self.items.append(item)
    if len(self.items) > self.size:
        return self.items.pop()
    return None

# === given with fixtures and parametrize: padding.py::pad
# --- padding.py
def pad(text, width, fill=" "):
    return text + fill * (width - len(text))
# --- test_padding.py
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from padding import pad


@pytest.fixture(scope="module")
def width():
    return 5


@pytest.mark.parametrize("fill", [" ", "*"])
@given(text=st.text(max_size=8))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_width(text, fill, width):
    padded = pad(text, width, fill)
    assert len(padded) == max(width, len(text))
    assert padded.startswith(text)
    assert set(padded[len(text) :]) <= {fill}
# --- wrong: blanks always
def pad(text, width, fill=" "):
    return text.ljust(width)
# --- wrong: on the other side
def pad(text, width, fill=" "):
    return fill * (width - len(text)) + text

# === raised within given: safe.py::parse
# --- safe.py
def parse(text):
    """The whole number in text; ValueError where there is none."""
    try:
        return int(text.strip())
    except ValueError:
        raise ValueError(f"no number: {text!r}") from None
# --- test_safe.py
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from safe import parse


@given(st.integers())
def test_round_trip(number):
    assert parse(f" {number}\n") == number


@given(st.text(alphabet="xyz "))
@example("")
@settings(max_examples=20)
def test_refused(text):
    with pytest.raises(ValueError, match="^no number: "):
        parse(text)
# --- wrong: nought where there is none
def parse(text):
    try:
        return int(text.strip())
    except ValueError:
        return 0
# --- wrong: no minus
def parse(text):
    if not text.strip().isdigit():
        raise ValueError(f"no number: {text!r}")
    return int(text)
