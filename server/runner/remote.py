"""What stands in the evaluator for objects that stay with the candidate, and which of the user's objects go to it as handles.

A stand-in answers use (call, iteration, `with`, `await`, length, index, truth, public attributes), never comparison or hash:
an `__eq__` of the candidate's would be the judge of itself.
"""

import functools
import io
import types
from typing import Any, Dict, Optional


class CantCross(Exception):
    """An argument that has no way across: the example can't be run."""


class Stand:
    """A library object of the candidate's side."""

    def __init__(self, connection: Any, number: int, type_name: str) -> None:
        self.__dict__["_assay"] = (connection, number, type_name)

    def _use(self, what: str, *positional: Any, **named: Any) -> Any:
        connection, number, _ = self.__dict__["_assay"]
        return connection.use(number, what, *positional, **named)

    def _refuse(self, *_: Any) -> Any:
        connection, _, type_name = self.__dict__["_assay"]
        raise connection._end("error", "returned a %s, which can't be compared" % type_name)

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _refuse  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._use("attribute", name)

    def __call__(self, *positional: Any, **named: Any) -> Any:
        return self._use("invoke", *positional, **named)

    def __len__(self) -> int:
        return self._use("len")

    def __getitem__(self, key: Any) -> Any:
        return self._use("index", key)

    def __contains__(self, item: Any) -> bool:
        return bool(self._use("in", item))

    def __bool__(self) -> bool:
        return bool(self._use("truth"))

    def __iter__(self) -> Any:
        return self._use("iter")

    def __enter__(self) -> Any:
        return self._use("enter")

    def __exit__(self, *what: Any) -> Any:
        return self._use("exit", None, None, None) if what[0] is None else self._use("exit", type(what[1]), what[1], None)

    def __repr__(self) -> str:
        text = self._use("repr")
        return text if type(text) is str else object.__repr__(self)

    def __str__(self) -> str:
        text = self._use("str")
        return text if type(text) is str else object.__repr__(self)


class Iterator(Stand):
    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self._use("next")

    def __bool__(self) -> bool:
        return True


def _function(connection: Any, number: int, type_name: str) -> Any:
    def function(*positional: Any, **named: Any) -> Any:
        return connection.use(number, "invoke", *positional, **named)

    function.__name__ = function.__qualname__ = type_name
    return function


def _generator(connection: Any, number: int, type_name: str) -> Any:
    """A real generator, so that `inspect` and `yield from` take it for what it stands for."""

    def generator() -> Any:
        what, sent = "next", ()
        try:
            while True:
                try:
                    value = connection.use(number, what, *sent)
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
                connection.use(number, "close")
            raise

    return generator()


def _coroutine(connection: Any, number: int, type_name: str) -> Any:
    async def coroutine() -> Any:
        return connection.use(number, "await")

    return coroutine()


def _async_generator(connection: Any, number: int, type_name: str) -> Any:
    async def generator() -> Any:
        while True:
            try:
                value = connection.use(number, "anext")
            except StopAsyncIteration:
                return
            yield value

    return generator()


REMOTE_KINDS: Dict[str, Any] = {
    "object": Stand,
    "iterator": Iterator,
    "function": _function,
    "generator": _generator,
    "coroutine": _coroutine,
    "async generator": _async_generator,
}


def outgoing_kind(thing: Any) -> Optional[str]:
    """As what a value of the user's goes to the candidate. Raises CantCross for what it could do nothing with."""
    if isinstance(thing, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, functools.partial)):
        return "function"
    if hasattr(type(thing), "__next__") and not isinstance(thing, io.IOBase):
        return "iterator"
    if callable(thing) and not isinstance(thing, type):
        return "function"
    raise CantCross("it gives the function a %s, which can't be handed to another process" % type(thing).__name__)
