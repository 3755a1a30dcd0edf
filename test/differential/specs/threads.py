# Locks, threads and context managers.

# === a lock around a counter: counter.py::Counter.add
# --- counter.py
import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, n=1):
        with self.lock:
            self.value += n
            return self.value
# --- test_counter.py
import threading

from counter import Counter


def test_lock_is_free_after():
    counter = Counter()
    assert counter.add() == 1
    assert counter.add(5) == 6
    assert not counter.lock.locked()


def test_waits_for_the_lock():
    counter = Counter()
    with counter.lock:
        thread = threading.Thread(target=counter.add)
        thread.start()
        thread.join(0.05)
        assert thread.is_alive()
        assert counter.value == 0
    thread.join(5)
    assert counter.value == 1
# --- wrong: does not take the lock
def add(self, n=1):
    self.value += n
    return self.value
# --- wrong: keeps the lock
def add(self, n=1):
    self.lock.acquire(timeout=0.1)
    self.value += n
    return self.value

# === a mocked lock: guarded.py::Guarded.set
# --- guarded.py
class Guarded:
    def __init__(self, lock):
        self.lock = lock
        self.data = {}

    def set(self, key, value):
        with self.lock:
            self.data[key] = value
# --- test_guarded.py
from unittest.mock import MagicMock

from guarded import Guarded


def test_lock():
    lock = MagicMock()
    guarded = Guarded(lock)
    lock.__enter__.side_effect = lambda: guarded.data.update(order="first")
    guarded.set("a", 1)
    assert list(guarded.data) == ["order", "a"]
    assert lock.__exit__.called
# --- wrong: writes first
def set(self, key, value):
    self.data[key] = value
    with self.lock:
        pass
# --- wrong: no lock
def set(self, key, value):
    self.data[key] = value

# === workers and a queue: workers.py::run_all
# --- workers.py
from concurrent.futures import ThreadPoolExecutor


def run_all(jobs, threads=2):
    """Run the jobs in threads; the results in the jobs' order, an error as itself."""

    def one(job):
        try:
            return job()
        except Exception as error:
            return error

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, jobs))
# --- test_workers.py
import threading

from workers import run_all


def test_side_by_side():
    barrier = threading.Barrier(2, timeout=5)

    def job():
        barrier.wait()
        return threading.current_thread().name

    first, second = run_all([job, job])
    assert isinstance(first, str) and isinstance(second, str) and first != second


def test_errors():
    found = run_all([lambda: 1, lambda: 1 / 0])
    assert found[0] == 1 and isinstance(found[1], ZeroDivisionError)
# --- wrong: one after the other
def run_all(jobs, threads=2):
    def one(job):
        try:
            return job()
        except Exception as error:
            return error

    return [one(job) for job in jobs]
# --- wrong: raises the error
def run_all(jobs, threads=2):
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda job: job(), jobs))

# === events: latch.py::Latch.open
# --- latch.py
import threading


class Latch:
    def __init__(self):
        self.event = threading.Event()
        self.opened_by = None

    def open(self, who):
        if self.event.is_set():
            return False
        self.opened_by = who
        self.event.set()
        return True
# --- test_latch.py
import threading

from latch import Latch


def test_wakes():
    latch = Latch()
    found = []
    thread = threading.Thread(target=lambda: latch.event.wait(5) and found.append(latch.opened_by))
    thread.start()
    assert latch.open("ann") is True
    thread.join(5)
    assert found == ["ann"]


def test_once():
    latch = Latch()
    latch.open("ann")
    assert latch.open("bob") is False
    assert latch.opened_by == "ann"
# --- wrong: does not set the event
def open(self, who):
    if self.opened_by:
        return False
    self.opened_by = who
    return True
# --- wrong: the last one wins
def open(self, who):
    self.opened_by = who
    was = self.event.is_set()
    self.event.set()
    return not was

# === thread locals: locale_state.py::current
# --- locale_state.py
import threading

state = threading.local()


def current():
    return getattr(state, "name", "en")
# --- test_locale_state.py
import threading

import locale_state


def test_other_thread():
    locale_state.state.name = "de"
    found = []
    thread = threading.Thread(target=lambda: found.append(locale_state.current()))
    thread.start()
    thread.join()
    assert found == ["en"]
    assert locale_state.current() == "de"
    del locale_state.state.name
    assert locale_state.current() == "en"
# --- wrong: another default
def current():
    return getattr(state, "name", "de")
# --- wrong: no default
def current():
    return state.name

# === contextmanager: transaction.py::transaction
# --- transaction.py
from contextlib import contextmanager


@contextmanager
def transaction(log):
    """Note begin and commit, or rollback where the block raised."""
    log.append("begin")
    try:
        yield log
    except Exception:
        log.append("rollback")
        raise
    else:
        log.append("commit")
# --- test_transaction.py
import pytest
from transaction import transaction


def test_commit():
    log = []
    with transaction(log) as same:
        assert same is log
        log.append("work")
    assert log == ["begin", "work", "commit"]


