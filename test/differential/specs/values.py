# Numbers, errors, times, data bases and the world outside.

# === approx: physics.py::fall
# --- physics.py
def fall(seconds, gravity=9.81):
    return gravity * seconds**2 / 2
# --- test_physics.py
import math

import pytest
from physics import fall


def test_fall():
    assert fall(1) == pytest.approx(4.905)
    assert [fall(2), fall(3)] == pytest.approx([19.62, 44.145], rel=1e-6)
    assert fall(2, 1.62) == pytest.approx(3.24, abs=1e-9)


def test_limits():
    assert math.isinf(fall(math.inf)) and math.isnan(fall(math.nan))
# --- wrong: nearly
def fall(seconds, gravity=9.81):
    return gravity * seconds**2 / 2.001
# --- wrong: earth only
def fall(seconds, gravity=9.81):
    return 9.81 * seconds**2 / 2

# === exact floats: mean.py::mean
# --- mean.py
import math


def mean(values):
    return math.fsum(values) / len(values)
# --- test_mean.py
from mean import mean


def test_exact():
    assert mean([0.1] * 10) == 0.1
    assert mean([1e16, 1.0, -1e16]) == 1 / 3


def test_negative_nought():
    assert repr(mean([-0.0, 5.0, -5.0])) == "0.0"
# --- wrong: sums from the left
def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)
# --- wrong: rounds
def mean(values):
    return round(math.fsum(values) / len(values), 6)

# === decimal contexts: interest.py::interest
# --- interest.py
from decimal import ROUND_HALF_EVEN, Decimal, localcontext


def interest(amount, percent):
    with localcontext() as context:
        context.prec = 20
        exact = Decimal(amount) * Decimal(percent) / 100
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
# --- test_interest.py
import decimal
from decimal import Decimal

from interest import interest


def test_half_even():
    assert interest("1.50", "3") == Decimal("0.04")
    assert interest("2.50", "1") == Decimal("0.02")
    assert str(interest("100", "2")) == "2.00"


def test_callers_context():
    with decimal.localcontext(decimal.Context(prec=3)):
        assert interest("1.50", "3") == Decimal("0.04")
        assert decimal.getcontext().prec == 3
    assert decimal.getcontext().prec == 28
# --- wrong: half up
def interest(amount, percent):
    exact = Decimal(amount) * Decimal(percent) / 100
    return exact.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
# --- wrong: a float
def interest(amount, percent):
    return round(float(amount) * float(percent) / 100, 2)

# === seeded chance: lottery.py::draw
# --- lottery.py
import random


def draw(count, seed=None):
    source = random.Random(seed) if seed is not None else random
    return sorted(source.sample(range(1, 50), count))
# --- test_lottery.py
import random

from lottery import draw


def test_seeded():
    assert draw(6, seed=1) == draw(6, seed=1)
    assert draw(6, seed=1) == sorted(random.Random(1).sample(range(1, 50), 6))


def test_global_seed():
    random.seed(7)
    first = draw(3)
    random.seed(7)
    assert draw(3) == first


def test_state_untouched():
    random.seed(3)
    expected = random.random()
    random.seed(3)
    draw(6, seed=1)
    assert random.random() == expected
# --- wrong: seeds the global source
def draw(count, seed=None):
    if seed is not None:
        random.seed(seed)
    return sorted(random.sample(range(1, 50), count))
# --- wrong: twice the same
def draw(count, seed=None):
    source = random.Random(seed) if seed is not None else random
    return sorted(source.choices(range(1, 50), k=count))

# === big data: histogram.py::histogram
# --- histogram.py
def histogram(values, width):
    found = {}
    for value in values:
        bucket = value // width * width
        found[bucket] = found.get(bucket, 0) + 1
    return found
# --- test_histogram.py
from histogram import histogram

many = list(range(200_000))


def test_many():
    found = histogram(many, 1000)
    assert len(found) == 200 and set(found.values()) == {1000}


def test_wide():
    assert histogram([-1, 0, 99], 100) == {-100: 1, 0: 2}


