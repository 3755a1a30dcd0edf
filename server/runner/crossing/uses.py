"""What stays with the candidate and is given out as a handle, and what can be done with it from the user's side."""

import functools
import inspect
import types
from typing import Any, Callable, Dict, List, Optional

from . import names
from .remote import ABILITIES


def handle_kind(thing: Any) -> Optional[str]:
    """What the candidate's side gives out instead of a value: iterators, functions, objects of library classes."""
    kind = type(thing)
    if inspect.isgenerator(thing):
        return "generator"
    if inspect.iscoroutine(thing):
        return "coroutine"
    if inspect.isasyncgen(thing):
        return "async generator"
    if isinstance(thing, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)):
        return "function"
    if isinstance(thing, type) or isinstance(thing, types.ModuleType):
        return None
    library = not kind.__flags__ & (1 << 9) or names.name_of(kind) is not None
    if not library:
        return None
    if hasattr(kind, "__next__"):
        return "iterator"
    return "object"


def abilities_of(thing: Any) -> List[str]:
    """By which methods Python would find what can be done with it."""
    defined = set().union(*(vars(base) for base in type(thing).__mro__))  # Not what the class itself answers by its own class.
    return [name for name in ABILITIES if name in defined]


def facts_of(function: Any) -> List[Any]:
    """What a function that is handed out is called, its docstring (but no doctests), and whether it has attributes."""
    given = function if isinstance(function, types.FunctionType) else None
    name = getattr(given, "__name__", None)
    text = getattr(given, "__doc__", None)
    held = getattr(given, "__dict__", {})
    return [
        "".join(name)[:100] if isinstance(name, str) else None,
        "".join(text)[:2000] if isinstance(text, str) and ">>>" not in text else None,
        any(type(one) is str and not one.startswith("_") for one in held),
    ]


def _raise_in(thing: Any, error: BaseException) -> Any:
    return thing.throw(error)


def attribute_of(thing: Any, name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return getattr(thing, name)


#: What the user's side may do with an object that has stayed here.
USES: Dict[str, Callable[..., Any]] = {
    "next": lambda thing: next(thing),
    "iter": lambda thing: iter(thing),
    "send": lambda thing, value: thing.send(value),
    "throw": _raise_in,
    "close": lambda thing: thing.close(),
    "invoke": lambda thing, *positional, **named: thing(*positional, **named),
    "len": lambda thing: len(thing),
    "index": lambda thing, key: thing[key],
    "in": lambda thing, item: item in thing,
    "truth": lambda thing: bool(thing),
    "attribute": attribute_of,
    "enter": lambda thing: thing.__enter__(),
    "exit": lambda thing, *what: thing.__exit__(*what),
    "repr": lambda thing: repr(thing),
    "str": lambda thing: str(thing),
}
