"""The warmed parent: Node starts one for each interpreter. It forks a host for each specification, and each search.

It has imported the modules that they need and runs no user code, so a new specification costs a fork, not the start of an
interpreter. Each session is its own process group, which ends as a whole.

Node's messages:   start | end
To Node:           ended
"""

import contextlib
import gc
import os
import select
import shutil
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any, Dict

from . import sandbox
from .loading import environment
from .plain import forked
from .plain import host as plain
from .plain import rehearsal as plain_rehearsal
from .processes import forking, host, rehearsal, zygote
from .search import process
from .transport.channel import Channel, Closed

if TYPE_CHECKING:
    from .transport import frames

_MODES = {
    "plain": lambda node: plain.main(node, forked.Forked(node)),
    "host": lambda node: host.main(node, forking.Forked(node)),
    "search": process.main,
}


class Parent:
    def __init__(self, node: Channel) -> None:
        self._node = node
        self._sessions: Dict[int, int] = {}
        self._woken, self._waking = os.pipe()
        for fd in (self._woken, self._waking):
            os.set_blocking(fd, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Serves until Node hangs up. Then all sessions end."""
        poll = select.poll()
        poll.register(self._node.reading, select.POLLIN)
        poll.register(self._woken, select.POLLIN)
        try:
            while True:
                ready = [fd for fd, _ in poll.poll()]
                if self._woken in ready:
                    os.read(self._woken, 512)
                    self._reap()
                if self._node.reading in ready:
                    message: "frames.ToParent" = self._node.receive()
                    if message["op"] == "start":
                        self._start(message)
                    else:
                        self._end(message["session"])
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            for number in list(self._sessions):
                self._end(number)

    def _start(self, message: "frames.Start") -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._become(message, parent)
            finally:
                os._exit(1)
        with contextlib.suppress(OSError):  # The fork does this too, and may have ended since.
            os.setpgid(pid, pid)
        self._sessions[message["session"]] = pid

    def _become(self, message: "frames.Start", parent: int) -> None:
        os.setpgid(0, 0)
        sandbox.die_with_parent(parent)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._node.close()
        os.close(self._woken)
        os.close(self._waking)
        os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), message["temporary"]))
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(message["socket"])
        fd = connection.detach()
        os._exit(_MODES[message["mode"]](Channel(fd, fd)))

    def _end(self, number: int) -> None:
        """Kills the session's group before waiting for its leader: until then, no other process can get the number."""
        pid = self._sessions.pop(number, None)
        if pid is None:
            return
        with contextlib.suppress(OSError):  # macOS refuses to signal a group that has only zombies.
            os.killpg(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        ended: "frames.Ended" = {"op": "ended", "session": number, "status": code}
        try:
            self._node.send(ended)
        except Closed:
            return  # Node is gone, and this process ends next.

    def _reap(self) -> None:
        """Reaps sessions that ended by themselves, and their orphans, which this process adopts where it can."""
        while hasattr(os, "waitid"):  # Not on macOS: there, Node ends a session that has hung up.
            try:
                found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if found is None:
                return
            session = next((number for number, pid in self._sessions.items() if pid == found.si_pid), None)
            if session is None:
                os.waitpid(found.si_pid, 0)
            else:
                self._end(session)


def _hung_up(*_: Any) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Closed


def main() -> int:
    # This signal can be caught, unlike that of the sessions: the folder has to be removed.
    signal.signal(signal.SIGTERM, _hung_up)
    sandbox.die_with_parent(os.getppid(), signal.SIGTERM)
    sandbox.adopt_orphans()
    # Moves Node's descriptors away from standard output.
    node = Channel(os.dup(0), os.dup(1))
    devnull = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(devnull, fd)
    zygote.warm()
    rehearsal.rehearse()
    plain_rehearsal.rehearse()
    environment.interpreter_folders()
    sys.dont_write_bytecode = True
    gc.collect()
    gc.freeze()
    try:
        Parent(node).serve()
    except (Closed, BrokenPipeError):
        # Node has removed its own folder, unless it was killed.
        shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    return 0
