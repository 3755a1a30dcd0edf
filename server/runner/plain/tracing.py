"""The lines of the last call of the candidate's code, for the repair of an example that failed."""

import sys
import types
from typing import Any, Dict, List

from ..judging.trace import Tracer
from ..transport.said import Line
from .judge import PlainJudge


class _LastCall(Tracer):
    """Starts again with each outermost call of the candidate."""

    def __init__(self, codes: Dict[int, types.CodeType], source: str) -> None:
        self.lines: List[Line] = []
        super().__init__(codes, source, self._keep)

    def _call(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        if id(frame.f_code) in self._codes and not self._frames:
            self._head, self._tail, self._count = [], [], 0
        return super()._call(frame, event, argument)

    def _keep(self, lines: List[Line]) -> None:
        self.lines = lines

    def last(self) -> List[Line]:
        self._frames.clear()
        self._send()
        return self.lines


def follow(judge: PlainJudge, source: str) -> None:
    """Traces from now on, in this thread."""
    tracer = _LastCall({id(code): code for code in judge.candidate.codes}, source)
    judge.trace = tracer.last
    sys.settrace(tracer._call)
