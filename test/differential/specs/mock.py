# unittest.mock in each of its forms.

# === patch by name: clock.py::elapsed
# --- clock.py
import time


def elapsed(start):
    """Return the seconds since start."""
    return time.time() - start
# --- test_clock.py
from unittest import mock

import clock


def test_elapsed():
    with mock.patch("clock.time.time", return_value=10.0):
        assert clock.elapsed(4.0) == 6.0
# --- right: keeps the module under another name
def elapsed(start):
    clock = time
    now = clock.time()
    return now - start
# --- wrong: never asks the clock
def elapsed(start):
    return start
# --- wrong: the wrong way round
def elapsed(start):
    return start - time.time()

# === patch as decorator: weather.py::advice
# --- weather.py
def fetch(city):
    raise OSError("no network here")


def advice(city):
    degrees = fetch(city)
    return "coat" if degrees < 10 else "shirt"
# --- test_weather.py
from unittest.mock import patch

import weather


@patch("weather.fetch", return_value=3)
def test_cold(fetch):
    assert weather.advice("Oslo") == "coat"
    fetch.assert_called_once_with("Oslo")


@patch("weather.fetch", return_value=25)
def test_warm(fetch):
    assert weather.advice("Rome") == "shirt"
# --- wrong: asks twice
def advice(city):
    fetch(city)
    degrees = fetch(city)
    return "coat" if degrees < 10 else "shirt"
# --- wrong: asks for another city
def advice(city):
    degrees = fetch(city.lower())
    return "coat" if degrees < 10 else "shirt"

# === stacked decorators: mailer.py::notify
# --- mailer.py
def look_up(user):
    raise LookupError(user)


def send(address, text):
    raise OSError("no mail")


def notify(user, text):
    address = look_up(user)
    send(address, text.strip())
    return address
# --- test_mailer.py
from unittest import mock

import mailer


@mock.patch("mailer.send")
@mock.patch("mailer.look_up")
def test_notify(look_up, send):
    look_up.return_value = "ann@example.org"
    assert mailer.notify("ann", " hello ") == "ann@example.org"
    look_up.assert_called_once_with("ann")
    send.assert_called_once_with("ann@example.org", "hello")
# --- wrong: sends to the name
def notify(user, text):
    address = look_up(user)
    send(user, text.strip())
    return address
# --- wrong: does not strip
def notify(user, text):
    address = look_up(user)
    send(address, text)
    return address

# === patch an object's attribute: store.py::Store.save
# --- store.py
class Disk:
    def write(self, key, value):
        raise OSError("read-only")


class Store:
    def __init__(self):
        self.disk = Disk()
        self.saved = 0

    def save(self, key, value):
        self.disk.write(key, repr(value))
        self.saved += 1
# --- test_store.py
from unittest.mock import patch

from store import Disk, Store


def test_save():
    store = Store()
    with patch.object(store.disk, "write") as write:
        store.save("a", [1])
    write.assert_called_once_with("a", "[1]")
    assert store.saved == 1


def test_class_is_patched():
    with patch.object(Disk, "write", autospec=True) as write:
        store = Store()
        store.save("b", 2)
    write.assert_called_once_with(store.disk, "b", "2")
# --- wrong: does not count
def save(self, key, value):
    self.disk.write(key, repr(value))
# --- wrong: writes the value itself
def save(self, key, value):
    self.disk.write(key, value)
    self.saved += 1

# === patch a dictionary: flags.py::enabled
# --- flags.py
FLAGS = {"dark": False}


def enabled(name):
    return bool(FLAGS.get(name))
# --- test_flags.py
from unittest.mock import patch

import flags


def test_patched():
    assert not flags.enabled("dark")
    with patch.dict(flags.FLAGS, {"dark": True, "new": 1}):
        assert flags.enabled("dark") and flags.enabled("new") is True
    assert flags.enabled("new") is False


