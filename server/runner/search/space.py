"""Bottom-up enumeration: terms by rising cost, one for each vector of values on the examples."""

import math
import time
from decimal import Decimal
from fractions import Fraction
from marshal import dumps
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Optional, Sequence, Set, Tuple

from . import plain
from .bounds import MOST_BITS
from .operations import Operation, Vector
from .plain import form_of

Grammar = Dict[int, List[Tuple[Tuple[type, ...], Operation]]]
Bank = Dict[type, List["Term"]]


class OutOfTime(Exception):
    pass


#: Seconds until other work has its turn.
SLICE = 0.02
#: Bytes, in the form of `data_of`, of one term and of all terms; as objects they need ten times as much.
MOST_BYTES = 20_000
MOST_KEPT = 24_000_000


class Clock:
    """The remaining CPU seconds and memory of all spaces together."""

    def __init__(self, seconds: float) -> None:
        self._end = time.process_time() + seconds
        self._unchecked = 0
        self._room = MOST_KEPT
        self._aside: Optional[Callable[[], None]] = None
        self._next = math.inf

    def aside(self, work: Callable[[], None]) -> None:
        """Calls other work again and again, after each slice of time."""
        self._aside = work
        self._next = time.process_time()

    def count(self, effort: int) -> None:
        self._unchecked += effort
        if self._unchecked > 100:
            self._unchecked = 0
            now = time.process_time()
            if now > self._end:
                raise OutOfTime
            if now > self._next and self._aside is not None:
                self._next = math.inf
                self._aside()
                self._next = time.process_time() + SLICE

    def has_room(self, size: int) -> bool:
        if size > min(MOST_BYTES, self._room):
            return False
        self._room -= size
        return True


class Term:
    """An expression with its value on each example; `uses` has a bit for each variable."""

    __slots__ = ("vector", "template", "parts", "cost", "uses", "solves")

    def __init__(self, vector: Vector, template: str, parts: "Tuple[Term, ...]", cost: int, uses: int, solves: bool) -> None:
        self.vector = vector
        self.template = template
        self.parts = parts
        self.cost = cost
        self.uses = uses
        self.solves = solves


ITERABLE = (list, tuple, str, set, dict, range, bytes, frozenset)
_ORDINARY = (int, float, bool, str, *ITERABLE, *plain.CLASSES)
_UNORDERED = (set, frozenset, dict, range)
#: Types of which `marshal` has no form, or not one for all equal values.
_OTHERS = frozenset({*_UNORDERED, *plain.CLASSES})


def data_of(vector: Vector) -> bytes:
    """Bytes that are equal for equal values of equal types. Raises ValueError for anything but plain data."""
    try:
        return b"|".join(map(_unordered, vector)) if vector[0].__class__ in _UNORDERED else dumps(vector, 2)
    except ValueError:
        return dumps(form_of(vector), 2)


def _unordered(value: Any) -> bytes:
    if value.__class__ is range:
        return dumps(("range", value.start, value.stop, value.step), 2)
    if value.__class__ in (set, frozenset, dict):
        items = value.items() if value.__class__ is dict else value
        return dumps((type(value).__name__, sorted(dumps(item, 2) for item in items)), 2)
    return dumps(value, 2)


def kind_of(vector: Vector) -> Optional[type]:
    """The type that decides which operations apply; `object` if it differs, None if no operation accepts it."""
    kinds = set(map(type, vector))
    if len(kinds) == 1:
        kind = kinds.pop()
        return kind if kind in _ORDINARY else None
    if kinds == {int, float}:
        return float
    return object


def fits(kind: type, vector: Vector) -> bool:
    """Whether numbers are small enough to continue."""
    if kind is int:
        return all(value.bit_length() <= MOST_BITS for value in vector)
    if kind is Fraction:
        return all(value.numerator.bit_length() + value.denominator.bit_length() <= MOST_BITS for value in vector)
    if kind is Decimal:
        return all(value.is_finite() for value in vector)
    return kind is not float or all(-math.inf < value < math.inf for value in vector)


