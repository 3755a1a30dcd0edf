"""Programs that end the iteration of whoever calls them."""

# === iterations: m.py::f
# --- m.py
def f(x):
    ...


assert all(map(f, [1, 2, 3]))
assert not any(map(f, [0, 0]))
for a, b in zip(map(f, [1, 2]), [1, 4]):
    assert a == b
assert sum(map(f, [0])) == 0
# --- right: squares
def f(x):
    return x * x
# --- wrong: a helper that asks
def ask():
    return next(iter([]))


def f(x):
    return ask()
# --- wrong: next by another name
def f(x):
    ask = next
    return ask(iter([]))
# --- wrong: by partial
from functools import partial


def f(x):
    return partial(next, iter([]))()
# --- wrong: by a method that is called later
def f(x):
    ask = iter([]).__next__
    return ask()
# --- wrong: by getattr
def f(x):
    return getattr((y for y in []), "send")(None)
# --- wrong: by methodcaller
from operator import methodcaller


def f(x):
    return methodcaller("send", None)(y for y in [])
# --- wrong: an own class
class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


def f(x):
    for one in [Ends()]:
        return one.__next__()
# --- wrong: an own class by a method
class Ends:
    def __next__(self):
        raise StopIteration

    def go(self):
        return self.__next__()


def f(x):
    return Ends().go()
# --- wrong: a coroutine that ends
async def nothing():
    return 1


def f(x):
    go = nothing()
    step = go.send
    return step(None)
# --- wrong: in a class called
class Ends:
    def __call__(self):
        return next(iter(()))


def f(x):
    return Ends()()
# --- wrong: in repr
def ask(_):
    return next(iter(()))


def f(x):
    return max([1, 2], key=ask)
# --- wrong: unpacked
def f(x):
    step, = [next]
    return step(iter(()))
# --- wrong: kept for the order
def f(x):
    return list(map(next, [iter(())]))[0]

# === an end that one example speaks of: m.py::f
# --- m.py
def f(items, at):
    """Gives the item at that place; StopIteration where there is none."""
    ...


assert f([1, 2], 1) == 2
try:
    f([], 0)
    assert False
except StopIteration:
    pass
# --- test_m.py
import pytest

import m


def ends(call):
    with pytest.raises(StopIteration):
        call()


def test_ends():
    ends(lambda: m.f([], 0))


def test_all():
    assert all(map(lambda at: m.f([3, 4], at) > 2, [0, 1]))
# --- right: asks an iterator
from itertools import islice


def f(items, at):
    return next(islice(items, at, None))
# --- wrong: ends where it is not asked to
def f(items, at):
    if items == [1, 2]:
        return 2
    return next(iter([]))
