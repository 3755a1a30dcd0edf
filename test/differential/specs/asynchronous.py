# asyncio in tests of every kind.

# === asyncio.run: fetcher.py::fetch_both
# --- fetcher.py
import asyncio


async def fetch_both(one, other):
    """Await both at once; the results in order."""
    return list(await asyncio.gather(one(), other()))
# --- test_fetcher.py
import asyncio

from fetcher import fetch_both


def test_at_once():
    seen = []

    async def main():
        event = asyncio.Event()

        async def one():
            await event.wait()
            seen.append(1)
            return 1

        async def other():
            seen.append(2)
            event.set()
            return 2

        return await asyncio.wait_for(fetch_both(one, other), 2)

    assert asyncio.run(main()) == [1, 2]
    assert seen == [2, 1]
# --- wrong: one after the other
async def fetch_both(one, other):
    return [await one(), await other()]
# --- wrong: the wrong way round
async def fetch_both(one, other):
    return list(await asyncio.gather(other(), one()))

# === isolated test case: bank.py::Account.withdraw
# --- bank.py
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            if amount > self.balance:
                raise ValueError("not enough")
            before = self.balance
            await asyncio.sleep(0)
            self.balance = before - amount
            return self.balance
# --- test_bank.py
import asyncio
import unittest

from bank import Account


class AccountTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.account = Account(10)

    async def test_one(self):
        self.assertEqual(await self.account.withdraw(4), 6)

    async def test_too_much(self):
        with self.assertRaisesRegex(ValueError, "enough"):
            await self.account.withdraw(11)

    async def test_together(self):
        await asyncio.gather(*[self.account.withdraw(2) for _ in range(3)])
        self.assertEqual(self.account.balance, 4)
# --- wrong: no lock
async def withdraw(self, amount):
    if amount > self.balance:
        raise ValueError("not enough")
    before = self.balance
    await asyncio.sleep(0)
    self.balance = before - amount
    return self.balance
# --- wrong: below nought
async def withdraw(self, amount):
    async with self.lock:
        self.balance -= amount
        return self.balance

# === queue: pipeline.py::drain
# --- pipeline.py
import asyncio


async def drain(queue):
    """Take items until None; mark each as done."""
    items = []
    while True:
        item = await queue.get()
        queue.task_done()
        if item is None:
            return items
        items.append(item)
# --- test_pipeline.py
import asyncio

from pipeline import drain


def test_drain():
    async def main():
        queue = asyncio.Queue(maxsize=1)
        task = asyncio.create_task(drain(queue))
        for item in ("a", "", None):
            await queue.put(item)
        await asyncio.wait_for(queue.join(), 2)
        return await task

    assert asyncio.run(main()) == ["a", ""]
# --- wrong: never done
async def drain(queue):
    items = []
    while (item := await queue.get()) is not None:
        items.append(item)
    return items
# --- wrong: ends at what is false
async def drain(queue):
    items = []
    while True:
        item = await queue.get()
        queue.task_done()
        if not item:
            return items
        items.append(item)

# === timeout: patient.py::within
# --- patient.py
import asyncio


async def within(seconds, awaitable, default=None):
    try:
        return await asyncio.wait_for(awaitable, seconds)
    except asyncio.TimeoutError:
        return default
# --- test_patient.py
import asyncio

from patient import within


def test_in_time():
    assert asyncio.run(within(2, asyncio.sleep(0, "done"))) == "done"


def test_late():
    cancelled = []

    async def slow():
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    assert asyncio.run(within(0.01, slow(), "late")) == "late"
    assert cancelled == [True]
# --- wrong: no default
async def within(seconds, awaitable, default=None):
    try:
        return await asyncio.wait_for(awaitable, seconds)
    except asyncio.TimeoutError:
        return None
# --- wrong: lets it run on
async def within(seconds, awaitable, default=None):
    done, _ = await asyncio.wait([asyncio.ensure_future(awaitable)], timeout=seconds / 1000)
    return done.pop().result() if done else default + "r"

# === async generators: sampling.py::every
# --- sampling.py
async def every(n, source):
    """Yield every n-th item of an asynchronous source."""
    index = 0
    async for item in source:
        index += 1
        if index % n == 0:
            yield item
# --- test_sampling.py
import asyncio
import inspect

from sampling import every


async def letters(text):
    for letter in text:
        yield letter


async def collected(n, text):
    return [item async for item in every(n, letters(text))]


def test_second():
    assert asyncio.run(collected(2, "abcde")) == ["b", "d"]


def test_lazy():
    async def main():
        generator = every(1, letters("xyz"))
        first = await generator.__anext__()
        await generator.aclose()
        return first

    assert asyncio.run(main()) == "x"
    assert inspect.isasyncgenfunction(every)
# --- wrong: begins with the first
async def every(n, source):
    index = 0
    async for item in source:
        if index % n == 0:
            yield item
        index += 1
# --- wrong: not the last
async def every(n, source):
    held = []
    async for item in source:
        held.append(item)
        if len(held) > n:
            yield held.pop(0)

# === async context manager: pool.py::Pool.__aexit__
# --- pool.py
class Pool:
    def __init__(self):
        self.events = []

    async def __aenter__(self):
        self.events.append("open")
        return self

    async def __aexit__(self, kind, value, traceback):
        self.events.append("failed" if kind else "closed")
        return kind is KeyError
# --- test_pool.py
import asyncio

import pytest
from pool import Pool


async def use(pool, error=None):
    async with pool as same:
        assert same is pool
        if error:
            raise error


def test_closed():
    pool = Pool()
    asyncio.run(use(pool))
    assert pool.events == ["open", "closed"]


