"""Decides who caused a failure in an example's own code: the candidate, or the file, whose example then can't run.

Nothing that a candidate raises, returns or omits excludes an example: only the specification does.
"""

import ast
import errno
import pathlib
import socket
from typing import Any, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

from ..transport.raised import message_of


class Failure(NamedTuple):
    """A statement of the user that raised: the names that it would have bound, the message, and whether the candidate caused it."""

    names: Set[str]
    message: str
    candidates_doing: bool


def chain(error: Optional[BaseException]) -> Iterable[BaseException]:
    """The exception and its causes, because libraries wrap the real one."""
    for _ in range(20):
        if error is None:
            return
        yield error
        wrapped = getattr(error, "reason", None)
        error = wrapped if isinstance(wrapped, BaseException) else error.__cause__ or error.__context__


def stems_from(error: Optional[BaseException], crossed: Sequence[BaseException]) -> bool:
    """Whether `error` crossed the boundary, or was raised during the handling of one that did."""
    return any(one is other for one in chain(error) for other in crossed)


def refusal(error: BaseException, given: Iterable[str] = ()) -> Optional[str]:
    """The reason why an example can't run when its own code does something that the sandbox refuses; None if the candidate chose the path.

    `given` are texts that the candidate returned.
    """
    for one in chain(error):
        if isinstance(one, OSError) and (one.errno in (errno.EPERM, errno.EACCES) or isinstance(one, socket.gaierror)):
            if type(one.filename) is str and any(_names(one.filename, text) for text in given):
                return None
            reason = (
                "it does what examples can't do here: they have no network, read only the project's files, and write only temporary files"
            )
            return "%s (%s)" % (reason, message_of(error))
    return None


def _names(place: str, text: str) -> bool:
    """Whether the parts of `text` occur together in a path."""
    wanted = "/" + "/".join(part for part in text.replace("\\", "/").split("/") if part) + "/"
    return len(wanted) > 2 and wanted in place.replace("\\", "/") + "/"


class UsersFile:
    """Facts about the file with the examples: the statements that failed, and all names that it binds."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._bound: Optional[Set[str]] = None
        self.failures: List[Failure] = []

    def binds(self, name: str) -> bool:
        """Whether the file binds the name somewhere: if the name is missing then, the candidate may be the cause."""
        if self._bound is None:
            self._bound = set().union(*map(bound_names, self._sources))
        return name in self._bound


def is_candidates(error: BaseException, connection: Any, called: bool, file: UsersFile) -> bool:
    """Whether the candidate caused a statement's error. `called`: the statement called the function, or read its result."""
    if stems_from(error, connection.crossed):
        return True
    if isinstance(error, NameError):
        return called and file.binds(_missing_name(error))
    return called and not isinstance(error, ImportError) and refusal(error, connection.texts) is None


def own_error(error: BaseException, connection: Any, called: bool, file: UsersFile) -> Tuple[str, str]:
    """Status and message for an exception of the example's own code. The candidate caused it, unless something else explains it."""
    if stems_from(error, connection.crossed):
        return "error", message_of(error)
    if isinstance(error, NameError):
        missing = _missing_name(error)
        for failure in file.failures:
            if missing in failure.names:
                return ("error" if failure.candidates_doing else "notRun"), failure.message
        if missing and not (called and file.binds(missing)):
            return "notRun", "it uses %s, which the file does not define" % missing
    refused = refusal(error, connection.texts)
    return ("notRun", refused) if refused else ("error", message_of(error))


def _missing_name(error: NameError) -> str:
    return str(error).split("'")[1] if "'" in str(error) else ""


def bound_names(source: str) -> Set[str]:
    """Names that a statement binds."""
    found: Set[str] = set()
    try:
        tree = ast.parse(source)
    except SyntaxError:  # A test file with a syntax error has no tests that run.
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
    return found


#: The most texts to keep for one example, and the length of one.
MOST_TEXTS = 100
_LONGEST_TEXT = 4096


def texts_in(value: Any) -> List[str]:
    """Texts that a value is or contains, which may name a path."""
    if type(value) is str:
        return [value] if 0 < len(value) <= _LONGEST_TEXT else []
    if isinstance(value, pathlib.PurePath):
        return [str(value)]
    if type(value) in (list, tuple) and len(value) <= MOST_TEXTS:
        return [text for one in value if type(one) is not list and type(one) is not tuple for text in texts_in(one)]
    return []
