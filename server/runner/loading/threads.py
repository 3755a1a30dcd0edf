"""Threads that the user's file starts during its loading. A fork does not inherit threads, so children that need them start them again:
the file loads once more with its threads held back, and each child starts them after its lock.
"""

import threading
from typing import List

_start = threading.Thread.start
_held: List[threading.Thread] = []


def left_running() -> int:
    return threading.active_count() - 1


def hold() -> None:
    """Holds back new threads for `release` from now on."""

    def keep(self: threading.Thread) -> None:
        _held.append(self)

    threading.Thread.start = keep  # type: ignore[method-assign]


def resume() -> None:
    """Lets threads start normally from now on."""
    threading.Thread.start = _start  # type: ignore[method-assign]


def release() -> None:
    """Starts the held threads in a child."""
    for thread in _held:
        # From CPython 3.13 on, a thread that did not run at the fork counts as ended.
        for name in ("_handle", "_os_thread_handle"):
            if name in thread.__dict__:
                setattr(thread, name, threading._ThreadHandle())  # type: ignore[attr-defined]
        _start(thread)
