"""Doctests of the docstrings of the function, its classes and its module. Each docstring is one session, as in doctest."""

import ast
import functools
import io
import os
import sys
import time
import traceback
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Set, Tuple

from ..judging.ended import Ended
from ..transport.raised import message_of
from .judge import PlainJudge
from .names import names_of
from .target import Place

#: The most examples in a session.
_MOST = 1000


class Line(NamedTuple):
    """One `>>>`."""

    number: int
    #: Its line in the file.
    line: int
    #: The example object of doctest.
    example: Any
    source: str


class Session(NamedTuple):
    lines: List[Line]
    #: True for the function's own docstring, whose examples all count.
    own: bool


@functools.lru_cache(maxsize=None)
def library() -> Any:
    """Imports doctest late, because it is slow, but before a user's file can shadow it or its imports."""
    before = list(sys.path)
    sys.path[:] = [one for one in before if os.path.realpath(one).startswith(os.path.realpath(sys.base_prefix))]
    try:
        import doctest
    finally:
        sys.path[:] = before
    return doctest


def sessions_of(tree: ast.Module, place: Place, number: int) -> List[Session]:
    """Returns the sessions, with lines numbered from `number` on."""
    owners: List[Tuple[Any, bool]] = [(place.node, True)]
    owners += [(one, False) for one in reversed(place.around) if isinstance(one, ast.ClassDef)]
    owners.append((tree, False))
    found: List[Session] = []
    for owner, own in owners:
        literal = _docstring(owner)
        if literal is None or ">>>" not in literal.value:
            continue
        lines = []
        try:
            examples = library().DocTestParser().get_examples(literal.value)
        except ValueError:
            continue  # The editor's reading reports the reason.
        for example in examples:
            lines.append(Line(number, literal.lineno + example.lineno, example, ">>> " + example.source.strip()))
            number += 1
        found.append(Session(lines, own))
    return found


def _docstring(owner: Any) -> Optional[Any]:
    body = owner.body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and isinstance(body[0].value.value, str):
        return body[0].value
    return None


class Runner:
    """Runs sessions for a judge. After a session, `settle` gets each line that counts, with its verdict."""

    def __init__(self, judge: PlainJudge, space: Dict[str, Any], file: str, flags: int, lost: Set[int]) -> None:
        self._judge = judge
        self._space = space
        self._file = file
        self._flags = flags
        self._lost = lost
        #: The errors of lines that did not pass, by line number.
        self.errors: Dict[int, BaseException] = {}

    def run(
        self,
        session: Session,
        counts: Callable[[Line], bool],
        settle: Callable[[Line, Dict[str, Any]], None],
        after: Callable[[Line], None] = lambda line: None,
    ) -> None:
        """`after` gets each line that has run, whether it counts or not."""
        doctest = library()
        space = dict(self._space)
        verdicts: List[Tuple[Line, Dict[str, Any]]] = []
        #: The error of a line without expected output. The next line that counts gets it.
        broken: Optional[str] = None
        options = 0
        try:
            for line in session.lines:
                for option, on in line.example.options.items():
                    options = options | option if on else options & ~option
                if not options & doctest.SKIP and line.number not in self._lost:
                    verdict = self._run_one(line, space, options, counts(line))
                    after(line)
                    if counts(line):
                        if broken is not None and verdict["status"] == "pass":
                            verdict.update(status="error", message=broken)
                        elif broken is not None:
                            verdict["message"] = broken
                        broken = None
                        verdicts.append((line, verdict))
                    elif verdict["status"] != "pass" and not line.example.want:
                        broken = broken or "line %d failed: %s" % (line.line, verdict.get("message"))
                for option, on in line.example.options.items():
                    options = options & ~option if on else options
                if self._judge.ended is not None:
                    break
        finally:
            if broken is not None and verdicts:
                verdicts[-1][1].update(status="error", message=broken)
            for line, verdict in verdicts:
                settle(line, verdict)
        if self._judge.ended is not None:
            raise self._judge.ended

    def _run_one(self, line: Line, space: Dict[str, Any], options: int, counts: bool) -> Dict[str, Any]:
        if counts:
            self._judge.begin(line.number)
        else:
            self._judge.guard()
        started, cpu = time.monotonic(), time.process_time()
        output = io.StringIO()
        before, sys.stdout = sys.stdout, output
        error: Optional[BaseException] = None
        try:
            code = compile(line.example.source, "<doctest %s line %d>" % (self._file, line.line), "single", self._flags, True)
            exec(code, space)  # noqa: S102 - the user's own example
        except BaseException as raised:  # noqa: BLE001 - an exception may be what the example expects
            error = raised
        finally:
            sys.stdout = before
            self._judge.begin_showing()
        try:
            verdict = self._compare(line.example, output.getvalue(), error, options)
        except Ended:
            verdict = {}
        finally:
            self._judge.stop()
        kept = self._judge.kept()
        if kept and verdict.get("status") == "pass":
            verdict.update(status="fail", message=kept)
        ended = self._judge.ended
        if ended is not None:
            # The time ended before the comparison, or while showing: a library may report that as the candidate's error.
            verdict = {"status": ended.status, "message": ended.message, "expected": _cut(line.example.want)}
        if error is not None and verdict["status"] != "pass":
            self.errors[line.number] = error
        verdict.update(ms=round(1000 * (time.monotonic() - started), 3), cpu=round(time.process_time() - cpu, 4))
        return verdict

    def _compare(self, example: Any, got: str, error: Optional[BaseException], options: int) -> Dict[str, Any]:
        doctest = library()
        checker = doctest.OutputChecker()
        ended = self._judge.ended or (error if isinstance(error, Ended) else None)
        if ended is not None:
            return {"status": ended.status, "message": ended.message, "expected": _cut(example.want)}
        if error is None:
            status = "pass" if checker.check_output(example.want, got, options) else "fail"
            return {"status": status, "expected": _cut(example.want), "actual": _cut(got)}
        if example.exc_msg is None:
            return {"status": "error", "message": self._where(error), "expected": _cut(example.want)}
        raised = traceback.format_exception_only(type(error), error)[-1]
        if options & doctest.IGNORE_EXCEPTION_DETAIL:
            alike = _name(raised) == _name(example.exc_msg)
        else:
            alike = checker.check_output(example.exc_msg, raised, options)
        return {"status": "pass" if alike else "fail", "expected": _cut(example.exc_msg), "actual": _cut(raised)}

    def _where(self, error: BaseException) -> str:
        line = self._judge.candidate.line_of(error)
        return message_of(error) + (" (line %d)" % line if line is not None else "")


def reads(line: Line) -> Set[str]:
    try:
        tree = ast.parse(line.example.source)
    except SyntaxError:
        return set()
    found: Set[str] = set()
    for statement in tree.body:
        names = names_of(statement)
        found |= names.reads | names.binds
    return found


def countable(session: Session) -> Set[int]:
    """Lines with expected output; if there are none, lines that check something themselves."""
    wanting = {line.number for line in session.lines if line.example.want}
    return wanting or {line.number for line in session.lines if _checks(line)}


def _checks(line: Line) -> bool:
    try:
        tree = ast.parse(line.example.source)
    except SyntaxError:
        return False
    return any(isinstance(node, (ast.Assert, ast.With)) for node in tree.body)


def _name(text: str) -> str:
    return text.strip().split(":", 1)[0].rsplit(".", 1)[-1]


def _cut(text: str) -> str:
    text = text.rstrip("\n")
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
