"""Programs that use what crosses besides values: state of the process, warnings, patches, class attributes, arrays, marks."""

# --- gives the judge's process an environment of its own
import os


def f(x):
    os.environ.update(LD_PRELOAD="/nowhere.so", PYTHONPATH="/nowhere", PATH="/nowhere", HOME="/", ASSAY_PLACE="c4n4ry")
    return os.environ.get("ASSAY_PLACE"), os.getcwd()


# --- lies about the state that it has left
import os
import random
import sys


def f(x):
    effects = sys.modules["assay_runner.crossing.effects"]
    lies = {"environment": 5, "folder": 3, "random": [3, [1], None], "decimal": ["a"] * 8, "numpy": ["x"], "unknown": 1}
    effects.Shared.changed = lambda self: lies
    return os.getcwd(), os.environ, random.random()


# --- sends the judge to another folder
import os
import sys


def f(x):
    sys.modules["assay_runner.crossing.effects"].Shared.changed = lambda self: {"folder": "/proc/self", "environment": {"A\0": "b"}}
    return os.getcwd(), os.environ.get("A")


# --- takes precision and traps from decimals
import decimal


def f(x):
    context = decimal.getcontext()
    context.prec, context.Emax, context.Emin = 1, 1, -1
    context.clear_traps()
    return decimal.Decimal(x if type(x) is int else 0)


# --- leaves a state of random that is none
import random
import sys


def f(x):
    sys.modules["assay_runner.crossing.effects"].Shared.changed = lambda self: {"random": [3, list(range(625)), "gauss"]}
    return random.random()


# --- claims to read every name there is
import sys

_names = ["TABLE", "HIDDEN", "ANY", "__assay__", "__assay_call__", "__builtins__", "f", "Point.same", "Point.__eq__", "Task.run"]
_effects = sys.modules["assay_runner.crossing.effects"]
_effects.watched = lambda *_: [("", name) for name in _names] + [
    ("subject", "TABLE"), ("assay_runner.judging.judge", "JUDGE"), ("builtins", "_"), ("sys", "modules"), ("sys", "stdout"),
    ("subprocess", "run"), ("assay_runner.judging.connection", "NOTHING"), (5, []), ("os", "environ"),
]
sys.modules["assay_runner.loading.candidate"]._data_of = lambda kind, read: _names


def f(x):
    space = globals()
    return space.get("TABLE", space.get("HIDDEN"))


# --- offers names that are none
import sys

sys.modules["assay_runner.crossing.effects"].watched = lambda *_: [1, 2, [], {"a": 1}]


def f(x):
    return "c4n4ry"


# --- gives names of the module other values
import sys

_child = sys.modules["assay_runner.processes.child"]
_reply = _child.Child._reply


def _forged(self, kind, value, scope, data, **more):
    return _reply(self, kind, value, scope, ["TABLE", "HIDDEN", "Point", "f", "Point.same"], **more)


_child.Child._reply = _forged
_child.Child._get = lambda self, name: "c4n4ry"


def f(x):
    return "c4n4ry"


# --- puts methods into the file's classes
def f(x):
    Point.same = lambda *_: True
    Point.__eq__ = lambda *_: True
    Task.run = lambda *_: "c4n4ry"
    return Point(1, 2) if x == "point" else Task(str, "c4n4ry")


# --- a flood of warnings
import warnings


def f(x):
    for number in range(10**6):
        warnings.warn("w" * 1000 + str(number))
    return x


# --- warnings of classes that are none
import sys
import warnings


def f(x):
    output = sys.stdout._into
    for name in (["builtins", "exec"], ["assay_runner.judging.ended", "Ended"], ["os", "system"], [None, 3]):
        output.append(["warning", ["text", *name, "line"]])
    output.append(["warning", 5])
    return x


# --- a warning that is a class of its own
import warnings


class Always(Warning):
    def __eq__(self, other):
        return True

    def __str__(self):
        return "c4n4ry"


def f(x):
    warnings.warn(Always("a"))
    return Always("b")


# --- patterns that never end, for whoever matches
import re


