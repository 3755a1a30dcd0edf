"""The lock of a process by tier, and its proof.

full      files, network, processes, limits
partial   network, processes, limits
limits    limits on time, memory and output alone

It claims only what probes have shown: after locking itself, the zygote forks a child like a candidate's, which tries to escape:
probes.py.
"""

import ctypes
import errno
import json
import os
import signal
import struct
import sys
from typing import Any, Callable, Dict, List, Optional

from . import landlock, limits, macos, probes, seccomp
from .libc import libc

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38


#: The kinds of protection, in the order of the report.
_ALL = ("files", "network", "processes", "limits")


def die_with_parent(parent: int, by: Optional[int] = None) -> None:
    """Lets the kernel kill or signal this process when `parent` dies; ends it at once if that has already happened."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, by or signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Makes this process adopt the orphans of its descendants, because there may be no init that reaps them."""
    if sys.platform == "linux":
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def lock_down(folders: List[str]) -> Dict[str, Any]:
    """Locks the zygote, proves the lock, and returns the result for the report."""
    grounds = probes.Grounds()
    reasons = lock(folders)
    tried = probes.try_all(grounds, child_lock())
    grounds.close()
    return outcome(tried, reasons)


def proven(folders: List[str]) -> "Proof":
    """Starts a fork that locks itself like a candidate's zygote and tries to escape, while this process continues."""
    grounds = probes.Grounds()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            reasons = lock(folders)
            told = outcome(probes.try_all(grounds, child_lock()), reasons)
            with open(writing, "wb") as pipe:
                pipe.write(json.dumps(told).encode("ascii"))
        finally:
            os._exit(0)
    os.close(writing)
    return Proof(grounds, reading, pid)


class Proof:
    def __init__(self, grounds: probes.Grounds, reading: int, pid: int) -> None:
        self._grounds = grounds
        self._reading = reading
        self._pid = pid

    def wait(self) -> Dict[str, Any]:
        """Returns the protection that held, for the report."""
        with open(self._reading, "rb") as pipe:
            text = pipe.read()
        os.waitpid(self._pid, 0)
        self._grounds.close()
        return json.loads(text) if text else outcome([], ["the process that tries the sandbox ended"])


def lock(folders: List[str]) -> List[str]:
    """Locks this process for good. It may read files only beneath `folders`. Returns the reasons for a weaker lock."""
    return _BACKENDS[backend()](folders)


def backend(platform: str = sys.platform) -> str:
    """The lock that this platform has."""
    return {"linux": "linux", "darwin": "macos", "win32": "windows"}.get(platform, "none")


def outcome(tried: List[Dict[str, Any]], reasons: List[str]) -> Dict[str, Any]:
    """The tier that the probes have shown, and the reasons why it is not higher."""
    escaped = {one["withheld"] for one in tried if not one["refused"]}
    held = {"limits", *(one["withheld"] for one in tried)} - escaped
    tier = "full" if held >= {"files", "network", "processes"} else "partial" if held >= {"network", "processes"} else "limits"
    told: Dict[str, Any] = {"tier": tier, "holds": [what for what in _ALL if what in held], "probes": tried}
    missing = [what for what in _ALL if what in escaped]
    if missing:
        reasons = [*reasons, "a probe got out to " + ", ".join(missing)]
    if reasons:
        told["reason"] = "; ".join(reasons)
    return told


def give_up_privileges() -> None:
    """Linux: drops all capabilities, prevents new ones, and hides this process from others."""
    _prctl(_PR_SET_DUMPABLE, 0)
    _drop_capabilities()
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _lock_linux(folders: List[str]) -> List[str]:
    reasons = []
    give_up_privileges()
    landlocked = True
    try:
        landlock.restrict(folders, ["/dev/null"], True)
    except OSError as error:
        landlocked = False
        reasons.append("this kernel has no Landlock (%s): files stay readable" % errno.errorcode.get(error.errno or 0, "error"))
    try:
        seccomp.install(seccomp.base_filter(landlocked))
    except (OSError, KeyError) as error:
        reasons.append("no system call filter here (%s)" % error)
    return reasons


def _lock_macos(folders: List[str]) -> List[str]:
    try:
        macos.restrict(folders)
    except OSError as error:
        return ["this macOS refuses Assay's sandbox profile (%s)" % error]
    return ["macOS does not limit the memory of a process"]


_BACKENDS: Dict[str, Callable[[List[str]], List[str]]] = {
    "linux": _lock_linux,
    "macos": _lock_macos,
    # Its job object is set from outside: see job_object.py.
    "windows": lambda folders: ["on Windows files, the network and other processes are within a candidate's reach"],
    "none": lambda folders: ["Assay knows no sandbox for %s" % sys.platform],
}


def child_lock() -> Callable[[], None]:
    """Returns the installer of each child's second filter. It does nothing if there is no filter, which the probes have reported."""
    if sys.platform == "darwin":
        return limits.limit_processes
    if sys.platform != "linux":
        return lambda: None
    try:
        install = seccomp.child_installer()
    except KeyError:
        return lambda: None

    def lock() -> None:
        try:
            install()
        except OSError:
            return

    return lock


def lock_host() -> None:
    """Locks the evaluator, which runs user code: it writes only beneath its temporary directory, and has no network."""
    if sys.platform != "linux":
        return
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    try:
        landlock.restrict([], [os.environ.get("TMPDIR", "/tmp"), "/dev/null"], False)
        seccomp.install(seccomp.host_filter())
    except (OSError, KeyError):
        return  # The user trusts this code: less protection does not stop it.


def _drop_capabilities() -> None:
    """Clears all capability sets (capabilities(7)), so that root is an ordinary user here."""
    for capability in range(64):
        _prctl(_PR_CAPBSET_DROP, capability)
    version_3 = 0x20080522
    header = ctypes.create_string_buffer(struct.pack("Ii", version_3, 0), 8)
    none = ctypes.create_string_buffer(24)
    number: Optional[int] = {"x86_64": 126, "aarch64": 91}.get(os.uname().machine)
    if number is not None:
        libc.syscall(ctypes.c_long(number), header, none)


def _prctl(what: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    libc.prctl(what, ctypes.c_ulong(value), zero, zero, zero)
