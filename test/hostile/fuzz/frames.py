# Answers every message with random frames, of which the protocol knows some.
import json
import os
import random
import select
import struct

CHANCE = random.Random("@SEED@")
WORDS = ["c4n4ry", "", "pass", "\ud800", "\x00", "a" * 300, "f", "TABLE", "HIDDEN", "__assay__", "__class__", "__eq__", "same", "a", "b"]
CLASSES = [
    (__name__, name) for name in ("Point", "Kept", "Task", "Refused", "Point.same", "f", "TABLE", "__assay__", "ANY", "os.environ", "missing")
]
CLASSES += [("builtins", name) for name in ("int", "str", "list", "dict", "type", "object", "exec", "eval", "LookupError", "ValueError", "SystemExit")]
CLASSES += [("builtins", name) for name in ("KeyboardInterrupt", "GeneratorExit", "NameError", "PermissionError", "OSError", "getattr", "map", "iter", "str.format")]
CLASSES += [("unittest.mock", "_ANY"), ("unittest.mock", "_Call"), ("unittest.case", "SkipTest"), ("subprocess", "Popen"), ("os", "system")]
CLASSES += [("functools", "partial"), ("operator", "methodcaller"), ("_operator", "eq"), ("collections", "UserDict"), ("enum", "Enum")]
CLASSES += [("re", "RegexFlag"), ("re", "Match"), ("ipaddress", "IPv4Address"), ("statistics", "NormalDist"), ("decimal", "getcontext")]
CLASSES += [("assay_runner." + part, name) for part in ("judging.ended", "judging.connection", "judging.judge", "crossing.remote", "crossing.heap") for name in ("Ended", "Judge", "Stand", "Heap", "Calls")]
TAGS = "ob ci re sl io ib l t d s f B q c O D vk vv vi na np pf ps pi pt h o n x ? zz g e ev i b z r ... ni dec fr date time dt td tz uuid path".split()
LEAVES = "i b z r ... ni dec fr date time dt td tz uuid path np pt g e ev".split()
FIELDS = "op v heap data out state blocked line lines message names watched uses handle what do with verdict status raised end waited broken".split()
LONG = "\u20ac"
KINDS = ["object", "iterator", "function", "generator", "coroutine", "async generator", "zz"]
BASES = ["list", "dict", "set", "bytearray", "int", "str", "tuple", "object", "float", "zz"]


#: Numbers of objects for the current message: the user's, and those that it creates; and all that were created before.
MADE = []
BEFORE = [-1]
GIVEN = []
#: Whether the current message keeps to the rules.
CAREFUL = False
#: The user's class in the current example.
ABOUT = None


def pick(*makers):
    return CHANCE.choice(makers)()


def number():
    if CAREFUL:
        return CHANCE.choice((MADE or [0])[-3:] if CHANCE.random() < 0.6 else MADE or [0])
    return CHANCE.choice([1, 3, 5, 7, 9, 11, 0, 2, 4, 6, 8, -1, -2, 10**30, CHANCE.randrange(60)])


def scalar():
    return CHANCE.choice([None, True, False, 0, 1, -1, 3, 2**63, 10**400, 0.0, -0.0, 1.5, float("nan"), float("inf"), *WORDS])


def leaf():
    tag = CHANCE.choice(LEAVES)
    if tag in ("g", "e", "ev"):
        return [tag, *CHANCE.choice(CLASSES), scalar()][: CHANCE.choice([3, 3, 4])]
    return [tag, *(pick(scalar, lambda: "7f", lambda: CHANCE.randrange(1, 12)) for _ in range(CHANCE.randrange(5)))]


def value(depth=0):
    if depth > 3 or (CAREFUL and not MADE):
        return scalar()
    return pick(
        scalar,
        lambda: [number()],
        lambda: [number()],
        leaf,
        lambda: [value(depth + 1) for _ in range(CHANCE.randrange(4))],
        lambda: {CHANCE.choice(WORDS): value(depth + 1)},
    ) if not CAREFUL else pick(scalar, lambda: [number()], lambda: [number()], good_leaf)


