"""Traces a failing call line by line: the effect of the candidate's own lines on its variables, for a repair by a model.

The candidate's process records it, so a hostile candidate can forge its own trace, and nothing else: the trace is only text, with
limits (transport/said.py).
"""

import reprlib
import sys
import types
from typing import Any, Callable, Dict, List

from ..transport.said import FIRST_LINES, LAST_LINES, LONGEST_LINE, LONGEST_VALUE, MOST_VALUES, Line

#: The most lines to follow.
MOST = 5000

_SKIPPED = ("<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>")


class Tracer:
    """Follows calls of these code objects, by identity; `report` gets the lines once the head is full, and after the call."""

    def __init__(self, codes: Dict[int, types.CodeType], source: str, report: Callable[[List[Line]], None]) -> None:
        self._codes = codes
        self._source = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._report = report
        self._head: List[Line] = []
        self._tail: List[Line] = []
        self._count = 0
        self._frames: Dict[int, "_Frame"] = {}

    def run(self, do: Callable[[], Any]) -> Any:
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            return do()
        finally:
            sys.settrace(before)
            self._send()

    def _call(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        if id(code) not in self._codes or code.co_name in _SKIPPED or self._count >= MOST:
            return None
        known = self._frames.get(id(frame))
        if known is None:  # A resumed generator is known.
            known = self._frames[id(frame)] = _Frame()
            known.line = self._add(frame, code.co_firstlineno)
            self._changes(known, frame)
        return self._within

    def _within(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        known = self._frames.get(id(frame))
        if known is None:
            return None
        self._changes(known, frame)
        if event == "line":
            if self._count >= MOST:
                sys.settrace(None)
                return None
            known.line = self._add(frame, frame.f_lineno)
        elif event == "exception" and argument[0] is not StopIteration:
            error = argument[1]
            name = argument[0].__name__
            known.line["ended"] = "raised %s" % (("%s: %s" % (name, error))[:LONGEST_VALUE] if str(error) else name)
        elif event == "return":
            # After an exception, the return event has no value.
            if "ended" not in known.line or argument is not None:
                known.line["ended"] = "returned %s" % shown(argument)
            if not frame.f_code.co_flags & _SUSPENDS:
                del self._frames[id(frame)]
        return self._within

    def _add(self, frame: types.FrameType, number: int) -> Line:
        text = self._source[number - 1] if 0 < number <= len(self._source) else ""
        line: Line = {"line": number, "text": text.rstrip()[:LONGEST_LINE], "values": []}
        self._count += 1
        if len(self._head) < FIRST_LINES:
            self._head.append(line)
        else:
            if self._count == FIRST_LINES + 1:
                self._send()  # A call that never ends has at least reported these lines.
            self._tail.append(line)
            del self._tail[:-LAST_LINES]
        return line

    def _changes(self, known: "_Frame", frame: types.FrameType) -> None:
        """Adds changed variables to the last line."""
        values = known.line["values"]
        for name, value in list(frame.f_locals.items()):
            if name.startswith("."):
                continue
            text = shown(value)
            if known.shown.get(name) != text:
                known.shown[name] = text
                if len(values) < MOST_VALUES:
                    values.append([name, text])

    def _send(self) -> None:
        left = self._count - len(self._head) - len(self._tail)
        between = [{"line": 0, "text": "… %d lines …" % left, "values": []}] if left > 0 else []
        self._report(self._head + between + self._tail)


class _Frame:
    def __init__(self) -> None:
        self.shown: Dict[str, str] = {}
        self.line: Line = {}


#: CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
_SUSPENDS = 0x20 | 0x80 | 0x200


def codes_inside(code: types.CodeType) -> Dict[int, types.CodeType]:
    """The code objects by identity, because equal ones may be in different places."""
    found: Dict[int, types.CodeType] = {}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found[id(constant)] = constant
            found.update(codes_inside(constant))
    return found


_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = LONGEST_VALUE
_repr.maxlong = 40
_repr.maxlist = _repr.maxtuple = _repr.maxset = _repr.maxfrozenset = _repr.maxdeque = 10
_repr.maxdict = 6
_repr.maxlevel = 3


def shown(value: Any) -> str:
    try:
        return _repr.repr(value)[: 2 * LONGEST_VALUE]
    except BaseException:  # noqa: BLE001 - the candidate's `__repr__` may raise anything
        return "<%s>" % type(value).__name__
