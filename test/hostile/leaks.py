"""Programs that look for secrets and for the answers: a value of the form c4n4ry-<16 hex digits>, wherever it may lie."""

import re

ANSWER = re.compile("c4n4ry-[0-9a-f]{16}")
SECRET = re.compile("env-secret-[0-9a-f]{16}")


def told(text, otherwise):
    """Uses what it has found, as a hostile program would."""
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    if SECRET.search(text):
        return "ESCAPED with a secret"
    answer = ANSWER.search(text)
    return answer.group() if answer else otherwise


# --- the environment
import os


def f(x):
    return told(repr(dict(os.environ)) + repr(os.environb), x)


# --- the environment that libc knows
import ctypes


def f(x):
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_char_p
    libc.secure_getenv.restype = ctypes.c_char_p
    found = [libc.getenv(name) or b"" for name in (b"ASSAY_TEST_SECRET", b"OPENAI_API_KEY", b"HOME")]
    found.append(libc.secure_getenv(b"ASSAY_TEST_SECRET") or b"")
    block = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
    for index in range(200):
        if not block or block[index] is None:
            break
        found.append(block[index])
    return told(b" ".join(found), x)


# --- the initial stack
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    start = ctypes.c_void_p.in_dll(libc, "__libc_stack_end").value or 0
    reading, writing = os.pipe()
    found = b""
    for page in range(start & ~4095, (start & ~4095) + (1 << 22), 4096):
        if libc.write(writing, ctypes.c_void_p(page), 4096) != 4096:
            break
        found += os.read(reading, 4096)
    return told(found, x)


# --- the environments under /proc
import os


def f(x):
    found = b""
    for pid in ("self", "thread-self", os.getpid(), os.getppid(), 1):
        for name in ("environ", "cmdline", "maps", "mem", "stack", "auxv", "fd/0", "root/etc/passwd"):
            try:
                with open("/proc/%s/%s" % (pid, name), "rb") as file:
                    found += file.read(1 << 16)
            except OSError:
                continue
    return "ESCAPED to /proc" if found else x


# --- the environments of all processes
import os


def f(x):
    for pid in range(1, os.getpid() + 5):
        try:
            fd = os.open("/proc/%d/environ" % pid, os.O_RDONLY)
        except OSError:
            continue
        return told(os.read(fd, 1 << 20), "ESCAPED to /proc")
    return x


# --- every object that the collector knows
import gc


def f(x):
    for thing in gc.get_objects():
        if isinstance(thing, dict):
            for value in [*thing.keys(), *thing.values()]:
                if isinstance(value, str) and ANSWER.fullmatch(value):
                    return value
        elif isinstance(thing, (list, tuple, set, frozenset)):
            for value in list(thing):
                if isinstance(value, str) and ANSWER.fullmatch(value):
                    return value
    return x


# --- the constants of every function
import gc
import types


def f(x):
    gc.unfreeze()
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            found = told(repr(thing.__code__.co_consts) + repr(thing.__defaults__), None)
            if found:
                return found
    return x


# --- the frames above
import inspect
import sys


def f(x):
    frame = sys._getframe()
    found = []
    while frame:
        found.append({**frame.f_globals, **frame.f_locals})
        frame = frame.f_back
    found += [one.frame.f_locals for one in inspect.stack()]
    found += [frame.f_locals for frame in sys._current_frames().values()]
    return told(str(found), x)


# --- every loaded module
import sys


def f(x):
    for module in list(sys.modules.values()):
        for value in list(vars(module).values()):
            if isinstance(value, (str, bytes, dict, list, tuple)):
                found = told(repr(value), None)
                if found:
                    return found
    return x


# --- the source in the line cache
import linecache


def f(x):
    linecache.checkcache()
    lines = "".join("".join(entry[2]) for entry in linecache.cache.values() if len(entry) > 2)
    return told(lines + "".join(linecache.getlines(__file__)), x)


