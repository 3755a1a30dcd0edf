"""Tells whether a running line is the candidate's."""

import types
from typing import Any, List, Optional, Set, Tuple

#: The most exceptions to follow in a chain.
_MOST_ERRORS = 200


class CandidatesCode:
    """The candidate's code, by identity or by position."""

    def __init__(self) -> None:
        self.codes: Set[types.CodeType] = set()
        #: The file, and the first and last lines of each range in it.
        self.lines: Tuple[str, List[Tuple[int, int]]] = ("", [])

    def runs(self, frame: types.FrameType) -> bool:
        return self._has(frame.f_code, frame.f_lineno)

    def has_line(self, line: int) -> bool:
        """Whether the candidate has this line of the file."""
        return any(first <= line <= last for first, last in self.lines[1])

    def holds(self, code: types.CodeType) -> bool:
        return self._has(code, code.co_firstlineno)

    def line_of(self, error: BaseException) -> Optional[int]:
        """The innermost line of the candidate in the traceback of the exception or of its causes."""
        seen = 0
        one: Optional[BaseException] = error
        while one is not None and seen < _MOST_ERRORS:
            line, trace = None, one.__traceback__
            while trace is not None:
                if self._has(trace.tb_frame.f_code, trace.tb_lineno):
                    line = trace.tb_lineno
                trace = trace.tb_next
            if line is not None:
                return line
            one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
            seen += 1
        return None

    def outermost_call(self, frame: Any) -> Any:
        found = None
        while frame is not None:
            if self.runs(frame):
                found = frame
            frame = frame.f_back
        return found

    def _has(self, code: types.CodeType, line: int) -> bool:
        file, spans = self.lines
        if spans and code.co_filename == file:
            return self.has_line(line)
        return code in self.codes