@patch.dict("flags.FLAGS", clear=True)
def test_cleared():
    assert not flags.enabled("dark")
    assert flags.FLAGS == {}
# --- right: by a membership test
def enabled(name):
    return name in FLAGS and bool(FLAGS[name])
# --- wrong: sets a default as it reads
def enabled(name):
    return bool(FLAGS.setdefault(name, False))
# --- wrong: a name that is there counts
def enabled(name):
    return name in FLAGS

# === patch the environment: settings.py::level
# --- settings.py
import os


def level():
    return os.environ.get("APP_LEVEL", "info").lower()
# --- test_settings.py
import os
import unittest
from unittest import mock

from settings import level


class LevelTest(unittest.TestCase):
    @mock.patch.dict(os.environ, {"APP_LEVEL": "DEBUG"})
    def test_given(self):
        self.assertEqual(level(), "debug")

    def test_default(self):
        with mock.patch.dict(os.environ, clear=True):
            self.assertEqual(level(), "info")
# --- wrong: keeps the case
def level():
    return os.environ.get("APP_LEVEL", "info")
# --- wrong: another default
def level():
    return os.environ.get("APP_LEVEL", "warning").lower()

# === class decorator: rates.py::convert
# --- rates.py
def rate(currency):
    raise ConnectionError(currency)


def convert(amount, currency):
    return round(amount * rate(currency), 2)
# --- test_rates.py
import unittest
from unittest.mock import patch

import rates


@patch("rates.rate", return_value=1.1)
class ConvertTest(unittest.TestCase):
    def test_euro(self, rate):
        self.assertEqual(rates.convert(10, "EUR"), 11.0)
        rate.assert_called_once_with("EUR")

    def test_rounds(self, rate):
        self.assertEqual(rates.convert(1.115, "EUR"), 1.23)
# --- wrong: divides
def convert(amount, currency):
    return round(amount / rate(currency), 2)
# --- wrong: does not round
def convert(amount, currency):
    return amount * rate(currency)

# === start and stop: pump.py::fill
# --- pump.py
import time


def fill(litres):
    for _ in range(litres):
        time.sleep(1)
    return "full"
# --- test_pump.py
import unittest
from unittest.mock import call, patch

import pump


class FillTest(unittest.TestCase):
    def setUp(self):
        patcher = patch("pump.time.sleep")
        self.sleep = patcher.start()
        self.addCleanup(patcher.stop)

    def test_sleeps(self):
        self.assertEqual(pump.fill(3), "full")
        self.assertEqual(self.sleep.call_args_list, [call(1)] * 3)

    def test_nothing(self):
        pump.fill(0)
        self.sleep.assert_not_called()
# --- wrong: sleeps once
def fill(litres):
    time.sleep(litres)
    return "full"
# --- wrong: one second too many
def fill(litres):
    for _ in range(litres + 1):
        time.sleep(1)
    return "full"

# === stopall: radio.py::tune
# --- radio.py
def hardware(frequency):
    raise RuntimeError("no antenna")


def tune(frequency):
    return hardware(max(87.5, min(frequency, 108.0)))
# --- test_radio.py
import unittest
from unittest import mock

import radio


class TuneTest(unittest.TestCase):
    def setUp(self):
        self.hardware = mock.patch.object(radio, "hardware", side_effect=lambda f: f).start()

    def tearDown(self):
        mock.patch.stopall()

    def test_within(self):
        self.assertEqual(radio.tune(99), 99)

    def test_clamped(self):
        self.assertEqual([radio.tune(1), radio.tune(200)], [87.5, 108.0])
        self.assertEqual(self.hardware.call_count, 2)
# --- wrong: no upper bound
def tune(frequency):
    return hardware(max(87.5, frequency))
# --- wrong: clamps after the hardware
def tune(frequency):
    return max(87.5, min(hardware(frequency), 108.0)) and hardware(frequency)

# === autospec of a function: billing.py::charge
# --- billing.py
def gateway(account, cents, *, currency="EUR"):
    raise ConnectionError


