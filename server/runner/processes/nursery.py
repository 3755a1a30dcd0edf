"""Forks one locked child per candidate, ahead of the jobs.

The host gets two descriptors for each child: its channel, and a leash. When an evaluator closes the leash or dies, the child's own
parent here kills and reaps the child: no process number is ever trusted.

After each fork the kernel copies every page that this process writes to, so the loop does little: `_socket` and no wrappers.
"""

import _socket
import gc
import os
import select
import signal
import socket
import struct
import sys
import time
from typing import Dict, List, Optional, Protocol, Tuple

from .. import sandbox
from ..crossing import arrays
from ..transport.channel import Channel

#: Children that wait for a job. More than the concurrent candidates only help while others are being forked.
AHEAD = 3


class Brood(Protocol):
    """The common parts of a nursery's children."""

    def live(self, channel: Channel) -> None:
        """Runs a child to its end; the parent's descriptors are already closed."""

    def hear(self, text: str) -> bool:
        """Handles the host's message to the zygote. Returns True if children from earlier forks must not be used."""


class Nursery:
    """Lives in a zygote that has loaded its contents and is locked."""

    def __init__(self, control: socket.socket, brood: Brood) -> None:
        self._control = control
        self._brood = brood
        self._leashes: Dict[int, int] = {}
        self._killed: List[int] = []
        self._parked: List[Tuple[int, int, int]] = []
        self._poll = select.poll()
        self._poll.register(control.fileno(), select.POLLIN)

    def serve(self) -> None:
        control = self._control.fileno()
        while True:
            # Requests come first: a fork can wait, unless there is no child left.
            if len(self._parked) < AHEAD and (not self._parked or not self._poll.poll(0)):
                self._parked.append(self._fork())
                continue
            for fd, event in self._poll.poll():
                if fd != control:
                    self._end(fd, event)
                else:
                    order = self._control.recv(1)
                    if not order:
                        return
                    if order == b"c":
                        self._hand_over()
                    elif self._brood.hear(self._heard()):
                        gc.collect()
                        gc.freeze()
                        for data, leash, _ in self._parked:
                            os.close(data)
                            os.close(leash)
                        self._parked = []

    def _heard(self) -> str:
        (size,) = struct.unpack(">I", self._control.recv(4, socket.MSG_WAITALL))
        return self._control.recv(size, socket.MSG_WAITALL).decode("utf-8")

    def _hand_over(self) -> None:
        if not self._parked:
            self._parked.append(self._fork())
        data, leash, pid = self._parked.pop(0)
        rights = struct.pack("ii", data, leash)
        self._control.sendmsg([struct.pack(">I", pid)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        os.close(data)
        os.close(leash)

    def _fork(self) -> Tuple[int, int, int]:
        """The evaluator's two descriptors, and the child's process number."""
        self._killed = [pid for pid in self._killed if os.waitpid(pid, os.WNOHANG)[0] == 0]
        theirs, ours = _socket.socketpair()
        held, leash = _socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._child(theirs.fileno(), parent)
        theirs.close()
        fd = leash.detach()
        self._leashes[fd] = pid
        self._poll.register(fd, select.POLLIN)
        return ours.detach(), held.detach(), pid

    def _child(self, end: int, parent: int) -> None:
        try:
            os.dup2(end, 3)
            os.closerange(4, 1024)
            sandbox.die_with_parent(parent)
            self._brood.live(Channel(3, 3, ahead=True))
        finally:
            os._exit(0)

    def _end(self, fd: int, event: int) -> None:
        """Handles a closed leash, or the question how a child ended."""
        pid = self._leashes.pop(fd)
        self._poll.unregister(fd)
        if event & select.POLLHUP:
            os.kill(pid, signal.SIGKILL)
            self._killed.append(pid)
            os.close(fd)
            return
        # A child that has closed its channel is about to end: this waits a moment for its own status.
        status = wait(pid, 0.05)
        if status is None:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        with socket.socket(fileno=fd) as leash:
            try:
                leash.sendall(b"%d" % code)
            except OSError:
                return  # Nobody asks any more.


def complete() -> None:
    """Does once what each child would otherwise do, if numpy or pandas are loaded: numpy imports its generator on first use."""
    for library, also in (("numpy", "numpy.random"), ("pandas", "pandas")):
        if library in sys.modules:
            try:
                __import__(also)
                arrays.register(library)
            except Exception:  # noqa: BLE001, S112 - a broken or unknown installation: the candidate gets the error
                continue


def wait(pid: int, seconds: float) -> Optional[int]:
    """The status of a process that is about to end, as of waitpid(2); None if it still runs after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > end:
            return None
        time.sleep(0.001)


def is_gone(control: socket.socket) -> bool:
    """For the host: whether the zygote has ended, or ends within a moment."""
    poll = select.poll()
    poll.register(control.fileno(), 0)
    return any(event & select.POLLHUP for _, event in poll.poll(100))


def tell(control: socket.socket, text: str) -> None:
    """For the host: sends the zygote a text before its next fork."""
    data = text.encode("utf-8")
    control.sendall(b"t" + struct.pack(">I", len(data)) + data)


def take_child(control: socket.socket) -> Tuple[int, int, int]:
    """For the host: channel, leash and process number of a child that is ready for its job."""
    control.sendall(b"c")
    data, rights, _, _ = control.recvmsg(4, socket.CMSG_SPACE(8))
    if not data or not rights:
        raise EOFError("the zygote is gone")
    channel, leash = struct.unpack("ii", rights[0][2][:8])
    return channel, leash, struct.unpack(">I", data)[0]