def test_rollback():
    log = []
    with pytest.raises(KeyError):
        with transaction(log):
            raise KeyError
    assert log == ["begin", "rollback"]


def test_as_decorator():
    log = []

    @transaction(log)
    def work():
        return 5

    assert work() == 5
    assert log == ["begin", "commit"]
# --- wrong: swallows
def transaction(log):
    log.append("begin")
    try:
        yield log
    except Exception:
        log.append("rollback")
    else:
        log.append("commit")
# --- wrong: always commits
def transaction(log):
    log.append("begin")
    try:
        yield log
    finally:
        log.append("commit")

# === __exit__ as target: timer.py::Timer.__exit__
# --- timer.py
class Timer:
    def __init__(self, clock):
        self.clock = clock
        self.seconds = None

    def __enter__(self):
        self.started = self.clock()
        return self

    def __exit__(self, *error):
        self.seconds = self.clock() - self.started
        return False
# --- test_timer.py
import pytest
from timer import Timer


def test_seconds():
    with Timer(iter([1, 4]).__next__) as timer:
        assert timer.seconds is None
    assert timer.seconds == 3


def test_error():
    timer = Timer(iter([1, 2]).__next__)
    with pytest.raises(ValueError), timer:
        raise ValueError
    assert timer.seconds == 1
# --- wrong: swallows
def __exit__(self, *error):
    self.seconds = self.clock() - self.started
    return True
# --- wrong: the time itself
def __exit__(self, *error):
    self.seconds = self.clock()

# === ExitStack: closing.py::open_all
# --- closing.py
from contextlib import ExitStack


def open_all(resources):
    """Enter all; if one fails, leave those before it. The stack that leaves them and what they gave."""
    with ExitStack() as stack:
        found = [stack.enter_context(one) for one in resources]
        return stack.pop_all(), found
# --- test_closing.py
import pytest
from closing import open_all


class Resource:
    def __init__(self, log, name, fails=False):
        self.log, self.name, self.fails = log, name, fails

    def __enter__(self):
        if self.fails:
            raise OSError(self.name)
        self.log.append("+" + self.name)
        return self.name

    def __exit__(self, *error):
        self.log.append("-" + self.name)


def test_all():
    log = []
    stack, found = open_all([Resource(log, "a"), Resource(log, "b")])
    assert found == ["a", "b"]
    assert log == ["+a", "+b"]
    stack.close()
    assert log[2:] == ["-b", "-a"]


def test_one_fails():
    log = []
    with pytest.raises(OSError, match="b"):
        open_all([Resource(log, "a"), Resource(log, "b", fails=True)])
    assert log == ["+a", "-a"]
# --- wrong: leaves none
def open_all(resources):
    stack = ExitStack()
    found = [stack.enter_context(one) for one in resources]
    return stack, found
# --- wrong: leaves all at once
def open_all(resources):
    with ExitStack() as stack:
        found = [stack.enter_context(one) for one in resources]
        return stack, found

# === suppress and nested: ignore.py::first_that_works
# --- ignore.py
from contextlib import suppress


def first_that_works(functions, *errors):
    for function in functions:
        with suppress(*errors):
            return function()
    raise LookupError("none works")
# --- test_ignore.py
import pytest
from ignore import first_that_works


def fail(error):
    def function():
        raise error

    return function


def test_second():
    assert first_that_works([fail(KeyError()), lambda: 2], KeyError) == 2


def test_other_error():
    with pytest.raises(ValueError):
        first_that_works([fail(ValueError()), lambda: 2], KeyError)


def test_none():
    with pytest.raises(LookupError, match="none works"):
        first_that_works([], KeyError)
# --- wrong: suppresses everything
def first_that_works(functions, *errors):
    for function in functions:
        with suppress(Exception):
            return function()
    raise LookupError("none works")
# --- wrong: gives None
def first_that_works(functions, *errors):
    for function in functions:
        with suppress(*errors):
            return function()

# === condition: letters.py::Letters.put
# --- letters.py
import threading


class Letters:
    def __init__(self):
        self.items = []
        self.filled = threading.Condition()

    def put(self, item):
        with self.filled:
            self.items.append(item)
            self.filled.notify()

    def take(self, timeout):
        with self.filled:
            if not self.filled.wait_for(lambda: self.items, timeout):
                raise TimeoutError
            return self.items.pop(0)
# --- test_letters.py
import threading

import pytest
from letters import Letters


def test_there():
    letters = Letters()
    letters.put("a")
    letters.put("b")
    assert [letters.take(0), letters.take(0)] == ["a", "b"]


def test_waiting():
    letters = Letters()
    found = []
    thread = threading.Thread(target=lambda: found.append(letters.take(5)))
    thread.start()
    letters.put(1)
    thread.join(8)
    assert found == [1]


def test_nothing():
    with pytest.raises(TimeoutError):
        Letters().take(0.01)
# --- wrong: puts nothing
def put(self, item):
    with self.filled:
        self.filled.notify()
# --- wrong: notifies without the lock
def put(self, item):
    self.items.append(item)
    self.filled.notify()
