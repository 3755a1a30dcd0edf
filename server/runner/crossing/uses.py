"""The candidate's objects that cross as handles, and the uses of them by the user's side."""

import functools
import inspect
import types
from typing import Any, Callable, Dict, List, Optional

from . import names
from .remote import ABILITIES


def handle_kind(thing: Any) -> Optional[str]:
    """The kind of handle for a value of the candidate's side: an iterator, a function, or an object of a library class."""
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
    """The names of the special methods by which Python uses the object."""
    defined = set().union(*(vars(base) for base in type(thing).__mro__))  # Excludes attributes of the metaclass.
    return [name for name in ABILITIES if name in defined]


def facts_of(function: Any) -> List[Any]:
    """The name of a function that becomes a handle, its docstring without doctests, and whether it has attributes."""
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


#: The uses that the user's side may ask for.
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
