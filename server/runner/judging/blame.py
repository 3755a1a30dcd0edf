"""Whose doing it is that an example's own code failed: the candidate's, or the file's, which then can't be run at all.

What a candidate raised, gave or left out never takes an example away: only the specification does.
"""

import ast
import errno
import pathlib
import socket
from typing import Any, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

from ..transport.raised import message_of


class Failure(NamedTuple):
    """A statement of the user's that raised: what it would have bound, what is to be said of it, whose doing it was."""

    names: Set[str]
    message: str
    candidates_doing: bool


def chain(error: Optional[BaseException]) -> Iterable[BaseException]:
    """The exception and what it was made of; libraries wrap the one that says why."""
    for _ in range(20):
        if error is None:
            return
        yield error
        wrapped = getattr(error, "reason", None)
        error = wrapped if isinstance(wrapped, BaseException) else error.__cause__ or error.__context__


def stems_from(error: Optional[BaseException], crossed: Sequence[BaseException]) -> bool:
    """Whether `error` came across the boundary, or was raised while one that did was handled."""
    return any(one is other for one in chain(error) for other in crossed)


def refusal(error: BaseException, given: Iterable[str] = ()) -> Optional[str]:
    """Why an example can't be run whose own code does what the sandbox refuses; None where the place was the candidate's choice.

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
    """Whether the parts of a path are made of those of `text`."""
    wanted = "/" + "/".join(part for part in text.replace("\\", "/").split("/") if part) + "/"
    return len(wanted) > 2 and wanted in place.replace("\\", "/") + "/"


class UsersFile:
    """What is known of the file whose examples run: the statements that failed, the names that it binds anywhere."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._bound: Optional[Set[str]] = None
        self.failures: List[Failure] = []

    def binds(self, name: str) -> bool:
        """Whether it binds the name somewhere: where that is missing, what the candidate gave may be the reason."""
        if self._bound is None:
            self._bound = set().union(*map(bound_names, self._sources))
        return name in self._bound


def is_candidates(error: BaseException, connection: Any, called: bool, file: UsersFile) -> bool:
    """Whether what a statement of the user's raised is the candidate's doing; `called`: it called the function, or read what that gave."""
    if stems_from(error, connection.crossed):
        return True
    if isinstance(error, NameError):
        return called and file.binds(_missing_name(error))
    return called and not isinstance(error, ImportError) and refusal(error, connection.texts) is None


def own_error(error: BaseException, connection: Any, called: bool, file: UsersFile) -> Tuple[str, str]:
    """Status and message for an exception of the example's own code: the candidate's doing, unless something else explains it."""
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
    """Names that a statement would have bound."""
    found: Set[str] = set()
    try:
        tree = ast.parse(source)
    except SyntaxError:  # A test file that doesn't parse has no tests that run.
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
    return found


#: Texts of one example that are remembered, and their length.
MOST_TEXTS = 100
_LONGEST_TEXT = 4096


def texts_in(value: Any) -> List[str]:
    """Texts that a value is or holds, by which a place might be named."""
    if type(value) is str:
        return [value] if 0 < len(value) <= _LONGEST_TEXT else []
    if isinstance(value, pathlib.PurePath):
        return [str(value)]
    if type(value) in (list, tuple) and len(value) <= MOST_TEXTS:
        return [text for one in value if type(one) is not list and type(one) is not tuple for text in texts_in(one)]
    return []
