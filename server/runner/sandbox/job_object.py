"""Windows: a process in a job object, which limits it from outside and ends it when the object's holder closes it.

This is not run where Assay is developed. A job does not protect files, the network, or other processes of the same user.
Source: "Job Objects" and `winnt.h` of the Windows SDK.
"""

import ctypes
from typing import Any, Optional

_BASIC_UI_RESTRICTIONS, _EXTENDED_LIMITS = 4, 9
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_ON_UNHANDLED_EXCEPTION, _KILL_ON_JOB_CLOSE = 0x400, 0x2000
#: All of JOB_OBJECT_UILIMIT_*: desktop, clipboard, others' handles, settings, log-off, global atoms.
_ALL_OF_UI = 0xFF
_PROCESS_TERMINATE = 0x1
#: The units per second of a FILETIME and a LARGE_INTEGER.
_PER_SECOND = 10_000_000


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = [
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    ]


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = [
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    ]


class _MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = [
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    ]


def _kernel32() -> Any:
    library = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    library.CreateJobObjectW.restype = ctypes.c_void_p
    library.OpenProcess.restype = ctypes.c_void_p
    return library


def _check(done: Any) -> Any:
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined]
    return done


class JobObject:
    """Ends its processes when it is closed, or this process ends. Raises OSError if Windows refuses."""

    def __init__(self) -> None:
        self._library = _kernel32()
        self._handle = ctypes.c_void_p(_check(self._library.CreateJobObjectW(None, None)))
        self.limit()

    def take(self, process: int) -> None:
        """Puts a process into it, by its handle; later children of it belong to it too."""
        _check(self._library.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process)))

    def limit(self, memory: Optional[int] = None, cpu: Optional[float] = None, alone: bool = False) -> None:
        """Limits each process in it: committed bytes, and total CPU seconds. With `alone`, it starts no process and has no desktop."""
        limits = _ExtendedLimits()
        basic = limits.BasicLimitInformation
        basic.LimitFlags = _KILL_ON_JOB_CLOSE | _DIE_ON_UNHANDLED_EXCEPTION
        if memory is not None:
            basic.LimitFlags |= _PROCESS_MEMORY
            limits.ProcessMemoryLimit = memory
        if cpu is not None:
            basic.LimitFlags |= _PROCESS_TIME
            basic.PerProcessUserTimeLimit = int(cpu * _PER_SECOND)
        if alone:
            basic.LimitFlags |= _ACTIVE_PROCESS
            basic.ActiveProcessLimit = 1
            restrictions = ctypes.c_uint32(_ALL_OF_UI)
            self._set(_BASIC_UI_RESTRICTIONS, restrictions)
        self._set(_EXTENDED_LIMITS, limits)

    def close(self) -> None:
        self._library.CloseHandle(self._handle)

    def _set(self, kind: int, what: Any) -> None:
        _check(self._library.SetInformationJobObject(self._handle, kind, ctypes.byref(what), ctypes.sizeof(what)))


def cpu_of(process: int) -> float:
    """CPU seconds of a process, by its handle; also after its end."""
    times = [ctypes.c_uint64() for _ in range(4)]
    _check(_kernel32().GetProcessTimes(ctypes.c_void_p(process), *map(ctypes.byref, times)))
    _, _, kernel, user = times
    return (kernel.value + user.value) / _PER_SECOND


def committed(process: int) -> int:
    """Bytes that a process has committed."""
    counters = _MemoryCounters()
    counters.cb = ctypes.sizeof(counters)
    _check(_kernel32().K32GetProcessMemoryInfo(ctypes.c_void_p(process), ctypes.byref(counters), counters.cb))
    return counters.PagefileUsage


def open_process(pid: int) -> None:
    """Tries to get a handle that could end another process. Raises OSError if refused."""
    library = _kernel32()
    library.CloseHandle(ctypes.c_void_p(_check(library.OpenProcess(_PROCESS_TERMINATE, False, pid))))