def good_leaf():
    return CHANCE.choice(
        [
            ["i", "f" * 70],
            ["b", "AAAA"],
            ["z", 1.0, 2.0],
            ["r", "0", "-1", "3"],
            ["dec", "sNaN"],
            ["fr", "1", "3"],
            ["date", 2020, 1, 1],
            ["tz", [0, 60, 0]],
            ["path", "Path", "/etc/passwd"],
            ["uuid", "0" * 32],
            ["...",],
            ["ni"],
            ["g", "builtins", CHANCE.choice(["int", "len", "object", "LookupError"])],
            ["g", __name__, CHANCE.choice(["Point", "Kept", "Refused", "Point.same"])],
            ["g", "_operator", "eq"],
        ]
    )


def good_entry():
    """An entry in the protocol's form, with earlier objects or the user's as contents."""
    tag = CHANCE.choice("l d s t f D c O q o o o o o o x x h h h h h h n ob B sl re io vk".split())
    members = [value() for _ in range(CHANCE.choice([0, 2, 2, 4]))]
    head = []
    if tag == "h":
        head, members = [CHANCE.choice(["object"] * 4 + KINDS[:-1]), "c4n4ry", CHANCE.sample(ABILITIES, 4), "re", "Match"], []
    elif tag == "x":
        kind = [__name__, "Refused"] if ABOUT == "Refused" else CHANCE.choice([["builtins", "LookupError"], ["builtins", "AssertionError"], [__name__, "Refused"], ["unittest.case", "SkipTest"]])
        head, members = [[kind], "c4n4ry", CHANCE.sample(["same", "a", "args", "__cause__", "code"], 2), 1], [value(), value(), value()]
    elif tag == "o":
        name, fields = CHANCE.choice([("Point", ["a", "b"]), ("Kept", ["a"]), ("Kept", ["same"]), ("Task", ["run_this", "with_this"])])
        if ABOUT:
            name, fields = ABOUT, CHANCE.choice([["a"], ["same"], ["a", "same"], ["a", "b"], ["run", "run_this"]])
        head, members = [__name__, name, [], fields], [[MADE[-1]] if MADE and CHANCE.random() < 0.6 else value() for _ in fields]
    elif tag == "n":
        head, members = [__name__, "Point"], [value(), value()]
    elif tag == "q":
        head = [None]
    elif tag == "B":
        head, members = ["AAAA"], []
    elif tag == "sl":
        members = [value(), value(), value()]
    elif tag == "re":
        head, members = [0], ["(a*)*b"]
    elif tag == "io":
        head, members = ["c4n4ry", "\n", 0], []
    elif tag == "D":
        members = [CHANCE.choice([None, ["g", "builtins", "int"], value()]), *members]
    elif tag == "ob":
        members = []
    if CHANCE.random() < 0.05:
        return [CHANCE.choice(GIVEN + BEFORE), tag, head, members]
    BEFORE.append(BEFORE[-1] + 2)
    MADE.append(BEFORE[-1])
    return [BEFORE[-1], tag, head, members]


ABILITIES = ["__call__", "__iter__", "__contains__", "__bool__", "__len__", "__getitem__", "__enter__", "__exit__"]


def head(tag):
    if tag == "h":
        return [CHANCE.choice(KINDS), CHANCE.choice(WORDS), ["__call__", "__iter__", "__contains__", "__bool__"], *CHANCE.choice(CLASSES)]
    if tag in ("o", "n"):
        return [*CHANCE.choice(CLASSES), CHANCE.choice([[], [], [CHANCE.choice(BASES)]]), CHANCE.sample(WORDS, 2)]
    if tag == "x":
        return [[CHANCE.choice(CLASSES) for _ in range(2)], "c4n4ry", CHANCE.sample(WORDS, 2), CHANCE.randrange(4)]
    if tag == "na":
        return [CHANCE.choice(["<i8", "O", "<U3", "|V0"]), [CHANCE.randrange(3)], "C", "AAAAAAAAAAA="]
    return pick(list, lambda: [scalar()], lambda: ["AAAA"], lambda: [None, 0])