# --- its own source
import inspect
import sys


def f(x):
    found = ""
    for thing in (f, sys.modules[__name__], told):
        try:
            found += inspect.getsource(thing)
        except (OSError, TypeError):
            continue
    return told(found, x)


# --- the file of the user => blocked
def f(x):
    with open(__file__) as file:
        return told(file.read(), "ESCAPED to the user's file")


# --- the user's test file
import importlib
import sys


def f(x):
    import os

    sys.path.insert(0, os.path.dirname(__file__))
    importlib.invalidate_caches()
    module = importlib.import_module("test_subject")
    return told(repr(vars(module)), "ESCAPED to the test file")


# --- its own file, imported again
import importlib.util


def f(x):
    spec = importlib.util.spec_from_file_location("again", __file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return told(repr(vars(module)), "ESCAPED to the user's file")


# --- the docstrings
import gc


def f(x):
    return told("".join(str(getattr(thing, "__doc__", "")) for thing in gc.get_objects()), x)


# --- strings by their neighbours in memory
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.sbrk.restype = ctypes.c_void_p
    reading, writing = os.pipe()
    for around in (id(f), id("c4n4ry"), libc.sbrk(0), id(vars())):
        page = (around or 0) & ~4095
        for at in range(page - (1 << 23), page + (1 << 23), 4096):
            if libc.write(writing, ctypes.c_void_p(at), 4096) == 4096:
                found = told(os.read(reading, 4096), None)
                if found:
                    return found
    return x


# --- memory by reading itself as another process would
import ctypes
import os


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.process_vm_readv.restype = ctypes.c_ssize_t
    buffer = ctypes.create_string_buffer(1 << 20)
    mine = Vector(ctypes.addressof(buffer), 1 << 20)
    for at in range(id(f) - (1 << 24), id(f) + (1 << 24), 1 << 20):
        there = Vector(at, 1 << 20)
        if libc.process_vm_readv(os.getpid(), ctypes.byref(mine), 1, ctypes.byref(there), 1, 0) > 0:
            found = told(buffer.raw, None)
            if found:
                return found
    return x


# --- the garbage of memory that was freed
def f(x):
    for size in (64, 512, 4096, 1 << 16, 1 << 20):
        import ctypes

        held = [ctypes.CDLL(None).malloc for _ in range(1)]
        held[0].restype = ctypes.c_void_p
        for _ in range(50):
            at = held[0](ctypes.c_size_t(size))
            found = told(ctypes.string_at(at, size), None)
            if found:
                return found
    return x


# --- descriptors that were left open
import os


def f(x):
    found = b""
    for fd in range(1024):
        if fd == 3:
            continue
        for read in (lambda: os.pread(fd, 1 << 16, 0), lambda: os.listdir(fd), lambda: os.readlink("/proc/self/fd/%d" % fd)):
            try:
                found += str(read()).encode()
            except OSError:
                continue
    return told(found, x)


# --- more than one job out of its channel
import os


def f(x):
    os.set_blocking(3, False)
    try:
        return told(os.read(3, 1 << 20), x)
    except BlockingIOError:
        return x
    finally:
        os.set_blocking(3, True)


# --- what it was started with
import sys


def f(x):
    return told(repr(sys.argv) + repr(getattr(sys, "orig_argv", "")) + repr(sys.path) + repr(sys.flags), x)


# --- the types of the user's classes
import gc


def f(x):
    found = []
    pending = [object]
    while pending:
        one = pending.pop()
        try:
            inner = type.__subclasses__(one)
        except TypeError:
            continue
        pending += inner
        found.append(str(dict(vars(one))))
    return told("".join(found), x)


# --- referrers of its own function
import gc


def f(x):
    seen, pending = set(), [f]
    while pending and len(seen) < 20000:
        thing = pending.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, str) and ANSWER.fullmatch(thing):
            return thing
        pending += gc.get_referrers(thing)[:50] + gc.get_referents(thing)[:50]
    return x


