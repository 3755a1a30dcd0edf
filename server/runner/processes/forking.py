"""Where processes fork: evaluators are forks of the host, and children are forks of a zygote. See zygote.py, nursery.py."""

import os
import select
import signal
import socket
import struct
from typing import Any, Dict, List, Optional, Tuple

from .. import sandbox
from ..judging.program import Program
from ..transport.channel import Channel, Closed
from . import evaluator, nursery, zygote
from .leash import ZYGOTE_GONE, ForkedLeash


class Evaluator:
    """A running evaluator, as seen by the host."""

    def __init__(self, control: socket.socket, orders: socket.socket, pid: int) -> None:
        self._control = control
        self._orders = orders
        self._pid = pid
        self.channel = Channel(orders.fileno(), orders.fileno())
        #: The number of its jobs.
        self.jobs = 0
        self._status: Optional[int] = None

    def give(self, job: Dict[str, Any], more: int) -> None:
        """Sends a job with its child, and so many more children."""
        self._hand_over()
        self.channel.send(job)
        self.jobs += 1
        for _ in range(more):
            self._hand_over()

    def kill(self) -> None:
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            _, self._status = os.waitpid(self._pid, 0)
        self._orders.close()

    def found_zygote_gone(self) -> bool:
        """Whether an evaluator that has hung up found the zygote gone."""
        if self._status is None:
            self._status = nursery.wait(self._pid, 1)
        return self._status is not None and os.WIFEXITED(self._status) and os.WEXITSTATUS(self._status) == ZYGOTE_GONE

    def _hand_over(self) -> None:
        data, leash, pid = nursery.take_child(self._control)
        rights = struct.pack("ii", data, leash)
        self._orders.sendmsg([struct.pack(">I", pid)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        os.close(data)
        os.close(leash)


class Forked:
    """The processes of one session."""

    def __init__(self, node: Channel) -> None:
        """Forks the zygote first, while this process knows nothing."""
        self._node = node
        self._control = zygote.start(node)
        self._relay = Channel(self._control.fileno(), self._control.fileno())
        self._alive: List[Evaluator] = []
        self._watched = Watched()
        self.watch, self.forget, self.ready = self._watched.watch, self._watched.forget, self._watched.ready

    def load(self, context: Dict[str, Any], program: Dict[str, Any]) -> None:
        """Lets the zygote load the context while the host loads the program."""
        self._relay.send(context)

    def loaded(self) -> Dict[str, Any]:
        """The result of the context's loading; `broken` if no candidate can run."""
        try:
            told: Dict[str, Any] = self._relay.receive()
        except Closed:
            return {"broken": "the process that loads the file's context ended"}
        return told

    def preload(self, name: str) -> None:
        nursery.tell(self._control, name)

    def evaluator(self, program: Program) -> Evaluator:
        """Forks a fresh evaluator with the state after the file's loading."""
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            ours.close()
            sandbox.die_with_parent(parent)
            for fd in self._descriptors():
                os.close(fd)
            self._node.close()
            evaluator.serve(program, _Supply(theirs))
        theirs.close()
        started = Evaluator(self._control, ours, pid)
        self._alive.append(started)
        return started

    def end(self, one: Evaluator) -> None:
        self._alive.remove(one)
        one.kill()

    def check(self, ended: Evaluator) -> None:
        """Checks an evaluator that has ended by itself: raises EOFError if the zygote has gone."""
        if ended.found_zygote_gone() or nursery.is_gone(self._control):
            raise EOFError("the zygote is gone")

    def _descriptors(self) -> List[int]:
        """Descriptors that forks of this process must close."""
        return [self._control.fileno(), *(one.channel.reading for one in self._alive)]


class Watched:
    """Waits for several channels at once."""

    def __init__(self) -> None:
        self._poll = select.poll()
        self._channels: Dict[int, Channel] = {}

    def watch(self, channel: Channel) -> None:
        self._channels[channel.reading] = channel
        self._poll.register(channel.reading, select.POLLIN)

    def forget(self, channel: Channel) -> None:
        del self._channels[channel.reading]
        self._poll.unregister(channel.reading)

    def ready(self, seconds: Optional[float]) -> List[Channel]:
        """The channels with input or at their end within so many seconds; None waits forever."""
        return [self._channels[fd] for fd, _ in self._poll.poll(None if seconds is None else 1000 * seconds)]

    def descriptors(self) -> List[int]:
        return list(self._channels)


class _Supply:
    """The evaluator's end of the host's supply."""

    def __init__(self, orders: socket.socket) -> None:
        self._orders = orders
        self._host = Channel(orders.fileno(), orders.fileno())
        self.report = self._host.send

    def next(self) -> Optional[Tuple[Dict[str, Any], evaluator.Ready]]:
        child = self.another()
        return None if child is None else (self._host.receive(), child)

    def another(self) -> Optional[evaluator.Ready]:
        word, rights, _, _ = self._orders.recvmsg(4, socket.CMSG_SPACE(8))
        if not word:
            return None
        data, leash = struct.unpack("ii", rights[0][2][:8])
        (pid,) = struct.unpack(">I", word)
        return Channel(data, data, ahead=True), ForkedLeash(leash, pid)
