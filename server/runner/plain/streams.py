"""The standard streams of a process that runs what the user has."""

import io
import os
import sys


class Stream(io.TextIOWrapper):
    """One that a script may close, as `with sys.stdout:` does: the tests that come behind it still have theirs."""

    def close(self) -> None:
        if self.writable():
            self.flush()


def quiet() -> None:
    """What is printed goes nowhere; nothing is read."""
    devnull = os.open(os.devnull, os.O_RDWR)
    for name, fd, mode in (("stdin", 0, "rb"), ("stdout", 1, "wb"), ("stderr", 2, "wb")):
        os.dup2(devnull, fd)
        setattr(sys, name, Stream(open(fd, mode, closefd=False)))  # noqa: SIM115