def test_given_is_kept():
    assert histogram(many, 1)[199_999] == 1 and len(many) == 200_000
# --- wrong: towards nought
def histogram(values, width):
    found = {}
    for value in values:
        bucket = int(value / width) * width
        found[bucket] = found.get(bucket, 0) + 1
    return found
# --- wrong: counts from one
def histogram(values, width):
    found = {}
    for value in values:
        bucket = value // width * width
        found[bucket] = found.get(bucket, 1) + 1
    return found

# === deep recursion: nested.py::depth
# --- nested.py
def depth(value):
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [inner for one in level if isinstance(one, list) for inner in one]
    return deepest
# --- test_nested.py
import sys

import pytest
from nested import depth


def test_small():
    assert depth(1) == 1
    assert depth([1, [2, []]]) == 3


def test_deep():
    value = []
    for _ in range(sys.getrecursionlimit() * 2):
        value = [value]
    assert depth(value) == sys.getrecursionlimit() * 2 + 1
# --- wrong: recurses
def depth(value):
    if not isinstance(value, list):
        return 1
    return 1 + max(map(depth, value), default=0)
# --- wrong: the empty list counts more
def depth(value):
    deepest, level = 1, [value]
    while level:
        deepest += 1
        level = [inner for one in level if isinstance(one, list) for inner in one]
    return deepest

# === cause and context: loading.py::load
# --- loading.py
class LoadError(Exception):
    def __init__(self, name, line=None):
        super().__init__(f"can't load {name}")
        self.name, self.line = name, line


def load(name, parse):
    try:
        return parse(name)
    except ValueError as error:
        raise LoadError(name, line=3) from error
# --- test_loading.py
import pytest
from loading import LoadError, load


def test_cause():
    error = ValueError("bad")

    def parse(name):
        raise error

    with pytest.raises(LoadError, match=r"can't load x") as info:
        load("x", parse)
    assert info.value.__cause__ is error
    assert info.value.line == 3 and info.type is LoadError


def test_others():
    with pytest.raises(KeyError):
        load("x", {}.__getitem__)
    assert load("x", str.upper) == "X"
# --- wrong: no cause
def load(name, parse):
    try:
        return parse(name)
    except ValueError:
        raise LoadError(name, line=3) from None
# --- wrong: no line
def load(name, parse):
    try:
        return parse(name)
    except ValueError as error:
        raise LoadError(name) from error

# === exception groups: checks.py::check_all (python 3.11)
# --- checks.py
def check_all(checks, value):
    """Runs every check; raises all that failed together."""
    errors = []
    for check in checks:
        try:
            check(value)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("checks failed", errors)
    return value
# --- test_checks.py
import pytest
from checks import check_all


def positive(value):
    if value <= 0:
        raise ValueError("positive")


def even(value):
    if value % 2:
        raise TypeError("even")


def test_both():
    with pytest.raises(ExceptionGroup, match="checks failed") as info:
        check_all([positive, even], -1)
    assert info.group_contains(ValueError, match="positive")
    assert len(info.value.exceptions) == 2


def test_star():
    caught = []
    try:
        check_all([positive, even], 1)
    except* TypeError as group:
        caught.extend(group.exceptions)
    assert [str(error) for error in caught] == ["even"]
    with pytest.raises(ExceptionGroup):
        check_all([even], 1)
    assert check_all([even], 2) == 2
# --- wrong: the first
def check_all(checks, value):
    for check in checks:
        check(value)
    return value
# --- wrong: one alone is itself
def check_all(checks, value):
    errors = []
    for check in checks:
        try:
            check(value)
        except Exception as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ExceptionGroup("checks failed", errors)
    return value

# === notes and arguments: annotated.py::annotated (python 3.11)
# --- annotated.py
def annotated(function, *args):
    try:
        return function(*args)
    except Exception as error:
        error.add_note(f"called with {args!r}")
        raise
# --- test_annotated.py
import pytest
from annotated import annotated


def test_note():
    with pytest.raises(ZeroDivisionError) as info:
        annotated(divmod, 1, 0)
    assert info.value.__notes__ == ["called with (1, 0)"]