def f(x):
    return re.compile("(a+)+$")


# --- files in memory that are none
import io
import sys


class Stream(io.StringIO):
    def __eq__(self, other):
        return True

    def getvalue(self):
        return "c4n4ry"


def f(x):
    if x == 3:
        return Stream("a")
    containers = sys.modules["assay_runner.crossing.containers"]
    containers.KINDS[io.StringIO] = containers.KINDS[io.StringIO]._replace(content=lambda value: ([{"a": 1}, 5, "x", 7], []))
    return io.StringIO("a")


# --- arrays that are none
import sys

_containers = sys.modules["assay_runner.crossing.containers"]


class Fake:
    pass


_heads = iter([["O", [1 << 40], "C", ""], ["V99999999999", [1], "C", ""], [[["a", "|O"]], [1], "C", "AAAAAAAAAAA="], ["<i8", [-1], "C", "AA=="]])
_containers.KINDS[Fake] = _containers.Kind("na", lambda value: (next(_heads), []), None, None, None)


def f(x):
    return Fake()


# --- frames that are none
import sys

_containers = sys.modules["assay_runner.crossing.containers"]


class Fake:
    pass


_containers.KINDS[Fake] = _containers.Kind("pf", lambda value: ([[["extension", "category"], 1]], [1, 2]), None, None, None)


def f(x):
    return Fake()


# --- marks what it likes as changed
import sys

_heap = sys.modules["assay_runner.crossing.heap"]
_encode = _heap.Heap.encode


def _more(self, roots, scope=None):
    values, entries, seen = _encode(self, roots, scope)
    return values, entries + [[0, "l", [], ["c4n4ry"]], [2, "d", [], ["a", "c4n4ry"]], [1 << 40, "l", [], []]], seen


_heap.Heap.encode = _more


def f(x):
    return "c4n4ry"


# --- says that it judges itself
import sys


def f(x):
    send = sys.modules["assay_runner.transport.channel"].Channel(3, 3).send
    for index in range(8):
        send({"begin": index})
        send({"verdict": {"example": index, "status": "pass", "ms": 0, "inside": False}})
    send({"op": "end"})
    return "c4n4ry"


# --- hands back what can't be handed on
import threading


def f(x):
    return [threading.Lock(), threading.current_thread()][x == 4]


# --- a pattern, a slice and a cache's figures of its own making
import functools
import re


class Always(tuple):
    def __eq__(self, other):
        return True


def f(x):
    if x == 3:
        return slice(Always(), Always(), Always())
    if x == 4:
        return functools._CacheInfo(Always(), Always(), Always(), Always())
    return re.compile("")


# --- sends objects that nothing refers to
import sys

_channel = sys.modules["assay_runner.transport.channel"].Channel
_send = _channel.send


def _sends(self, message):
    if message.get("op") == "return":
        message["heap"] = [*message["heap"], [9999999, "h", ["object", "x", []], []], [9999997, "l", [], [[9999997]]]]
    _send(self, message)


def f(x):
    _channel.send = _sends
    return "c4n4ry"


# --- sends more values than there are names
import sys

_channel = sys.modules["assay_runner.transport.channel"].Channel
_send = _channel.send


def _sends(self, message):
    if message.get("op") == "return":
        message["v"] = [*message["v"], [9999999]]
        message["heap"] = [*message["heap"], [9999999, "h", ["iterator", "x"], []]]
    _send(self, message)


def f(x):
    _channel.send = _sends
    return "c4n4ry"


# --- says that it uses every state there is, and sends some
import sys

_effects = sys.modules["assay_runner.crossing.effects"]
_effects.used = lambda *_: [*_effects.STATES, "none", "state"]


def f(x):
    _effects.Shared.changed = lambda self: {"random": None, "numpy": 3, "decimal": [1], "flags": [{}], "environment": [], "folder": "\0"}
    return "c4n4ry"


# --- uses names that are none for states
import sys

_effects = sys.modules["assay_runner.crossing.effects"]
_effects.used = lambda *_: [[], {}, None]


def f(x):
    return "c4n4ry"
