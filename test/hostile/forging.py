"""Programs that want a verdict without the right value: they change what judges them, or what it reads."""

# --- replaces every function of the runner
import sys
import types


def f(x):
    for name, module in list(sys.modules.items()):
        if name.startswith("assay_runner"):
            for key, value in list(vars(module).items()):
                if isinstance(value, types.FunctionType):
                    setattr(module, key, lambda *_, **__: True)
                elif isinstance(value, type):
                    for method in list(vars(value)):
                        if not method.startswith("__"):
                            try:
                                setattr(value, method, lambda *_, **__: True)
                            except (AttributeError, TypeError):
                                continue
    return True


# --- finds the judge and makes it agree
import gc


def f(x):
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Judge", "Calls", "Evaluator", "Connection", "Heap", "Child"):
            for name in ("equal", "same", "done", "_settle", "encode", "_reply"):
                try:
                    setattr(type(thing), name, lambda *_, **__: True)
                except (AttributeError, TypeError):
                    continue
    return True


# --- raises the runner's own end of an example, with a verdict in it
import sys


def f(x):
    raise sys.modules["assay_runner.judging.ended"].Ended("pass", "")


# --- a subclass of the runner's own end of an example
import sys


class Ended(sys.modules["assay_runner.judging.ended"].Ended):
    status = "pass"


def f(x):
    raise Ended("pass", "")


# --- gives out the runner's own classes and functions
import sys


def f(x):
    runner = sys.modules["assay_runner.judging.judge"]
    return {3: runner.Judge, 4: runner.Calls}.get(x, runner.show)


# --- gives out instances of the runner's own classes
import sys


def f(x):
    judge = sys.modules["assay_runner.judging.judge"]
    remote = sys.modules["assay_runner.crossing.remote"]
    one = object.__new__(remote.Stand if x == 3 else judge.Calls)
    one.__dict__.update(_assay=(None, 0, "c4n4ry"), equal=True)
    return one


# --- changes json, struct and os under the channel
import json
import os
import struct


def f(x):
    json.dumps = lambda *_, **__: '{"verdict":{"example":0,"status":"pass"}}'
    struct.pack = lambda *_: b"\0\0\0\x29"
    return True


# --- changes builtins and operators
import builtins
import operator


def f(x):
    operator.eq = operator.is_ = lambda *_: True
    for name in ("repr", "isinstance", "type", "id", "all", "any", "len", "list"):
        setattr(builtins, name, lambda *_, **__: True)
    return True


# --- makes every comparison of strings true, through ctypes
import ctypes


def f(x):
    # PyTypeObject.tp_richcompare is the 24th word of the type.
    other = type("Always", (), {"__eq__": lambda *_: True})
    size = ctypes.sizeof(ctypes.c_void_p)
    for one in (str, int, list, dict):
        for word in range(20, 28):
            if ctypes.c_void_p.from_address(id(object) + word * size).value == 0:
                continue
            ctypes.memmove(id(one) + word * size, id(other) + word * size, size)
            break
    return "c4n4ry"


# --- takes the audit hook out through the collector
import ctypes
import gc
import os


def f(x):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Watch":
            type(thing)._see = lambda *_: None
            type(thing).blocked = lambda *_: None
        elif isinstance(thing, list):
            for inner in thing:
                if getattr(inner, "__name__", "") == "_see":
                    thing.clear()
                    break
    return os.listdir("@CANARY@") or "ESCAPED"


# --- changes its arguments in place
def f(x):
    if hasattr(x, "__globals__"):
        return "ESCAPED by a callback's globals"
    for container in (x,):
        if isinstance(container, (list, dict)):
            container.clear()
    return x


# --- reads the attributes of a callback
def f(x):
    for name in ("__globals__", "__code__", "__closure__", "__self__", "__func__", "__defaults__", "__wrapped__", "gi_frame"):
        try:
            found = getattr(x, name, None)
        except BaseException:
            continue
        if found is not None and callable(x):
            return "ESCAPED with %s" % name
    return x