def test_swallowed():
    pool = Pool()
    asyncio.run(use(pool, KeyError("k")))
    assert pool.events == ["open", "failed"]


def test_passed_on():
    with pytest.raises(ValueError):
        asyncio.run(use(Pool(), ValueError()))
# --- wrong: swallows everything
async def __aexit__(self, kind, value, traceback):
    self.events.append("failed" if kind else "closed")
    return True
# --- wrong: swallows nothing
async def __aexit__(self, kind, value, traceback):
    self.events.append("failed" if kind else "closed")

# === asynccontextmanager: lease.py::lease
# --- lease.py
from contextlib import asynccontextmanager


@asynccontextmanager
async def lease(rooms, name):
    rooms.append(name)
    try:
        yield len(rooms)
    finally:
        rooms.remove(name)
# --- test_lease.py
import asyncio

import pytest
from lease import lease


def test_returned():
    rooms = []

    async def main():
        async with lease(rooms, "a") as one, lease(rooms, "b") as two:
            return one, two, list(rooms)

    assert asyncio.run(main()) == (1, 2, ["a", "b"])
    assert rooms == []


def test_after_error():
    rooms = ["x"]

    async def main():
        async with lease(rooms, "a"):
            raise OSError

    with pytest.raises(OSError):
        asyncio.run(main())
    assert rooms == ["x"]
# --- wrong: not after an error
async def lease(rooms, name):
    rooms.append(name)
    yield len(rooms)
    rooms.remove(name)
# --- wrong: empties the list
async def lease(rooms, name):
    rooms.append(name)
    try:
        yield len(rooms)
    finally:
        rooms.clear()

# === semaphore: crowd.py::crowd
# --- crowd.py
import asyncio


async def crowd(jobs, most):
    """Run the jobs, at most so many at a time."""
    gate = asyncio.Semaphore(most)

    async def one(job):
        async with gate:
            return await job()

    return await asyncio.gather(*map(one, jobs))
# --- test_crowd.py
import asyncio

from crowd import crowd


def run(count, most):
    running, highest = 0, 0

    async def job():
        nonlocal running, highest
        running += 1
        highest = max(highest, running)
        await asyncio.sleep(0)
        running -= 1
        return highest

    asyncio.run(crowd([job] * count, most))
    return highest


def test_most():
    assert run(6, 2) == 2


def test_all():
    assert run(3, 9) == 3
# --- wrong: all at once
async def crowd(jobs, most):
    return await asyncio.gather(*(job() for job in jobs))
# --- wrong: one at a time
async def crowd(jobs, most):
    return [await job() for job in jobs]

# === task is cancelled: watcher.py::watch
# --- watcher.py
import asyncio


async def watch(log):
    log.append("start")
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("stop")
        raise
    finally:
        log.append("end")
# --- test_watcher.py
import asyncio
from unittest import IsolatedAsyncioTestCase

from watcher import watch


class WatchTest(IsolatedAsyncioTestCase):
    async def test_cancelled(self):
        log = []
        task = asyncio.create_task(watch(log))
        await asyncio.sleep(0)
        task.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await task
        self.assertTrue(task.cancelled())
        self.assertEqual(log, ["start", "stop", "end"])
# --- wrong: does not raise again
async def watch(log):
    log.append("start")
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("stop")
    finally:
        log.append("end")
# --- wrong: says nothing of the stop
async def watch(log):
    log.append("start")
    try:
        await asyncio.Event().wait()
    finally:
        log.append("end")

# === contextvars: tracing.py::traced
# --- tracing.py
import contextvars

request = contextvars.ContextVar("request", default="-")


async def traced(message):
    return f"[{request.get()}] {message}"
# --- test_tracing.py
import asyncio

import tracing


def test_each_task_its_own():
    async def one(name):
        tracing.request.set(name)
        await asyncio.sleep(0)
        return await tracing.traced("hi")

    async def main():
        return await asyncio.gather(one("a"), one("b"))

    assert asyncio.run(main()) == ["[a] hi", "[b] hi"]
    assert asyncio.run(tracing.traced("x")) == "[-] x"
# --- wrong: the default
async def traced(message):
    return f"[-] {message}"
# --- wrong: sets it
async def traced(message):
    before = request.get()
    request.set("a")
    return f"[{before if before == '-' else request.get()}] {message}"

# === a synchronous function that gives a coroutine: later.py::later
# --- later.py
import asyncio


def later(function, *args):
    async def call():
        await asyncio.sleep(0)
        return function(*args)

    return call()
# --- test_later.py
import asyncio
import inspect

from later import later


def test_later():
    called = []
    coroutine = later(called.append, 1)
    assert inspect.iscoroutine(coroutine)
    assert called == []
    asyncio.run(coroutine)
    assert called == [1]
# --- wrong: calls at once
def later(function, *args):
    value = function(*args)

    async def call():
        return value

    return call()
# --- wrong: forgets the arguments
def later(function, *args):
    async def call():
        await asyncio.sleep(0)
        return function()

    return call()

# === executor and callbacks: bridge.py::in_thread
# --- bridge.py
import asyncio


async def in_thread(function, value):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, function, value)
# --- test_bridge.py
import asyncio
import threading

from bridge import in_thread


def test_other_thread():
    here = threading.get_ident()
    there = asyncio.run(in_thread(lambda value: (value, threading.get_ident()), 3))
    assert there[0] == 3
    assert there[1] != here
# --- wrong: in this thread
async def in_thread(function, value):
    return function(value)
# --- wrong: the value twice
async def in_thread(function, value):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, function, (value, value))