class Space:
    """The terms over some variables, on some points."""

    def __init__(
        self,
        grammar: Grammar,
        clock: Clock,
        own: int,
        variables: int,
        goals: FrozenSet[int] = frozenset(),
        found: Callable[[Term], None] = lambda term: None,
    ) -> None:
        self._grammar = grammar
        self._clock = clock
        #: The bits of variables; every compound term uses one of them.
        self._own = own
        #: The number of variables, of the outer spaces and this one.
        self.variables = variables
        #: The effort of one term: more if it is computed on many points.
        self._effort = 1
        self._goals = goals
        self._found = found
        self._seen: Set[int] = set()
        self._bank: List[Bank] = []
        #: The cost that is enumerated now.
        self._reached = 0
        #: The types of the terms so far.
        self._kinds: Set[type] = set()
        #: The new terms of the last cost, in order.
        self.fresh: List[Term] = []

    def leaf(self, vector: Vector, text: str, cost: int, uses: int) -> None:
        self._effort = 1 + len(vector) // 8
        self.add(vector, text, (), cost, uses)

    def plant(self, term: Term) -> None:
        """Adds a term that was computed elsewhere, at the next cost or its own."""
        try:
            key = hash(data_of(term.vector))
        except (ValueError, TypeError):
            return
        kind = kind_of(term.vector)
        if key not in self._seen and kind is not None and fits(kind, term.vector):
            self._seen.add(key)
            self._kinds.add(kind)
            term.cost = max(term.cost, self._reached + 1)
            self.at(term.cost).setdefault(kind, []).append(term)

    def adopt(self, term: Term, vector: Vector) -> None:
        """Adds a term of an outer space as a leaf."""
        self._clock.count(self._effort)
        key = hash(data_of(vector))
        if key not in self._seen:
            self._seen.add(key)
            kind = kind_of(vector)
            if kind is not None:
                self._kinds.add(kind)
                self.at(term.cost).setdefault(kind, []).append(Term(vector, "A", (term,), term.cost, term.uses, False))

    def owns(self, term: Term) -> bool:
        return bool(term.uses & self._own)

    def at(self, cost: int) -> Bank:
        while len(self._bank) <= cost:
            self._bank.append({})
        return self._bank[cost]

    def advance(self, cost: int) -> None:
        """Adds the terms of exactly this cost. The terms of lower costs must exist."""
        self._reached = cost
        self.fresh = [term for terms in self.at(cost).values() for term in terms]
        for make, count in ((self._unary, 1), (self._binary, 2), (self._ternary, 3)):
            for types, operation in self._grammar[count]:
                if self._kinds.issuperset(types):
                    make(operation, types, cost)

    def add(self, vector: Vector, template: str, parts: Tuple[Term, ...], cost: int, uses: int) -> None:
        """Adds a term that was created elsewhere."""
        try:
            data = data_of(vector)
        except (ValueError, TypeError):
            return
        key = hash(data)
        if key not in self._seen:
            self._keep(key, len(data), vector, template, parts, cost, uses)
        elif key in self._goals:
            self._solution(vector, template, parts, cost, uses)

    def _unary(self, operation: Operation, types: Tuple[type, ...], cost: int) -> None:
        if cost <= operation.cost:
            return
        terms = self.at(cost - operation.cost).get(types[0], ())
        for term in terms:
            self._clock.count(self._effort)
            if term.uses & self._own:
                try:
                    vector = operation.apply(term.vector)
                except Exception:  # noqa: BLE001 - undefined on an example
                    continue
                self.add(vector, operation.template, (term,), cost, term.uses)

    def _binary(self, operation: Operation, types: Tuple[type, ...], cost: int) -> None:
        rest = cost - operation.cost
        for first in range(1, rest):
            if operation.commutes and types[0] is types[1] and first > rest - first:
                return
            ones = self.at(first).get(types[0])
            others = self.at(rest - first).get(types[1])
            if ones and others:
                self._pairs(operation, ones, others, cost)

    def _pairs(self, operation: Operation, ones: Iterable[Term], others: Sequence[Term], cost: int) -> None:
        # The inner loop of the search, with `add` inlined.
        apply, template, own, seen, goals = operation.apply, operation.template, self._own, self._seen, self._goals
        count, effort = self._clock.count, self._effort * len(others)
        for one in ones:
            vector, uses = one.vector, one.uses
            count(effort)
            for other in others:
                # What an operation on one term twice gives, an operation on it and a constant gives too: `x + x` is `x * 2`.
                if other is one or not (uses | other.uses) & own:
                    continue
                try:
                    result = apply(vector, other.vector)
                    data = data_of(result) if result[0].__class__ in _OTHERS else dumps(result, 2)
                except Exception:  # noqa: BLE001, S112 - undefined on an example, too large, or not plain data
                    continue
                key = hash(data)
                if key not in seen:
                    self._keep(key, len(data), result, template, (one, other), cost, uses | other.uses)
                elif key in goals:
                    self._solution(result, template, (one, other), cost, uses | other.uses)

    def _ternary(self, operation: Operation, types: Tuple[type, ...], cost: int) -> None:
        rest = cost - operation.cost
        for first in range(1, rest - 1):
            for second in range(1, rest - first):
                banks = self.at(first), self.at(second), self.at(rest - first - second)
                ones, others, thirds = (bank.get(kind, ()) for bank, kind in zip(banks, types))
                for one in ones:
                    for other in others:
                        self._clock.count(self._effort * len(thirds))
                        for third in thirds:
                            uses = one.uses | other.uses | third.uses
                            if not uses & self._own:
                                continue
                            try:
                                vector = operation.apply(one.vector, other.vector, third.vector)
                            except Exception:  # noqa: BLE001, S112 - undefined on an example, or too large
                                continue
                            self.add(vector, operation.template, (one, other, third), cost, uses)

    def _keep(self, key: int, size: int, vector: Vector, template: str, parts: Tuple[Term, ...], cost: int, uses: int) -> None:
        kind = kind_of(vector)
        if kind is None or not fits(kind, vector) or not self._clock.has_room(size):
            return
        self._seen.add(key)
        self._kinds.add(kind)
        solves = key in self._goals
        term = Term(vector, template, parts, cost, uses, solves)
        self.at(cost).setdefault(kind, []).append(term)
        self.fresh.append(term)
        if solves:
            self._found(term)

    def _solution(self, vector: Vector, template: str, parts: Tuple[Term, ...], cost: int, uses: int) -> None:
        """Notes another expression for the goal, unless it only wraps one."""
        if not any(part.solves and part.uses == uses for part in parts):
            self._found(Term(vector, template, parts, cost, uses, True))
