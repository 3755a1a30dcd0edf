"""What an instance that comes from the candidate may be, so that comparing it is not left to the candidate.

Its class is the user's own, but what it compares by may be set through its fields, or compare to anything by itself.
"""

import dis
import functools
import types
from typing import Any, Iterable, Iterator, Set, Tuple

from ..loading import environment

_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
#: Functions by which a comparison looks at what the other side is.
_LOOKING = frozenset("isinstance issubclass type getattr hasattr super vars".split())
#: How classes keep a place in each instance.
_SLOTS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_DELEGATES = (staticmethod, classmethod, functools.partialmethod, functools.singledispatchmethod)


def stands_in_for(kind: type, fields: Iterable[str], had: Iterable[str] = ()) -> str:
    """What of the class an instance with such fields would answer with something of its own; empty where nothing.

    That is every attribute of the class that its own code does not set on instances: methods, properties that are kept, constants.
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
    """Whatever a call through an instance would run; a class that is kept in a class may be replaced by another."""
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
    """Whether a comparison that the class has of its own looks at nothing of the other side: neither its class, nor its attributes."""
    for name in _COMPARISONS:
        own = next((base.__dict__[name] for base in kind.__mro__ if name in base.__dict__), None)
        if isinstance(own, types.FunctionType) and _is_users(own) and not _looks(own, kind, set()):
            return True
    return False


def _looks(function: types.FunctionType, kind: type, seen: Set[types.CodeType]) -> bool:
    """Whether it, or a function that it hands something on to, asks for the class or an attribute of a parameter but its first."""
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
    """And not made by a library, as `functools.total_ordering` makes the other comparisons out of one."""
    return environment.is_of_project(function.__code__.co_filename)
