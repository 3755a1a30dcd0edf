"""Interrupts the main thread's Python code after a limit: by a timer of the kernel, or else by a thread."""

import _thread
import signal
import threading
import time
from typing import Any, Callable, Optional

#: Seconds between the thread's looks at the clock.
_LOOK = 0.02

Over = Callable[..., Any]


class _Timer:
    def __init__(self, timer: int, number: int, over: Over) -> None:
        self._timer = timer
        signal.signal(number, over)

    def start(self, seconds: float) -> None:
        signal.setitimer(self._timer, seconds)

    def stop(self) -> None:
        signal.setitimer(self._timer, 0)


class _Watcher:
    """Windows has no such timers. The interrupt is the signal of Ctrl-C, which nobody can press here."""

    def __init__(self, clock: Callable[[], float], over: Over) -> None:
        self._clock = clock
        self._end: Optional[float] = None
        signal.signal(signal.SIGINT, over)
        threading.Thread(target=self._watch, daemon=True).start()

    def start(self, seconds: float) -> None:
        self._end = self._clock() + seconds

    def stop(self) -> None:
        self._end = None

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK)
            end = self._end
            if end is not None and self._clock() >= end:
                self._end = None
                _thread.interrupt_main()


def of_cpu(over: Over) -> Any:
    """Counts the CPU seconds of this process; `over` is called as a signal handler, and may raise."""
    if hasattr(signal, "setitimer"):
        return _Timer(signal.ITIMER_PROF, signal.SIGPROF, over)
    return _Watcher(time.process_time, over)


def of_wall(over: Over) -> Any:
    """Counts wall-clock seconds."""
    if hasattr(signal, "setitimer"):
        return _Timer(signal.ITIMER_REAL, signal.SIGALRM, over)
    return _Watcher(time.monotonic, over)
