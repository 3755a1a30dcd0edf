"""The process that holds the candidate's context and has never held an example: loads it, locks itself down, then forks children."""

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

#: What most candidates import, and what costs little: a page that a process has is one more to fork.
_COMMON = (
    "abc bisect collections contextlib copy dataclasses datetime decimal enum fractions functools heapq inspect io itertools json"
    " math numbers operator random re resource select signal socket string struct textwrap threading time traceback types typing"
).split()
#: Imported the first time that a candidate of the session wants it, for it and all to come. Others each child imports itself.
ON_DEMAND = frozenset(
    (
        "array asyncio base64 calendar cmath csv difflib hashlib html secrets statistics unicodedata uuid zoneinfo"
        " numpy pandas scipy sympy sklearn matplotlib networkx torch"
    ).split()
)


def warm() -> None:
    """Imports what candidates commonly need, once, in the parent of all."""
    for name in _COMMON:
        __import__(name)


#: How a file is loaded whose threads would be missing in what is forked: see threads.py. `late` where holding them back hangs it.
_WAYS = ("plain", "held", "late")
#: Ends a zygote that another way of loading may serve better.
_ANOTHER_WAY = 77
#: Seconds for a file to load while its threads are held back.
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
    # /proc is out of reach once the process is locked.
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
        """The name of a library of the environment, to be imported, locked down as this process is."""
        before = self._mapped()
        try:
            __import__(text)
        except BaseException:  # noqa: BLE001 - the candidate that imports it hears why
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
    """Forks the zygote, which lets go of the host's channel to `node`; the host's end of its control socket."""
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
        except BaseException as error:  # noqa: BLE001 - the host says it to the user
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
