"""Stand-ins in the evaluator for objects that stay with the candidate, and the handles for the user's objects.

A stand-in supports use (call, iteration, `with`, `await`, length, index, truth, public attributes), but neither comparison nor hash:
the candidate's `__eq__` would judge itself.
"""

import functools
import io
import re
import types
from typing import Any, Dict, FrozenSet, Optional, Tuple

#: The number of the child in which an object lives, and the object's number.
Handle = Tuple[int, int]


class CantCross(Exception):
    """An argument that can't cross: the example can't run."""


#: Methods of plain values that answer a question: an object with one should have crossed as a value.
_JUDGING = frozenset(
    name
    for kind in (str, bytes, set, float)
    for name in dir(kind)
    if name.startswith(("is", "startswith", "endswith")) and name != "is_integer"
)


#: Methods that select a part of an object: their arguments are not values to compare.
_PICKING = {re.Match: frozenset("group start end span expand".split())}


class Stand:
    """A library object of the candidate's side."""

    def __init__(self, connection: Any, handle: Handle, type_name: str, kind: Optional[type] = None) -> None:
        self.__dict__["_assay"] = (connection, handle, type_name, kind)

    def _use(self, what: str, *positional: Any, **named: Any) -> Any:
        connection, handle, _, _ = self.__dict__["_assay"]
        return connection.use(handle, what, *positional, **named)

    def _refuse(self, *_: Any) -> Any:
        raise self._refused("compared")

    def _refused(self, what: str) -> BaseException:
        connection, _, type_name, _ = self.__dict__["_assay"]
        return connection.end("error", "returned a %s, which can't be %s" % (type_name, what))

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _refuse

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """The class for `isinstance`, if the candidate names one of a library."""
        return self.__dict__["_assay"][3] or type(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _JUDGING:
            raise self._refused("asked %s: the candidate's own code would answer" % name)
        connection, handle, _, kind = self.__dict__["_assay"]
        return connection.attribute(handle, name, picks=name in _PICKING.get(kind, ()))

    def __repr__(self) -> str:
        text = self._use("repr")
        return text if type(text) is str else object.__repr__(self)

    def __str__(self) -> str:
        text = self._use("str")
        return text if type(text) is str else object.__repr__(self)


def _contains(self: Stand, item: Any) -> bool:
    """Iterates here: the candidate's own `__contains__` would see the wanted value, and could say yes."""
    try:
        values = iter(self)
    except TypeError:
        raise self._refused("asked for its contents") from None
    return any(one is item or one == item for one in values)


def _exit(self: Stand, *what: Any) -> Any:
    return self._use("exit", None, None, None) if what[0] is None else self._use("exit", type(what[1]), what[1], None)


#: Possible abilities of an object: the method that Python looks up, and its stand-in.
ABILITIES: Dict[str, Any] = {
    "__call__": lambda self, *positional, **named: self._use("invoke", *positional, **named),
    "__len__": lambda self: self._use("len"),
    "__getitem__": lambda self, key: self._use("index", key),
    "__contains__": _contains,
    "__bool__": lambda self: bool(self._use("truth")),
    "__iter__": lambda self: self._use("iter"),
    "__enter__": lambda self: self._use("enter"),
    "__exit__": _exit,
}


@functools.lru_cache(maxsize=100)
def _able(abilities: FrozenSet[str]) -> type:
    return type("Stand", (Stand,), {name: ABILITIES[name] for name in abilities})


def _object(connection: Any, handle: Handle, type_name: str, abilities: Any, kind: Optional[type]) -> Any:
    """Creates a stand-in with the abilities that the candidate names; its class has no other of these methods."""
    able = frozenset(name for name in abilities if name in ABILITIES)
    return _able(able)(connection, handle, type_name, kind)


class Iterator(Stand):
    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self._use("next")


class Attributed(Stand):
    """A function with attributes, such as a count of its calls; in a class it works as a method."""

    # Like a function, it equals only itself.
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    def __call__(self, *positional: Any, **named: Any) -> Any:
        return self._use("invoke", *positional, **named)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)


def _function(connection: Any, handle: Handle, type_name: str, name: Any = None, text: Any = None, attributed: Any = False) -> Any:
    name = name if type(name) is str else type_name
    text = text if type(text) is str else None
    if attributed is True:
        made = Attributed(connection, handle, type_name)
        made.__dict__.update(__name__=name, __qualname__=name, __doc__=text)
        return made

    def function(*positional: Any, **named: Any) -> Any:
        return connection.use(handle, "invoke", *positional, **named)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = text
    return function


#: The value of a generator whose process has ended. An exception would end it, and the next example would learn nothing.
GONE = object()


def _generator(connection: Any, handle: Handle, type_name: str) -> Any:
    """Creates a real generator, so that `inspect` and `yield from` recognize it."""

    def generator() -> Any:
        what = "next"
        sent: Tuple[Any, ...] = ()
        try:
            while True:
                try:
                    value = GONE if connection.is_gone(handle) else connection.use(handle, what, *sent)
                except StopIteration as stop:
                    return stop.value
                try:
                    given = yield value
                    what, sent = ("next", ()) if given is None else ("send", (given,))
                except GeneratorExit:
                    raise
                except BaseException as error:  # noqa: BLE001 - the user's side throws it into the candidate's code
                    what, sent = "throw", (error,)
        except GeneratorExit:
            if connection.alive and not connection.ended:
                connection.use(handle, "close")
            raise

    return generator()


def _coroutine(connection: Any, handle: Handle, type_name: str) -> Any:
    async def coroutine() -> Any:
        return connection.use(handle, "await")

    return coroutine()


def _async_generator(connection: Any, handle: Handle, type_name: str) -> Any:
    async def generator() -> Any:
        while True:
            try:
                value = GONE if connection.is_gone(handle) else connection.use(handle, "anext")
            except StopAsyncIteration:
                return
            yield value

    return generator()


REMOTE_KINDS: Dict[str, Any] = {
    "iterator": Iterator,
    "generator": _generator,
    "coroutine": _coroutine,
    "async generator": _async_generator,
}


def stand_for(connection: Any, handle: Handle, kind: str, type_name: str, more: Any, trust: Any) -> Any:
    """Creates the stand-in for an object of the candidate's side; `more` are that side's facts of a function or an object."""
    if kind == "function":
        return _function(connection, handle, type_name, *more[:3])
    make = REMOTE_KINDS.get(kind)
    if make:
        return make(connection, handle, type_name)
    return _object(connection, handle, type_name, more[0] if more else (), trust.library_class(*more[1:3]))


def outgoing_kind(thing: Any) -> Optional[str]:
    """The kind of handle for a user's value. Raises CantCross for a value that the candidate could not use."""
    if isinstance(thing, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)):
        return "function"
    if hasattr(type(thing), "__next__") and not isinstance(thing, io.IOBase):
        return "iterator"
    if callable(thing) and not isinstance(thing, type):
        return "function"
    raise CantCross("it gives the function a %s, which can't be handed to another process" % type(thing).__name__)
