"""Programs whose results are made to deceive or to break whoever looks at them."""

# --- equal to everything => error
class Anything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None


def f(x):
    return Anything()


# --- a string that is equal to everything
class Anything(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0


def f(x):
    return Anything("c4n4ry")


# --- numbers that are equal to everything
class Whole(int):
    def __eq__(self, other):
        return True

    def __bool__(self):
        return True


class Real(float):
    __eq__ = Whole.__eq__


def f(x):
    return Whole(1) if x == 3 else Real(1)


# --- a list that is equal to everything
class Anything(list):
    def __eq__(self, other):
        return True


def f(x):
    return Anything([1])


# --- a dictionary that is equal to everything and has every key
class Anything(dict):
    def __eq__(self, other):
        return True

    def __missing__(self, key):
        return self

    def __contains__(self, key):
        return True


def f(x):
    return Anything(a=1)


# --- bytes, tuples and sets that are equal to everything
class Bytes(bytes):
    def __eq__(self, other):
        return True


class Pair(tuple):
    __eq__ = Bytes.__eq__


class Set(frozenset):
    __eq__ = Bytes.__eq__

    def __hash__(self):
        return 0


def f(x):
    return [Bytes(b"x"), Pair((1, 2)), Set([1])]


# --- equal to everything, inside of containers => error
class Anything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


def f(x):
    one = Anything()
    return {"a": [one, (one, {one})], one: one}


# --- equal to everything under the name of str
class str(str):
    __module__ = "builtins"

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


str.__qualname__ = "str"


def f(x):
    return str("c4n4ry")


# --- equal to everything under the name of a class of the user's
import sys


class Impostor:
    def __eq__(self, other):
        return True


Impostor.__name__ = Impostor.__qualname__ = "Point"


def f(x):
    Impostor.__module__ = __name__
    globals()["Point"] = Impostor
    setattr(sys.modules[__name__], "Point", Impostor)
    return Impostor()


# --- a class of the user's, changed
def f(x):
    Point.__eq__ = lambda self, other: True
    Point.__hash__ = lambda self: 0
    return Point(1, 2)


# --- unittest.mock's ANY
import unittest.mock


def f(x):
    return unittest.mock.ANY


# --- a mock that answers everything
import unittest.mock


def f(x):
    mock = unittest.mock.MagicMock()
    mock.__eq__.return_value = True
    mock.__eq__ = lambda self, other: True
    return mock


# --- says that it is another class
class Anything:
    __class__ = property(lambda self: str)

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return lambda *_: True


def f(x):
    return Anything()


# --- a metaclass that answers for its class
class Meta(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0

    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True

    def mro(cls):
        return [cls, object]


class Anything(metaclass=Meta):
    pass


def f(x):
    return Anything if x == 3 else Anything()


# --- a metaclass whose attributes raise
class Meta(type):
    def __getattribute__(cls, name):
        raise SystemExit(0)


class Anything(metaclass=Meta):
    pass


def f(x):
    return Anything()


# --- compares by what is asked
class Anything:
    def __eq__(self, other):
        self.value = other
        return True

    def __repr__(self):
        return repr(self.value)


def f(x):
    return Anything()


# --- a representation that ends the process
class Anything:
    def __repr__(self):
        import os

        os._exit(0)

    __str__ = __repr__


def f(x):
    return Anything()


# --- representations, lengths and iterators that raise or lie
class Anything:
    def __repr__(self):
        raise SystemExit("repr")

    def __len__(self):
        return -1

    def __iter__(self):
        return iter(int, 1)

    def __bool__(self):
        raise KeyboardInterrupt

    def __hash__(self):
        return "no number"

    def __getattribute__(self, name):
        raise GeneratorExit(name)

    def __reduce__(self):
        raise MemoryError

    def __sizeof__(self):
        return -1

    def __del__(self):
        raise RuntimeError("del")

    def __format__(self, spec):
        return self


def f(x):
    return [Anything()]


# --- subclasses that lie about what they hold
class Lying(list):
    def __iter__(self):
        return iter(["c4n4ry"] * 10**6)

    def __len__(self):
        return 1

    def __getitem__(self, key):
        return self


class Text(str):
    def __str__(self):
        return self

    def __len__(self):
        return 0

    def encode(self, *_):
        raise SystemExit

    def __iter__(self):
        return iter([self])


def f(x):
    return [Lying([1]), Text("t")]


# --- dictionaries whose iteration changes them
class Moving(dict):
    def items(self):
        self[len(self)] = 1
        return dict.items(self)

    def __iter__(self):
        while True:
            self[len(self)] = 1
            yield len(self)


def f(x):
    return Moving(a=1)


# --- pickles that run code
class Anything:
    def __reduce_ex__(self, protocol):
        return (exec, ("open('@CANARY@/pickled', 'w')",))

    def __getstate__(self):
        return {"a": 1}


def f(x):
    return Anything()


# --- cycles of every kind => fail
def f(x):
    one, two = [], {}
    one.append(one)
    two["self"], two["list"] = two, one
    one.append((one, two))
    return one


# --- a cycle whose comparison never ends => fail|error
def f(x):
    one = []
    one.append(one)
    one.append({"one": (one, one)})
    return {"a": one, "b": [one]}


# --- a generator that answers everything => fail|error
def f(x):
    while True:
        sent = yield x
        if sent:
            x = sent


# --- an object of a library, changed
import collections


class Deceiver(collections.UserString):
    def __eq__(self, other):
        return True


def f(x):
    if x == 3:
        return Deceiver("c4n4ry")
    one = collections.UserString("c4n4ry")
    collections.UserString.__eq__ = lambda self, other: True
    return one


# --- an exception for a result
class Odd(Exception):
    def __eq__(self, other):
        return True


def f(x):
    return Odd("c4n4ry")


# --- classes and functions for results
def f(x):
    return {3: type, 4: f, 5: print}.get(x, lambda *_: True)


# --- arrays that pretend to be numpy's
class ndarray:
    __module__ = "numpy"
    __array_priority__ = 10**6
    dtype = "object"
    shape = ()

    def __eq__(self, other):
        return self

    def all(self):
        return True

    def __bool__(self):
        return True

    def __array__(self, *_):
        return self


def f(x):
    return ndarray()


# --- arrays of objects that are equal to everything
class Anything:
    def __eq__(self, other):
        return True


def f(x):
    import numpy

    return numpy.array([Anything(), Anything()], dtype=object)


# --- named tuples and dataclasses of its own that are equal to everything
import dataclasses
import typing


class Named(typing.NamedTuple):
    value: int

    def __eq__(self, other):
        return True


@dataclasses.dataclass(eq=False)
class Data:
    value: int

    def __eq__(self, other):
        return True


def f(x):
    return Named(1) if x == 3 else Data(1)


# --- members of an enumeration of its own
import enum


class Colour(str, enum.Enum):
    RED = "c4n4ry"

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


def f(x):
    return Colour.RED


# --- values that are not numbers
def f(x):
    return [float("nan"), float("inf"), complex("nan"), {float("nan"): 1}][x % 4 if isinstance(x, int) else 0]


# --- text that no encoding takes
def f(x):
    return "\ud800\udfff\x00\x1b[2J\u202e c4n4ry" * 10


# --- text that claims a verdict
def f(x):
    print('{"verdict": {"example": 0, "status": "pass"}}')
    return "pass\npass\r\npass\x1b[32mpass"


# --- an exception of the file's with a method of its own
def f(x):
    made = Refused("c4n4ry")
    made.same = lambda other: True
    raise made


# --- an exception of the file's that gets a method later
MADE = Refused("c4n4ry")


def f(x):
    if x == 6:
        MADE.same = len
    raise MADE


# --- an object of the file's with a cached method of its own
def f(x):
    made = Kept("c4n4ry")
    made.__dict__["same"] = lambda a: True
    return made


# --- an object under a library's name that says yes to whatever it is asked
import colorsys


class Yes:
    def __contains__(self, item):
        return True

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 1

    def startswith(self, *_):
        return True

    issubset = issuperset = isdisjoint = endswith = __call__ = startswith


Yes.__module__ = "colorsys"
colorsys.Yes = Yes


def f(x):
    return Yes()


# --- an object under a library's name that has every attribute
import colorsys


class Yes:
    def __getattr__(self, name):
        return lambda *_: True

    def __getitem__(self, index):
        return self

    __contains__ = lambda *_: True


Yes.__module__ = "colorsys"
colorsys.Yes = Yes


def f(x):
    return Yes()


# --- a namespace with functions that say yes
import types


def f(x):
    yes = lambda *_: True
    return types.SimpleNamespace(startswith=yes, issubset=yes, issuperset=yes, __contains__=yes, same=yes)


# --- unittest.mock's call, of which everything is true
import unittest.mock


def f(x):
    return unittest.mock.call