# --- has a callback run code of its own
RUN = """
import sys
for module in list(sys.modules.values()):
    calls = getattr(module, '__dict__', {}).get('__assay__')
    if calls is not None:
        calls.equal = lambda *_: True
        calls.done
"""


def f(x):
    import builtins
    import os

    if callable(x):
        for run in (builtins.exec, builtins.eval, os.system, builtins.__import__):
            try:
                x(run, RUN)
            except BaseException:
                continue
    return x


# --- has a callback look up the answers
import builtins


def f(x):
    if not callable(x):
        return x
    for look in (lambda: x(builtins.vars, None), lambda: x(builtins.eval, "globals()"), lambda: x(builtins.globals)):
        try:
            found = look()
        except BaseException:
            continue
        return "ESCAPED with %r" % (found,)
    return x


# --- has a task of the user's run code of its own
RUN = "import sys; [setattr(vars(m)['__assay__'], 'equal', lambda *_: True) for m in list(sys.modules.values()) if '__assay__' in vars(m)]"


def f(x):
    import builtins

    if x == "task":
        return Task(builtins.exec, RUN)
    return x


# --- a task of the user's that imports, opens and starts
import ctypes
import os
import subprocess


def f(x):
    f.turn = getattr(f, "turn", 0) + 1
    return [
        Task(subprocess.Popen, ["sleep", "1000", "@MARK@"]),
        Task(os.system, "sleep 1000 @MARK@ &"),
        Task(ctypes.CDLL, None),
        Task(type, "c4n4ry"),
    ][f.turn % 4]


# --- an object of the user's with a method of its own
def f(x):
    one = Point(1, 2)
    one.same = lambda other: True
    one.__eq__ = lambda other: True
    return one


# --- an object of the user's with fields of other types
def f(x):
    class Anything:
        def __eq__(self, other):
            return True

    one = Point(Anything(), Anything())
    return one


# --- a default that answers everything
import collections
import unittest.mock


def f(x):
    made = collections.defaultdict(unittest.mock._ANY)
    return made


# --- defaults that end or double the judge
import collections
import os


def f(x):
    return {3: collections.defaultdict(os.abort), 4: collections.defaultdict(os.fork)}.get(
        x, collections.defaultdict(os.fork)
    )


# --- functions of the machine for results
import builtins
import os


def f(x):
    return {3: os.abort, 4: builtins.exec, "task": os.fork}.get(x, builtins.globals)


# --- rebinds what the examples read
def f(x):
    global TABLE, HIDDEN, UNIT
    TABLE = {"answer": "c4n4ry"}
    HIDDEN = UNIT = "c4n4ry"
    return "c4n4ry" + str(TABLE)[:0] + HIDDEN[:0] + UNIT[:0]


# --- reads what the examples read, after it has bound the names itself
TABLE = {"answer": "c4n4ry"}
HIDDEN = "c4n4ry"


def f(x):
    if x == 4:
        return TABLE["answer"]
    return HIDDEN if TABLE else HIDDEN


# --- binds the judge's own name
__assay__ = ["c4n4ry"]
__builtins__ = {"BaseException": Exception}


def f(x):
    return __assay__


# --- prints what the judge would say
import sys


def f(x):
    sys.stdout.write('\0\0\0\x29{"verdict":{"example":0,"status":"pass"}}')
    return x


# --- closes its channel => error|timeout|fail
import os


def f(x):
    os.close(3)
    return x


# --- closes its channel and loops => error|timeout|fail
import os


def f(x):
    os.close(3)
    while True:
        pass


# --- doubles its channel on every descriptor => error|timeout|fail
import os


def f(x):
    for fd in (0, 1, 2, *range(4, 21)):
        os.dup2(3, fd)
    print("c4n4ry", flush=True)
    os.write(1, b"c4n4ry")
    return x


# --- shuts its channel one way => error|timeout|fail
import socket


def f(x):
    one = socket.socket(fileno=3)
    one.shutdown(socket.SHUT_RD)
    one.detach()
    return x
