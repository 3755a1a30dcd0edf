"""Checks an instance from the candidate, so that the candidate does not decide its comparisons.

Its class is the user's own, but its fields may replace methods that the comparison uses, or the class may equal anything.
"""

import dis
import functools
import types
from typing import Any, Iterable, Iterator, Set, Tuple

from ..loading import environment

_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
#: Functions with which a comparison looks at the other side.
_LOOKING = frozenset("isinstance issubclass type getattr hasattr super vars".split())
#: Descriptors that reserve a place in each instance.
_SLOTS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_DELEGATES = (staticmethod, classmethod, functools.partialmethod, functools.singledispatchmethod)


def stands_in_for(kind: type, fields: Iterable[str], had: Iterable[str] = ()) -> str:
    """The first field that hides an attribute of the class; empty if there is none.

    Such an attribute is one that the class's own code does not set on instances: a method, a cached property, a constant.
    `had` are fields that the user's side has given it.
    """
    for name in fields:
        if name in had or name in getattr(kind, "__dataclass_fields__", ()):
            continue
        for base in kind.__mro__:
            if name in base.__dict__:
                found = base.__dict__[name]
                if _is_method(found) or (type(found) not in _SLOTS and name not in _stored(kind)):
                    return name
                break
    return ""


def _is_method(found: Any) -> bool:
    """Whether a call through an instance runs it. A class that is an attribute may be replaced by another class."""
    if isinstance(found, _DELEGATES):
        return True
    return callable(found) and not isinstance(found, type)


@functools.lru_cache(maxsize=None)
def _stored(kind: type) -> "frozenset[str]":
    """The attributes that the methods of a class set."""
    names = {
        one.argval
        for base in kind.__mro__
        for code in _codes(base)
        for one in dis.get_instructions(code)
        if one.opname.startswith("STORE_ATTR")
    }
    return frozenset(names)


def _codes(kind: type) -> Iterator[types.CodeType]:
    for found in kind.__dict__.values():
        for one in (found, getattr(found, "__func__", None), getattr(found, "fset", None), getattr(found, "func", None)):
            if isinstance(one, types.FunctionType):
                yield one.__code__


@functools.lru_cache(maxsize=None)
def compares_to_anything(kind: type) -> bool:
    """Whether the class's own comparison reads neither the class nor an attribute of the other side."""
    for name in _COMPARISONS:
        own = next((base.__dict__[name] for base in kind.__mro__ if name in base.__dict__), None)
        if isinstance(own, types.FunctionType) and _is_users(own) and not _looks(own, kind, set()):
            return True
    return False


def _looks(function: types.FunctionType, kind: type, seen: Set[types.CodeType]) -> bool:
    """Whether it, or a function that it calls with an argument, reads the class or an attribute of a parameter except the first."""
    code = function.__code__
    seen.add(code)
    if _LOOKING & set(code.co_names):
        return True
    others = code.co_varnames[1 : code.co_argcount] or code.co_varnames[: code.co_argcount]
    before: Tuple[str, Any] = ("", None)
    for one in dis.get_instructions(code):
        if one.opname.startswith(("LOAD_ATTR", "LOAD_METHOD")) and before[0].startswith(("LOAD_FAST", "LOAD_DEREF")):
            loaded: Tuple[Any, ...] = before[1] if isinstance(before[1], tuple) else (before[1],)
            if loaded[-1] in others:
                return True
        if not one.opname.startswith(("CACHE", "EXTENDED_ARG")):
            before = (one.opname, one.argval)
    for name in code.co_names:
        further = next((base.__dict__[name] for base in kind.__mro__ if name in base.__dict__), None) or function.__globals__.get(name)
        if isinstance(further, types.FunctionType) and further.__code__ not in seen and _looks(further, kind, seen):
            return True
    return False


def _is_users(function: types.FunctionType) -> bool:
    """Whether the user wrote the function; a library makes some, as `functools.total_ordering` does."""
    return environment.is_of_project(function.__code__.co_filename)
