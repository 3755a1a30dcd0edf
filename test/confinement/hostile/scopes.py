"""Programs that hide what a name means behind the rules of scopes."""

# --- a module bound by global
m = None


def f(x):
    global m
    import os as m

    return m.listdir(".")


# --- a module bound by nonlocal, below
def f(x):
    def g():
        nonlocal m
        import os as m

    m = None
    g()
    return m.listdir(".")


# --- a module bound by nonlocal, two functions up
def f(x):
    m = None

    def g():
        def h():
            nonlocal m
            import os as m

        h()

    g()
    return m.listdir(".")


# --- a template that grows by global
TEMPLATE = "{0"


def f(x):
    global TEMPLATE
    TEMPLATE += ".a}"
    return TEMPLATE.format(f)


# --- a template that grows by nonlocal
def f(x):
    template = "{0"

    def g():
        nonlocal template
        template += ".a}"

    g()
    return template.format(f)


# --- a module by a walrus where classes are asked for
import os


def f(x):
    isinstance(x, (m := os))
    return m.listdir(".")


# --- a module by a subscript where classes are asked for
import os

KEPT = []


class D:
    def __getitem__(self, key):
        KEPT.append(key)
        return int


def f(x):
    isinstance(x, D()[os])
    return KEPT[0].listdir(".")


# --- type by a subscript in an annotation
KEPT = []


class D:
    def __getitem__(self, key):
        KEPT.append(key)
        return int


d = D()


def helper(a: d[type]):
    pass


def f(x):
    return KEPT[0]("Any", (), {})


# --- a module that a lambda gives where classes are asked for
import os


def f(x):
    return isinstance(x, (lambda: os)().PathLike)


# --- a name that a class only seems to bind
class C:
    if False:
        eval = None
    found = eval("EXPECTED")


def f(x):
    return C.found


# --- a name that a class has deleted
class C:
    eval = None
    del eval
    found = eval("EXPECTED")


def f(x):
    return C.found


# --- a function in a class does not see the class's name
class C:
    eval = len

    def m(self):
        return eval("EXPECTED")


def f(x):
    return C().m()


# --- a comprehension in a class does not see it either
class C:
    eval = len
    found = [eval("EXPECTED") for _ in [1]]


def f(x):
    return C.found


# --- a comprehension's own name is not its first source
def f(x):
    return [open for open in [open]]


# --- a lambda's default is read outside
def f(x):
    return (lambda eval=eval: eval)()


# --- a wide letter is the same name
def f(x):
    return ｅval("EXPECTED")


# --- a wide attribute is the same attribute
def f(x):
    return x.gi_ｆrame


# --- a class by two definitions
class C:
    def m(self):
        self.limit = 4


kind = C


class C:
    pass


def f(x):
    kind.m(x)


# --- a method by inheritance
class C:
    def m(self):
        self.limit = 4


class D(C):
    pass


def f(x):
    kind = D
    kind.m(x)


# --- a method by its class in a class method
class C:
    def m(self):
        self.limit = 4

    @classmethod
    def go(cls, x):
        cls.m(x)


def f(x):
    C.go(x)


# --- a class that its class method gives away
class C:
    def m(self):
        self.limit = 4

    @classmethod
    def go(cls):
        return cls


def f(x):
    C.go().m(x)


# --- super of another object
class C:
    def m(self, x):
        return super(C, x)._hidden


def f(x):
    return C().m(x)


# --- slots with names put together
class C:
    __slots__ = ("_" * 2 + "eq" + "_" * 2,)


def f(x):
    return C()


# --- pattern positions with names put together
class C:
    __match_args__ = ("_" * 2 + "class" + "_" * 2,)


def f(x):
    return C()


# --- a comparison that dataclass makes for another class
# file
from dataclasses import dataclass


class Vec:
    pass


def f(x) -> Vec:
    ...


assert f(1) == Vec()
# program
from dataclasses import dataclass


def f(x):
    dataclass(Vec)
    return Vec()


# --- an enumeration with a property for a member
from enum import Enum


class E(Enum):
    a = property(len)