def test_match_reads_notes():
    with pytest.raises(ValueError, match="called with"):
        annotated(int, "x")
    assert annotated(int, "5") == 5
# --- wrong: a new error
def annotated(function, *args):
    try:
        return function(*args)
    except Exception as error:
        raise type(error)(f"called with {args!r}") from error
# --- wrong: no note
def annotated(function, *args):
    return function(*args)

# === sqlite in memory: store.py::top
# --- store.py
import sqlite3


def top(connection, count):
    query = "SELECT name FROM scores ORDER BY points DESC, name LIMIT ?"
    return [name for (name,) in connection.execute(query, (count,))]
# --- test_store.py
import sqlite3

import pytest
from store import top


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE scores (name TEXT, points INTEGER)")
    connection.executemany("INSERT INTO scores VALUES (?, ?)", [("b", 2), ("a", 2), ("c", 9)])
    yield connection
    connection.close()


def test_top(connection):
    assert top(connection, 2) == ["c", "a"]
    assert top(connection, 0) == []


def test_no_table():
    with pytest.raises(sqlite3.OperationalError):
        top(sqlite3.connect(":memory:"), 1)
# --- wrong: the lowest
def top(connection, count):
    query = "SELECT name FROM scores ORDER BY points, name LIMIT ?"
    return [name for (name,) in connection.execute(query, (count,))]
# --- wrong: rows
def top(connection, count):
    query = "SELECT name FROM scores ORDER BY points DESC, name LIMIT ?"
    return list(connection.execute(query, (count,)))

# === sqlite in a file: journal.py::Journal.write
# --- journal.py
import sqlite3


class Journal:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.execute("CREATE TABLE IF NOT EXISTS entries (text TEXT UNIQUE)")

    def write(self, *texts):
        """All or none."""
        try:
            with self.connection:
                for text in texts:
                    self.connection.execute("INSERT INTO entries VALUES (?)", (text,))
        except sqlite3.IntegrityError:
            return False
        return True

    def read(self):
        return [text for (text,) in self.connection.execute("SELECT text FROM entries ORDER BY rowid")]
# --- test_journal.py
from journal import Journal


def test_kept(tmp_path):
    journal = Journal(tmp_path / "db")
    assert journal.write("a", "b") is True
    assert Journal(tmp_path / "db").read() == ["a", "b"]


def test_rolled_back(tmp_path):
    journal = Journal(tmp_path / "db")
    assert journal.write("x", "x") is False
    assert journal.read() == []
# --- wrong: does not commit
def write(self, *texts):
    try:
        for text in texts:
            self.connection.execute("INSERT INTO entries VALUES (?)", (text,))
    except sqlite3.IntegrityError:
        self.connection.rollback()
        return False
    return True
# --- wrong: no roll back
def write(self, *texts):
    try:
        for text in texts:
            self.connection.execute("INSERT INTO entries VALUES (?)", (text,))
    except sqlite3.IntegrityError:
        return False
    self.connection.commit()
    return True

# === its own tzinfo: zones.py::to_zone
# --- zones.py
from datetime import datetime, timedelta, tzinfo


class Fixed(tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, when):
        return timedelta(hours=self.hours)

    def dst(self, when):
        return timedelta(0)

    def tzname(self, when):
        return f"UTC{self.hours:+d}"


UTC = Fixed(0)


def to_zone(when, zone):
    """A time without zone is UTC's."""
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(zone)
# --- test_zones.py
from datetime import datetime, timezone

from zones import UTC, Fixed, to_zone


def test_naive():
    found = to_zone(datetime(2024, 1, 1, 23), Fixed(2))
    assert (found.day, found.hour) == (2, 1)
    assert found.tzname() == "UTC+2"


def test_zone_is_kept():
    zone = Fixed(-3)
    assert to_zone(datetime(2024, 1, 1, tzinfo=timezone.utc), zone).tzinfo is zone
    assert to_zone(datetime(2024, 1, 1), UTC).tzinfo is UTC
# --- wrong: changes the zone alone
def to_zone(when, zone):
    return when.replace(tzinfo=zone)
