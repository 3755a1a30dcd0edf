"""Measures what the calls of a candidate cost, on inputs that grow: the least time of some calls, and the most memory of another."""

import collections
import gc
import io
import sys
import time
import tracemalloc
import types
from typing import Any, Dict

from ..judging.ended import Ended
from . import values
from .calls import Call, Unbuilt
from .observer import Observer

#: A call is repeated so often, for so many seconds in all.
_TIMES = 6
_ALL = 0.05
#: The largest step of the CPU's clock. A call that is not interrupted is known better by the other clock.
_STEP = 0.004
#: After a call of so many seconds, no larger input is tried: its growth shows by then.
_ENOUGH = 0.05


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


class Measurer(Observer):
    """Its inputs come in the order of their size."""

    def _observed(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        gc.disable()
        out = sys.stdout
        sys.stdout = _Nowhere()
        try:
            return self._outcome(lambda: self._cost_or_error(call, scope))
        finally:
            sys.stdout = out
            gc.enable()

    def _cost_or_error(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        """Raises Unbuilt, and Ended if it takes too long."""
        try:
            return self._cost(call, scope)
        except (Ended, Unbuilt):
            raise
        except BaseException as error:  # noqa: BLE001 - any exception is a result
            if self.ended:
                raise Ended("timeout", "") from None
            return {"raises": type(error).__name__, "cpu": 0}

    def _cost(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        """Raises also the exceptions of the call."""
        least = self._timed(call, scope)
        end = time.perf_counter() + _ALL - least
        for _ in range(_TIMES - 1):
            if time.perf_counter() + least < end:
                least = min(least, self._timed(call, scope))
        self.has_enough = least > _ENOUGH
        if self.has_enough:
            return {"cpu": least}
        tracemalloc.start()
        try:
            return {"cpu": least, "peak": self._peak(call, scope)}
        finally:
            tracemalloc.stop()

    def _timed(self, call: Call, scope: Dict[str, Any]) -> float:
        self._timer.start(self._seconds)
        arguments = call.arguments(scope)
        began, cpu = time.perf_counter(), time.process_time()
        self._run(call, scope, arguments)
        took, computed = time.perf_counter() - began, time.process_time() - cpu
        self._timer.stop()
        return round(min(took, computed + _STEP), 7)

    def _peak(self, call: Call, scope: Dict[str, Any]) -> int:
        self._timer.start(self._seconds)
        arguments = call.arguments(scope)
        before, _ = tracemalloc.get_traced_memory()
        self._run(call, scope, arguments)
        _, peak = tracemalloc.get_traced_memory()
        self._timer.stop()
        return max(0, peak - before)

    def _run(self, call: Call, scope: Dict[str, Any], arguments: Any) -> None:
        _use_up(call.result(scope, arguments))
        if self.ended:  # The candidate has caught the end of its time.
            raise Ended("timeout", "")


def _use_up(result: Any) -> None:
    """An iterator does its work as it is read."""
    if isinstance(result, types.CoroutineType):
        import asyncio

        asyncio.run(result)
    elif type(result) in values.ITERATORS:
        collections.deque(result, maxlen=0)