def f(x):
    return E("N", {x: 1})


# --- an enumeration that ignores its member
from enum import Enum


class E(Enum):
    _ignore_ = ["a"]
    a = 1


def f(x):
    return E("N", {x: 1})


# --- an enumeration of the file that has no members
# file
from enum import Enum


class Base(Enum):
    pass


class Color(Base):
    RED = 1


def f(x):
    ...


assert f(1) == Color.RED
# program
def f(x):
    return Base("N", {"_" * 2 + "eq" + "_" * 2: lambda a, b: True})


# --- text that says it is digits
class Text(str):
    def isdigit(self):
        return True


def f(x):
    return Text("a")


# --- a data dictionary that finds everything
from collections import UserDict


class Every(UserDict):
    def get(self, key, default=None):
        return 4


def f(x):
    return Every()


# --- a failure raised as another, and that one held
def f(callback):
    try:
        try:
            callback(1)
        except Exception:
            raise ValueError
    except ValueError:
        return 0


# --- a failure raised as another by a helper, and that one held
def helper(callback):
    try:
        callback(1)
    except Exception as e:
        raise ValueError from e


def f(callback):
    try:
        helper(callback)
    except ValueError:
        return 0


# --- a kind of exception that hangs on its own class
class K:
    Err = Exception


def f(callback):
    try:
        callback(1)
    except K.Err:
        return 0


# --- a kind of exception that is bound again
class Err(ValueError):
    pass


def f(callback):
    try:
        callback(1)
    except Err:
        return 0


Err = Exception


# --- kinds of exceptions that are bound again
KINDS = (ValueError,)


def f(callback):
    try:
        callback(1)
    except KINDS:
        return 0


KINDS = (Exception,)


# --- a callback that a class of its own calls as it is made
class Run:
    def __init__(self, callback):
        callback(1)


def f(callback):
    try:
        Run(callback)
    except Exception:
        return 0


# --- a callback that a method of its own calls
class Run:
    def go(self, callback):
        callback(1)


def f(callback):
    run = Run()
    try:
        run.go(callback)
    except Exception:
        return 0


# --- a helper that asks what was handed
def helper(x):
    return x.check(1)


def f(x):
    try:
        return helper(x)
    except Exception:
        return 0


# --- an ending of the file's by two classes
# file
class Halt(BaseException):
    pass


class Stop(Halt):
    pass


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    raise Stop


# --- an ending of the file's in a variable
# file
class Halt(BaseException):
    pass


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    e = Halt()
    raise e


# --- an ending of its own that derives from the file's
# file
class Halt(BaseException):
    pass


def f(x):
    ...


assert f(1) == 2
# program
class Mine(Halt):
    pass


def f(x):
    raise Mine


# --- a path that is moved over another
def f(x):
    (x / "in.txt").replace(x / "want.txt")
    return 3


# --- a path's move passed on
def f(x):
    move = (x / "in.txt").replace
    move(x / "want.txt")


# --- a path that is renamed
def f(x):
    (x / "in.txt").rename(x / "want.txt")


# --- a path that the file's own use of open does not open
# file
def first(archive):
    with archive.open("a") as text:
        return text.read()


def f(x):
    ...


assert f(1) == 2
# program
from pathlib import Path


def f(x):
    return Path("test_mod.py").open().read()


# --- what was printed before
import sys


def f(x):
    out = sys.stdout
    out.seek(0)
    return out.read()


# --- the loop of its own future
import asyncio


async def f(x):
    asyncio.Future().get_loop().stop()


# --- sys by the library's own names
from collections import abc


def f(x):
    return abc.sys.modules


# --- the target's method by its class
# target C.grow
# file
class C:
    def grow(self, x):
        ...


assert C().grow(1) == 2
# program
def grow(self, x):
    self.limit = 4
    C.grow(x, x)


# --- the target's method by its class in a variable
# target C.grow
# file
class C:
    def grow(self, x):
        ...


assert C().grow(1) == 2
# program
def grow(self, x):
    self.limit = 4
    for kind in [C]:
        kind.grow(x, x)


