"""Repeats the candidate's log records on the user's side, with the levels, filters and handlers of the checks."""

import sys
from typing import Any, Callable, List, Set

from ..transport.said import LONGEST_NAME

#: The most characters of a message.
LONGEST = 10_000
_Tell = Callable[[List[Any]], None]


class Relay:
    """Forwards records from the candidate's process. `tell` takes `[logger, level, message, line, function]`."""

    def __init__(self, tell: _Tell) -> None:
        self._tell = tell
        self._watches = False

    def watch(self) -> None:
        """Starts when the file or the candidate has loaded `logging`; without it, this costs nothing."""
        logging = sys.modules.get("logging")
        if self._watches or logging is None or not hasattr(logging, "Logger"):
            return
        self._watches = True
        loggers = [logging.root, *(one for one in logging.root.manager.loggerDict.values() if hasattr(one, "handlers"))]
        #: The file's own handlers, which the user's side has too.
        given: Set[int] = {id(handler) for one in loggers for handler in one.handlers}
        tell = self._tell

        def call_handlers(logger: Any, record: Any) -> None:
            tell([str(logger.name), int(record.levelno), _message(record), int(record.lineno), str(record.funcName)])
            if record.levelno < logger.getEffectiveLevel():
                return
            at = logger
            while at is not None:
                for handler in at.handlers:
                    if id(handler) not in given and record.levelno >= handler.level:
                        handler.handle(record)
                at = at.parent if at.propagate else None

        # The checks decide which records matter.
        logging.Logger.isEnabledFor = lambda logger, level: not logger.disabled
        logging.Logger.callHandlers = call_handlers


def _message(record: Any) -> str:
    try:
        return str(record.getMessage())[:LONGEST]
    except Exception:  # noqa: BLE001 - nobody listens for wrong arguments
        return str(record.msg)[:LONGEST]


def log_again(said: Any, file: str) -> None:
    """Logs a record on the user's side. It ignores an invalid record."""
    if not (isinstance(said, list) and [type(part) for part in said] == [str, int, str, int, str]):
        return
    import logging  # Loaded already if anything here uses it.

    name, level, message, line, function = said
    if len(name) > LONGEST_NAME or len(function) > LONGEST_NAME or not 0 <= line < 1 << 31:
        return
    logger = logging.getLogger(None if name == "root" else name)
    if 0 <= level <= 1000 and logger.isEnabledFor(level):
        logger.handle(logger.makeRecord(logger.name, level, file, line, message[:LONGEST], (), None, function))
