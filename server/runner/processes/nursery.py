"""Forks one locked-down child per candidate, ahead of the jobs.

The host gets two descriptors for each: the channel to the child, and a leash. When the leash is let go, by an evaluator that is
done or dead, the child is killed and reaped here, by its own parent: no process number is ever trusted.

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

#: Children that wait for a job. More than candidates run at once only matter while others are being forked.
AHEAD = 3


class Brood(Protocol):
    """What the children of a nursery have in common."""

    def live(self, channel: Channel) -> None:
        """The whole life of a child; its parent's end is its own already."""

    def hear(self, text: str) -> bool:
        """What the host tells the zygote; True where children that were forked before must not be used."""


class Nursery:
    """Lives in a zygote, once that has loaded what it is to hold and is locked down."""

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
            # What waits is done first: to fork can wait for a moment of rest, unless there is no child left.
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
        """The evaluator has let go, or asks how its child ended."""
        pid = self._leashes.pop(fd)
        self._poll.unregister(fd)
        if event & select.POLLHUP:
            os.kill(pid, signal.SIGKILL)
            self._killed.append(pid)
            os.close(fd)
            return
        # A child that has closed its channel is ending by itself: its own status is worth a moment's wait.
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
    """Does once what each child would do by itself where numpy or pandas are loaded: numpy's generator is imported when first used."""
    for library, also in (("numpy", "numpy.random"), ("pandas", "pandas")):
        if library in sys.modules:
            try:
                __import__(also)
                arrays.register(library)
            except Exception:  # noqa: BLE001, S112 - a broken installation, or one that Assay does not know: the candidate hears of it
                continue


def wait(pid: int, seconds: float) -> Optional[int]:
    """The status of a process that is ending, as waitpid(2) gives it; None where it is not gone by then."""
    end = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > end:
            return None
        time.sleep(0.001)


def is_gone(control: socket.socket) -> bool:
    """For the host: whether the zygote has ended, or does so within a moment."""
    poll = select.poll()
    poll.register(control.fileno(), 0)
    return any(event & select.POLLHUP for _, event in poll.poll(100))


def tell(control: socket.socket, text: str) -> None:
    """For the host: has the zygote hear of something before it forks the next child."""
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
