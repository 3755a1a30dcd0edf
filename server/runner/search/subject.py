"""The subject of the search: a function, method or property, its arguments, and the names that an expression may use."""

import inspect
import re
import textwrap
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from .names import free


class Unread(Exception):
    """The search can't work with the examples. Its only argument says why, as one of these."""

    #: No example calls the function and compares its result with a value.
    UNCALLED = "uncalled"
    #: An argument is a function, a class or a module, or can be read only once.
    ARGUMENTS = "arguments"
    #: A result is no plain data.
    RESULTS = "results"


class Pair(NamedTuple):
    """A call in an example, and its expected result."""

    #: The values of the parameters, in order.
    given: Tuple[Any, ...]
    #: The attributes of `self`, for a method.
    fields: Dict[str, Any]
    expected: Any


class Subject:
    """Finds the stub in a module. Raises Unread if the search can't reach it."""

    def __init__(self, target: str, receiver: Optional[str], module: Dict[str, Any]) -> None:
        *classes, self.name = target.split(".")
        self._receiver = receiver
        self._module = module
        self._owner: Optional[type] = None
        for name in classes:
            found = module.get(name) if self._owner is None else inspect.getattr_static(self._owner, name, None)
            if not inspect.isclass(found):
                raise Unread(Unread.UNCALLED)
            self._owner = found
        self._stub = module[self.name] if self._owner is None else inspect.getattr_static(self._owner, self.name)
        self._code = inspect.unwrap(_function_of(self._stub))
        self.is_method = self._owner is not None
        of_class = isinstance(self._stub, (staticmethod, classmethod))
        self.is_property = self.is_method and not of_class and not callable(self._stub)

    @property
    def is_async(self) -> bool:
        return inspect.iscoroutinefunction(self._code)

    def pair(self, receiver: Any, positional: Sequence[Any], named: Dict[str, Any], expected: Any) -> Pair:
        """The pair of a call in the source. Raises if it is not a call of this function."""
        if self._owner is not None:
            if not isinstance(receiver, self._owner) and receiver is not self._owner:
                raise Unread(Unread.UNCALLED)
            if not isinstance(self._stub, staticmethod):
                positional = (receiver, *positional)
        return self.pair_of_call(positional, named, expected)

    def pair_of_call(self, positional: Sequence[Any], named: Dict[str, Any], expected: Any = None) -> Pair:
        """The pair of a call at run time, with `self` in front."""
        bound = inspect.signature(self._code).bind(*positional, **named)
        bound.apply_defaults()
        values = tuple(bound.arguments.values())
        if not self._receiver:
            return Pair(values, {}, expected)
        fields = {} if inspect.isclass(values[0]) else fields_of(values[0])
        return Pair(values[1:], fields, expected)

    def put(self, body: str, parameters: Sequence[str], space: Dict[str, Any]) -> Callable[[], None]:
        """Puts a body into the stub's place. Returns a function that restores the stub."""
        given = ", ".join([*([self._receiver] if self._receiver else []), *parameters])
        kind = "async def" if self.is_async else "def"
        exec("%s made(%s):\n%s\n" % (kind, given, textwrap.indent(body, "    ")), space)  # noqa: S102 - of Assay's own grammar
        made = space.pop("made")
        made.__defaults__ = self._code.__defaults__
        return self.replace(made)

    def replace(self, function: Callable[..., Any]) -> Callable[[], None]:
        """Puts a function into the stub's place. Returns a function that restores the stub."""
        if self._owner is None:
            self._module[self.name] = function
            return lambda: self._module.update({self.name: self._stub})
        owner, stub = self._owner, self._stub
        wrap: Any = type(stub) if isinstance(stub, (staticmethod, classmethod)) else property if self.is_property else None
        setattr(owner, self.name, wrap(function) if wrap else function)
        return lambda: setattr(owner, self.name, stub)


def _function_of(stub: Any) -> Any:
    for name in ("__func__", "fget", "func"):
        stub = getattr(stub, name, None) or stub
    return stub


def fields_of(instance: Any) -> Dict[str, Any]:
    """The attributes of an instance in `__dict__` and `__slots__`."""
    slots = [name for kind in type(instance).__mro__ for name in _slots(kind)]
    found = {name: getattr(instance, name) for name in slots if hasattr(instance, name)}
    found.update(getattr(instance, "__dict__", {}))
    return found


def _slots(kind: type) -> List[str]:
    slots = kind.__dict__.get("__slots__", ())
    return [name for name in ([slots] if isinstance(slots, str) else slots) if not name.startswith("__")]


class Columns:
    """The names in the search: parameters under their own names, attributes of `self` under names without another meaning."""

    def __init__(self, pairs: Sequence[Pair], parameters: Sequence[str], receiver: Optional[str], names: Sequence[str]) -> None:
        self.parameters = list(parameters)
        first = pairs[0].fields if pairs else {}
        shared = [name for name in first if name.isidentifier() and all(name in pair.fields for pair in pairs)]
        #: Attributes by their names in the search.
        self._attributes: Dict[str, str] = {}
        for attribute in shared:
            taken = {*parameters, *names, *self._attributes}
            self._attributes[next(free(["%s_%s" % (receiver, attribute)], taken))] = "%s.%s" % (receiver, attribute)
        self.fields = list(self._attributes)
        self.pairs = [((*pair.given, *(pair.fields[name] for name in shared)), pair.expected) for pair in pairs]

    def written(self, body: str) -> str:
        """Replaces the search's names by Python's attributes, except inside of strings."""
        names = r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|\b\w+\b"
        return re.sub(names, lambda match: self._attributes.get(match.group(), match.group()), body)
