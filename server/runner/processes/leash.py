"""The evaluator's hold on its child: its CPU clock and its ending. Closing it kills the child."""

import os
import signal
import socket
import sys
import time

from ..sandbox import macos

#: The exit status of an evaluator that has found the zygote gone.
ZYGOTE_GONE = 213


class ForkedLeash:
    """The leash of a child that the zygote has forked and reaps: see nursery.py."""

    def __init__(self, fd: int, pid: int) -> None:
        self._fd = fd
        self._pid = pid

    def cpu(self) -> float:
        return cpu_of(self._pid)

    def let_go(self) -> None:
        os.close(self._fd)

    def ending(self) -> str:
        """Waits for the child's end, kills it if it still runs, and returns how it ended."""
        with socket.socket(fileno=os.dup(self._fd)) as end:
            end.shutdown(socket.SHUT_WR)
            text = b""
            while True:
                part = end.recv(16)
                if not part:
                    break
                text += part
        if not text:
            os._exit(ZYGOTE_GONE)  # Nobody knows how the child ended; the host handles this.
        return how_it_ended(int(text))


def cpu_of(pid: int) -> float:
    """CPU seconds of another process of this user; 0 if unknown."""
    try:
        if sys.platform == "darwin":
            return macos.cpu_of(pid)
        return time.clock_gettime(~pid << 3 | 2)  # The CPU clock of another process: clock_getcpuclockid(3).
    except OSError:
        return 0.0


def how_it_ended(status: int) -> str:
    """Describes a status: a negative signal number, or an exit status, which on Windows may be the number of an exception."""
    if status >= 1 << 31:
        return "its process died of exception 0x%08X" % status
    if status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = "signal %d" % -status
        if name in ("SIGXCPU",):
            return "ended its own process (%s)" % name
        return "its process died of %s" % name
    return "ended its own process (exit status %d)" % status
