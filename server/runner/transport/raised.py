"""The report of an exception: its message in one line, and its line."""

from typing import Optional

from .said import LONGEST


def message_of(error: BaseException) -> str:
    """`ValueError: text`, in one line; the text of a hostile `__str__` may be missing."""
    name = type(error).__name__
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 - a `__str__` that raises, exits or recurses is the candidate's own
        text = ""
    if type(text) is not str:
        text = ""
    if isinstance(error, SyntaxError) and error.lineno:
        text = "%s (line %d)" % (error.msg, error.lineno)
    text = text[:LONGEST]
    return ("%s: %s" % (name, text) if text else str(name))[:LONGEST]


def line_of(error: BaseException, file: str) -> Optional[int]:
    """The innermost line of `file` in the traceback, from 1."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
