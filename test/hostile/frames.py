"""Programs that speak the runner's protocol themselves, on its descriptor, and say what no honest child would."""

import json
import os
import struct
import sys
import time


def say(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    os.write(@CHANNEL@, struct.pack(">I", len(data)) + data)


def answer(value, *heap, **more):
    """Answers this call and all that come, with the same."""
    while True:
        say({"op": "return", "v": [value], "heap": list(heap), "data": [], "out": [], **more})
        os.read(3, 1 << 20)


def throw(*heap, **more):
    while True:
        say({"op": "raise", "v": [[1]], "heap": list(heap), "data": [], "out": [], **more})
        os.read(3, 1 << 20)


RUN = (
    "import sys; [setattr(vars(m)['__assay__'], 'equal', lambda *_: True)"
    " for m in list(sys.modules.values()) if '__assay__' in vars(m)]"
)


# --- claims verdicts
def f(x):
    for message in (
        {"verdict": {"example": 0, "status": "pass", "ms": 0}},
        {"op": "verdicts", "id": 0, "verdicts": [{"example": 0, "status": "pass", "ms": 0}]},
        {"begin": 0},
        {"end": True},
    ):
        say(message)
    return x


# --- claims that a value is a pass
def f(x):
    answer("c4n4ry", status="pass", verdict="pass", passed=True, op="pass")


# --- throws the runner's own end
def f(x):
    head = [[["assay_runner.judging.ended", "Ended"]], "c4n4ry", ["status", "message"], 0]
    throw([1, "x", head, ["pass", ""]])


# --- throws the runner's own end by another path
def f(x):
    known = [["__main__", "mode.evaluator.Ended"], ["assay_runner.processes.host", "evaluator.Ended"], ["sys", "modules"]]
    known += [["assay_runner.judging.judge", "Ended"], ["assay_runner.processes.evaluator", "Ended"], ["assay_runner", "stub.Ended"]]
    throw([1, "x", [known, "c4n4ry", ["status", "message"], 2], ["pass", "", "pass", ""]])


# --- an instance of the runner's own end
def f(x):
    throw([1, "o", ["assay_runner.judging.ended", "Ended", [], ["status", "message"]], ["pass", ""]])


# --- a member of an enumeration that is a process
def f(x):
    answer(["ev", "subprocess", "Popen", [1]], [1, "l", [], ["sleep", "1000", "@MARK@"]])


# --- members of enumerations that are other classes
def f(x):
    for kind, value in (("os._wrap_close", "x"), ("ctypes.CDLL", None), ("builtins.type", 3), ("threading.Thread", None)):
        module, _, name = kind.rpartition(".")
        say({"op": "return", "v": [["ev", module, name, value]], "heap": [], "data": [], "out": []})
        os.read(3, 1 << 20)
    answer(["e", "builtins", "dict", "__eq__"])


# --- an instance of a class that is equal to everything
def f(x):
    answer([1], [1, "o", ["unittest.mock", "_ANY", [], []], []])


# --- an instance of a library's class with forged fields
def f(x):
    answer(
        [1],
        [1, "o", ["tempfile", "_TemporaryFileCloser", [], ["name", "delete", "close_called", "file"]], ["/tmp/c4n4ry", True, False, [3]]],
        [3, "h", ["object", "file"], []],
    )


# --- code for a task of the user's
def f(x):
    answer([1], [1, "o", [__name__, "Task", [], ["run_this", "with_this"]], [["g", "builtins", "exec"], RUN]])


# --- code for a callback of the user's
def f(x):
    for number in range(0, 20, 2):
        arguments = {"v": [["g", "builtins", "exec"], RUN], "names": [], "heap": []}
        say({"op": "callback", "handle": number, "what": "call", **arguments})
    return x


# --- a default that is equal to everything
def f(x):
    answer([1], [1, "D", [], [["g", "unittest.mock", "_ANY"]]])


# --- a method of the user's class, forged
def f(x):
    answer([1], [1, "o", [__name__, "Point", [], ["a", "b", "same", "__eq__", "__class__"]], [1, 2, [3], [3], [3]]], [3, "h", ["function", "same"], []])


# --- callbacks that nobody asked for
def f(x):
    for what in ("call", "next", "send", "close", "__class__"):
        for number in (-2, 0, 1, 2, 3, 4, 6, 8, 100, "0", None, [0]):
            say({"op": "callback", "handle": number, "what": what, "v": [], "names": [], "heap": []})
    answer("c4n4ry")


# --- callbacks whose names are none
def f(x):
    for names in (5, None, "ab", {"a": 1}, [["a"]], [5]):
        for number in range(0, 20, 2):
            say({"op": "callback", "handle": number, "what": "call", "v": [1], "names": names, "heap": []})
    answer("c4n4ry")


# --- names that it was never given
say({"op": "ready", "data": ["TABLE", "HIDDEN", "__assay__", "ANY", "Secret", "__builtins__"], "heap": [], "out": []})


def f(x):
    return f.__globals__.get("HIDDEN") if x == 3 else f.__globals__.get("TABLE", {}).get("answer")


# --- other values for names that the examples read
def f(x):
    names = ["TABLE", "HIDDEN", "__assay__", "ANY", "Point", "Task"]
    while True:
        say(
            {
                "op": "return",
                "v": ["c4n4ry", [1], "c4n4ry", "c4n4ry", "c4n4ry", "c4n4ry", "c4n4ry"],
                "heap": [[1, "d", [], ["answer", "c4n4ry"]]],
                "data": names,
                "out": [],
            }
        )
        os.read(3, 1 << 20)


# --- names that it was never given, and other values for them
say({"op": "ready", "data": ["TABLE", "HIDDEN", "__assay__"], "heap": [], "out": []})


def f(x):
    while True:
        say(
            {
                "op": "return",
                "v": ["c4n4ry", [1], "c4n4ry", "c4n4ry"],
                "heap": [[1, "d", [], ["answer", "c4n4ry"]]],
                "data": ["TABLE", "HIDDEN", "__assay__"],
                "out": [],
            }
        )
        os.read(3, 1 << 20)


# --- answers before anybody has asked
for _ in range(40):
    say({"op": "return", "v": ["c4n4ry"], "heap": [], "data": [], "out": []})


def f(x):
    return "c4n4ry"


# --- a message that never ends => timeout
def f(x):
    os.write(@CHANNEL@, struct.pack(">I", 1000) + b"{")
    while True:
        pass


# --- a message that never ends, and sleeps => timeout
def f(x):
    os.write(@CHANNEL@, struct.pack(">I", 1000) + b"{")
    while True:
        time.sleep(100)


# --- a message that comes in drops => timeout
def f(x):
    os.write(@CHANNEL@, struct.pack(">I", 10**6))
    while True:
        os.write(@CHANNEL@, b" ")
        time.sleep(0.01)


# --- a message of four gigabytes => error
def f(x):
    os.write(@CHANNEL@, b"\xff\xff\xff\xff")
    return x


# --- no messages at all but noise => error|timeout
def f(x):
    for _ in range(100):
        os.write(@CHANNEL@, os.urandom(1000))
    return x


# --- messages that are no JSON, or not what is meant by it => error
def f(x):
    messages = [b"{", b"\xff\xfe", b"[]", b"null", b"5", b'"x"', b"{}", b"[" * 10**6, b'{"op":' * 10**5, b"1" * 10**6, b"1e999999", b"NaN"]
    for message in messages:
        say(message)
    return x


# --- one deep message => error
def f(x):
    say(b'{"op":"return","v":[' + b"[" * 10**6 + b"]" * 10**6 + b"]}")
    return x


# --- one message of a number of millions of digits => error|timeout
def f(x):
    say(b'{"op":"return","data":[],"heap":[],"out":[],"v":[' + b"7" * 10**7 + b"]}")
    return x


# --- one message of millions of lists => error|fail|timeout
def f(x):
    say(b'{"op":"return","data":[],"heap":[],"out":[],"v":[' + b"[]," * (5 << 20) + b"1]}")
    return x


# --- hundreds of megabytes in one answer of many messages => error|fail|timeout
def f(x):
    text = "c4n4ry" * (8 << 20)
    while True:
        say({"op": "callback", "handle": 0, "what": "call", "v": [text], "names": [], "heap": [], "out": [["out", text]]})


# --- output that is none
def f(x):
    for out in (5, "x", [5], [[1]], [["out", 5]], [["out", "\ud800"]], [["err", "c4n4ry"] * 3], [[["out"], "x"]], {"out": "x"}):
        say({"op": "return", "v": ["c4n4ry"], "heap": [], "data": [], "out": out})
        os.read(3, 1 << 20)
    return x


# --- objects of the other side, changed
def f(x):
    heap = []
    for number in range(0, 40, 2):
        for tag in ("l", "d", "s", "o", "D", "c", "h", "t"):
            heap.append([number, tag, [], []])
    for one in heap:
        say({"op": "return", "v": ["c4n4ry"], "heap": [one], "data": [], "out": []})
        os.read(3, 1 << 20)
    answer("c4n4ry", *heap)


# --- entries of the wrong shape
def f(x):
    entries = [5, [], [1], ["1", "l", [], []], [1, 5, [], []], [1, "zz", [], []], [1, "l", [], 5], [1, "t", [], [[1]]], [True, "l", [], []]]
    entries += [[1.5, "l", [], []], [-1, "l", [], []], [1, "f", [], [[3]]], [1, "D", [], []], [1, "q", ["x"], []], [1, "B", [5], []]]
    entries += [[1, "x", [], []], [1, "x", [[["builtins", "int"]], "", [], 0], []], [1, "n", ["builtins", "tuple"], []], [1, "o", [], []]]
    for entry in entries:
        say({"op": "return", "v": [[1]], "heap": [entry], "data": [], "out": []})
        os.read(3, 1 << 20)
    answer("c4n4ry")


# --- values of the wrong shape
def f(x):
    values = [[], [5], [[1]], ["zz"], ["g"], ["g", None, None], ["g", "builtins", ""], ["g", "..", ".."], ["e", "enum", "Enum", "x"]]
    values += [["dt", "x" * 10], ["dt"], ["td", 10**12, 0, 0], ["path", "x", "y"], ["uuid", "x"], ["i", "-"], ["i", "f" * 10**6]]
    values += [["r", "0", "1", "0"], ["fr", "1", "0"], ["dec", "x"], ["z", "x", "y"], ["date", 0, 0, 0], {}, {"a": 1}, ["b", "@"], ["tz", "../../etc/passwd"]]
    for value in values:
        say({"op": "return", "v": [value], "heap": [], "data": [], "out": []})
        os.read(3, 1 << 20)
    answer("c4n4ry")


# --- immutable objects that hold one another => error
def f(x):
    answer([1], [1, "t", [], [[3]]], [3, "t", [], [[1]]])


# --- bases that are not what the class has => error
def f(x):
    answer([1], [1, "o", [__name__, "Point", ["list"], []], [[3]]], [3, "l", [], []])


# --- a handle that says yes to everything
def f(x):
    while True:
        say({"op": "return", "v": [[1]], "heap": [[1, "h", ["object", "str"], []]], "data": [], "out": []})
        os.read(3, 1 << 20)
        say({"op": "return", "v": [True], "heap": [], "data": [], "out": []})
        os.read(3, 1 << 20)


# --- handles of every kind under one number
def f(x):
    for kind in ("object", "iterator", "function", "generator", "coroutine", "async generator", "zz", "__class__"):
        say({"op": "return", "v": [[1]], "heap": [[1, "h", [kind, "x" * 1000], []]], "data": [], "out": []})
        os.read(3, 1 << 20)
    answer("c4n4ry")


# --- exceptions that end whoever raises them => error
def f(x):
    for name in ("SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException", "MemoryError", "RecursionError"):
        say({"op": "raise", "v": [[1]], "heap": [[1, "x", [[["builtins", name]], "c4n4ry", [], 0], []]], "data": [], "out": []})
        os.read(3, 1 << 20)
    throw([1, "x", [[["builtins", "AssertionError"]], "c4n4ry", [], 0], []])


# --- a refusal that nobody refused
def f(x):
    throw([1, "x", [[["builtins", "OSError"]], "c4n4ry", [], 0], []], blocked="\x1b[2J pass", line=10**30)


# --- two threads that answer at once
import threading


def f(x):
    for _ in range(4):
        threading.Thread(target=answer, args=("c4n4ry",), daemon=True).start()
    return "c4n4ry"


# --- log records that are none
def f(x):
    for record in (5, [], ["mine", 30, "c4n4ry", 1, 2], ["mine", 10**400, "c4n4ry", 1, "f"], ["mine", True, "c4n4ry", 1, "f"], ["a" * 10**6, 50, "%d %s", 1, "f"]):
        say({"op": "return", "v": ["c4n4ry"], "heap": [], "data": [], "out": [["log", record]]})
        os.read(3, 1 << 20)
    answer("c4n4ry")


# --- sixty megabytes in the reasons of what does not load => blocked|timeout
say(b'{"op":"failed","blocked":"' + "\u20ac".encode() * (20 << 20) + b'","message":"x","line":1}')
time.sleep(1)


def f(x):
    return x


# --- sixty megabytes in the message of what does not load, each character escaped => error|timeout
say(b'{"op":"failed","blocked":null,"message":"' + b"\\u20ac" * (10 << 20) + b'","line":1}')
time.sleep(1)


def f(x):
    return x


# --- what does not load for reasons that are no texts => error|blocked
say({"op": "failed", "blocked": None, "message": [["c4n4ry"] * 1000], "line": 10**400})
time.sleep(1)


def f(x):
    return x


# --- sixty megabytes in a tag => error|timeout
def f(x):
    say(b'{"op":"return","heap":[],"data":[],"out":[],"v":[["' + "\u20ac".encode() * (20 << 20) + b'",1]]}')
    time.sleep(1)


# --- sixty megabytes in the class, the message and the arguments of an exception => error|fail|timeout
def f(x):
    text = "\u20ac" * (6 << 20)
    say(json.dumps({"op": "raise", "v": [[1]], "heap": [[1, "x", [[[text, text], ["builtins", "NameError"]], text, [], 1], [text]]], "data": [], "out": []}, ensure_ascii=False).encode())
    time.sleep(1)


# --- sixty megabytes of output, warnings and records => fail|error|timeout
def f(x):
    text = "\u20ac" * (3 << 20)
    out = [["out", text], ["err", text], ["warning", [text, text, text, 10**30]], ["log", [text, 30, text, 10**30, text]], [text, text]]
    say(json.dumps({"op": "return", "v": ["c4n4ry"], "heap": [], "data": [], "out": out}, ensure_ascii=False).encode())
    time.sleep(1)


# --- sixty megabytes in the names of a handle and of its members => error|fail|timeout
def f(x):
    text = "\u20ac" * (4 << 20)
    heap = [[1, "h", ["function", text, text, text], []], [3, "h", ["object", text, [text], text, text], []]]
    say(json.dumps({"op": "return", "v": [[1]], "heap": heap, "data": [], "out": []}, ensure_ascii=False).encode())
    time.sleep(1)


# --- sixty megabytes in every field of a request => error|fail|timeout
def f(x):
    text = "\u20ac" * (5 << 20)
    say(json.dumps({"op": "file", "do": "open", "with": [text, 0], "out": []}, ensure_ascii=False).encode())
    say(json.dumps({"op": "callback", "handle": text, "what": text, "v": [text], "names": [text], "heap": [], "out": []}, ensure_ascii=False).encode())
    time.sleep(1)


# --- more in all than is worth reading => error|timeout
def f(x):
    lines = json.dumps({"op": "trace", "lines": [{"line": 1, "text": "\u20ac" * (10 << 20), "values": []}], "out": []}, ensure_ascii=False).encode()
    for _ in range(100):
        say(lines)


# --- a frame that is too large, and then right answers => error
def f(x):
    os.write(@CHANNEL@, struct.pack(">I", (64 << 20) + 1))
    answer("c4n4ry")


# --- a pattern that takes a while to compile => error|timeout
def f(x):
    say(b'{"op":"return","data":[],"out":[],"v":[[1]],"heap":[[1,"re",[0],["' + b"(a|b)" * (10 << 20) + b'"]]]}')
    time.sleep(1)
