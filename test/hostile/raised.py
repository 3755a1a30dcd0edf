"""Programs that raise what should end, confuse or satisfy whoever judges."""

# --- AssertionError => error
def f(x):
    raise AssertionError("c4n4ry")


# --- SystemExit with success => error
def f(x):
    raise SystemExit(0)


# --- sys.exit, exit and quit => error
import sys


def f(x):
    sys.exit()


# --- KeyboardInterrupt => error
def f(x):
    raise KeyboardInterrupt


# --- GeneratorExit => error
def f(x):
    raise GeneratorExit


# --- StopIteration => error
def f(x):
    raise StopIteration(x)


# --- StopAsyncIteration and CancelledError => error
import asyncio


def f(x):
    raise (StopAsyncIteration if x == 3 else asyncio.CancelledError)


# --- MemoryError and RecursionError => error
def f(x):
    raise (MemoryError if x == 3 else RecursionError)


# --- a skipped test => error
import unittest


def f(x):
    raise unittest.SkipTest("c4n4ry")


# --- NotImplementedError and NameError of the judge's => error
def f(x):
    raise NameError("name '__assay__' is not defined")


# --- an exception with hostile attributes => error
class Odd(Exception):
    args = property(lambda self: 1 / 0)
    __cause__ = property(lambda self: self)
    __context__ = property(lambda self: self)
    __traceback__ = property(lambda self: self)
    __notes__ = property(lambda self: 1 / 0)
    __dict__ = property(lambda self: 1 / 0)

    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def f(x):
    raise Odd


# --- an exception whose text loops => timeout
class Odd(Exception):
    def __str__(self):
        while True:
            pass


def f(x):
    raise Odd


# --- an exception whose text is no text => error
class Text(str):
    def __getitem__(self, key):
        return self

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class Odd(Exception):
    def __str__(self):
        return Text("c4n4ry")


Odd.__name__ = "pass\npass"


def f(x):
    raise Odd(Text("c4n4ry"))


# --- an exception that pretends to be another => error
class ValueError(Exception):
    __module__ = "builtins"
    __qualname__ = "ValueError"
    __class__ = AssertionError


def f(x):
    raise ValueError("c4n4ry")


# --- an exception in a cycle of causes
def f(x):
    one, two = ValueError("one"), PermissionError(1, "two")
    one.__cause__, two.__context__ = two, one
    one.__context__ = two
    raise one


# --- an exception that is its own argument => error
def f(x):
    one = ValueError("one")
    one.args = (one, [one])
    one.itself = one
    raise one


# --- an exception with a gigabyte of text => error|timeout
def f(x):
    raise ValueError("c4n4ry" * (1 << 27))


# --- an exception with fields of its own choice => error
def f(x):
    one = LookupError("one")
    one.__dict__.update(status="pass", message="", __assay_line__=10**9, __class__=str, args=("c4n4ry",))
    raise one


# --- a class that can't be raised => error
class Meta(type):
    def __call__(cls, *arguments):
        return 5


class Odd(Exception, metaclass=Meta):
    pass


def f(x):
    raise Odd


# --- a group of exceptions => error
import sys


def f(x):
    if sys.version_info < (3, 11):
        raise BaseException("no groups yet")
    raise BaseExceptionGroup("group", [SystemExit(0), KeyboardInterrupt(), BaseExceptionGroup("in", [ValueError()])])


# --- raises while it is loaded => error
raise SystemExit(0)


def f(x):
    return x


# --- no function of that name => error
def g(x):
    return x


# --- the function is something else
class f(str):
    def __new__(cls, *_):
        return str.__new__(cls, "c4n4ry")

    def __eq__(self, other):
        return True


# --- does not parse => error
def f(x):
    return (((


# --- is not text => error
def f(x):
    return "@NUL@"


# --- a hundred thousand parentheses => error
f = @PARENTHESES@


# --- a warning turned into an error
import warnings


def f(x):
    warnings.simplefilter("error")
    warnings.warn("c4n4ry")
    return x
