"""Programs that have a string evaluated, or looked up, by somebody else."""

# --- eval
def f(x):
    return eval("EXPECTED")


# --- eval under another name
run = eval


def f(x):
    return run("EXPECTED")


# --- eval as an argument
def f(x):
    return list(map(eval, ["EXPECTED"]))[0]


# --- eval as a default
def f(x, run=eval):
    return run("EXPECTED")


# --- eval where a class's own name hides it only in the class
def f(x):
    class C:
        found = eval("EXPECTED")
        eval = None

    return C.found


# --- eval beside a function with a variable of that name
def helper(eval):
    return eval


def f(x):
    return eval("EXPECTED")


# --- eval where a comprehension's variable has that name
def f(x):
    [eval for eval in [1]]
    return eval("EXPECTED")


# --- eval as what a comprehension runs over
def f(x):
    return [eval("EXPECTED") for eval in [eval]][0]


# --- eval before the module binds it
found = eval("1")
eval = len


def f(x):
    return found


# --- eval by global
def f(x):
    global eval
    return eval("EXPECTED")


# --- exec
def f(x):
    exec("EXPECTED.clear()")


# --- compile
def f(x):
    return compile("EXPECTED", "x", "eval")


# --- __import__
def f(x):
    return __import__("os").getcwd()


# --- type hints are evaluated
import typing


def f(x):
    def g(a: "EXPECTED"):
        pass

    return typing.get_type_hints(g)


# --- singledispatch evaluates annotations
import functools


@functools.singledispatch
def helper(a):
    pass


@helper.register
def other(a: "__import__('os')"):
    pass


def f(x):
    return helper(x)


# --- an annotation that calls
def helper(a: "print(EXPECTED)"):
    pass


def f(x):
    return helper


# --- a dataclass out of strings
from dataclasses import make_dataclass


def f(x):
    return make_dataclass("C", ["a"])(x)


# --- attrgetter
import operator


def f(x):
    return operator.attrgetter("gi_frame.f_back")((i for i in []))


# --- attrgetter with parts put together
import operator


def f(x):
    return operator.attrgetter("_" * 2 + "class" + "_" * 2)(x)


# --- attrgetter under another name
from operator import attrgetter as itemgetter


def f(x):
    return itemgetter(x)(x)


# --- attrgetter passed on
import operator


def f(x):
    return list(map(operator.attrgetter, [x]))


# --- methodcaller
import operator


def f(x):
    return operator.methodcaller("for" + "mat", x)("{0.a}")


# --- getattr with a name put together
def f(x):
    return getattr(x, "__glo" + "bals__")


# --- getattr reduced
import functools


def f(x):
    return functools.reduce(getattr, ["a", "b"], x)


# --- getattr in a partial
from functools import partial


def f(x):
    return partial(getattr, x)("a")


# --- getattr under another name
look = getattr


def f(x):
    return look(x, "a")


# --- getattr with a private name
def f(x):
    return getattr(x, "_mock_return_value")


# --- setattr with a name put together
def f(x):
    setattr(x, "return" + "_value", 4)


# --- setattr starred
def f(x):
    setattr(*x)


# --- a format string that walks
def f(x):
    return "{0.__class__.__init__.__globals__}".format(f)


# --- a format string put together
def f(x):
    return ("{0." + x + "}").format(f)


# --- a format string in a variable
def f(x):
    template = "{0.a}"
    return template.format(f)


# --- a format string in a nested field
def f(x):
    return "{0:{1.a}}".format(1, f)


# --- the method of str
def f(x):
    return str.format("{0.a}", f)


# --- the method of str by map
def f(x):
    return list(map(str.format, [x], [f]))


# --- format_map
def f(x):
    return x.format_map({"f": f})


# --- string.Formatter
import string


def f(x):
    return string.Formatter().vformat("{f.a}", (), {"f": f})


# --- a class by type
def f(x):
    return type("Any", (), {"a": 1})()


# --- a class by the type of a type
def f(x):
    return type(type(x))("Any", (), {"a": 1})()


# --- a class by a class that a loop holds
def f(x):
    for kind in [int]:
        meta = type(kind)
        return meta("Any", (), {})()


# --- a class by the type of a class, as an argument
def helper(meta):
    return meta("Any", (), {})


def f(x):
    return helper(type(int))


# --- a class by __class__
def f(x):
    return x.__class__.__class__("Any", (), {})


# --- a class by types
import types


def f(x):
    return types.new_class("Any")


# --- an enumeration made out of strings
import enum


def f(x):
    return enum.Enum("E", {"_" * 2 + "eq" + "_" * 2: lambda a, b: True})


# --- an enumeration of its own that is empty
from enum import Enum


class E(Enum):
    pass


def f(x):
    return E("N", {"_" * 2 + "eq" + "_" * 2: lambda a, b: True})


# --- an enumeration whose only member is a function
from enum import Enum


class E(Enum):
    a = lambda self: 0


def f(x):
    return E("N", {x: 1})


# --- update_wrapper sets what it is told to
import functools


def f(x):
    functools.update_wrapper(x, len, ("return" + "_value",), ())


# --- wraps copies what it is told to
import functools


class Box:
    pass


def f(x):
    return functools.wraps(f, assigned=("__glo" "bals__",), updated=())(Box())


# --- code by types
from types import CodeType, FunctionType


def f(x):
    return FunctionType(CodeType(), {})


# --- pickle
import pickle


def f(x):
    return pickle.loads(b"cos\nsystem\n(S'true'\ntR.")


# --- ctypes
import ctypes


def f(x):
    ctypes.memset(id(4), 0, 8)


# --- timeit
from timeit import timeit


def f(x):
    return timeit("EXPECTED", globals={})


# --- a data frame's eval
def f(x):
    return x.eval("@EXPECTED")


# --- a hook of its own attributes, by super
class C:
    def get(self, name):
        return super().__getattribute__(name)


def f(x):
    return C().get("_" * 2 + "class" + "_" * 2)


# --- a keyword that spells a hook
def f(x):
    return dict(__eq__=lambda a, b: True)


# --- a string that spells a walk
def f(x, look=None):
    return look(x, "__globals__")


# --- a name that begins as a walk does
def f(x):
    return getattr((i for i in []), "gi_" + "frame")


# --- a name that begins as a mock's check does
def f(x):
    return getattr(x, "return" + "_value")


# --- a name whose beginning is nothing
def f(x):
    return getattr(x, "%s" % x), getattr(x, f"{x}_"), getattr(x, "" + x)


# --- a module's member by a beginning
import os


def f(x):
    return getattr(os, "list" + x)(".")


# --- a signature whose strings are evaluated
import inspect


def f(x):
    return inspect.signature(x, eval_str=True)
