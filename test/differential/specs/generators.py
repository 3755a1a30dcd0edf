# Generators and iterators.

# === lazy: chunks.py::chunks
# --- chunks.py
def chunks(items, size):
    """Lists of so many items; the last may be shorter."""
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
# --- test_chunks.py
import itertools
import types

from chunks import chunks


def test_rest():
    assert list(chunks("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]


def test_endless():
    found = chunks(itertools.count(), 3)
    assert isinstance(found, types.GeneratorType)
    assert next(found) == [0, 1, 2]
    assert next(found) == [3, 4, 5]


def test_takes_no_more_than_it_needs():
    source = iter(range(10))
    assert next(chunks(source, 2)) == [0, 1]
    assert next(source) == 2
# --- wrong: loses the rest
def chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
# --- wrong: one ahead
def chunks(items, size):
    chunk = []
    for item in items:
        if len(chunk) == size:
            yield chunk
            chunk = []
        chunk.append(item)
    if chunk:
        yield chunk

# === send: average.py::averager
# --- average.py
def averager():
    """Yields the mean of what was sent so far."""
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count
# --- test_average.py
import pytest
from average import averager


def test_send():
    mean = averager()
    assert next(mean) is None
    assert mean.send(10) == 10
    assert mean.send(20) == 15


def test_not_started():
    with pytest.raises(TypeError):
        averager().send(1)


def test_after_error():
    mean = averager()
    next(mean)
    with pytest.raises(TypeError):
        mean.send("x")
    with pytest.raises(StopIteration):
        mean.send(1)
# --- wrong: goes on from the last
def averager():
    mean = None
    while True:
        value = yield mean
        mean = value if mean is None else value
# --- wrong: holds errors
def averager():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        try:
            total += value
        except TypeError:
            continue
        count += 1
        mean = total / count

# === throw: server.py::serve
# --- server.py
class Reset(Exception):
    pass


def serve(log):
    count = 0
    while True:
        try:
            request = yield count
        except Reset:
            log.append("reset")
            count = 0
        else:
            log.append(request)
            count += 1
# --- test_server.py
import pytest
from server import Reset, serve


def test_throw():
    log = []
    server = serve(log)
    next(server)
    server.send("a")
    assert server.send("b") == 2
    assert server.throw(Reset()) == 0
    assert server.send("c") == 1
    assert log == ["a", "b", "reset", "c"]


def test_other_error():
    server = serve([])
    next(server)
    with pytest.raises(ValueError):
        server.throw(ValueError("x"))
# --- wrong: every error resets
def serve(log):
    count = 0
    while True:
        try:
            request = yield count
        except Exception:
            log.append("reset")
            count = 0
        else:
            log.append(request)
            count += 1
# --- wrong: counts on
def serve(log):
    count = 0
    while True:
        try:
            request = yield count
        except Reset:
            log.append("reset")
        else:
            log.append(request)
            count += 1

# === close: reader.py::lines
# --- reader.py
def lines(stream):
    """Stripped lines; the stream is closed at the end, however that comes."""
    try:
        for line in stream:
            yield line.strip()
    finally:
        stream.close()
# --- test_reader.py
import io

import pytest
from reader import lines


def test_end():
    stream = io.StringIO("a \nb")
    assert list(lines(stream)) == ["a", "b"]
    assert stream.closed


def test_closed_early():
    stream = io.StringIO("a\nb\n")
    found = lines(stream)
    assert next(found) == "a" and not stream.closed
    found.close()
    assert stream.closed


def test_thrown():
    stream = io.StringIO("a\nb\n")
    found = lines(stream)
    next(found)
    with pytest.raises(KeyError):
        found.throw(KeyError)
    assert stream.closed
# --- wrong: only at the end
def lines(stream):
    for line in stream:
        yield line.strip()
    stream.close()
# --- wrong: reads all at once
def lines(stream):
    found = [line.strip() for line in stream]
    stream.close()
    yield from found

# === the value of a generator: walk.py::total
# --- walk.py
def total(tree):
    """Yields each leaf; its value is the sum of all."""
    if isinstance(tree, int):
        yield tree
        return tree
    found = 0
    for child in tree:
        found += yield from total(child)
    return found
# --- test_walk.py
from walk import total


def drained(generator):
    seen = []
    while True:
        try:
            seen.append(next(generator))
        except StopIteration as end:
            return seen, end.value


def test_value():
    assert drained(total([1, [2, 3], []])) == ([1, 2, 3], 6)


def test_leaf():
    assert drained(total(5)) == ([5], 5)
# --- wrong: no value
def total(tree):
    if isinstance(tree, int):
        yield tree
    else:
        for child in tree:
            yield from total(child)
# --- wrong: counts leaves
def total(tree):
    if isinstance(tree, int):
        yield tree
        return 1
    found = 0
    for child in tree:
        found += yield from total(child)
    return found

# === StopIteration inside: pairs.py::pairs
# --- pairs.py
def pairs(items):
    """Pairs of neighbours; one alone at the end is left out."""
    iterator = iter(items)
    while True:
        try:
            yield next(iterator), next(iterator)
        except StopIteration:
            return
# --- test_pairs.py
from pairs import pairs


def test_even():
    assert list(pairs("abcd")) == [("a", "b"), ("c", "d")]


def test_odd():
    assert list(pairs([1, 2, 3])) == [(1, 2)]
    assert list(pairs([])) == []
# --- right: by zip
def pairs(items):
    iterator = iter(items)
    yield from zip(iterator, iterator)
# --- wrong: the end gets out
def pairs(items):
    iterator = iter(items)
    while True:
        yield next(iterator), next(iterator)
# --- wrong: overlapping
def pairs(items):
    items = list(items)
    yield from zip(items, items[1:])

# === an iterator class: countdown.py::Countdown.__next__
# --- countdown.py
class Countdown:
    def __init__(self, start):
        self.value = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.value <= 0:
            raise StopIteration
        self.value -= 1
        return self.value + 1
# --- test_countdown.py
import pytest
from countdown import Countdown


def test_all():
    assert list(Countdown(3)) == [3, 2, 1]


def test_stays_at_its_end():
    countdown = Countdown(1)
    assert next(countdown) == 1
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(countdown)
    assert next(countdown, "end") == "end"
# --- wrong: to nought
def __next__(self):
    if self.value < 0:
        raise StopIteration
    self.value -= 1
    return self.value + 1
# --- wrong: another end
def __next__(self):
    if self.value <= 0:
        raise IndexError
    self.value -= 1
    return self.value + 1

# === a plain function that gives an iterator: windows.py::windows
# --- windows.py
import collections
import itertools


def windows(items, size):
    """Checks the size at the call, and gives tuples lazily."""
    if size < 1:
        raise ValueError("size")

    def generate():
        iterator = iter(items)
        window = collections.deque(itertools.islice(iterator, size - 1), maxlen=size)
        for item in iterator:
            window.append(item)
            yield tuple(window)

    return generate()
# --- test_windows.py
import pytest
from windows import windows


def test_windows():
    assert list(windows("abcd", 3)) == [("a", "b", "c"), ("b", "c", "d")]
    assert list(windows("ab", 3)) == []


def test_checked_at_the_call():
    with pytest.raises(ValueError):
        windows("abc", 0)


def test_lazy():
    def source():
        yield 1
        raise AssertionError("asked too early")

    found = windows(source(), 1)
    assert next(found) == (1,)
# --- wrong: checked later
def windows(items, size):
    if size < 1:
        raise ValueError("size")
    iterator = iter(items)
    window = collections.deque(itertools.islice(iterator, size - 1), maxlen=size)
    for item in iterator:
        window.append(item)
        yield tuple(window)
# --- wrong: all at once
def windows(items, size):
    if size < 1:
        raise ValueError("size")
    items = list(items)
    return iter([tuple(items[i : i + size]) for i in range(len(items) - size + 1)])

# === an iterator is handed over half used: rest.py::skip
# --- rest.py
def skip(iterator, count):
    """Drops so many items and gives the iterator itself."""
    for _, _ in zip(range(count), iterator):
        pass
    return iterator
# --- test_rest.py
from rest import skip


def test_same():
    iterator = iter("abcd")
    assert next(iterator) == "a"
    assert skip(iterator, 2) is iterator
    assert list(iterator) == ["d"]


def test_short():
    assert list(skip(iter([1]), 5)) == []
# --- wrong: one more
def skip(iterator, count):
    for _, _ in zip(iterator, range(count)):
        pass
    return iterator
# --- wrong: a list
def skip(iterator, count):
    return iter(list(iterator)[count:])
