"""Values across the boundary: a closed code that keeps types and identity exact, and executes nothing on arrival.

A value is JSON for None, booleans, strings, floats and small integers; `[tag, …]` for other leaves; `[number]` for an
object with identity. Objects travel as entries `[number, tag, head, members]` beside the values, only when they are new or
have changed. Numbers are given by the side that made the object: even in the evaluator, odd in the child.
"""

import types
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from ..transport import said
from ..transport.channel import Broken
from . import arrays, containers, leaves, names
from .exceptions import exception_content, fill_exception
from .making import FILLS, Foreign, Maker
from .remote import CantCross
from .trust import Trust
from .uses import abilities_of, facts_of


class Heap:
    """One end's view of the objects that have crossed.

    `handle(number, kind, type_name, …)` makes what stands here for an object of the other side; a candidate's side adds what
    the object is able to do, and its class's name. `handle_kind(thing)` says as
    what kind a value that can't cross by value is given out, or None. `trust` decides on classes and functions by name.
    """

    def __init__(self, first: int, handle: Any, handle_kind: Any, trust: Trust) -> None:
        self._next = first
        self._handle_kind = handle_kind
        self._trust = trust
        self.objects: Dict[int, Any] = {}
        self._numbers: Dict[int, int] = {}
        self._said: Dict[int, str] = {}
        self._tags: Dict[int, str] = {}
        #: What instances of the user's own classes of lists, dictionaries, … hold, as plain ones of their own numbers.
        self._contents: Dict[int, Any] = {}
        self._first = first
        self._made = Maker(self.objects, handle, trust, from_candidate=first == 0)

    # -- writing

    def encode(self, roots: List[Any], scope: Optional[List[int]] = None) -> Tuple[List[Any], List[Any], Set[int]]:
        """Values for `roots`, entries for what is new or changed, and the numbers of all that they reach.

        `scope` adds objects that the other side wants to hear of whether or not the roots still reach them.
        """
        entries: List[Any] = []
        seen: Set[int] = set()
        pending: List[int] = []

        def value(thing: Any) -> Any:
            kind = type(thing)
            if thing is None or kind is str or kind is bool or (kind is float and thing == thing):
                return thing  # What is no number is equal to nothing, but in a list to itself: it has an identity.
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
                    # A combination of flags bears a name that is no member's.
                    return ["e", *name, thing.name] if thing.name in kind.__members__ else ["ev", *name, value(thing.value)]
            number = self._number(thing)
            if number not in seen:
                seen.add(number)
                pending.append(number)
            return [number]

        for number in self._contents:
            # The walk may meet what an object holds before the object itself.
            thing = self.objects[number]
            self._content_of(containers.base_of(type(thing)), thing)
        values = [value(root) for root in roots]
        for number in scope or ():
            if number in self.objects and number not in seen:
                seen.add(number)
                pending.append(number)
        while pending:
            number = pending.pop()
            if self._tags.get(number) == "h":
                continue  # It is the other side's own, or was given out as a handle before.
            thing = self.objects[number]
            tag, head, members = self._content(thing)
            sent = [value(member) for member in members]
            if tag == "s":
                sent.sort(key=repr)  # Equal sets iterate differently: a fixed order keeps an unchanged one unchanged.
            entry = [number, tag, head, sent]
            said = repr(entry)
            if self._said.get(number) != said:
                self._said[number] = said
                self._tags[number] = tag
                entries.append(entry)
        return values, entries, seen

    def unsay(self, entries: List[Any]) -> None:
        """They were not sent after all."""
        for number, *_ in entries:
            self._said.pop(number, None)

    def _number(self, thing: Any) -> int:
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._next
            self._next += 2
            self._keep(number, thing)
        return number

    def _keep(self, number: int, thing: Any) -> None:
        self.objects[number] = thing
        self._numbers[id(thing)] = number

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
                own = [] if base is object else [self._content_of(base, thing)]
                return "o", [*name, inner, list(fields)], [*own, *fields.values()]
        elif not name and isinstance(thing, tuple) and hasattr(kind, "_fields"):
            return "t", [], list(thing)
        as_handle = self._handle_kind(thing)
        if as_handle == "object" and self._first:
            return "h", [as_handle, _type_name(kind), abilities_of(thing), *(name or ())], []
        if as_handle == "function":
            return "h", [as_handle, _type_name(kind), *facts_of(thing)], []
        if as_handle:
            return "h", [as_handle, _type_name(kind)], []
        return "?", [_type_name(kind)], []

    def _content_of(self, base: Any, thing: Any) -> Any:
        """The same object at each time, so that what has not changed is not said again."""
        plain = _plain(base, thing)
        number = self._numbers.get(id(thing))
        known = self._contents.get(number) if number is not None else None
        if type(known) is not base or (base.__name__ not in FILLS and known != plain):
            known = plain
        elif base.__name__ in FILLS:
            FILLS[base.__name__](known, plain)
        if number is not None:
            self._contents[number] = known
        return known

    def _crosses(self, thing: Any) -> bool:
        """Whether a field of an exception has a way across; without it the exception still has."""
        if isinstance(thing, (BaseException, *names.NAMED)) or leaves.encode(thing) is not None or containers.is_enum(thing):
            return True
        try:
            return self._content(thing)[0] != "?"
        except CantCross:
            return False

    # -- reading

    def decode(self, values: Any, entries: Any, scope: Optional[Set[int]] = None) -> Tuple[List[Any], List[int]]:
        """The values, and the numbers of known objects that the entries changed.

        `scope` limits which objects of this side may change; None allows all. Raises Broken, or Foreign.
        """
        try:
            return self._decode(values, entries, scope)
        except (Broken, Foreign):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a hostile message provokes is one outcome
            # Not its text: that may be the repr of a message as long as all that was sent.
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
            self._said[number] = repr(entry)
            if number in self.objects:
                own = self._is_own(number)
                if self._tags.get(number) != tag or tag in ("t", "f", "h", "n", "sl", "ci", "re", "nan"):
                    raise Broken("another type for a known object")
                if tag == "pi" or (own and scope is not None and number not in scope):
                    continue
                changed.append(number)
                filling.append((number, entry, self.objects[number]))
                continue
            if self._is_own(number):
                raise Broken("an object that this side never made")
            self._tags[number] = tag
            thing = self._made.empty(number, tag, head)
            if thing is None:
                waiting[number] = entry
            else:
                self._keep(number, thing)
                if tag != "h":
                    filling.append((number, entry, thing))
        self._build(waiting)
        for turn in (0, 1, 2, 3):
            for _, (_, tag, head, members), thing in filling:
                kind = containers.BY_TAG.get(tag)
                # A list of the user's own class takes its content from a plain one, which has to have it.
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
                    if tag == "ns" and self._first == 0 and any(callable(self._made.value(member)) for member in members):
                        raise Foreign("SimpleNamespace with a function")
                    if kind is None or kind.fill is None:
                        raise Broken("a change of what can't change")
                    kind.fill(thing, head, [self._made.value(member) for member in members])
        # What an object of a class made from a container holds is an entry of its own, and filled by now.
        for number, (_, tag, head, members), thing in filling:
            if tag == "o" and head[2] and head[2][0] in FILLS:
                held = self._made.value(members[0])
                FILLS[head[2][0]](thing, held)
                self._contents[number] = held
        for number, held in self._contents.items():
            base = type(held).__name__
            if base in FILLS and self._numbers.get(id(held)) in changed and number not in changed:
                FILLS[base](self.objects[number], held)
                changed.append(number)
        return [self._made.value(value) for value in values], changed

    def _check_all_is_asked_for(self, values: Any, entries: Any) -> None:
        """Each new object is a value, or held by one or by an object that was known before: nothing comes along by itself."""
        new = {entry[0]: entry[3] for entry in entries if entry[0] not in self.objects}
        pending = [values, *(entry[3] for entry in entries if entry[0] in self.objects)] if new else []
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
        """Makes the immutable ones, each after those that it holds; without recursion, however deep they nest."""
        building: Set[int] = set()
        for first in list(waiting):
            stack = [first]
            while stack:
                number = stack[-1]
                if number in self.objects:
                    stack.pop()
                    continue
                _, tag, head, members = waiting[number]
                needed = [m[0] for m in members if type(m) is list and len(m) == 1 and m[0] in waiting and m[0] not in self.objects]
                if needed:
                    if number in building:
                        raise Broken("immutable objects that hold one another")
                    building.add(number)
                    stack.extend(needed)
                    continue
                self._keep(number, self._made.immutable(tag, head, [self._made.value(member) for member in members]))
                stack.pop()

    def given_out(self, number: int) -> Any:
        """The object of this side that the other has a handle on. Raises KeyError, TypeError."""
        if not self._is_own(number) or self._tags[number] != "h":
            raise KeyError(number)
        return self.objects[number]

    def numbers_of(self, thing: Any) -> Set[int]:
        """The number of an object that has crossed; none of a plain value."""
        number = self._numbers.get(id(thing))
        return set() if number is None else {number}

    def own(self, numbers: Iterable[int]) -> List[int]:
        """Those of the objects that this side has made, in order."""
        return sorted(filter(self._is_own, numbers))

    def _is_own(self, number: int) -> bool:
        return number % 2 == self._first % 2


def _plain(base: type, thing: Any) -> Any:
    """The content of an instance of a subclass of `base`, as a value of `base` itself."""
    if base is dict:
        return dict(dict.items(thing))
    if base in (list, tuple, set, frozenset):
        return base(base.__iter__(thing))
    if base is str:
        return str.__str__(thing)[:] if type(str.__str__(thing)) is str else "".join(str.__iter__(thing))
    if base is int:
        return int.__int__(thing)
    if base is float:
        return float.__float__(thing)
    if base is complex:
        return complex(complex.__add__(thing, 0j))
    return base(memoryview(thing))


def _type_name(kind: type) -> str:
    name = kind.__name__
    return name if type(name) is str else "value"
