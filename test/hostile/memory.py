"""Programs that want all memory, threads, descriptors or output there is."""

# --- a list without end => error|timeout
def f(x):
    found = []
    while True:
        found.append(found[:] + [x])


# --- a string that doubles => error|timeout
def f(x):
    text = "x"
    while True:
        text += text


# --- one allocation beyond all memory => error
def f(x):
    return [0] * 10**11


# --- an integer that squares itself => error|timeout
def f(x):
    while True:
        x = x * x


# --- recursion in containers => error|timeout
def f(x):
    nest = []
    while True:
        nest = [nest, nest]
        x = {str(x): nest, "again": x}


# --- anonymous maps without end => error|timeout
import mmap


def f(x):
    maps = []
    while True:
        maps.append(mmap.mmap(-1, 1 << 26))


# --- a shared map written to by every page => error|timeout
import mmap


def f(x):
    one = mmap.mmap(-1, 1 << 33, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    for at in range(0, 1 << 33, 4096):
        one[at] = 1
    return x


# --- a dictionary of everything => error|timeout
def f(x):
    return {number: str(number) * 100 for number in iter(int, 1)} if x is None else dict(zip(range(10**9), iter(int, 1)))


# --- a byte array that grows => error|timeout
def f(x):
    grown = bytearray(1 << 20)
    while True:
        grown += grown


# --- swallows MemoryError and asks again => timeout|error
def f(x):
    held = []
    while True:
        try:
            held.append(bytearray(1 << 24))
        except MemoryError:
            held.append(None)


# --- malloc through ctypes, every page touched => error|timeout
import ctypes


def f(x):
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    total = 0
    while True:
        block = libc.malloc(ctypes.c_size_t(1 << 24))
        if not block:
            raise MemoryError(total)
        ctypes.memset(block, 1, 1 << 24)
        total += 1 << 24
        if total > 8 << 30:
            return "ESCAPED the memory limit"


# --- a format width of a gigabyte => error|timeout
def f(x):
    return "%*d" % (1 << 33, x)


# --- a product of iterables => error|timeout
import itertools


def f(x):
    return list(itertools.product(range(10**6), repeat=6))


# --- decompresses a bomb => error|timeout
import zlib


def f(x):
    block = zlib.compress(bytes(1 << 26), 9)
    held = []
    while True:
        held.append(zlib.decompress(block))


# --- a template of a regular expression => error|timeout
import re


def f(x):
    return re.compile("(?:" * 50 + "a{1,9999}" + "){1,9999}" * 50).match("a" * 10**6)


# --- threads without end => error|timeout|fail
import threading
import time


def f(x):
    started = 0
    while started < 20000:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        started += 1
    return "ESCAPED %d threads" % started


# --- threads with small stacks => error|timeout|fail
import _thread
import threading
import time


def f(x):
    threading.stack_size(32768)
    started = 0
    while started < 20000:
        _thread.start_new_thread(time.sleep, (60,))
        started += 1
    return "ESCAPED %d threads" % started


# --- descriptors without end => error|timeout
import os


def f(x):
    held = []
    while len(held) < 5000:
        held.append(os.pipe())
    return "ESCAPED %d pipes" % len(held)


# --- pipes filled to the brim
import fcntl
import os


def f(x):
    total = 0
    while total < 1 << 32:
        reading, writing = os.pipe()
        fcntl.fcntl(writing, 1031, 1 << 20)
        total += os.write(writing, bytes(1 << 20))
    return "ESCAPED %d bytes in pipes" % total


# --- a flood of standard output => timeout|fail
import sys


def f(x):
    for _ in range(2000):
        sys.stdout.write("flood " * 20000)
        print("flood" * 1000, file=sys.stderr)
    return x


# --- a flood of standard output without end => timeout
def f(x):
    while True:
        print("c" * 100000)


# --- a flood on descriptors 0 to 2 => timeout|error|fail
import os


def f(x):
    for _ in range(3000):
        for fd in (0, 1, 2):
            try:
                os.write(fd, b"flood" * 10000)
            except OSError:
                pass
    return x


# --- a flood on every descriptor => timeout|error|fail
import os


def f(x):
    for _ in range(200):
        for fd in range(21):
            try:
                os.set_blocking(fd, False)
                os.write(fd, b"flood" * 10000)
            except OSError:
                pass
    return x


# --- the interpreter's own streams, unwrapped => timeout|error|fail
import sys


def f(x):
    for _ in range(1000):
        for stream in (sys.__stdout__, sys.__stderr__):
            try:
                stream.write("flood" * 10000)
                stream.flush()
            except (OSError, ValueError, AttributeError):
                pass
    return x


# --- messages to the terminal
def f(x):
    with open("/dev/tty", "w") as terminal:
        terminal.write("ESCAPED to the terminal")
    return "ESCAPED to the terminal"


# --- stack exhaustion in C => error|fail|timeout
def f(x):
    nested = None
    for _ in range(10**6):
        nested = (nested,)
    return repr(nested)


# --- fills the file system of shared memory
import mmap
import os


def f(x):
    with open("/dev/shm/assay-@MARK@", "wb") as file:
        file.write(bytes(1 << 20))
    return "ESCAPED to shared memory"


# --- System V shared memory, semaphores and message queues
import ctypes


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for made in (libc.shmget(0, 4096, 0o1600), libc.semget(0, 1, 0o1600), libc.msgget(0, 0o1600)):
        if made >= 0:
            return "ESCAPED a System V object"
    return x


# --- an anonymous file in memory
import ctypes
import os


def f(x):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.syscall(319 if os.uname().machine == "x86_64" else 279, b"held", 0)
    if fd < 0:
        raise OSError(ctypes.get_errno(), "memfd_create")
    os.ftruncate(fd, 1 << 40)
    return "ESCAPED a memory file"
