# Functions of every kind.

# === a coroutine: gather.py::both
# --- gather.py
import asyncio


async def both(one, other):
    return list(await asyncio.gather(one(), other()))


async def give(value):
    await asyncio.sleep(0)
    return value


assert asyncio.run(both(lambda: give(1), lambda: give(2))) == [1, 2]
# --- right: one after the other
async def both(one, other):
    return [await one(), await other()]
# --- wrong: not awaited
async def both(one, other):
    return [one(), other()]

# === a generator: chunks.py::chunks
# --- chunks.py
def chunks(values, size):
    for at in range(0, len(values), size):
        yield values[at : at + size]


assert list(chunks([1, 2, 3], 2)) == [[1, 2], [3]]
assert next(chunks([], 2), None) is None
assert next(iter(chunks("abcd", 3))) == "abc"
# --- right: by a while
def chunks(values, size):
    while values:
        yield values[:size]
        values = values[size:]
# --- right: no generator
def chunks(values, size):
    return iter([values[at : at + size] for at in range(0, len(values), size)])
# --- wrong: loses the rest
def chunks(values, size):
    for at in range(0, len(values) - size + 1, size):
        yield values[at : at + size]

# === a generator that is sent to: average.py::averager
# --- average.py
def averager():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total, count = total + value, count + 1
        mean = total / count


running = averager()
next(running)
assert running.send(4) == 4
assert running.send(0) == 2
# --- right: a list of all
def averager():
    seen, mean = [], None
    while True:
        seen.append((yield mean))
        mean = sum(seen) / len(seen)
# --- wrong: the last
def averager():
    mean = None
    while True:
        mean = yield mean

# === an asynchronous generator: ticks.py::ticks
# --- ticks.py
import asyncio


async def ticks(count):
    for one in range(count):
        await asyncio.sleep(0)
        yield one


async def gathered(count):
    return [one async for one in ticks(count)]


assert asyncio.run(gathered(3)) == [0, 1, 2]
assert asyncio.run(gathered(0)) == []
# --- right: without a pause
async def ticks(count):
    at = 0
    while at < count:
        yield at
        at += 1
# --- wrong: from one
async def ticks(count):
    for one in range(count):
        yield one + 1

# === a nested function: counter.py::counter.step
# --- counter.py
def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


tick = counter(3)
assert tick() == 4
assert tick(2) == 6
# --- right: in two steps
def step(by=1):
    nonlocal count
    more = count + by
    count = more
    return more
# --- wrong: keeps nothing
def step(by=1):
    return count + by

# === around a nested function: compose.py::compose
# --- compose.py
def compose(*functions):
    def all_of_them(value):
        for one in functions:
            value = one(value)
        return value

    return all_of_them


assert compose(abs, str)(-3) == "3"
assert compose()(1) == 1
# --- right: by reduce
import functools


def compose(*functions):
    return lambda value: functools.reduce(lambda so_far, one: one(so_far), functions, value)
# --- wrong: the wrong way round
def compose(*functions):
    def all_of_them(value):
        for one in functions[::-1]:
            value = one(value)
        return value

    return all_of_them

# === lru_cache: paths.py::paths
# --- paths.py
import functools


@functools.lru_cache(maxsize=None)
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


assert paths(2, 2) == 6
assert paths(12, 12) == 2704156
assert paths.cache_info().hits > 0
# --- right: the other way round
@functools.lru_cache(maxsize=None)
def paths(rows, columns):
    return 1 if 0 in (rows, columns) else paths(rows, columns - 1) + paths(rows - 1, columns)
# --- right: without its decorator
def paths(rows, columns):
    return 1 if not rows or not columns else paths(rows - 1, columns) + paths(rows, columns - 1)
# --- wrong: ends too late
@functools.lru_cache(maxsize=None)
def paths(rows, columns):
    if rows == 0 and columns == 0:
        return 1
    if rows < 0 or columns < 0:
        return 0
    return paths(rows - 1, columns) + paths(rows, columns - 1) + 1

# === contextmanager: quiet.py::lowered
# --- quiet.py
import contextlib

level = [5]


@contextlib.contextmanager
def lowered(by):
    before = level[0]
    level[0] -= by
    try:
        yield level[0]
    finally:
        level[0] = before


with lowered(2) as now:
    assert now == 3
    assert level == [3]
assert level == [5]
try:
    with lowered(1):
        raise KeyError
except KeyError:
    pass
assert level == [5]
# --- right: added again
@contextlib.contextmanager
def lowered(by):
    level[0] -= by
    try:
        yield level[0]
    finally:
        level[0] += by
# --- wrong: not where it raises
@contextlib.contextmanager
def lowered(by):
    level[0] -= by
    yield level[0]
    level[0] += by

# === a decorator: twice.py::twice
# --- twice.py
import functools


def twice(function):
    @functools.wraps(function)
    def wrapper(*given):
        function(*given)
        return function(*given)

    return wrapper


calls = []


@twice
def note(one):
    calls.append(one)
    return len(calls)


assert note("x") == 2
assert calls == ["x", "x"]
assert note.__name__ == "note"
# --- right: by a loop
def twice(function):
    @functools.wraps(function)
    def wrapper(*given):
        for _ in range(2):
            last = function(*given)
        return last

    return wrapper
