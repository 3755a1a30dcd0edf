"""The process with the candidate's context and without any example: it loads the context, locks itself, then forks children."""

import gc
import os
import signal
import socket
import sys
from typing import Any, Dict

from .. import sandbox
from ..loading import candidate, context, environment, project, threads
from ..sandbox import limits
from ..transport.channel import Channel
from ..transport.raised import message_of
from . import child
from .nursery import Nursery, complete

#: Modules that many candidates import and that are small: each page of the process makes a fork slower.
_COMMON = (
    "abc bisect collections contextlib copy dataclasses datetime decimal enum fractions functools heapq inspect io itertools json"
    " math numbers operator random re resource select signal socket string struct textwrap threading time traceback types typing"
).split()
#: Imported on the session's first request, for all later candidates. Each child imports other modules itself.
ON_DEMAND = frozenset(
    (
        "array asyncio base64 calendar cmath csv difflib hashlib html secrets statistics unicodedata uuid zoneinfo"
        " numpy pandas scipy sympy sklearn matplotlib networkx torch"
    ).split()
)


def warm() -> None:
    """Imports common modules once, in the common parent."""
    for name in _COMMON:
        __import__(name)


#: The ways to load a file with threads, which forks would lack: see threads.py. `late` is for files that hang with held threads.
_WAYS = ("plain", "held", "late")
#: The exit status of a zygote that needs another way of loading.
_ANOTHER_WAY = 77
#: Seconds for a file to load while its threads are held.
_PATIENCE = 5


def main(control: socket.socket) -> None:
    message = Channel(control.fileno(), control.fileno()).receive()
    os.chdir(message["cwd"])
    environment.prepare(message["path"])
    parent = os.getpid()
    for way in _WAYS:
        pid = os.fork()
        if pid == 0:
            sandbox.die_with_parent(parent)
            _serve(control, message, way)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        if not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == _ANOTHER_WAY):
            return


def _serve(control: socket.socket, message: Dict[str, Any], way: str) -> None:
    module = environment.new_module(message["module"], message["file"])
    if way == "held":
        threads.hold()
        signal.signal(signal.SIGALRM, lambda *_: os._exit(_ANOTHER_WAY))
        signal.alarm(_PATIENCE)
    leads_to = project.reached(message)
    failure = context.load(module, message)
    complete()
    project.remember(leads_to, message["path"], module)
    if way == "held":
        signal.alarm(0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        threads.resume()
    if way == "plain" and threads.left_running():
        os._exit(_ANOTHER_WAY)
    # A locked process can't read /proc.
    memory = limits.address_space()
    message["memory"] += memory
    message["statm"] = os.open("/proc/self/statm", os.O_RDONLY) if os.path.exists("/proc/self/statm") else -1
    held = sandbox.lock_down(environment.interpreter_folders())
    gc.collect()
    gc.freeze()
    Channel(control.fileno(), control.fileno()).send(
        {"failure": failure, "sandbox": held, "threads": threads.left_running(), "memory": memory}
    )
    Nursery(control, Candidates(module, message)).serve()


class Candidates:
    """Children that judge a candidate across the boundary."""

    def __init__(self, module: Any, message: Dict[str, Any]) -> None:
        self._module = module
        self._file = message["file"]
        self._present = candidate.statements(message["source"], message["target"])
        self._memory = message["memory"]
        self._cpu = message["cpu"]
        self._statm = message["statm"]
        self._lock = sandbox.child_lock()

    def live(self, channel: Channel) -> None:
        limits.limit_child(self._memory, self._cpu)
        self._lock()
        threads.release()
        child.run(channel, self._module, self._file, self._present)

    def hear(self, text: str) -> bool:
        """Imports a library of the environment by name, in this locked process."""
        before = self._mapped()
        try:
            __import__(text)
        except BaseException:  # noqa: BLE001 - a candidate that imports it gets the error
            return False
        complete()
        self._memory += max(0, self._mapped() - before)
        return True

    def _mapped(self) -> int:
        try:
            return int(os.pread(self._statm, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0


def start(node: Channel) -> socket.socket:
    """Forks the zygote, which closes the host's channel to `node`. Returns the host's end of its control socket."""
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    if os.fork() == 0:
        try:
            ours.close()
            node.close()
            devnull = os.open(os.devnull, os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(devnull, fd)
            sandbox.die_with_parent(parent)
            main(theirs)
        except BaseException as error:  # noqa: BLE001 - the host reports it to the user
            _give_up(theirs, error)
        finally:
            os._exit(0)
    theirs.close()
    return ours


def _give_up(control: socket.socket, error: BaseException) -> None:
    try:
        Channel(control.fileno(), control.fileno()).send({"broken": message_of(error)})
    except Exception:  # noqa: BLE001 - the host is gone: there is nobody to tell
        sys.exit(1)
