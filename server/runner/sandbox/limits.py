"""Limits of the kernel for one process: memory, CPU, files, output."""

import mmap
import os
import signal
import sys
from typing import Any

# Imported here, because a user's file may shadow it later.
resource: Any
try:
    import resource
except ImportError:  # On Windows, Node's job object limits the process.
    resource = None

#: The most bytes that a child may write to one file or descriptor.
OUTPUT = 16 << 20
#: The bytes that an evaluator may map in addition to its parent's.
EVALUATOR = 2 << 30


def address_space() -> int:
    """The mapped bytes of this process; a generous guess if they are unknown."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):  # AttributeError comes on Windows, which lacks this call.
        return _tried() or 256 << 20


def _tried() -> int:
    """The mapped bytes without /proc: tries how much a limit still allows."""
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
        # Never read nor written, so it takes no memory at any size.
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, 0).close()
    except (OSError, ValueError, MemoryError):
        return False
    return True


def limit_child(memory: int, cpu: int) -> None:
    """Limits to `memory` bytes of address space, and `cpu` seconds as a backstop: the evaluator measures exactly."""
    if resource is None:
        return
    # macOS accepts the memory limit, but does not enforce it.
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
    """Limits a fork of the plain process: tests may open more files than a candidate."""
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
    """Forbids new processes of this user where no finer rule exists (macOS); threads do not count."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def limit_evaluator() -> None:
    """Limits the evaluator's memory against large messages from a candidate."""
    if resource is None or sys.platform == "darwin":
        return
    memory = address_space() + EVALUATOR
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):
        _lower(resource, resource.RLIMIT_AS, memory)


def _lower(resource: object, what: int, value: int) -> None:
    """Sets a limit; a lower hard limit stays."""
    _, hard = resource.getrlimit(what)  # type: ignore[attr-defined]
    if hard >= 0 and (value < 0 or hard < value):
        value = hard
    resource.setrlimit(what, (value, hard if hard >= 0 else value))  # type: ignore[attr-defined]