# --- wrong: once
def twice(function):
    @functools.wraps(function)
    def wrapper(*given):
        return function(*given)

    return wrapper

# === a registry: commands.py::add
# --- commands.py
known = {}


def command(name):
    def take(function):
        known[name] = function
        return function

    return take


@command("add")
def add(one, other):
    return one + other


alias = add
assert known["add"](1, 2) == 3
assert alias(2, 2) == 4
assert alias is add is known["add"]
# --- right: by sum
@command("add")
def add(one, other):
    return sum((one, other))
# --- wrong: a product
@command("add")
def add(one, other):
    return one * other

# === overloads: number.py::number
# --- number.py
from typing import Union, overload


@overload
def number(text: str) -> int: ...
@overload
def number(text: bytes) -> float: ...
def number(text: Union[str, bytes]) -> Union[int, float]:
    return int(text) if isinstance(text, str) else float(text)


assert number("3") == 3
assert number(b"2.5") == 2.5
# --- right: by an if
def number(text: Union[str, bytes]) -> Union[int, float]:
    if isinstance(text, bytes):
        return float(text)
    return int(text)
# --- wrong: a whole number only
def number(text: Union[str, bytes]) -> Union[int, float]:
    return int(float(text))

# === singledispatch: sizes.py::size
# --- sizes.py
import functools


@functools.singledispatch
def size(value):
    return len(value)


@size.register(int)
def size_of_int(value):
    return value.bit_length()


assert size("abc") == 3
assert size(8) == 4
# --- right: counts
@functools.singledispatch
def size(value):
    return sum(1 for _ in value)
# --- wrong: one too many
@functools.singledispatch
def size(value):
    return len(value) + 1

# === one of singledispatch: sizes.py::size_of_int
# --- sizes.py
import functools


@functools.singledispatch
def size(value):
    return len(value)


@size.register(int)
def size_of_int(value):
    return value.bit_length()


assert size("abc") == 3
assert size(8) == 4
# --- right: by its digits
@size.register(int)
def size_of_int(value):
    return len(bin(value)) - 2
# --- wrong: itself
@size.register(int)
def size_of_int(value):
    return value

# === defaults: greet.py::greet
# --- greet.py
def greet(name="you", /, *more, mark="!", **rest):
    return " and ".join([name, *more, *rest]) + mark


assert greet() == "you!"
assert greet("a", "b", mark="?", c=1) == "a and b and c?"
# --- right: in steps
def greet(name="you", /, *more, mark="!", **rest):
    words = [name]
    words += more
    words += list(rest)
    return " and ".join(words) + mark
# --- wrong: leaves out names
def greet(name="you", /, *more, mark="!", **rest):
    return " and ".join([name, *more]) + mark

# === a default that changes: remember.py::remember
# --- remember.py
def remember(value, seen=[]):
    seen.append(value)
    return list(seen)


assert remember(1) == [1]
assert remember(2) == [1, 2]
assert remember(3, []) == [3]
# --- right: by extension
def remember(value, seen=[]):
    seen += [value]
    return seen[:]
# --- wrong: a new one each time
def remember(value, seen=[]):
    return [*seen, value]

# === helpers and imports: median.py::median
# --- median.py
def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


assert median([3, 1, 2]) == 2
assert median([9]) == 9
# --- right: with a helper and an import
import heapq

_SIDES = 2


def _half(values):
    return len(values) // _SIDES


def median(values):
    return heapq.nsmallest(_half(values) + 1, values)[-1]
# --- wrong: with a helper that is one off
def _half(values):
    return (len(values) - 1) // 2 - 1


def median(values):
    return sorted(values)[_half(values)]

# === what it raises: strict.py::strict
# --- strict.py
def strict(text):
    if not text.isdigit():
        raise ValueError("no number: %s" % text)
    return int(text)


assert strict("12") == 12
try:
    strict("x")
except ValueError as error:
    assert str(error) == "no number: x"
else:
    assert False
# --- right: the message first
def strict(text):
    message = "no number: %s" % text
    if text.isdigit():
        return int(text)
    raise ValueError(message)
# --- wrong: another error
def strict(text):
    if not text.isdigit():
        raise KeyError(text)
    return int(text)
# --- wrong: raises nothing
def strict(text):
    return int(text) if text.isdigit() else None

# === ends the process: leave.py::leave
# --- leave.py
def leave(value):
    return value


assert leave(1) == 1
assert leave(2) == 2
# --- right: by a list
def leave(value):
    return [value][0]
# --- wrong: exits
def leave(value):
    raise SystemExit(0)
# --- wrong: iteration ends
def leave(value):
    raise StopIteration(value)
# --- wrong: recursion without end
def leave(value):
    return leave(value)

# === does not load: broken.py::broken
# --- broken.py
def broken(value):
    return value


assert broken(1) == 1
# --- right: by a tuple
def broken(value):
    return (value,)[0]
# --- wrong: its constant raises
_LIMIT = 1 // 0


def broken(value):
    return min(value, _LIMIT)
# --- wrong: its import is not there
import no_such_module_anywhere


def broken(value):
    return no_such_module_anywhere.same(value)
