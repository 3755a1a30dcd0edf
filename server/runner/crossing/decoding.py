"""Reads the other side's values: creates and fills objects without running user code, and refuses anything invalid."""

from typing import Any, Dict, List, Optional, Set, Tuple

from ..transport import said
from ..transport.channel import Broken
from . import arrays, containers
from .crossed import Crossed
from .exceptions import fill_exception
from .making import FILLS, Foreign, Maker
from .trust import Trust


class Decoder:
    """`handle(number, kind, type_name, …)` creates the stand-in for an object of the other side."""

    def __init__(self, crossed: Crossed, handle: Any, trust: Trust) -> None:
        self._crossed = crossed
        self._made = Maker(crossed.objects, handle, trust, from_candidate=crossed.first == 0)

    def decode(self, values: Any, entries: Any, scope: Optional[Set[int]] = None) -> Tuple[List[Any], List[int]]:
        """Returns the values, and the numbers of known objects that the entries changed.

        `scope` limits which objects of this side may change; None allows all. Raises Broken, or Foreign.
        """
        try:
            return self._decode(values, entries, scope)
        except (Broken, Foreign):
            raise
        except Exception as error:  # noqa: BLE001 - any error of a hostile message has the same outcome
            # Without the error's text, which may contain the repr of a whole message.
            why = said.text(error.args[0], said.LONGEST_NAME) if error.args else ""
            raise Broken("a value that can't be read: %s: %s" % (type(error).__name__, why)) from None

    def _decode(self, values: Any, entries: Any, scope: Optional[Set[int]]) -> Tuple[List[Any], List[int]]:
        self._check_all_is_asked_for(values, entries)
        changed: List[int] = []
        waiting: Dict[int, Any] = {}
        filling: List[Tuple[int, Any, Any]] = []
        for entry in entries:
            number, tag, head, members = entry
            if type(number) is not int or type(tag) is not str:
                raise Broken("an entry without a number")
            if tag == "?":
                raise Foreign(str(head[0])[:100])
            if tag in arrays.TAGS:
                arrays.register(arrays.TAGS[tag])
            self._crossed.said[number] = repr(entry)
            if number in self._crossed.objects:
                own = self._crossed.is_own(number)
                if self._crossed.tags.get(number) != tag or tag in ("t", "f", "h", "n", "sl", "ci", "re", "nan"):
                    raise Broken("another type for a known object")
                if tag == "pi" or (own and scope is not None and number not in scope):
                    continue
                changed.append(number)
                filling.append((number, entry, self._crossed.objects[number]))
                continue
            if self._crossed.is_own(number):
                raise Broken("an object that this side never made")
            self._crossed.tags[number] = tag
            thing = self._made.empty(number, tag, head)
            if thing is None:
                waiting[number] = entry
            else:
                self._crossed.keep(number, thing)
                if tag != "h":
                    filling.append((number, entry, thing))
        self._build(waiting)
        for turn in (0, 1, 2, 3):
            for _, (_, tag, head, members), thing in filling:
                kind = containers.BY_TAG.get(tag)
                # A list subclass of the user takes its content from a plain list, which must exist first.
                own_turn = kind.turn if kind else 3 if tag == "o" and head[2] else 0
                if own_turn != turn:
                    continue
                if tag == "x":
                    self._made.check_fields(type(thing), head[2], list(thing.__dict__))
                    fill_exception(thing, head, [self._made.value(member) for member in members])
                elif tag == "o":
                    start = 1 if head[2] and head[2][0] in ("list", "dict", "set", "bytearray") else len(head[2])
                    values_of = [self._made.value(member) for member in members]
                    self._made.set_fields(thing, head[3], values_of[start:])
                else:
                    if tag == "ns" and self._crossed.first == 0 and any(callable(self._made.value(member)) for member in members):
                        raise Foreign("SimpleNamespace with a function")
                    if kind is None or kind.fill is None:
                        raise Broken("a change of an immutable object")
                    kind.fill(thing, head, [self._made.value(member) for member in members])
        # The content of an instance of a container subclass has its own entry, and is filled by now.
        for number, (_, tag, head, members), thing in filling:
            if tag == "o" and head[2] and head[2][0] in FILLS:
                held = self._made.value(members[0])
                FILLS[head[2][0]](thing, held)
                self._crossed.contents[number] = held
        for number, held in self._crossed.contents.items():
            base = type(held).__name__
            if base in FILLS and self._crossed.number_of(held) in changed and number not in changed:
                FILLS[base](self._crossed.objects[number], held)
                changed.append(number)
        return [self._made.value(value) for value in values], changed

    def _check_all_is_asked_for(self, values: Any, entries: Any) -> None:
        """Checks that each new object is a value, or is part of one or of a known object. Raises Broken for any other."""
        new = {entry[0]: entry[3] for entry in entries if entry[0] not in self._crossed.objects}
        pending = [values, *(entry[3] for entry in entries if entry[0] in self._crossed.objects)] if new else []
        while pending:
            for one in pending.pop():
                if type(one) is not list:
                    continue
                if len(one) == 1:
                    held = new.pop(one[0], None)
                    if held is not None:
                        pending.append(held)
                elif one[0] == "ev":
                    pending.append(one[3:])
        if new:
            raise Broken("objects that nothing refers to")

    def _build(self, waiting: Dict[int, Any]) -> None:
        """Creates the immutable objects, each after its members; without recursion, so that any depth works."""
        building: Set[int] = set()
        for first in list(waiting):
            stack = [first]
            while stack:
                number = stack[-1]
                if number in self._crossed.objects:
                    stack.pop()
                    continue
                _, tag, head, members = waiting[number]
                needed = [
                    m[0] for m in members if type(m) is list and len(m) == 1 and m[0] in waiting and m[0] not in self._crossed.objects
                ]
                if needed:
                    if number in building:
                        raise Broken("immutable objects that hold one another")
                    building.add(number)
                    stack.extend(needed)
                    continue
                self._crossed.keep(number, self._made.immutable(tag, head, [self._made.value(member) for member in members]))
                stack.pop()