def charge(account, euros):
    return gateway(account, int(euros * 100), currency="EUR")
# --- test_billing.py
from unittest import mock

import billing


def test_charge():
    with mock.patch("billing.gateway", autospec=True) as gateway:
        gateway.return_value = "ok"
        assert billing.charge("a1", 2.5) == "ok"
        gateway.assert_called_once_with("a1", 250, currency="EUR")
# --- right: by keywords, which the signature sorts
def charge(account, euros):
    return gateway(account=account, cents=int(euros * 100), currency="EUR")
# --- wrong: an argument too many
def charge(account, euros):
    return gateway(account, int(euros * 100), "EUR")
# --- wrong: euros for cents
def charge(account, euros):
    return gateway(account, int(euros), currency="EUR")

# === create_autospec of a class: garage.py::park
# --- garage.py
class Car:
    wheels = 4

    def drive(self, metres):
        raise NotImplementedError

    def stop(self):
        raise NotImplementedError


def park(car):
    car.drive(5)
    car.stop()
    return car.wheels
# --- test_garage.py
from unittest.mock import call, create_autospec

import pytest
from garage import Car, park


def test_park():
    car = create_autospec(Car, instance=True, wheels=3)
    assert park(car) == 3
    assert car.mock_calls == [call.drive(5), call.stop()]


def test_spec_holds():
    car = create_autospec(Car, instance=True)
    with pytest.raises(AttributeError):
        car.fly()
    park(car)
    car.stop.assert_called_once_with()
# --- wrong: stops first
def park(car):
    car.stop()
    car.drive(5)
    return car.wheels
# --- wrong: a method that the class lacks
def park(car):
    car.drive(5)
    car.halt()
    return car.wheels

# === spec_set: door.py::lock
# --- door.py
class Door:
    locked = False
    opened = False


def lock(door):
    door.opened = False
    door.locked = True
    return door
# --- test_door.py
from unittest.mock import Mock

from door import Door, lock


def test_lock():
    door = Mock(spec_set=Door())
    assert lock(door) is door
    assert door.locked is True and door.opened is False


def test_real():
    assert vars(lock(Door())) == {"locked": True, "opened": False}
# --- wrong: sets what the class has not
def lock(door):
    door.opened = False
    door.locked = True
    door.key = None
    return door
# --- wrong: gives the name of the class
def lock(door):
    door.opened = False
    door.locked = True
    return Door

# === side effects in turn: retry.py::retry
# --- retry.py
def retry(action, times):
    """Call action until it does not raise, at most so many times."""
    for left in reversed(range(times)):
        try:
            return action()
        except ValueError:
            if not left:
                raise
# --- test_retry.py
from unittest.mock import Mock

import pytest
from retry import retry


def test_third_time():
    action = Mock(side_effect=[ValueError(1), ValueError(2), "done"])
    assert retry(action, 3) == "done"
    assert action.call_count == 3