# --- wrong: a plain offset
def to_zone(when, zone):
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(zone).replace(tzinfo=Fixed(zone.hours))

# === the method of a tzinfo: summer.py::Summer.utcoffset
# --- summer.py
from datetime import timedelta, tzinfo


class Summer(tzinfo):
    def dst(self, when):
        return timedelta(hours=1 if when is not None and 4 <= when.month <= 9 else 0)

    def utcoffset(self, when):
        return timedelta(hours=1) + self.dst(when)

    def tzname(self, when):
        return "summer" if self.dst(when) else "winter"
# --- test_summer.py
from datetime import datetime, time, timedelta

from summer import Summer


def test_offset():
    assert datetime(2024, 7, 1, tzinfo=Summer()).utcoffset() == timedelta(hours=2)
    assert datetime(2024, 1, 1, tzinfo=Summer()).isoformat() == "2024-01-01T00:00:00+01:00"


def test_time():
    assert time(5, tzinfo=Summer()).utcoffset() == timedelta(hours=1)
# --- wrong: no summer
def utcoffset(self, when):
    return timedelta(hours=1)
# --- wrong: hours
def utcoffset(self, when):
    return 1 + self.dst(when).seconds // 3600

# === zoneinfo: meeting.py::meeting
# --- meeting.py
from zoneinfo import ZoneInfo


def meeting(when, names):
    return {name: when.astimezone(ZoneInfo(name)).strftime("%H:%M") for name in names}
# --- test_meeting.py
from datetime import datetime, timezone

import pytest
from meeting import meeting


def test_cities():
    when = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
    try:
        found = meeting(when, ["Europe/Berlin", "Asia/Tokyo"])
    except LookupError:
        pytest.skip("no time zones here")
    assert found == {"Europe/Berlin": "14:00", "Asia/Tokyo": "21:00"}


def test_winter():
    when = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
    assert meeting(when, ["UTC"]) == {"UTC": "12:00"}
    assert meeting(when, []) == {}
# --- wrong: the same for all
def meeting(when, names):
    return {name: when.strftime("%H:%M") for name in names if name != "Asia/Tokyo"} | {n: "x" for n in names}
# --- wrong: a list
def meeting(when, names):
    return [(name, when.astimezone(ZoneInfo(name)).strftime("%H:%M")) for name in names]

