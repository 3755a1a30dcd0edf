"""Creates objects from the other side's entries, without running user code, and only of classes that it may name."""

import enum
from typing import Any, Dict, List, Sequence

from ..transport.channel import Broken
from . import arrays, containers, honest, leaves
from .exceptions import make_exception
from .trust import Trust


class Foreign(Exception):
    """A value of a class that only the candidate has; `args[0]` is the class's name."""


class Maker:
    """`objects` are those that have crossed, by number; `handle(number, kind, type_name, …)` stands in for one of the other side."""

    def __init__(self, objects: Dict[int, Any], handle: Any, trust: Trust, from_candidate: bool) -> None:
        self._objects = objects
        self._handle = handle
        self._trust = trust
        self._from_candidate = from_candidate

    def empty(self, number: int, tag: str, head: Any) -> Any:
        """An object that exists before its members; None if it needs them first."""
        if tag == "h":
            return self._handle(number, str(head[0]), str(head[1])[:100], *head[2:])
        if tag == "o":
            kind = self._class(head[0], head[1], instances=True)
            if not head[2]:
                return object.__new__(kind)
            if head[2][0] in FILLS:
                bases: Dict[str, Any] = {"list": list, "dict": dict, "set": set, "bytearray": bytearray}
                return bases[head[2][0]].__new__(kind)
            return None
        known = containers.BY_TAG.get(tag)
        return known.empty(head) if known and known.empty else None

    def immutable(self, tag: str, head: Any, members: List[Any]) -> Any:
        if tag == "x":
            error = make_exception(head, members, self._trust.find)
            self.check_fields(type(error), head[2])
            return error
        if tag == "n":
            return tuple.__new__(self._class(head[0], head[1], instances=True), members)
        if tag == "o":
            kind = self._class(head[0], head[1], instances=True)
            base = {"int": int, "float": float, "str": str, "bytes": bytes, "tuple": tuple, "complex": complex, "frozenset": frozenset}[
                head[2][0]
            ]
            if type(members[0]) is not base:
                raise Broken("a base of another type")
            thing = base.__new__(kind, members[0])
            self.set_fields(thing, head[3], members[1:])
            return thing
        build = containers.BY_TAG[tag].build
        assert build is not None  # An object without `build` was made by `empty`.
        return build(head, members)

    def _class(self, module: Any, qualname: Any, instances: bool = False) -> type:
        found = self._trust.find(str(module), str(qualname), instances)
        if not isinstance(found, type):
            raise Foreign(str(qualname)[:100])
        if instances and self._from_candidate and honest.compares_to_anything(found):
            raise Foreign("%s, which defines its own equality" % found.__name__)
        return found

    def _enumeration(self, module: Any, qualname: Any) -> Any:
        found = self._class(module, qualname)
        if not isinstance(found, enum.EnumMeta):
            raise Broken("a member of a class that is not an enumeration")
        return found

    def set_fields(self, thing: Any, fields: List[str], members: List[Any]) -> None:
        self.check_fields(type(thing), fields, [name for name, _ in containers.fields_of(thing)])
        containers.set_fields(thing, fields, members)

    def check_fields(self, kind: type, fields: List[str], had: Sequence[str] = ()) -> None:
        """Checks that fields from the candidate hide nothing of their class; `had` are fields that it had before. Raises Foreign."""
        hidden = honest.stands_in_for(kind, fields, had) if self._from_candidate else ""
        if hidden:
            raise Foreign("%s with a %s of its own" % (kind.__name__, hidden[:100]))

    def value(self, value: Any) -> Any:
        if type(value) is not list:
            return value
        if len(value) == 1 and type(value[0]) is int:
            return self._objects[value[0]]
        tag = value[0]
        if tag == "g":
            found = self._trust.find(str(value[1]), str(value[2]))
            if found is None:
                raise Foreign(str(value[2])[:100])
            return found
        if tag == "e":
            return self._enumeration(value[1], value[2]).__members__[value[3]]
        if tag == "ev":
            return self._enumeration(value[1], value[2])(self.value(value[3]))
        if tag in arrays.TAGS:
            arrays.register(arrays.TAGS[tag])
        return leaves.decode(tag, value[1:])


#: Gives a container, or an instance of its subclass, the content of another.
FILLS = {
    "list": lambda thing, value: list.__setitem__(thing, slice(None), value),
    "dict": lambda thing, value: (dict.clear(thing), dict.update(thing, value)),
    "set": lambda thing, value: (set.clear(thing), set.update(thing, value)),
    "bytearray": lambda thing, value: bytearray.__setitem__(thing, slice(None), value),
}
