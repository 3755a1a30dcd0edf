"""Forks one locked-down child per candidate out of a process that holds the candidate's context and has never held an example.

Children are forked ahead of their jobs. The host gets two descriptors for each: the channel to the child, and a leash. When
the leash is let go, by an evaluator that is done or dead, the child is killed and reaped here, by its own parent: no process
number is ever trusted.
"""

import ast
import gc
import os
import select
import signal
import socket
import struct
import sys
import threading
from typing import Any, Dict, List, Optional, Tuple

from . import child, environment, limits, loading, sandbox
from .channel import Channel
from .exceptions import message_of

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


def main(control: socket.socket) -> None:
    message = Channel(control.fileno(), control.fileno()).receive()
    os.chdir(message["cwd"])
    environment.prepare(message["path"])
    module = environment.new_module(message["module"], message["file"])
    failure = _load(module, message)
    # /proc is out of reach once the process is locked.
    memory = limits.address_space()
    message["memory"] += memory
    message["statm"] = os.open("/proc/self/statm", os.O_RDONLY) if os.path.exists("/proc/self/statm") else -1
    held = sandbox.lock_down(environment.interpreter_folders())
    gc.collect()
    gc.freeze()
    Channel(control.fileno(), control.fileno()).send(
        {"failure": failure, "sandbox": held, "threads": threading.active_count() - 1, "memory": memory}
    )
    _Nursery(control, module, message).serve()


def _load(module: Any, message: Dict[str, Any]) -> Optional[str]:
    """Executes the context statement by statement; what fails is left to each child, whose verdict then names it."""
    for name in message["preload"]:
        try:
            __import__(name)
        except BaseException:  # noqa: BLE001, S112 - the candidate that imports it hears why
            continue
    if "." in module.__name__ and loading.imports_own_package([message["source"]], module.__name__):
        failures: List[Optional[str]] = []
        loading.execute_as_import(module, lambda: failures.append(_execute(module, message)))
        return failures[0]
    return _execute(module, message)


def _execute(module: Any, message: Dict[str, Any]) -> Optional[str]:
    source, done = message["source"], []
    try:
        for statement in ast.parse(source, message["file"]).body:
            code = compile(ast.Module([statement], []), message["file"], "exec", _flags(done), True, 0)
            exec(code, module.__dict__)  # noqa: S102 - the user's own context
            done.append(statement)
    except BaseException as error:  # noqa: BLE001
        message["source"] = _until(source, done)
        return message_of(error)
    return None


def _flags(done: List[ast.stmt]) -> int:
    import __future__

    flags = 0
    for statement in done:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


def _until(source: str, done: List[ast.stmt]) -> str:
    last = done[-1].end_lineno or 0 if done else 0
    return "\n".join(source.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:last])


class _Nursery:
    def __init__(self, control: socket.socket, module: Any, message: Dict[str, Any]) -> None:
        self._control = control
        self._module = module
        self._file = message["file"]
        self._present = child.statements(message["source"])
        self._memory = message["memory"]
        self._cpu = message["cpu"]
        self._statm = message["statm"]
        self._leashes: Dict[int, int] = {}
        self._parked: List[Tuple[int, int, int]] = []
        self._poll = select.poll()
        self._poll.register(control.fileno(), select.POLLIN)

    def serve(self) -> None:
        while True:
            while len(self._parked) < 2:
                self._parked.append(self._fork())
            for fd, _ in self._poll.poll():
                if fd != self._control.fileno():
                    self._end(fd)
                else:
                    order = self._control.recv(1)
                    if not order:
                        return
                    if order == b"c":
                        self._hand_over()
                    else:
                        self._preload(self._control.recv(order[0]).decode("ascii"))

    def _preload(self, name: str) -> None:
        """Imports a library of the environment, locked down as this process is; children forked before do without."""
        before = self._mapped()
        try:
            __import__(name)
        except BaseException:  # noqa: BLE001 - the candidate that imports it hears why
            return
        gc.collect()
        gc.freeze()
        self._memory += max(0, self._mapped() - before)
        for data, leash, _ in self._parked:
            os.close(data)
            os.close(leash)
        self._parked = []

    def _mapped(self) -> int:
        try:
            return int(os.pread(self._statm, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0

    def _hand_over(self) -> None:
        data, leash, pid = self._parked.pop(0)
        rights = struct.pack("ii", data, leash)
        self._control.sendmsg([struct.pack(">I", pid)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        os.close(data)
        os.close(leash)

    def _fork(self) -> Tuple[int, int, int]:
        """The evaluator's two descriptors, and the child's process number."""
        theirs, ours = socket.socketpair()
        held, leash = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._child(theirs, parent)
        theirs.close()
        fd = leash.detach()
        self._leashes[fd] = pid
        self._poll.register(fd, select.POLLIN)
        return ours.detach(), held.detach(), pid

    def _child(self, end: socket.socket, parent: int) -> None:
        try:
            os.dup2(end.fileno(), 3)
            os.closerange(4, 1024)
            sandbox.die_with_parent(parent)
            limits.limit_child(self._memory, self._cpu)
            sandbox.lock_child()
            child.run(3, self._module, self._file, self._present)
        finally:
            os._exit(0)

    def _end(self, fd: int) -> None:
        """The evaluator has let go, or asks how its child ended."""
        pid = self._leashes.pop(fd)
        self._poll.unregister(fd)
        # A child that has closed its channel is ending by itself: its own status is worth a moment's wait.
        status = _wait(pid, 0.05) if _hung_up(fd) is False else None
        if status is None:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        with socket.socket(fileno=fd) as leash:
            try:
                leash.sendall(b"%d" % code)
            except OSError:
                return  # Nobody asks any more.


def _hung_up(fd: int) -> bool:
    """True where the evaluator is gone altogether; False where it waits for the status."""
    poll = select.poll()
    poll.register(fd, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _wait(pid: int, seconds: float) -> Optional[int]:
    import time

    end = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > end:
            return None
        time.sleep(0.001)


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


def preload(control: socket.socket, name: str) -> None:
    """For the host: has the zygote import a library before it forks the next child."""
    control.sendall(bytes([len(name)]) + name.encode("ascii"))


def take_child(control: socket.socket) -> Tuple[int, int, int]:
    """For the host: channel, leash and process number of a child that is ready for its job."""
    control.sendall(b"c")
    data, rights, _, _ = control.recvmsg(4, socket.CMSG_SPACE(8))
    if not data or not rights:
        raise EOFError("the zygote is gone")
    channel, leash = struct.unpack("ii", rights[0][2][:8])
    return channel, leash, struct.unpack(">I", data)[0]
