"""Programs that reach modules which reach out, or that reach one through another."""

# --- os.remove
import os


def f(x):
    os.remove("test_mod.py")


# --- os under another name
import os as math


def f(x):
    return math.listdir(".")


# --- os in the function
def f(x):
    import os

    return os.environ["PYTEST_CURRENT_TEST"]


# --- os by a from
from os import environ


def f(x):
    return environ


# --- a module as a value
import os


def f(x):
    m = os
    return m.getcwd()


# --- a module in a list
import os


def f(x):
    return [os][0].getcwd()


# --- a module as an argument
import os


def helper(m):
    return m.getcwd()


def f(x):
    return helper(os)


# --- a module as a default
import os


def f(x, m=os):
    return m.getcwd()


# --- a module that is returned by a lambda
import os

get = lambda: os


def f(x):
    return get().getcwd()


# --- a module bound again by nonlocal
def f(x):
    import os as m

    def g():
        def h():
            nonlocal m
            m = m
            return m.getcwd()

        return h()

    return g()


# --- a module by a walrus
import os


def f(x):
    return (m := os).getcwd()


# --- a module by with
import os


def f(x):
    with os as m:
        return m


# --- a module in a comparison that keeps it
import os


def f(x):
    return (x and os).getcwd()


# --- a module through a module
import random


def f(x):
    return random._os.listdir(".")


# --- a public module in a module
import statistics


def f(x):
    return statistics.sys.modules


# --- a module by from
from statistics import sys


def f(x):
    return sys.modules


# --- a module by from, under a harmless name
from dataclasses import inspect as tools


def f(x):
    return tools.stack()


# --- a submodule's attribute
import os.path


def f(x):
    return os.path.os.listdir(".")


# --- sys.modules
import sys


def f(x):
    return sys.modules["test_mod"].EXPECTED


# --- the garbage collector
import gc


def f(x):
    return gc.get_objects()


# --- inspect
import inspect


def f(x):
    return inspect.stack()[1].frame


# --- inspect's listed part, and the rest of it
from inspect import isclass, getsource


def f(x):
    return getsource(x)


# --- importlib
from importlib import import_module


def f(x):
    return import_module("test_mod")


# --- builtins
import builtins


def f(x):
    builtins.len = lambda a: 4


# --- traceback shows the source of the caller
import traceback


def f(x):
    return traceback.format_stack()


# --- linecache
import linecache


def f(x):
    return linecache.getlines("test_mod.py")


# --- the test framework
import pytest


def f(x):
    pytest.skip("no")


# --- mock
from unittest.mock import ANY


def f(x):
    return ANY


# --- unittest's private exception
from unittest.case import _ShouldStop


def f(x):
    raise _ShouldStop


# --- a test module
from test_mod import EXPECTED


def f(x):
    return EXPECTED[x]


# --- a data module of the tests
def f(x):
    import cases

    return dict(cases.CASES)[x]


# --- a sibling by a relative import
def f(x):
    from . import cases

    return cases.CASES


# --- everything of a module
from os import *


def f(x):
    return listdir(".")


# --- a socket
import socket


def f(x):
    return socket.socket()


# --- a subprocess
from subprocess import check_output


def f(x):
    return check_output(["cat", "test_mod.py"])


# --- a thread
import threading


def f(x):
    threading.Thread(target=f).start()


# --- a trace function
import sys


def f(x):
    sys.settrace(lambda *a: None)


# --- the end of the process
import sys


def f(x):
    sys.exit(0)


# --- an exit function
import atexit


def f(x):
    atexit.register(print)


# --- warnings that show source
import warnings


def f(x):
    return warnings.formatwarning("a", UserWarning, "test_mod.py", 3)


# --- the context of the caller
import contextvars


def f(x):
    return dict(contextvars.copy_context())


# --- numpy reads a file
import numpy as np


def f(x):
    return np.fromfile("test_mod.py", dtype=np.uint8)


# --- numpy reads a file by its library
import numpy


def f(x):
    return numpy.lib.format.open_memmap("a")


# --- numpy's strides
from numpy.lib.stride_tricks import as_strided


def f(x):
    return as_strided(x, (100,), (8,))


# --- an array's pointer
def f(x):
    return x.ctypes.data


# --- getattr on a module
import os


def f(x):
    return getattr(os, "listdir")(".")


# --- a module's attribute by a pattern
import os


def f(x):
    match os:
        case object(environ=e):
            return e


# --- a module by an error that names it
import math


def f(x):
    try:
        math.nothing
    except AttributeError as e:
        return e.obj


# --- the module of the file itself
import mod


def f(x):
    return mod.EXPECTED