def entry():
    if CAREFUL:
        return good_entry()
    tag = CHANCE.choice(TAGS)
    made = [number(), tag, head(tag), [value() for _ in range(CHANCE.randrange(5))]]
    if CHANCE.random() < 0.1:
        made[CHANCE.randrange(4)] = value()
    return made if CHANCE.random() < 0.95 else made[: CHANCE.randrange(4)]


def message():
    global CAREFUL
    CAREFUL = CHANCE.random() < 0.95
    MADE[:] = GIVEN + (CHANCE.sample(BEFORE, 1) if CHANCE.random() < 0.1 else [])
    others = ["file", "trace", "ready", "failed", "verdict", None]
    op = CHANCE.choice(["return"] * 8 + ["raise"] * 3 + ["callback"] * (1 if GIVEN else 0) + ([] if CAREFUL else others))
    made = {
        "op": op,
        "heap": [entry() for _ in range(CHANCE.choice([1, 1, 2, 3, 4, 6]))],
        "v": [[MADE[-1]]] if CAREFUL and MADE and CHANCE.random() < 0.6 else [value() for _ in range(CHANCE.choice([1, 1, 1] if CAREFUL else [1, 0, 2, 4]))],
        "data": CHANCE.choice([[], [], ["TABLE"], ["HIDDEN", "PLACE"], CHANCE.sample(WORDS, 3)]),
        "out": CHANCE.choice([[], [], [["out", "c4n4ry"]], [["warning", ["x", "builtins", "UserWarning", 1]]], value()]),
    }
    if op == "raise" and CAREFUL and made["heap"]:
        made["v"] = [[one[0]] for one in made["heap"] if one[1] == "x"][:1] or made["v"]
    if op == "raise" and not CAREFUL and CHANCE.random() < 0.7:
        made["v"], made["heap"] = [[1]], [[1, "x", head("x"), [value() for _ in range(4)]]]
    if op == "callback":
        made.update(handle=number(), what=CHANCE.choice(["call", "next", "send", "zz"]), names=CHANCE.choice([[], ["a"], value()]))
    if op == "file":
        made.update({"do": CHANCE.choice(["open", "read", "write", "seek", "close", "truncate"]), "with": [value(), value()]})
    for name in CHANCE.sample(["state", "blocked", "line", "lines", "names", "watched", "uses", "verdict", "status"], CHANCE.choice([0, 0, 0, 1, 2]) * (not CAREFUL)):
        made[name] = pick(value, lambda: {"environment": {"A": "b"}, "folder": "/", "random": value()}, lambda: "pass")
    if not CAREFUL and CHANCE.random() < 0.3:
        # Any field of any message, in any shape and length.
        for name in CHANCE.sample(FIELDS, CHANCE.choice([1, 1, 2])):
            made[name] = pick(value, scalar, lambda: LONG * CHANCE.choice([1, 10**3, 10**6]), lambda: [LONG * 10**3] * 3, lambda: {LONG * 10**3: [value()]})
    if not CAREFUL and CHANCE.random() < 0.1:
        made.pop(CHANCE.choice(list(made)))
    return made


def frame():
    data = bytearray(json.dumps(message()).encode())
    if CHANCE.random() < 0.002:
        for _ in range(CHANCE.randrange(1, 4)):
            data[CHANCE.randrange(len(data))] = CHANCE.choice(b'[]{}",:0a\xff\x00')
    size = len(data) if CHANCE.random() < 0.999 else CHANCE.choice([0, 1, len(data) - 1, len(data) + 1, 2**32 - 1])
    return struct.pack(">I", size) + bytes(data)


def f(x):
    global ABOUT
    ABOUT = {"kept": "Kept", "point": "Point", "task": "Task", 6: "Refused"}.get(x) if isinstance(x, (str, int)) else None
    # The first number among the objects that the user's side has handed over.
    GIVEN[:] = GIVEN or ([0] if callable(x) else [])
    while True:
        for _ in range(1 if CHANCE.random() < 0.98 else 2):
            os.write(3, frame())
        select.select([3], [], [], 0.05)
        if not os.read(3, 1 << 20):
            os._exit(0)
