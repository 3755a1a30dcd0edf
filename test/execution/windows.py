"""Starts the runner as on Windows, as far as another system allows: `python windows.py LOG [flags] FOLDER ROLE`.

It removes the parts of CPython that only POSIX has, and implements the job objects of kernel32 with this system's means: it reads their
structures at the offsets of the 64-bit SDK. LOG gets a line for each limit.
"""

import asyncio  # noqa: F401 - what asks for the platform when it is imported does so before it is another one
import ctypes
import errno
import itertools
import multiprocessing  # noqa: F401
import os
import resource
import runpy
import select
import signal
import socket
import subprocess
import sysconfig
import sys
import tempfile  # noqa: F401
import time
import uuid  # noqa: F401
from typing import Any, Dict, List

LOG, *arguments = sys.argv[1:]
FOLDER, *role = [one for one in arguments if not one.startswith("-")]
_JOB_FLAGS_AT, _CPU_AT, _PROCESSES_AT, _MEMORY_AT, _SIZE = 16, 0, 40, 112, 144
_numbers = itertools.count(1000)
_jobs: Dict[int, List[int]] = {}
_prlimit, _statm = resource.prlimit, "/proc/%d/statm"
_page, _clock = os.sysconf("SC_PAGE_SIZE"), time.clock_gettime
_open, _write = os.open, os.write
_log = _open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


class Kernel32:
    """The functions of kernel32.dll that job_object.py calls; here a handle is a process's number."""

    def __init__(self, name: str, use_last_error: bool) -> None:
        assert (name, use_last_error) == ("kernel32", True)
        self.CreateJobObjectW = lambda security, name: _created()
        # Functions with attributes, like those of ctypes.
        self.OpenProcess = lambda access, inherit, pid: pid

    def AssignProcessToJobObject(self, job: Any, process: Any) -> int:
        _jobs[job.value].append(process.value)
        return 1

    def SetInformationJobObject(self, job: Any, kind: int, reference: Any, size: int) -> int:
        data = ctypes.string_at(ctypes.addressof(reference._obj), size)
        if kind == 4:
            _write(_log, b"desktop %d\n" % int.from_bytes(data, "little"))
            return 1
        assert (kind, size) == (9, _SIZE)
        flags = int.from_bytes(data[_JOB_FLAGS_AT : _JOB_FLAGS_AT + 4], "little")
        memory = int.from_bytes(data[_MEMORY_AT : _MEMORY_AT + 8], "little")
        cpu = int.from_bytes(data[_CPU_AT : _CPU_AT + 8], "little")
        processes = int.from_bytes(data[_PROCESSES_AT : _PROCESSES_AT + 4], "little")
        _write(_log, b"flags %#x cpu %d processes %d memory %d\n" % (flags, cpu, processes, memory))
        for process in _jobs[job.value]:
            if flags & 0x100:
                _prlimit(process, resource.RLIMIT_AS, (memory, memory))
        return 1

    def GetProcessTimes(self, process: Any, *times: Any) -> int:
        for at, one in enumerate(times):
            one._obj.value = int(_clock(~process.value << 3 | 2) * 10_000_000) if at == 3 else 0
        return 1

    def K32GetProcessMemoryInfo(self, process: Any, reference: Any, size: int) -> int:
        assert size == 72
        fd = _open(_statm % process.value, os.O_RDONLY)
        pages = int(os.read(fd, 100).split()[0])
        os.close(fd)
        reference._obj.PagefileUsage = pages * _page
        return 1

    def CloseHandle(self, handle: Any) -> int:
        _jobs.pop(handle.value, None)
        return 1


def _created() -> int:
    job = next(_numbers)
    _jobs[job] = []
    return job


def _without(module: Any, *names: str) -> None:
    for name in names:
        if hasattr(module, name):
            delattr(module, name)


sysconfig.get_config_vars()
# The parts that CPython itself needs for subprocess.
_popen = subprocess.Popen.__init__


def _started(self: Any, *args: Any, creationflags: int = 0, **more: Any) -> None:
    assert creationflags in (0, 0x08000000), creationflags
    _popen(self, *args, **more)


subprocess.Popen.__init__ = _started  # type: ignore[method-assign]
subprocess.Popen.kill = lambda self: self.send_signal(9)  # type: ignore[method-assign]
subprocess.Popen._handle = property(lambda self: self.pid)  # type: ignore[attr-defined]
_cdll = ctypes.CDLL.__init__


def _opened(self: Any, name: Any, *args: Any, **more: Any) -> None:
    if name is None:
        raise TypeError("argument of type 'NoneType' is not iterable")
    _cdll(self, name, *args, **more)


ctypes.CDLL.__init__ = _opened  # type: ignore[method-assign]
ctypes.WinDLL = Kernel32  # type: ignore[attr-defined]
ctypes.get_last_error = lambda: errno.EPERM  # type: ignore[attr-defined]
ctypes.WinError = lambda code: OSError(code, "refused")  # type: ignore[attr-defined]
_without(select, "poll", "epoll")
_without(signal, "SIGKILL", "SIGPROF", "SIGALRM", "SIGXFSZ", "SIGXCPU", "SIGCHLD", "SIGHUP", "SIGUSR1", "setitimer", "alarm", "ITIMER_REAL")
_without(socket, "AF_UNIX", "CMSG_SPACE", "SCM_RIGHTS")
_without(time, "clock_gettime", "tzset")
_without(os, "getppid", "fork", "killpg", "setpgid", "getpgid", "set_blocking", "uname", "sysconf", "waitid", "WNOHANG", "geteuid", "getuid")
_without(os, "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_ACCMODE", "O_PATH", "pread", "sched_getaffinity")
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None  # type: ignore[assignment]
sys.platform = "win32"
# A virtual environment's launcher starts this script again.
sys.executable = sys._base_executable = os.environ["ASSAY_TEST_WRAPPER"]  # type: ignore[attr-defined]
sys.argv = [FOLDER, *role]
runpy.run_path(os.path.join(FOLDER, "__main__.py"), run_name="__main__")
