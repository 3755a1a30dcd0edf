"""The evaluator's hold on its child: its CPU clock, how it ended; let go, the child is killed."""

import os
import signal
import socket
import sys
import time

from ..sandbox import macos

#: With this an evaluator ends that has found the zygote gone.
ZYGOTE_GONE = 213


class ForkedLeash:
    """Of a child that the zygote has forked, and reaps: see nursery.py."""

    def __init__(self, fd: int, pid: int) -> None:
        self._fd = fd
        self._pid = pid

    def cpu(self) -> float:
        return cpu_of(self._pid)

    def let_go(self) -> None:
        os.close(self._fd)

    def ending(self) -> str:
        """Waits for the end of the child, kills it where it lives on, and says how it ended."""
        with socket.socket(fileno=os.dup(self._fd)) as end:
            end.shutdown(socket.SHUT_WR)
            text = b""
            while True:
                part = end.recv(16)
                if not part:
                    break
                text += part
        if not text:
            os._exit(ZYGOTE_GONE)  # How the child ended is nobody's to say: the host sees to it.
        return how_it_ended(int(text))


def cpu_of(pid: int) -> float:
    """Seconds of CPU of another process of this user; 0 where it can't be told."""
    try:
        if sys.platform == "darwin":
            return macos.cpu_of(pid)
        return time.clock_gettime(~pid << 3 | 2)  # The CPU clock of another process: clock_getcpuclockid(3).
    except OSError:
        return 0.0


def how_it_ended(status: int) -> str:
    """In words; minus a signal's number, or an exit status, which on Windows may be the number of an exception."""
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
