"""Limits that the kernel keeps for one process: memory, CPU, files, output."""

import mmap
import os
import signal
import sys
from typing import Any

# Not where it is needed: by then a file of the user's may have this name.
resource: Any
try:
    import resource
except ImportError:  # Windows: the job object that Node made limits the process.
    resource = None

#: A child may write this much to any file or descriptor, bytes.
OUTPUT = 16 << 20
#: An evaluator may map this much more than its parent has, bytes.
EVALUATOR = 2 << 30


def address_space() -> int:
    """What this process has mapped, bytes; where nothing tells it a generous guess."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):  # The last on Windows, which has no such call.
        return _tried() or 256 << 20


def _tried() -> int:
    """The same where /proc is out of reach: what a limit leaves to be mapped tells what is."""
    if resource is None or sys.platform != "linux":
        return 0
    limits = resource.getrlimit(resource.RLIMIT_AS)
    page = resource.getpagesize()
    for limit in (1 << 37, 1 << 44):
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limits[1]))
            left, above = 0, limit // page
            while above - left > 1:
                middle = (left + above) // 2
                left, above = (middle, above) if _may_map(middle * page) else (left, middle)
        except (ValueError, OSError):
            return 0
        finally:
            resource.setrlimit(resource.RLIMIT_AS, limits)
        if left > 0:
            return limit - left * page
    return 0


def _may_map(size: int) -> bool:
    try:
        # Neither read nor written: it takes no memory, whatever its size.
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, 0).close()
    except (OSError, ValueError, MemoryError):
        return False
    return True


def limit_child(memory: int, cpu: int) -> None:
    """`memory` bytes of address space; `cpu` seconds in all as a backstop: the evaluator measures exactly."""
    if resource is None:
        return
    # macOS knows the limit on memory, and does not keep it.
    memory_too = () if sys.platform == "darwin" else ((resource.RLIMIT_AS, memory),)
    for what, value in (
        *memory_too,
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):
            _lower(resource, what, value)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def limit_plain(memory: int, cpu: int) -> None:
    """For a fork of the plain process: tests may have more files open than a candidate alone."""
    if resource is None:
        return
    memory_too = () if sys.platform == "darwin" else ((resource.RLIMIT_AS, memory),)
    for what, value in (*memory_too, (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_FSIZE, 4 * OUTPUT), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):
            _lower(resource, what, value)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def limit_processes() -> None:
    """No process more for this user, threads being none, where nothing finer forbids them: macOS."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def limit_evaluator() -> None:
    """What a candidate sends must not fill the machine either."""
    if resource is None or sys.platform == "darwin":
        return
    memory = address_space() + EVALUATOR
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        _lower(resource, resource.RLIMIT_AS, memory)


def _lower(resource: object, what: int, value: int) -> None:
    """Where the hard limit is lower already, that one stays."""
    _, hard = resource.getrlimit(what)  # type: ignore[attr-defined]
    if hard >= 0 and (value < 0 or hard < value):
        value = hard
    resource.setrlimit(what, (value, hard if hard >= 0 else value))  # type: ignore[attr-defined]