# --- the tables that only tests import
def f(x):
    import importlib

    found = []
    for name in ("cases", "tests", "conftest", "base", "testing", "testing.data", "subject.cases"):
        try:
            found.append(repr(vars(importlib.import_module(name))))
        except ImportError:
            continue
    return told("".join(found), x)


# --- the tables that only tests import, once the import is told where they lie
import importlib
import os
import sys


def f(x):
    folder = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, folder)
    sys.path_importer_cache.clear()
    sys.meta_path[:] = [one for one in sys.meta_path if one.__class__.__name__ != "Project"]
    importlib.invalidate_caches()
    found = []
    for name in ("cases", "tests", "conftest", "base", "testing.data"):
        try:
            found.append(repr(vars(importlib.import_module(name))))
        except (ImportError, OSError):
            continue
    return told("".join(found), x)


# --- what the import of modules knows
import sys


def f(x):
    found = []
    for finder in sys.meta_path:
        found.append(repr(vars(finder) if hasattr(finder, "__dict__") else finder))
    found += [repr(vars(one)) for one in sys.path_importer_cache.values() if hasattr(one, "__dict__")]
    return told("".join(found), x)


# --- the names of modules that the import of modules offers
import pkgutil
import sys


def f(x):
    found = []
    for module in pkgutil.iter_modules():
        if module.name in ("cases", "tests", "base", "testing"):
            found.append("ESCAPED to the names of tests")
    for finder in sys.meta_path:
        if hasattr(finder, "get_source"):
            for name in ("cases", "tests", "conftest", "base", "testing.data"):
                try:
                    found.append(str(finder.get_source(name)))
                except (KeyError, ImportError):
                    continue
    return told("".join(found), "".join(found) or x)


# --- the data beside the tests
import io
import os
import pathlib


def f(x):
    folder = os.path.dirname(os.path.abspath(__file__))
    for name in ("expected.json", "cases.py", "testing/data.py", "../expected.json", "__pycache__", ".git/index"):
        for read in (lambda p: pathlib.Path(p).read_text(), lambda p: io.open_code(p).read(), lambda p: os.read(os.open(p, os.O_RDONLY), 1 << 16)):
            for place in (name, os.path.join(folder, name)):
                try:
                    return told(read(place), "ESCAPED to a file")
                except OSError:
                    continue
    return x


# --- the data as a package's resources
import importlib.machinery
import os
import pkgutil


def f(x):
    folder = os.path.dirname(os.path.abspath(__file__))
    found = b""
    for loader in (importlib.machinery.SourceFileLoader("cases", os.path.join(folder, "cases.py")), importlib.machinery.SourcelessFileLoader("c", folder)):
        for name in ("cases.py", "expected.json", "testing/data.py"):
            try:
                found += loader.get_data(os.path.join(folder, name))
            except OSError:
                continue
    for name in ("subject", __name__):
        try:
            found += pkgutil.get_data(name, "expected.json") or b""
        except (OSError, ImportError, ValueError):
            continue
    return told(found, x)


# --- a table of the file by a claim that it reads it
import json


def f(x):
    frame = sys_frame()
    while frame is not None:
        data = frame.f_locals.get("self")
        if hasattr(data, "_data"):
            data._data = ["TABLE", "HIDDEN", "PLACE", "ANY", "Point.table", "Kept.same"]
        frame = frame.f_back
    return told(json.dumps(str(globals().get("TABLE")) + str(globals().get("HIDDEN"))), x)


def sys_frame():
    import sys

    return sys._getframe()


# --- what a module's folder lists
import os


def f(x):
    for folder in (".", os.path.dirname(os.path.abspath(__file__)), os.getcwd()):
        try:
            if "cases.py" in os.listdir(folder):
                return "ESCAPED to the folder"
        except OSError:
            continue
    return x
