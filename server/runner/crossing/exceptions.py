"""Exceptions across the boundary: the nearest class that both sides know, with arguments, fields and message."""

import builtins
import sys
from typing import Any, Callable, List, Tuple

from ..transport.raised import message_of
from . import containers, names

_GROUPS: Tuple[type, ...] = (builtins.BaseExceptionGroup,) if hasattr(builtins, "BaseExceptionGroup") else ()
#: Attributes that built-in exceptions keep outside of their arguments and their dictionary.
_KEPT = ((ImportError, ("name", "path")), (NameError, ("name",)), (AttributeError, ("name",)))


def exception_content(error: BaseException) -> Tuple[List[Any], List[Any]]:
    """The head `[[module, qualname] of each known class, nearest first; message; field names; count]`; members: arguments, then fields."""
    known = [name for name in map(names.name_of, type(error).__mro__) if name and name != ("builtins", "object")]
    arguments = list(error.args) if type(error.args) is tuple else []
    if isinstance(error, OSError) and len(arguments) == 2:
        # The constructor removes the file's name from the arguments.
        file, other = (OSError.__dict__[name].__get__(error) for name in ("filename", "filename2"))
        if file is not None:
            arguments += [file] if other is None else [file, None, other]
    if isinstance(error, _GROUPS):
        # Its exceptions must exist at its creation.
        arguments = [error.message, tuple(error.exceptions)]  # type: ignore[attr-defined]
    fields = dict(containers.fields_of(error))
    for name in ("__notes__", "__suppress_context__"):
        fields.pop(name, None)
    if isinstance(error, AttributeError):
        fields.pop("obj", None)  # Only for suggestions, and it may be any object.
    for kind, kept in _KEPT:
        if isinstance(error, kind):
            values = ((name, kind.__dict__[name].__get__(error)) for name in kept if name in kind.__dict__)
            fields.update((name, value) for name, value in values if value is not None)
    if error.__cause__ is not None:
        fields["__cause__"] = error.__cause__
    return [known, message_of(error), list(fields), len(arguments)], [*arguments, *fields.values()]


def make_exception(head: Any, members: List[Any], find: Callable[[str, str], Any]) -> BaseException:
    """Creates an exception of the nearest class that this side knows, without running a user's `__init__`."""
    candidates, _, fields, count = head
    arguments = members[:count]
    for module, qualname in candidates:
        kind = find(str(module), str(qualname))
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            continue
        error = _make(kind, arguments)
        _set_fields(error, fields, members[count:])
        return error
    return Exception(*arguments)


def fill_exception(error: BaseException, head: Any, members: List[Any]) -> None:
    """Updates the arguments and fields of an exception that has crossed before."""
    _, _, fields, count = head
    if not isinstance(error, OSError):  # Its arguments are not those of its constructor.
        error.args = tuple(members[:count])
    _set_fields(error, fields, members[count:])


def _set_fields(error: BaseException, fields: Any, members: List[Any]) -> None:
    for name, value in zip(fields, members):
        if name == "__cause__" and isinstance(value, BaseException):
            error.__cause__ = value
        elif type(name) is str and not name.startswith("__"):
            kept = next((kind for kind, names_ in _KEPT if isinstance(error, kind) and name in names_), None)
            if kept is not None and name in kept.__dict__:
                kept.__dict__[name].__set__(error, value)
            elif type(error.__dict__) is dict:
                error.__dict__[name] = value


def _make(kind: type, arguments: List[Any]) -> BaseException:
    if kind.__module__ == "builtins" or kind.__module__ in sys.builtin_module_names:
        try:
            return kind(*arguments)
        except Exception:  # noqa: BLE001 - arguments that do not fit: __new__ takes any
            return kind.__new__(kind, *arguments)
    error = kind.__new__(kind, *arguments)
    error.args = tuple(arguments)
    return error