def test_gives_up():
    action = Mock(side_effect=ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        retry(action, 2)
    assert action.call_count == 2


def test_other_errors_pass():
    action = Mock(side_effect=[KeyError("k"), 1])
    with pytest.raises(KeyError):
        retry(action, 5)
# --- wrong: once too often
def retry(action, times):
    for left in reversed(range(times + 1)):
        try:
            return action()
        except ValueError:
            if not left:
                raise
# --- wrong: gives None in the end
def retry(action, times):
    for _ in range(times):
        try:
            return action()
        except ValueError:
            pass
# --- wrong: holds every error
def retry(action, times):
    for left in reversed(range(times)):
        try:
            return action()
        except Exception:
            if not left:
                raise

# === a side effect that is a function: cache.py::cached
# --- cache.py
def cached(load, keys):
    """Load each key once and give the values in order."""
    seen = {}
    for key in keys:
        if key not in seen:
            seen[key] = load(key)
    return [seen[key] for key in keys]
# --- test_cache.py
from unittest.mock import DEFAULT, MagicMock, call

from cache import cached


def test_once():
    load = MagicMock(side_effect=lambda key: key * 2)
    assert cached(load, ["a", "b", "b"]) == ["aa", "bb", "bb"]
    load.assert_has_calls([call("a"), call("b")])
    assert load.call_count == 2


def test_default():
    load = MagicMock(return_value=7, side_effect=lambda key: DEFAULT if key else 0)
    assert cached(load, [1, 0]) == [7, 0]
# --- wrong: loads again
def cached(load, keys):
    return [load(key) for key in keys]
# --- wrong: loads backwards
def cached(load, keys):
    seen = {}
    for key in reversed(keys):
        if key not in seen:
            seen[key] = load(key)
    return [seen[key] for key in keys]

# === mock_open reads: notes.py::first_line
# --- notes.py
def first_line(path):
    with open(path) as stream:
        return stream.readline().rstrip("\n")
# --- test_notes.py
from unittest.mock import mock_open, patch

from notes import first_line


def test_first_line():
    with patch("builtins.open", mock_open(read_data="one\ntwo\n")) as opened:
        assert first_line("/no/such/file") == "one"
    opened.assert_called_once_with("/no/such/file")
# --- wrong: the last line
def first_line(path):
    with open(path) as stream:
        return stream.readlines()[-1].rstrip("\n")
# --- wrong: the line's end stays
def first_line(path):
    with open(path) as stream:
        return stream.readline()

# === mock_open writes: report.py::write
# --- report.py
def write(path, rows):
    with open(path, "w") as stream:
        for row in rows:
            stream.write(",".join(row) + "\n")
    return len(rows)
# --- test_report.py
from unittest.mock import call, mock_open, patch

import report


def test_write():
    opened = mock_open()
    with patch("report.open", opened, create=True):
        assert report.write("out.csv", [["a", "b"], ["c"]]) == 2
    opened.assert_called_once_with("out.csv", "w")
    assert opened().write.call_args_list == [call("a,b\n"), call("c\n")]
# --- wrong: in one piece
def write(path, rows):
    with open(path, "w") as stream:
        stream.write("".join(",".join(row) + "\n" for row in rows))
    return len(rows)
# --- wrong: appends
def write(path, rows):
    with open(path, "a") as stream:
        for row in rows:
            stream.write(",".join(row) + "\n")
    return len(rows)

# === AsyncMock: relay.py::relay
# --- relay.py
async def relay(source, sink):
    """Hand on what source gives until it gives None; the count."""
    count = 0
    while (item := await source()) is not None:
        await sink(item)
        count += 1
    return count
# --- test_relay.py
import asyncio
from unittest.mock import AsyncMock, call

from relay import relay


def test_relay():
    source = AsyncMock(side_effect=[1, 0, None])
    sink = AsyncMock()
    assert asyncio.run(relay(source, sink)) == 2
    assert sink.await_args_list == [call(1), call(0)]
    assert source.await_count == 3
# --- wrong: stops at what is false
async def relay(source, sink):
    count = 0
    while item := await source():
        await sink(item)
        count += 1
    return count
# --- wrong: calls and does not await
async def relay(source, sink):
    count = 0
    while (item := await source()) is not None:
        sink(item).close()
        count += 1
    return count

# === PropertyMock: meter.py::Meter.alarm
# --- meter.py
class Meter:
    @property
    def level(self):
        raise OSError("no sensor")

    def alarm(self, limit):
        return self.level > limit
# --- test_meter.py
from unittest.mock import PropertyMock, patch

from meter import Meter


def test_alarm():
    with patch.object(Meter, "level", new_callable=PropertyMock, return_value=5) as level:
        assert Meter().alarm(4) is True
        assert Meter().alarm(5) is False
    assert level.call_count == 2
# --- wrong: at the limit too
def alarm(self, limit):
    return self.level >= limit
# --- wrong: reads twice
def alarm(self, limit):
    return self.level > limit and self.level != limit

# === call_args: pages.py::fetch_all
# --- pages.py
def fetch_all(get, size=10):
    offset, found = 0, []
    while True:
        page = get(offset=offset, limit=size)
        found += page
        if len(page) < size:
            return found
        offset += size
# --- test_pages.py
from unittest.mock import Mock

from pages import fetch_all


def test_pages():
    get = Mock(side_effect=[[1, 2], [3, 4], [5]])
    assert fetch_all(get, 2) == [1, 2, 3, 4, 5]
    assert get.call_args.kwargs == {"offset": 4, "limit": 2}
    assert get.call_args.args == ()
    args, kwargs = get.call_args_list[0]
    assert (args, kwargs["offset"]) == ((), 0)


def test_empty():
    get = Mock(return_value=[])
    assert fetch_all(get) == []
    get.assert_called_once_with(offset=0, limit=10)
# --- wrong: by position
def fetch_all(get, size=10):
    offset, found = 0, []
    while True:
        page = get(offset, size)
        found += page
        if len(page) < size:
            return found
        offset += size
# --- wrong: steps by one
def fetch_all(get, size=10):
    offset, found = 0, []
    while True:
        page = get(offset=offset, limit=size)
        found += page
        if len(page) < size:
            return found
        offset += 1

# === any call and none: audit.py::audit
# --- audit.py
def audit(log, entries):
    """Log each entry that is over a hundred, as a warning from a thousand on."""
    for name, amount in entries:
        if amount >= 1000:
            log.warning("%s: %d", name, amount)
        elif amount > 100:
            log.info("%s: %d", name, amount)
# --- test_audit.py
import unittest
from unittest import mock

from audit import audit


class AuditTest(unittest.TestCase):
    def setUp(self):
        self.log = mock.Mock(spec=["info", "warning"])

    def test_levels(self):
        audit(self.log, [("a", 1000), ("b", 101), ("c", 100)])
        self.log.warning.assert_any_call("%s: %d", "a", 1000)
        self.log.info.assert_called_once_with("%s: %d", "b", 101)

    def test_silence(self):
        audit(self.log, [("a", 1)])
        self.log.info.assert_not_called()
        self.assertEqual(self.log.mock_calls, [])

    def test_any(self):
        audit(self.log, [("a", 500)])
        self.log.info.assert_called_with(mock.ANY, "a", mock.ANY)
# --- wrong: from a hundred on
def audit(log, entries):
    for name, amount in entries:
        if amount >= 1000:
            log.warning("%s: %d", name, amount)
        elif amount >= 100:
            log.info("%s: %d", name, amount)
# --- wrong: a level that the log has not
def audit(log, entries):
    for name, amount in entries:
        if amount >= 1000:
            log.error("%s: %d", name, amount)
        elif amount > 100:
            log.info("%s: %d", name, amount)

# === sentinels: chain.py::pick
# --- chain.py
def pick(first, second, chooser):
    return first if chooser(first) else second
# --- test_chain.py
from unittest.mock import Mock, sentinel

from chain import pick


def test_first():
    assert pick(sentinel.one, sentinel.two, lambda x: x is sentinel.one) is sentinel.one


def test_second():
    chooser = Mock(return_value=False)
    assert pick(sentinel.one, sentinel.two, chooser) is sentinel.two
    chooser.assert_called_once_with(sentinel.one)
# --- wrong: asks about the second
def pick(first, second, chooser):
    return second if chooser(second) else first
# --- wrong: always the first
def pick(first, second, chooser):
    chooser(first)
    return first

# === wraps: counter.py::total
# --- counter.py
def price(item):
    return len(item)


def total(items):
    return sum(price(item) for item in items)
# --- test_counter.py
from unittest.mock import patch

import counter


def test_total():
    with patch("counter.price", wraps=counter.price) as price:
        assert counter.total(["ab", "c"]) == 3
    assert [one.args[0] for one in price.call_args_list] == ["ab", "c"]
# --- wrong: does not ask for the price
def total(items):
    return sum(len(item) for item in items)
# --- wrong: one too many
def total(items):
    return sum(price(item) for item in items) + 1

# === attach_mock keeps the order: session.py::transfer
# --- session.py
def transfer(source, target, amount):
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except ValueError:
        source.deposit(amount)
        return False
    return True
# --- test_session.py
from unittest.mock import Mock, call

from session import transfer


def both():
    parent = Mock()
    return parent, parent.source, parent.target


def test_order():
    parent, source, target = both()
    assert transfer(source, target, 5) is True
    assert parent.mock_calls == [call.source.withdraw(5), call.target.deposit(5)]


def test_rollback():
    parent, source, target = both()
    target.deposit.side_effect = ValueError
    assert transfer(source, target, 5) is False
    assert parent.mock_calls[-1] == call.source.deposit(5)


def test_attached():
    parent, account = Mock(), Mock(name="account")
    parent.attach_mock(account, "a")
    transfer(account, account, 1)
    assert parent.method_calls == [call.a.withdraw(1), call.a.deposit(1)]
# --- wrong: deposits first
def transfer(source, target, amount):
    try:
        target.deposit(amount)
    except ValueError:
        return False
    source.withdraw(amount)
    return True
# --- wrong: does not give back
def transfer(source, target, amount):
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except ValueError:
        return False
    return True

# === a mock as a context manager: guarded.py::guarded
# --- guarded.py
def guarded(lock, action):
    with lock as held:
        return action(held)
# --- test_guarded.py
from unittest.mock import MagicMock

import pytest
from guarded import guarded


def test_guarded():
    lock = MagicMock()
    lock.__enter__.return_value = 3
    assert guarded(lock, lambda held: held + 1) == 4
    lock.__exit__.assert_called_once_with(None, None, None)


def test_error():
    lock = MagicMock()
    lock.__exit__.return_value = False
    with pytest.raises(ZeroDivisionError):
        guarded(lock, lambda held: 1 / 0)
    assert lock.__exit__.call_args.args[0] is ZeroDivisionError
# --- wrong: leaves it unlocked
def guarded(lock, action):
    return action(lock.__enter__())
# --- wrong: hands over the lock
def guarded(lock, action):
    with lock:
        return action(lock)

# === magic methods: shelf.py::swap
# --- shelf.py
def swap(shelf, one, other):
    shelf[one], shelf[other] = shelf[other], shelf[one]
    return len(shelf)
# --- test_shelf.py
from unittest.mock import MagicMock, call

from shelf import swap


def test_real():
    shelf = {"a": 1, "b": 2}
    assert swap(shelf, "a", "b") == 2
    assert shelf == {"a": 2, "b": 1}


def test_mock():
    shelf = MagicMock()
    shelf.__getitem__.side_effect = {"a": 1, "b": 2}.__getitem__
    shelf.__len__.return_value = 9
    assert swap(shelf, "a", "b") == 9
    assert shelf.__setitem__.mock_calls == [call("a", 2), call("b", 1)]
# --- wrong: overwrites the first
def swap(shelf, one, other):
    shelf[one] = shelf[other]
    shelf[other] = shelf[one]
    return len(shelf)
# --- wrong: counts the keys
def swap(shelf, one, other):
    shelf[one], shelf[other] = shelf[other], shelf[one]
    return 2

# === patch.multiple: engine.py::start
# --- engine.py
def fuel():
    return 0


def spark():
    return False


def start():
    return "runs" if fuel() and spark() else "dead"
# --- test_engine.py
from unittest.mock import DEFAULT, patch

import engine


def test_runs():
    with patch.multiple("engine", fuel=lambda: 2, spark=lambda: True):
        assert engine.start() == "runs"


def test_short_cut():
    with patch.multiple(engine, fuel=DEFAULT, spark=DEFAULT) as mocks:
        mocks["fuel"].return_value = 0
        assert engine.start() == "dead"
        mocks["spark"].assert_not_called()
# --- wrong: always asks for the spark
def start():
    lit = spark()
    return "runs" if fuel() and lit else "dead"
# --- wrong: either will do
def start():
    return "runs" if fuel() or spark() else "dead"

# === the target itself is patched elsewhere: team.py::roster
# --- team.py
def members(team):
    return []


def roster(team):
    return sorted(members(team), key=str.lower)


def size(team):
    return len(roster(team))
# --- test_team.py
from unittest.mock import patch

import team


def test_roster():
    with patch.object(team, "members", lambda name: ["bo", "Al"]):
        assert team.roster("x") == ["Al", "bo"]
        assert team.size("x") == 2


def test_size_alone():
    with patch("team.roster", return_value=[1, 2, 3]):
        assert team.size("x") == 3
    assert team.roster("x") == []
# --- wrong: capitals first is not what is asked
def roster(team):
    return sorted(members(team), reverse=True)
# --- wrong: unsorted
def roster(team):
    return list(members(team))

# === new_callable and configure: printer.py::print_all
# --- printer.py
class Device:
    ready = False

    def feed(self, sheet):
        raise OSError


def print_all(device, sheets):
    if not device.ready:
        return 0
    return sum(device.feed(sheet) for sheet in sheets)
# --- test_printer.py
from unittest import mock

import printer


def test_ready():
    device = mock.Mock()
    device.configure_mock(**{"ready": True, "feed.return_value": 1})
    assert printer.print_all(device, "abc") == 3


@mock.patch("printer.Device", new_callable=mock.NonCallableMagicMock)
def test_not_ready(device):
    device.ready = False
    assert printer.print_all(device, "abc") == 0
    assert not device.feed.called


def test_reset():
    device = mock.Mock(ready=True, **{"feed.return_value": 2})
    printer.print_all(device, "a")
    device.reset_mock()
    assert printer.print_all(device, "ab") == 4
    assert device.feed.call_count == 2
# --- wrong: feeds first
def print_all(device, sheets):
    done = sum(device.feed(sheet) for sheet in sheets)
    return done if device.ready else 0
# --- wrong: counts sheets
def print_all(device, sheets):
    return len(sheets) if device.ready else 0

# === len is patched in the module: sizes.py::longest
# --- sizes.py
def longest(words):
    best = words[0]
    for word in words[1:]:
        if len(word) > len(best):
            best = word
    return best
# --- test_sizes.py
from unittest.mock import patch

import sizes


def test_plain():
    assert sizes.longest(["a", "bcd", "ef"]) == "bcd"


def test_patched():
    with patch("sizes.len", lambda word: -ord(word[0]), create=True):
        assert sizes.longest(["b", "a", "c"]) == "a"


def test_builtin_patched():
    with patch("builtins.len", lambda word: word.count("x")):
        assert sizes.longest(["aaaa", "x", "xx"]) == "xx"
# --- wrong: does not measure by len
def longest(words):
    return max(words, key=lambda word: sum(1 for _ in word))
# --- wrong: the last of equals
def longest(words):
    return sorted(words, key=len)[-1] if words[0] != "b" else words[0]

# === seal: remote.py::press
# --- remote.py
def press(remote, key):
    remote.send(key)
    return remote.status
# --- test_remote.py
from unittest.mock import Mock, seal

from remote import press


def test_press():
    remote = Mock(status="on")
    remote.send.return_value = None
    seal(remote)
    assert press(remote, "ok") == "on"
    remote.send.assert_called_once_with("ok")
# --- wrong: a name that is sealed off
def press(remote, key):
    remote.send(key)
    remote.flush()
    return remote.status
# --- wrong: the reply for the status
def press(remote, key):
    return remote.send(key)
