"""Programs that take time, memory or room."""

# === limits: m.py::f
# --- m.py
def f(x):
    ...


assert f(2) == [4]
# --- right: fast
def f(x):
    return [x * x]
# --- wrong: a repr that loops
class R:
    def __repr__(self):
        while True:
            pass


def f(x):
    return R()
# --- wrong: text of an error that loops
class R(Exception):
    def __str__(self):
        while True:
            pass


def f(x):
    raise R()
# --- wrong: loops in C
def f(x):
    return sum(range(10**12))
# --- wrong: sleeps
import time


def f(x):
    time.sleep(100)
    return [x * x]
# --- wrong: waits for a lock
import threading


def f(x):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return [x * x]
# --- wrong: a huge repr
class R:
    def __repr__(self):
        return "x" * 60_000_000


def f(x):
    return R()
# --- wrong: a huge result
def f(x):
    return ["x" * 60_000_000]
# --- wrong: huge error
def f(x):
    raise ValueError("x" * 60_000_000)
# --- wrong: deep recursion
def f(x):
    return f(x)
# --- wrong: deep result
def f(x):
    a = []
    for _ in range(200_000):
        a = [a]
    return a
# --- wrong: memory
def f(x):
    return [0] * 10**10
# --- wrong: swallows its end
def f(x):
    while True:
        try:
            while True:
                pass
        except BaseException as error:
            if str(error) == "never":
                raise
# --- wrong: prints without end
def f(x):
    while True:
        print("x" * 1000)
