"""What a process may still do, by tier, and the proof of it.

full      files, network, processes, limits
partial   network, processes, limits
limits    limits on time, memory and output alone

Nothing is claimed that a probe has not shown: after locking itself, the zygote forks a child as it would for a candidate,
which tries to get out.
"""

import ctypes
import errno
import os
import signal
import socket
import struct
import sys
from typing import Any, Callable, Dict, List, Optional

from . import landlock, seccomp

_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38


def die_with_parent(parent: int) -> None:
    """Has the kernel kill this process when `parent` dies; ends it now where that has happened already."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Has the kernel give this process what its own descendants leave behind, where there may be no init that reaps."""
    if sys.platform == "linux":
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def lock_down(folders: List[str]) -> Dict[str, Any]:
    """Locks the zygote, once, and proves it; what held, for the report."""
    if sys.platform != "linux":
        return {"tier": "limits", "holds": ["limits"], "reason": "only Linux has Assay's system call filter"}
    canary = os.path.join(os.environ.get("TMPDIR", "/tmp"), "canary-%d" % os.getpid())
    with open(canary, "w") as file:
        file.write("canary")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        address = listener.getsockname()
        reasons = _lock(folders)
        held = _probe(canary, address)
    tier = "full" if held >= {"files", "network", "processes"} else "partial" if held >= {"network", "processes"} else "limits"
    missing = [what for what in ("files", "network", "processes") if what not in held]
    told: Dict[str, Any] = {"tier": tier, "holds": [*sorted(held), "limits"]}
    if missing:
        told["reason"] = "; ".join([*reasons, "a probe got out to " + ", ".join(missing)])
    return told


def _lock(folders: List[str]) -> List[str]:
    reasons = []
    _prctl(_PR_SET_DUMPABLE, 0)
    _drop_capabilities()
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    landlocked = True
    try:
        landlock.restrict(folders, ["/dev/null"], True)
    except OSError as error:
        landlocked = False
        reasons.append("this kernel has no Landlock (%s): files stay readable" % errno.errorcode.get(error.errno, "error"))
    try:
        seccomp.install(seccomp.base_filter(landlocked))
    except (OSError, KeyError) as error:
        reasons.append("no system call filter here (%s)" % error)
    return reasons


def child_lock() -> Callable[[], None]:
    """What installs the second filter in each child. Where the first could not be installed this one can't either: the probes said so."""
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
    """For the user's own code in the evaluator: writes only beneath its temporary directory, and no network."""
    if sys.platform != "linux":
        return
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    try:
        landlock.restrict([], [os.environ.get("TMPDIR", "/tmp"), "/dev/null"], False)
        seccomp.install(seccomp.host_filter())
    except (OSError, KeyError):
        return  # The user's own code, in a workspace that they trust: less protection is no reason not to run it.


def _probe(canary: str, address: Any) -> "set[str]":
    """Tries real escapes in a child that is locked as a candidate's is; what did not get out."""
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        child_lock()()
        held = []
        for name, escapes in (
            ("files", (lambda: open(canary), lambda: open(canary, "w"), lambda: os.listdir(os.path.dirname(canary)))),
            ("network", (lambda: socket.create_connection(address, 1), lambda: socket.socket().bind(("127.0.0.1", 0)))),
            ("processes", (lambda: os.kill(parent, 0), _fork, lambda: os.execv("/bin/true", ["true"]))),
        ):
            if all(_refused(escape) for escape in escapes):
                held.append(name)
        os.write(writing, " ".join(held).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as file:
        told = file.read()
    os.waitpid(pid, 0)
    return set(told.decode().split())


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def _refused(escape: Any) -> bool:
    try:
        escape()
    except OSError:
        return True
    return False


def _drop_capabilities() -> None:
    """capabilities(7): none in any set, so that root is an ordinary user here."""
    for capability in range(64):
        _prctl(_PR_CAPBSET_DROP, capability)
    version_3 = 0x20080522
    header = ctypes.create_string_buffer(struct.pack("Ii", version_3, 0), 8)
    none = ctypes.create_string_buffer(24)
    number: Optional[int] = {"x86_64": 126, "aarch64": 91}.get(os.uname().machine)
    if number is not None:
        _libc.syscall(ctypes.c_long(number), header, none)


def _prctl(what: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    _libc.prctl(what, ctypes.c_ulong(value), zero, zero, zero)
