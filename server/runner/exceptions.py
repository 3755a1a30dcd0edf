"""Exceptions across the boundary: the nearest class that both sides know, with arguments, fields and message."""

import sys
from typing import Any, Callable, List, Optional, Tuple

from . import containers, names

#: Longest message, characters.
LONGEST = 1000


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


def exception_content(error: BaseException) -> Tuple[List[Any], List[Any]]:
    """Head `[[module, qualname] of each known class, nearest first; message; field names]`, members: arguments, then fields."""
    known = [name for name in map(names.name_of, type(error).__mro__) if name and name != ("builtins", "object")]
    arguments = list(error.args) if type(error.args) is tuple else []
    fields = dict(containers.fields_of(error))
    fields.pop("__notes__", None)
    return [known, message_of(error), list(fields), len(arguments)], [*arguments, *fields.values()]


def make_exception(head: Any, members: List[Any], find: Callable[[str, str], Any]) -> BaseException:
    """An exception of the nearest class that this side knows. Builds it without running an `__init__` of the user's."""
    candidates, _, fields, count = head
    arguments = members[:count]
    for module, qualname in candidates:
        kind = find(str(module), str(qualname))
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            continue
        error = _make(kind, arguments)
        if type(error.__dict__) is dict:
            for name, value in zip(fields, members[count:]):
                if type(name) is str and not name.startswith("__"):
                    error.__dict__[name] = value
        return error
    return Exception(*arguments)


def _make(kind: type, arguments: List[Any]) -> BaseException:
    if kind.__module__ == "builtins" or kind.__module__ in sys.builtin_module_names:
        try:
            return kind(*arguments)
        except Exception:  # noqa: BLE001 - arguments that do not fit: __new__ takes any
            return kind.__new__(kind, *arguments)
    error = kind.__new__(kind, *arguments)
    error.args = tuple(arguments)
    return error
