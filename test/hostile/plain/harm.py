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
# --- wrong: a repr that swallows its end
class R:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


def f(x):
    return R()
# --- wrong: text of an error that swallows its end
class R(Exception):
    def __str__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


def f(x):
    raise R()
# --- wrong: a repr that sleeps
import time


class R:
    def __repr__(self):
        time.sleep(100)
        return "[4]"


def f(x):
    return R()
# --- wrong: leaves something in shared memory
import os


def f(x):
    with open("/dev/shm/assay-kept-0", "w") as file:
        file.write("x")
    return [x * x]
# --- wrong: says what it reaches once more
import json
import os
import struct


def say(message):
    data = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(data)) + data)


def f(x):
    say({"reaches": [], "secret": False, "keeps": False, "changes": False})
    say({"end": True, "stuck": None, "present": []})
    return [x * x]
# --- wrong: gives itself verdicts of every kind
import json
import os
import struct


def say(message):
    data = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(data)) + data)


def f(x):
    for number in range(5):
        say({"verdict": {"example": number, "status": "pass", "ms": float("nan"), "integrity": "confined"}})
    say({"verdict": {"example": 0, "status": "pass", "ms": 0, "reached": True, "changed": 5, "trace": [5]}})
    return x
# --- wrong: other examples for all
import json
import os
import struct


def say(message):
    data = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(data)) + data)


def f(x):
    say({"examples": [], "cases": {}, "reasons": {}, "failures": []})
    say({"noted": {"example": 0, "belongs": False, "reason": None, "verdict": None}})
    return [x * x]
# --- wrong: reports that are none
import json
import os
import struct


def f(x):
    for message in (b"5", b"[]", b"{}", b'{"begin":[]}', b'{"verdict":5}', b'{"verdict":{"example":{}}}', b'{"reaches":5}', b"NaN", b"[" * 10**5):
        os.write(3, struct.pack(">I", len(message)) + message)
    return [x * x]
# --- wrong: a report of sixty megabytes
import os
import struct


def f(x):
    data = b'{"verdict":{"example":0,"status":"error","message":"' + "\u20ac".encode() * (20 << 20) + b'"}}'
    data = struct.pack(">I", len(data)) + data
    while data:
        data = data[os.write(3, data) :]
    return [x * x]
# --- wrong: begins the example again and again
import os
import struct


def f(x):
    data = b'{"begin":0,"limit":1}'
    while True:
        os.write(3, struct.pack(">I", len(data)) + data)
# --- right: after all that
def f(x):
    return [x**2]
