"""Runs the doctests of one docstring like doctest: one session, whose namespace is a copy of the module's."""

import doctest
import io
import sys
import time
import traceback
from typing import Any, Dict, Optional, Set, Tuple

from ...transport.raised import message_of
from ..connection import Connection
from ..judge import Judge

_CHECKER = doctest.OutputChecker()


def run(step: Dict[str, Any], space: Dict[str, Any], connection: Connection, judge: Judge, program: Any, lost: Set[int]) -> None:
    parsed = doctest.DocTestParser().get_examples(step["source"])
    session = dict(space)
    options = 0
    #: For a failed line without expected output: whether it can run at all, and its message.
    broken: Optional[Tuple[bool, str]] = None
    for example, index in zip(parsed, step["examples"]):
        for option, on in example.options.items():
            options = options | option if on else options & ~option
        if options & doctest.SKIP:
            options &= ~doctest.SKIP
            continue
        if index in lost:
            continue
        if index in judge.reported:
            index = None
        if index is not None:
            judge.begin(index)
        else:
            connection.begin()
        started = time.monotonic()
        verdict = _run_one(example, session, connection, program.file, step["line"], program.flags, options)
        kept = judge.failing.kept()
        if kept and verdict["status"] == "pass":
            verdict.update(status="fail", message=kept)
        if index is None:
            if verdict["status"] != "pass" and not example.want:
                message = "line %d of the docstring, before it, failed: %s" % (example.lineno + 1, verdict.get("message"))
                broken = broken or (verdict["status"] != "notRun", message)
        elif broken and verdict["status"] != "pass":
            verdict.update(status="error" if broken[0] else "notRun", message=broken[1])
        if index is not None:
            judge.verdict(index, ms=round(1000 * (time.monotonic() - started), 3), **verdict)
        for option, on in example.options.items():
            options = options & ~option if on else options
        ended = connection.ended
        if ended and (not connection.alive or ended.status == "timeout"):
            raise ended


def _run_one(
    example: doctest.Example, session: Dict[str, Any], connection: Connection, file: str, line: int, flags: int, options: int
) -> Dict[str, Any]:
    output = io.StringIO()
    before, sys.stdout = sys.stdout, output
    error: Optional[BaseException] = None
    try:
        code = compile(example.source, "<doctest %s line %d>" % (file, line + example.lineno), "single", flags, True)
        exec(code, session)  # noqa: S102 - the user's own example
    except BaseException as raised:  # noqa: BLE001 - an exception may be what the example expects
        error = raised
    finally:
        sys.stdout = before
    if connection.ended:
        return {"status": connection.ended.status, "message": connection.ended.message, "expected": _cut(example.want)}
    got = output.getvalue()
    if error is None:
        return _compare(example.want, got, options)
    if example.exc_msg is None:
        return {"status": "error", "message": _where(error), "expected": _cut(example.want)}
    raised_text = traceback.format_exception_only(type(error), error)[-1]
    if options & doctest.IGNORE_EXCEPTION_DETAIL:
        alike = _name(raised_text) == _name(example.exc_msg)
    else:
        alike = _CHECKER.check_output(example.exc_msg, raised_text, options)
    return {"status": "pass" if alike else "fail", "expected": _cut(example.exc_msg), "actual": _cut(raised_text)}


def _compare(want: str, got: str, options: int) -> Dict[str, Any]:
    if _CHECKER.check_output(want, got, options):
        return {"status": "pass", "expected": _cut(want), "actual": _cut(got)}
    return {"status": "fail", "expected": _cut(want), "actual": _cut(got)}


def _name(text: str) -> str:
    return text.strip().split(":", 1)[0].rsplit(".", 1)[-1]


def _cut(text: str) -> str:
    text = text.rstrip("\n")
    return text if len(text) <= 1000 else text[:999] + "…"


def _where(error: BaseException) -> str:
    line = error.__dict__.get("__assay_line__")
    return message_of(error) + (" (line %d)" % line if line else "")
