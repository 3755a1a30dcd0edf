"""The standard streams of a process that runs user code."""

import io
import os
import sys


class Stream(io.TextIOWrapper):
    """A stream that stays open after `with sys.stdout:`, for the later tests."""

    def close(self) -> None:
        if self.writable():
            self.flush()


def quiet() -> None:
    """Discards all output, and gives no input."""
    devnull = os.open(os.devnull, os.O_RDWR)
    for name, fd, mode in (("stdin", 0, "rb"), ("stdout", 1, "wb"), ("stderr", 2, "wb")):
        os.dup2(devnull, fd)
        setattr(sys, name, Stream(open(fd, mode, closefd=False)))  # noqa: SIM115
