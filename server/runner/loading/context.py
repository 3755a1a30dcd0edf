"""Loads the context of the candidate's function: the parts of the user's file without examples and without their names."""

import __future__

import ast
from typing import Any, Dict, List, Optional

from ..transport.raised import message_of
from . import candidate, imports


def load(module: Any, message: Dict[str, Any]) -> Optional[str]:
    """Executes the context statement by statement. Each child executes failing statements again, so that its verdict names the error."""
    for name in message["preload"]:
        try:
            __import__(name)
        except BaseException:  # noqa: BLE001, S112 - a candidate that imports it gets the error
            continue
    if "." in module.__name__ and imports.imports_own_package([message["source"]], module.__name__):
        failures: List[Optional[str]] = []
        imports.execute_as_import(module, lambda: failures.append(_execute(module, message)))
        return failures[0]
    return _execute(module, message)


def _execute(module: Any, message: Dict[str, Any]) -> Optional[str]:
    source = message["source"]
    done: List[ast.stmt] = []
    try:
        for statement in ast.parse(source, message["file"]).body:
            if candidate.is_decorated(statement, message["target"]):
                # Its decorators run on the candidate, in its own process, because a second registration of a function may fail.
                statement.decorator_list = []
            code = compile(ast.Module([statement], []), message["file"], "exec", _flags(done), True, 0)
            exec(code, module.__dict__)  # noqa: S102 - the user's own context
            done.append(statement)
    except BaseException as error:  # noqa: BLE001
        message["source"] = _until(source, done)
        return message_of(error)
    return None


def _flags(done: List[ast.stmt]) -> int:
    flags = 0
    for statement in done:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


def _until(source: str, done: List[ast.stmt]) -> str:
    last = done[-1].end_lineno or 0 if done else 0
    return "\n".join(source.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:last])
