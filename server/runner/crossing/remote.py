"""What stands in the evaluator for objects that stay with the candidate, and which of the user's objects go to it as handles.

A stand-in answers use (call, iteration, `with`, `await`, length, index, truth, public attributes), never comparison or hash:
an `__eq__` of the candidate's would be the judge of itself.
"""

import functools
import io
import re
import types
from typing import Any, Dict, FrozenSet, Optional, Tuple

#: What lives on with a child: which one that was, and the number of the object.
Handle = Tuple[int, int]


class CantCross(Exception):
    """An argument that has no way across: the example can't be run."""


#: Methods of plain values that tell whether something is so: what has them should have come as the value that it is.
_JUDGING = frozenset(
    name
    for kind in (str, bytes, set, float)
    for name in dir(kind)
    if name.startswith(("is", "startswith", "endswith")) and name != "is_integer"
)


#: Methods that pick a part of an object of that class: what they are called with is no value to be compared.
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
        """For `isinstance`: the class by the candidate's word, where it is one of a library's."""
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
    """Goes through it: asked itself, the candidate's own code would see the value that is wanted, and say yes."""
    try:
        values = iter(self)
    except TypeError:
        raise self._refused("asked for its contents") from None
    return any(one is item or one == item for one in values)


def _exit(self: Stand, *what: Any) -> Any:
    return self._use("exit", None, None, None) if what[0] is None else self._use("exit", type(what[1]), what[1], None)


#: What an object may be able to do: the method by which Python asks for it, and what stands for that here.
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
    """`abilities` by the candidate's word; the methods that Python looks up in the class are there for no others."""
    able = frozenset(name for name in abilities if name in ABILITIES)
    return _able(able)(connection, handle, type_name, kind)


class Iterator(Stand):
    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self._use("next")


class Attributed(Stand):
    """A function with attributes of its own, such as a count of its calls; in a class it is a method, as any other."""

    # As functions are, equal to itself alone.
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


#: Of a generator whose process is gone: one that raised would be at its end, and tell the next example nothing.
GONE = object()


def _generator(connection: Any, handle: Handle, type_name: str) -> Any:
    """A real generator, so that `inspect` and `yield from` take it for what it stands for."""

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
                except BaseException as error:  # noqa: BLE001 - thrown in by the user's side, for the candidate to see
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
    """What stands here for an object of the candidate's side; `more` is what that said of a function, or of an object."""
    if kind == "function":
        return _function(connection, handle, type_name, *more[:3])
    make = REMOTE_KINDS.get(kind)
    if make:
        return make(connection, handle, type_name)
    return _object(connection, handle, type_name, more[0] if more else (), trust.library_class(*more[1:3]))


def outgoing_kind(thing: Any) -> Optional[str]:
    """As what a value of the user's goes to the candidate. Raises CantCross for what it could do nothing with."""
    if isinstance(thing, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)):
        return "function"
    if hasattr(type(thing), "__next__") and not isinstance(thing, io.IOBase):
        return "iterator"
    if callable(thing) and not isinstance(thing, type):
        return "function"
    raise CantCross("it gives the function a %s, which can't be handed to another process" % type(thing).__name__)
