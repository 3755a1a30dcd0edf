"""Tries real escapes in a process with the lock of a candidate: the sandbox claims only what these could not break."""

import json
import os
import socket
import sys
from typing import Any, Callable, Dict, List, Tuple

from . import job_object, limits

#: The protection, the attempt, and the code: an escape that raises OSError was refused.
Escape = Tuple[str, str, Callable[[], Any]]
#: The bytes, above the process's own, for the probe of the memory limit.
_ROOM = 64 << 20


class Grounds:
    """The targets of the probes: a file, a listening port, another process."""

    def __init__(self) -> None:
        self.canary = os.path.join(os.environ.get("TMPDIR", "/tmp"), "canary-%d" % os.getpid())
        with open(self.canary, "w") as file:
            file.write("canary")
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(1)
        self.address = self._listener.getsockname()
        self.process = os.getpid()
        self.memory = limits.address_space() + _ROOM

    def close(self) -> None:
        self._listener.close()


class Told:
    """The grounds of another process, from its message."""

    def __init__(self, told: Dict[str, Any]) -> None:
        self.canary: str = told["canary"]
        self.address: Tuple[str, int] = tuple(told["address"])
        self.process: int = told["process"]
        self.memory: int = told["memory"]


def try_all(grounds: Grounds, lock: Callable[[], None]) -> List[Dict[str, Any]]:
    """Forks, locks the fork, and lets it try each escape. Returns `[{withheld, tried, refused}]`, in order."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        limits.limit_child(grounds.memory, 60)
        lock()
        os.write(writing, json.dumps(try_here(grounds)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as file:
        text = file.read()
    os.waitpid(pid, 0)
    return json.loads(text or b"[]")


def try_here(grounds: Any) -> List[Dict[str, Any]]:
    """Tries the escapes in this process, which is locked and limited, and does nothing else afterwards."""
    return [{"withheld": withheld, "tried": tried, "refused": _refused(escape)} for withheld, tried, escape in _escapes(grounds)]


def _escapes(grounds: Any) -> List[Escape]:
    found: List[Escape] = [
        ("files", "reading a file", lambda: open(grounds.canary)),
        ("files", "writing a file", lambda: open(grounds.canary, "w")),
        ("files", "listing a folder", lambda: os.listdir(os.path.dirname(grounds.canary))),
        ("network", "connecting to a port", lambda: socket.socket().connect(grounds.address)),
        ("network", "opening a port", lambda: socket.socket().bind(("127.0.0.1", 0))),
    ]
    if sys.platform == "linux":
        found.append(("network", "joining a group", _join))
    if sys.platform == "win32":
        found += [
            ("processes", "opening another process", lambda: job_object.open_process(grounds.process)),
            ("processes", "starting a process", _start),
        ]
    else:
        found += [
            ("processes", "signalling another process", lambda: os.kill(grounds.process, 0)),
            ("processes", "starting a process", _fork),
            ("processes", "executing a program", lambda: os.execv("/bin/true", ["true"])),
        ]
    if sys.platform != "darwin":  # macOS has no memory limit: macos.py.
        found.append(("limits", "exceeding its memory limit", lambda: _take(2 * grounds.memory)))
    return found


def _join() -> None:
    """Joins no real group, so nothing is sent: the kernel returns this error only to processes that may join."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, bytes(8))
        except PermissionError:
            raise
        except OSError:
            return


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def _start() -> None:
    import subprocess

    if subprocess.call([sys.executable, "-I", "-S", "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        raise OSError("it was killed")


def _take(size: int) -> None:
    try:
        bytearray(size)
    except MemoryError:
        raise OSError("no memory") from None


def _refused(escape: Callable[[], Any]) -> bool:
    try:
        escape()
    except OSError:
        return True
    return False
