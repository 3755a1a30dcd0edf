"""The lines of a candidate that no example runs. The examples run once more for this, and their verdicts then count for nothing."""

import ast
import dis
import sys
import threading
import types
from typing import Any, Callable, Dict, List, Sequence, Set, Tuple

from .target import FUNCTIONS, codes_in
from .text import first_line, span
from .whose import CandidatesCode

_TOOLS = 6


class Unrun:
    """Follows the candidate's lines from its making on. A confined candidate can reach no part of it."""

    def __init__(self, own: Sequence[ast.stmt], flags: int, candidate: CandidatesCode) -> None:
        self._left = lines_with_code(own, flags)
        self._candidate = candidate
        #: Code objects by identity, kept alive, and whether they are the candidate's.
        self._known: Dict[int, Tuple[types.CodeType, bool]] = {}
        self._is_intact = _follow_by_events(self) if sys.version_info >= (3, 12) else _follow_by_trace(self)

    def ran(self, line: int) -> None:
        self._left.discard(line)

    def is_candidates(self, code: types.CodeType) -> bool:
        known = self._known.get(id(code))
        if known is None:
            known = self._known[id(code)] = (code, self._candidate.holds(code))
        return known[1]

    def told(self) -> List[Dict[str, Any]]:
        """The report; none where an example has followed lines itself meanwhile, as a debugger does."""
        return [{"unrun": sorted(self._left)}] if self._is_intact() else []


def lines_with_code(own: Sequence[ast.stmt], flags: int) -> Set[int]:
    """The lines with code in the bodies of the functions."""
    try:
        code = compile(ast.Module(list(own), []), "<candidate>", "exec", flags, True, 0)
    except SyntaxError:
        return set()
    nodes = [node for statement in own for node in ast.walk(statement)]
    lines: Set[int] = set()
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            lines.update(range(first_line(node.body[0]), span(node)[1] + 1))
    if sys.version_info < (3, 10):
        # Before PEP 626, a jump to such a line was replaced by a jump to where it leads.
        lines -= {node.lineno for node in nodes if isinstance(node, (ast.Continue, ast.Break, ast.Pass))}
    return lines & {line for one in codes_in(code) for _, line in dis.findlinestarts(one) if line is not None}


def _follow_by_trace(unrun: Unrun) -> Callable[[], bool]:
    def call(frame: types.FrameType, event: str, argument: Any) -> Any:
        return within if unrun.is_candidates(frame.f_code) else None

    def within(frame: types.FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            unrun.ran(frame.f_lineno)
        return within

    threading.settrace(call)
    sys.settrace(call)
    return lambda: sys.gettrace() is call


def _follow_by_events(unrun: Unrun) -> Callable[[], bool]:
    """Each place of the code reports once only, so this costs next to nothing."""
    monitoring: Any = getattr(sys, "monitoring")  # noqa: B009 - Python 3.12 added it
    tool = next((number for number in range(_TOOLS) if monitoring.get_tool(number) is None), None)
    if tool is None:
        return lambda: False

    def line(code: types.CodeType, number: int) -> Any:
        if unrun.is_candidates(code):
            unrun.ran(number)
        return monitoring.DISABLE

    name = "assay"
    monitoring.use_tool_id(tool, name)
    monitoring.register_callback(tool, monitoring.events.LINE, line)
    monitoring.set_events(tool, monitoring.events.LINE)
    return lambda: bool(monitoring.get_tool(tool) == name)