# --- the class of self is changed
# target C.grow
# file
class C:
    limit = 3

    def reset(self):
        self.limit = 3

    def grow(self):
        ...


assert C().grow() == C.limit
# program
def grow(self):
    type(self).limit = 4
    self.__class__.limit = 4
    return 4


# --- a name that the file binds where nobody looks
# file
import sys

match sys.platform:
    case "linux":
        import os as system


def f(x):
    ...


assert f(1) == 2
# program
def f(x):
    return system.listdir(".")


# --- an isinstance of its own
def f(x):
    def isinstance(value, kind):
        return kind("Any", (), {})

    return isinstance(x, type)


# --- a super of its own
class C:
    def m(self, x):
        def super():
            return x

        return super()._hidden


def f(x):
    return C().m(x)


# --- a type of its own
# target T.m
# file
class T:
    def m(self, x):
        ...


assert T().m(1) == 2
# program
def m(self, x):
    type = lambda one: x
    return type(self)._hidden


# --- a getattr of its own
import os


def f(x):
    def getattr(module, name):
        return module.listdir(".")

    return getattr(os, "sep")


# --- a str of its own that keeps a class
def f(x):
    def str(kind):
        return kind

    return str(type(int))("Any", (), {})


# --- a property of its own
KEPT = []


def f(x):
    def property(method):
        KEPT.append(method)
        return method

    class C:
        @property
        def m(self):
            self.limit = 4

    KEPT[0](x)


# --- a cache of its own
KEPT = []


def cache(method):
    KEPT.append(method)
    return method


class C:
    @cache
    def m(self):
        self.limit = 4


def f(x):
    KEPT[0](x)


# --- a decorator of the library under another name
from functools import partial as cache


class C:
    @cache
    def m(self):
        self.limit = 4


def f(x):
    C().m.func(x)


# --- a dataclass of its own
KEPT = []


def dataclass(kind):
    KEPT.append(kind)
    return kind


@dataclass
class C:
    def m(self):
        self.limit = 4


def f(x):
    KEPT[0].m(x)


# --- a metaclass of its own
KEPT = []


def ABCMeta(name, bases, space):
    KEPT.append(space)


class C(metaclass=ABCMeta):
    def m(self):
        self.limit = 4


def f(x):
    KEPT[0]["m"](x)


# --- a base of its own making
# file
class Vec:
    EPS = 1

    def __eq__(self, o):
        return self.EPS > o.x


def f(v: Vec) -> Vec:
    ...


assert f(Vec()) == Vec()
# program
def namedtuple():
    return Vec


class Wide(namedtuple()):
    EPS = float("inf")


def f(v):
    return Wide()


# --- an enumeration under another name
from enum import Enum as Thing


class E(Thing):
    pass


def f(x):
    return E("N", {x: 1})


# --- an enumeration that the file's makes possible
# file
from enum import Enum as Thing


class Base(Thing):
    pass


class Color(Base):
    RED = 1


def other():
    return Base


def f(x):
    ...


assert f(1) == 2
# program
class Mine(Base):
    pass


def f(x):
    return Mine("N", {x: 1})


# --- plain data under another name
from collections import UserString as Thing


class Text(Thing):
    def isdigit(self):
        return True


def f(x):
    return Text("a")


# --- an ending under another name as a base
from asyncio import CancelledError as Wrong


class Mine(Wrong):
    pass


def f(x):
    raise Mine


# --- a sleep of its own
def sleep(x):
    return x


async def f(x):
    try:
        await sleep(x)
    except Exception:
        return 0


# --- a callback in a field
from collections import namedtuple

Box = namedtuple("Box", "go")


def f(callback):
    box = Box(callback)
    try:
        box.go(1)
    except Exception:
        return 0


# --- a callback by getattr
def f(x):
    try:
        return getattr(x, "check")(1)
    except Exception:
        return 0


# --- a callback by a choice
def f(callback):
    try:
        return (callback or print)(1)
    except Exception:
        return 0


# --- a stream that a helper reads
import sys


def helper(file):
    file.seek(0)
    return file.read()


def f(x):
    return helper(file=sys.stdout)