# === a test that starts Python: quoting.py::quote
# --- quoting.py
def quote(word):
    if word and all(letter.isalnum() or letter in "-_./" for letter in word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"
# --- test_quoting.py
import shlex
import subprocess
import sys

import pytest
from quoting import quote


@pytest.fixture(scope="module")
def version():
    code = "import sys; print(sys.version_info[0])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_plain(version):
    assert quote("a-b/" + version) == "a-b/3"


@pytest.mark.parametrize("word", ["", "a b", "it's"])
def test_quoted(word):
    assert quote(word) == shlex.quote(word)
# --- wrong: no empty words
def quote(word):
    if all(letter.isalnum() or letter in "-_./" for letter in word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"
# --- wrong: double quotes
def quote(word):
    return '"' + word + '"'

# === environment and folder: workspace.py::resolve
# --- workspace.py
import os


def resolve(path):
    """Absolute, with ~ and variables read."""
    return os.path.abspath(os.path.expandvars(os.path.expanduser(path)))
# --- test_workspace.py
import os

from workspace import resolve


def test_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resolve("a/../b") == str(tmp_path / "b")


def test_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")
    assert resolve("~/x") == "/home/ann/x"


def test_variable(monkeypatch):
    monkeypatch.setenv("PLACE", "/srv")
    assert resolve("$PLACE/a") == "/srv/a"
    assert resolve(os.curdir) == os.getcwd()
# --- wrong: variables stay
def resolve(path):
    return os.path.abspath(os.path.expanduser(path))
# --- wrong: joins as they are
def resolve(path):
    return os.path.join(os.getcwd(), os.path.expandvars(os.path.expanduser(path)))

# === sys.exit is expected: cli.py::check
# --- cli.py
import sys


def check(args):
    if "--bad" in args:
        sys.exit("bad argument")
    if "--version" in args:
        print("1.0")
        sys.exit()
    return args
# --- test_cli.py
import pytest
from cli import check


def test_bad():
    with pytest.raises(SystemExit) as info:
        check(["--bad"])
    assert info.value.code == "bad argument"


def test_version(capsys):
    with pytest.raises(SystemExit) as info:
        check(["--version"])
    assert info.value.code is None
    assert capsys.readouterr().out == "1.0\n"


def test_plain():
    args = ["x"]
    assert check(args) is args
# --- wrong: a number
def check(args):
    if "--bad" in args:
        sys.exit(1)
    if "--version" in args:
        print("1.0")
        sys.exit()
    return args
# --- wrong: goes on
def check(args):
    if "--bad" in args:
        sys.exit("bad argument")
    if "--version" in args:
        print("1.0")
    return args

# === regular expressions and bytes: tokens.py::tokens
# --- tokens.py
import re

TOKEN = re.compile(r"\s*(?:(\d+)|(\w+)|(.))")


def tokens(text):
    for match in TOKEN.finditer(text.rstrip()):
        number, name, sign = match.groups()
        yield ("number", int(number)) if number else ("name", name) if name else ("sign", sign)
# --- test_tokens.py
from tokens import tokens


def test_kinds():
    assert list(tokens("x1 + 42 ")) == [("name", "x1"), ("sign", "+"), ("number", 42)]


def test_nothing():
    assert list(tokens("  ")) == []
# --- wrong: text
def tokens(text):
    for match in TOKEN.finditer(text.rstrip()):
        number, name, sign = match.groups()
        yield ("number", number) if number else ("name", name) if name else ("sign", sign)
# --- wrong: by blanks
def tokens(text):
    for word in text.split():
        yield ("number", int(word)) if word.isdigit() else ("name", word)

# === argparse: options.py::build
# --- options.py
import argparse


def build():
    parser = argparse.ArgumentParser(prog="tool")
    parser.add_argument("names", nargs="*")
    parser.add_argument("-n", "--count", type=int, default=1)
    return parser
# --- test_options.py
import pytest
from options import build


def test_parsed():
    found = build().parse_args(["a", "b", "-n", "3"])
    assert (found.names, found.count) == (["a", "b"], 3)


def test_defaults():
    assert vars(build().parse_args([])) == {"names": [], "count": 1}


def test_error(capsys):
    with pytest.raises(SystemExit) as info:
        build().parse_args(["--count", "x"])
    assert info.value.code == 2
    assert "tool: error: argument -n/--count" in capsys.readouterr().err
# --- wrong: text
def build():
    parser = argparse.ArgumentParser(prog="tool")
    parser.add_argument("names", nargs="*")
    parser.add_argument("-n", "--count", default=1)
    return parser
# --- wrong: one name at least
def build():
    parser = argparse.ArgumentParser(prog="tool")
    parser.add_argument("names", nargs="+")
    parser.add_argument("-n", "--count", type=int, default=1)
    return parser

# === loggers of one's own: logs.py::setup
# --- logs.py
import logging


def setup(name, stream, level="INFO"):
    """A logger that writes level and message to the stream, set up once."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    logger.setLevel(level)
    return logger
# --- test_logs.py
import io
import logging

from logs import setup


def test_written():
    stream = io.StringIO()
    logger = setup("one", stream)
    logger.info("hello %s", "you")
    logger.debug("not this")
    assert stream.getvalue() == "INFO hello you\n"


def test_once():
    stream = io.StringIO()
    assert setup("two", stream) is setup("two", stream, "DEBUG") is logging.getLogger("two")
    logging.getLogger("two").debug("x")
    assert stream.getvalue() == "DEBUG x\n"
# --- wrong: twice
def setup(name, stream, level="INFO"):
    logger = logging.getLogger(name)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(level)
    return logger
# --- wrong: the level of the first
def setup(name, stream, level="INFO"):
    logger = logging.getLogger(name)
    if not logger.handlers:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(level)
    return logger
