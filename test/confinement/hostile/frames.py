"""Programs that walk from a value of their own to frames, code, globals or the loader."""

# --- the frame of its own generator
def f(x):
    g = (i for i in [1])
    return g.gi_frame.f_back.f_locals["expected"]


# --- the frame by sys
import sys


def f(x):
    return sys._getframe(1).f_locals["expected"]


# --- the frame by a traceback
def f(x):
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e.__traceback__.tb_frame.f_back.f_globals


# --- the traceback by exc_info
import sys


def f(x):
    try:
        1 / 0
    except ZeroDivisionError:
        return sys.exc_info()[2].tb_frame.f_back


# --- its own globals
def f(x):
    return f.__globals__["EXPECTED"]


# --- the globals of a helper's code
def helper():
    pass


def f(x):
    return getattr(helper, "__globals__")["EXPECTED"]


# --- the subclasses of object
def f(x):
    return [c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "Popen"]


# --- the subclasses by type's own method
def f(x):
    return type.__subclasses__(object)


# --- a method resolution order
def f(x):
    return type(x).mro()


# --- another object's code
def f(x):
    f.__code__ = (lambda x: 4).__code__
    return 0


# --- builtins by name
def f(x):
    return __builtins__["open"]("test_mod.py").read()


# --- the loader of the module
def f(x):
    return __loader__.get_source(__name__)


# --- the specification of the module
def f(x):
    return __spec__.loader.get_data(__file__)


# --- the frame of a coroutine
def f(x):
    async def g():
        pass

    c = g()
    return c.cr_frame.f_back


# --- the frame of an asynchronous generator
def f(x):
    async def g():
        yield 1

    return g().ag_frame


# --- the closure of what it was handed
def f(x):
    return x.__closure__[0].cell_contents


# --- frames by a pattern
def f(x):
    match (i for i in [1]):
        case object(gi_frame=frame):
            return frame


# --- the class by a pattern
def f(x):
    match x:
        case object(__class__=kind):
            return kind


# --- the function under a method
def f(x):
    return x.method.__func__.__globals__


# --- the object under a builtin method
import random


def f(x):
    return random.random.__self__


# --- what wraps it
def f(x):
    return f.__wrapped__


# --- the docstring with its doctests
def f(x):
    return f.__doc__.split(">>>")[1]


# --- a task's stack
import asyncio


async def f(x):
    async def g():
        pass

    return asyncio.create_task(g()).get_stack()


# --- the running task
import asyncio


async def f(x):
    return asyncio.current_task().get_coro()


# --- globals and locals
def f(x):
    return globals()["EXPECTED"]


# --- locals of the module
LOCALS = locals()


def f(x):
    return LOCALS["EXPECTED"]


# --- vars without an argument
def f(x):
    return vars()["x"]


# --- the names of the module
def f(x):
    return dir()


# --- a default that reads the frame
import sys


def f(x, frame=sys._getframe(0)):
    return frame.f_back


# --- a decorator of a helper that reads the frame
import sys


@(lambda function: sys._getframe(1))
def helper():
    pass


def f(x):
    return helper


# --- the property under a property
class P:
    @property
    def a(self):
        return 1


def f(x):
    return P.a.fget.__globals__
