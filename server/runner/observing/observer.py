"""Calls a candidate on inputs, in a process of its own without any example, and reports the result of each call."""

import io
import sys
import time
import types
from typing import Any, Callable, Dict, List

from ..judging.ended import Ended
from ..processes import guard
from ..transport.raised import message_of
from . import values
from .calls import Call, Unbuilt, calls

#: A call of fewer CPU seconds is made twice, to see whether its result is stable.
_REPEATED = 0.02
#: The most characters of its output.
_PRINTED = 2000


class Observer:
    """Sends {begin: n} and {observed: n, …} for each input, and {end} after the last."""

    def __init__(self, say: Callable[[List[Dict[str, Any]]], None], seconds: float) -> None:
        self._say = say
        self._seconds = seconds
        self._held: List[Dict[str, Any]] = []
        self._timer = guard.of_cpu(self._too_long)
        self.ended = False
        #: Set where the later inputs would show no more.
        self.has_enough = False

    def limited(self, act: Callable[[], None], seconds: float) -> None:
        """Runs code of the candidate. Raises the exceptions of that code, and Ended if it takes too long."""
        self._timer.start(seconds)
        try:
            act()
        finally:
            self._timer.stop()

    def run(self, scope: Dict[str, Any], sources: List[str], name: str, flags: int, skip: List[int]) -> None:
        """`scope` has the module's names; `name` is the last part of the function's path."""
        made, unbuilt = calls(sources, name, flags)
        self._held += [{"observed": number, "unbuilt": why} for number, why in unbuilt.items() if number not in skip]
        for number, call in made.items():
            if number in skip:
                continue
            self._say([*self._held, {"begin": number}])
            self._held = [{"observed": number, **self._observed(call, scope)}]
            if self.ended or self.has_enough:
                break
        self._say([*self._held, {"end": True, "stuck": None}])

    def _observed(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        return self._outcome(lambda: self._twice(call, scope))

    def _twice(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        began = time.process_time()
        found = self._once(call, scope)
        found["cpu"] = round(time.process_time() - began, 6)
        if found["cpu"] < _REPEATED and not self.ended:
            other = self._once(call, scope)
            if any(found.get(name) != other.get(name) for name in ("value", "raises", "changed")):
                found["unstable"] = True
        return found

    def _outcome(self, act: Callable[[], Dict[str, Any]]) -> Dict[str, Any]:
        began = time.process_time()
        try:
            return act()
        except Unbuilt as error:
            return {"unbuilt": str(error)}
        except Ended:
            return {"timeout": True, "cpu": round(time.process_time() - began, 6)}
        finally:
            self._timer.stop()

    def _once(self, call: Call, scope: Dict[str, Any]) -> Dict[str, Any]:
        """Returns the result of one call. Raises Unbuilt, and Ended if it takes too long."""
        self._timer.start(self._seconds)
        arguments = call.arguments(scope)
        before = [values.tree(one) for one in arguments]
        printed, out = io.StringIO(), sys.stdout
        sys.stdout = printed
        found: Dict[str, Any]
        try:
            result = call.result(scope, arguments)
            if isinstance(result, types.CoroutineType):
                import asyncio

                result = asyncio.run(result)
            found = {"value": values.tree(result, drains=True)}
        except Ended:
            raise
        except BaseException as error:  # noqa: BLE001 - any exception is a result
            if self.ended:
                raise Ended("timeout", "") from None
            found = {"raises": type(error).__name__, "message": message_of(error)}
        finally:
            self._timer.stop()
            sys.stdout = out
        if self.ended:
            raise Ended("timeout", "")
        text = printed.getvalue()
        if text:
            found["printed"] = text[:_PRINTED]
        # The call may use up an iterator among its arguments: `==` sees no such change.
        changed = [[at, after] for at, after in enumerate(map(values.tree, arguments)) if after != before[at]]
        if changed:
            found["changed"] = changed
        return found

    def _too_long(self, _: int, __: Any) -> None:
        self.ended = True
        self._timer.start(0.05)  # Once more, because the candidate may catch it.
        raise Ended("timeout", "took too long")
