"""Writes values for the other side: only the new or changed objects among all that they reach."""

import types
from typing import Any, List, Optional, Set, Tuple

from . import arrays, containers, leaves, names
from .crossed import Crossed
from .exceptions import exception_content
from .remote import CantCross
from .trust import Trust
from .uses import abilities_of, facts_of


class Encoder:
    """`handle_kind(thing)` returns the kind of handle for a value that can't cross by value, or None."""

    def __init__(self, crossed: Crossed, handle_kind: Any, trust: Trust) -> None:
        self._crossed = crossed
        self._handle_kind = handle_kind
        self._trust = trust

    def encode(self, roots: List[Any], scope: Optional[List[int]] = None) -> Tuple[List[Any], List[Any], Set[int]]:
        """Returns values for `roots`, entries for new or changed objects, and the numbers of all objects that the values reach.

        `scope` adds objects that the other side asks for, even if the roots no longer reach them.
        """
        entries: List[Any] = []
        seen: Set[int] = set()
        pending: List[int] = []

        def value(thing: Any) -> Any:
            kind = type(thing)
            if thing is None or kind is str or kind is bool or (kind is float and thing == thing):
                return thing  # A NaN equals nothing, but inside a list it equals itself, so it has an identity.
            leaf = leaves.encode(thing)
            if leaf is None and kind not in containers.KINDS and arrays.registers(kind):
                leaf = leaves.encode(thing)
            if leaf is not None:
                return leaf
            if isinstance(thing, names.NAMED) and self._trust.may_send(thing):
                return ["g", *(names.name_of(thing) or ())]
            if containers.is_enum(thing) and self._trust.may_send(kind):
                name = names.name_of(kind)
                if name:
                    # A combination of flags has a name that no member has.
                    return ["e", *name, thing.name] if thing.name in kind.__members__ else ["ev", *name, value(thing.value)]
            number = self._crossed.number(thing)
            if number not in seen:
                seen.add(number)
                pending.append(number)
            return [number]

        for number in self._crossed.contents:
            # The walk may meet the content before its object.
            thing = self._crossed.objects[number]
            self._crossed.content_of(containers.base_of(type(thing)), thing)
        values = [value(root) for root in roots]
        for number in scope or ():
            if number in self._crossed.objects and number not in seen:
                seen.add(number)
                pending.append(number)
        while pending:
            number = pending.pop()
            if self._crossed.tags.get(number) == "h":
                continue  # It belongs to the other side, or is already a handle.
            thing = self._crossed.objects[number]
            tag, head, members = self._content(thing)
            sent = [value(member) for member in members]
            if tag == "s":
                sent.sort(key=repr)  # Equal sets may iterate differently; a fixed order keeps an unchanged set unchanged.
            entry = [number, tag, head, sent]
            said = repr(entry)
            if self._crossed.said.get(number) != said:
                self._crossed.said[number] = said
                self._crossed.tags[number] = tag
                entries.append(entry)
        return values, entries, seen

    def unsay(self, entries: List[Any]) -> None:
        """Forgets entries that were not sent."""
        for number, *_ in entries:
            self._crossed.said.pop(number, None)

    def _content(self, thing: Any) -> Tuple[str, List[Any], List[Any]]:
        kind = type(thing)
        known = containers.KINDS.get(kind)
        if known and not (known.tag == "ns" and any(map(callable, vars(thing).values()))):
            head, members = known.content(thing)
            return known.tag, head, members
        if isinstance(thing, BaseException):
            (known_as, message, fields, count), members = exception_content(thing)
            kept = [pair for pair in zip(fields, members[count:]) if self._crosses(pair[1])]
            return "x", [known_as, message, [name for name, _ in kept], count], members[:count] + [value for _, value in kept]
        name = names.name_of(kind)
        if name and kind.__flags__ & (1 << 9) and self._trust.may_send(kind, instances=True):
            base = containers.base_of(kind)
            if base is tuple and hasattr(kind, "_fields"):
                return "n", [*name], list(thing)
            if base is not None and not isinstance(thing, types.ModuleType):
                fields = dict(containers.fields_of(thing))
                inner = [] if base is object else [base.__name__]
                own = [] if base is object else [self._crossed.content_of(base, thing)]
                return "o", [*name, inner, list(fields)], [*own, *fields.values()]
        elif not name and isinstance(thing, tuple) and hasattr(kind, "_fields"):
            return "t", [], list(thing)
        as_handle = self._handle_kind(thing)
        if as_handle == "object" and self._crossed.first:
            return "h", [as_handle, _type_name(kind), abilities_of(thing), *(name or ())], []
        if as_handle == "function":
            return "h", [as_handle, _type_name(kind), *facts_of(thing)], []
        if as_handle:
            return "h", [as_handle, _type_name(kind)], []
        return "?", [_type_name(kind)], []

    def _crosses(self, thing: Any) -> bool:
        """Whether a field of an exception can cross; the exception crosses without it."""
        if isinstance(thing, (BaseException, *names.NAMED)) or leaves.encode(thing) is not None or containers.is_enum(thing):
            return True
        try:
            return self._content(thing)[0] != "?"
        except CantCross:
            return False


def _type_name(kind: type) -> str:
    name = kind.__name__
    return name if type(name) is str else "value"
