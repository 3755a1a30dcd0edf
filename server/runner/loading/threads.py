"""Threads that the user's file starts when it is loaded. A fork takes none of them along, so children that shall have them start
them anew: the file is loaded once more with the start of its threads held back, and each child starts them once it is locked.
"""

import threading
from typing import List

_start = threading.Thread.start
_held: List[threading.Thread] = []


def left_running() -> int:
    return threading.active_count() - 1


def hold() -> None:
    """From now on threads that are started are kept for `release`."""

    def keep(self: threading.Thread) -> None:
        _held.append(self)

    threading.Thread.start = keep  # type: ignore[method-assign]


def resume() -> None:
    """From now on threads start as ever."""
    threading.Thread.start = _start  # type: ignore[method-assign]


def release() -> None:
    """Starts, in a child, what was held back."""
    for thread in _held:
        # CPython 3.13 and later take any thread for ended that was not running when the process forked.
        for name in ("_handle", "_os_thread_handle"):
            if name in thread.__dict__:
                setattr(thread, name, threading._ThreadHandle())  # type: ignore[attr-defined]
        _start(thread)
