"""Facts about a candidate's program for its loading: its new statements, the names that it reads, and its function."""

import ast
import enum
import functools
import types
from typing import Any, Dict, FrozenSet, List, Set

_NO_DATA = (types.ModuleType, type, types.FunctionType, types.BuiltinFunctionType)


def own(tree: ast.Module, source: str, present: List[str]) -> List[bool]:
    """For each top-level statement, whether to execute it: not if the same text is `present`."""
    lines = _lines(source)
    left = list(present)
    found: List[bool] = []
    for statement in tree.body:
        text = _text(statement, lines)
        future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        found.append(text not in left or future)
        if not found[-1]:
            left.remove(text)
    return found


def names_read(code: types.CodeType, space: Dict[str, Any], module: str) -> Set[str]:
    """The names in the candidate's code and in the file's functions."""
    read = _names_in(code)
    for value in list(space.values()):
        if isinstance(value, types.FunctionType) and value.__module__ == module:
            read |= _names_in(value.__code__)
    return read


def data_read(read: Set[str], space: Dict[str, Any], module: str, given: FrozenSet[str]) -> List[str]:
    """The names for data: `name`, and `Class.name` for the `given` classes."""
    data = [name for name in read if name in space and not name.startswith("__") and not isinstance(space[name], _NO_DATA)]
    for kind in (space[name] for name in given if isinstance(space.get(name), type)):
        if kind.__module__ == module and not isinstance(kind, enum.EnumMeta):
            data += ["%s.%s" % (kind.__name__, name) for name in _data_of(kind, read)]
    return data


def at(space: Dict[str, Any], path: str) -> Any:
    """The function at a target's path: for a method the plain function, for a property its getter or setter."""
    first, *rest = path.split(".")
    found = space[first]
    for part in rest:
        if isinstance(found, property):
            return {"setter": found.fset, "getter": found.fget, "deleter": found.fdel}[part]
        if not isinstance(found, type):
            return found
        bases = ((base, _mangled(base, part)) for base in found.__mro__)
        found = next(base.__dict__[own] for base, own in bases if own in base.__dict__)
    if isinstance(found, (staticmethod, classmethod)):
        return found.__func__
    if isinstance(found, property):
        return found.fget
    if isinstance(found, functools.cached_property):
        return found.func
    return found


def _mangled(kind: type, name: str) -> str:
    """The mangled form of a private name in its class."""
    private = name.startswith("__") and not name.endswith("__")
    return "_%s%s" % (kind.__name__.lstrip("_"), name) if private else name


def statements(source: str, target: str) -> List[str]:
    """The text of each top-level statement that the zygote has executed unchanged."""
    lines = _lines(source)
    return [_text(statement, lines) for statement in ast.parse(source).body if not is_decorated(statement, target)]


def is_decorated(statement: ast.stmt, target: str) -> bool:
    """Whether a statement is the function `target` with decorators."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(statement, functions) and statement.name == target.split(".")[0] and bool(statement.decorator_list)


def _lines(source: str) -> List[str]:
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _text(statement: ast.stmt, lines: List[str]) -> str:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    return "\n".join(lines[first - 1 : statement.end_lineno])


def _data_of(kind: type, read: Set[str]) -> List[str]:
    """Attributes of a class that hold data and that the code names."""
    excluded = (*_NO_DATA, property, staticmethod, classmethod, functools.cached_property, functools.partial)
    found = [(name, value) for name, value in kind.__dict__.items() if name in read and not name.startswith("__")]
    return [name for name, value in found if not isinstance(value, excluded) and not hasattr(type(value), "__get__")]


def _names_in(code: types.CodeType) -> Set[str]:
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found |= _names_in(constant)
    return found
