"""Programs that end the check, or hold its failure."""

# --- ends the process
def f(x):
    raise SystemExit(0)


# --- ends by quit
def f(x):
    quit()


# --- ends by os
import os


def f(x):
    os._exit(0)


# --- ends an iteration
def f(x):
    raise StopIteration


# --- ends an iteration by a variable
def f(x):
    end = StopIteration()
    raise end


# --- ends a task
import asyncio


async def f(x):
    raise asyncio.CancelledError


# --- ends a task by name
from asyncio import CancelledError as ValueError2


async def f(x):
    raise ValueError2


# --- interrupts
def f(x):
    raise KeyboardInterrupt


# --- closes a generator
def f(x):
    raise GeneratorExit()


# --- an ending of its own
class Stop(SystemExit):
    pass


def f(x):
    raise Stop


# --- an ending of its own by two steps
class Stop(BaseException):
    pass


class Other(Stop):
    pass


def f(x):
    raise Other


# --- an ending taken out of a list
def f(x):
    raise [SystemExit][0]


# --- an ending as an argument
def helper(e):
    raise e


def f(x):
    helper(SystemExit)


# --- an ending thrown into what was handed
def f(x):
    x.throw(GeneratorExit)


# --- raises what it was handed
def f(x):
    raise x


# --- raises what a call gives
def f(x):
    raise x()


# --- skips by what a test is
def f(x):
    x.skipTest("no")


# --- holds a callback's failure
def f(callback):
    try:
        callback(1)
    except Exception:
        pass


# --- holds it bare
def f(callback):
    try:
        callback(1)
    except:
        return 0


# --- holds it by name
def f(callback):
    try:
        return callback(1)
    except AssertionError:
        return 0


# --- holds it in a tuple
def f(callback):
    try:
        return callback(1)
    except (ValueError, AssertionError):
        return 0


# --- holds it by another name
Wrong = Exception


def f(callback):
    try:
        return callback(1)
    except Wrong:
        return 0


# --- holds it by a variable
def f(callback, kinds=(Exception,)):
    try:
        return callback(1)
    except kinds:
        return 0


# --- holds it by a tuple of the module
KINDS = (ValueError, Exception)


def f(callback):
    try:
        return callback(1)
    except KINDS:
        return 0


# --- holds it in finally
def f(callback):
    try:
        callback(1)
    finally:
        return 0


# --- holds it by leaving a loop in finally
def f(callback):
    while True:
        try:
            callback(1)
        finally:
            break
    return 0


# --- holds it by raising only sometimes
def f(callback):
    try:
        callback(1)
    except Exception:
        if callback:
            return 0
        raise


# --- holds it around a helper that calls
def helper(callback):
    return callback(1)


def f(callback):
    try:
        return helper(callback)
    except Exception:
        return 0


# --- holds it around two helpers
def inner(callback):
    return callback(1)


def outer(callback):
    return inner(callback)


def f(callback):
    try:
        return outer(callback)
    except Exception:
        return 0


# --- holds it around a lambda
def f(callback):
    go = lambda: callback(1)
    try:
        return go()
    except Exception:
        return 0


# --- holds it around a map
def f(callback):
    try:
        return list(map(callback, [1]))
    except Exception:
        return 0


# --- holds it around a key
def f(callback):
    try:
        return sorted([1, 2], key=callback)
    except Exception:
        return 0


# --- holds it around an item
def f(callbacks):
    try:
        return callbacks[0](1)
    except Exception:
        return 0


# --- holds it around an attribute
def f(x):
    try:
        return x.check(1)
    except Exception:
        return 0


# --- holds it around what a loop gives
def f(callbacks):
    for one in callbacks:
        try:
            one(1)
        except Exception:
            pass


# --- holds it around a yield
def f(x):
    try:
        yield x
    except Exception:
        yield 0


# --- holds it around an await
async def f(x):
    try:
        return await x
    except Exception:
        return 0


# --- holds it by suppress
from contextlib import suppress


def f(callback):
    with suppress(Exception):
        callback(1)


# --- holds it by gather
import asyncio


async def f(*waiting):
    await asyncio.gather(*waiting, return_exceptions=True)


# --- holds it by a group
def f(callback):
    try:
        callback(1)
    except* Exception:
        pass
