"""Comprehensions and sort keys: a term over a loop's variable, computed on all elements at once, gives terms over the whole."""

import itertools
import re
from typing import Any, Callable, Iterator, List, NamedTuple, Sequence, Tuple

from .names import free
from .space import ITERABLE, Clock, Grammar, Space, Term, Vector, kind_of

#: The most elements of all examples together.
MOST_ELEMENTS = 300
#: The most loops of one space.
MOST_LOOPS = 16
#: The highest cost of the looped term, and of an outer term in a body.
DOMAIN_COST = 9
OUTER_COST = 7
MOST_OUTER = 24
#: Deeper nesting is no short expression.
MOST_DEPTH = 2


class Form(NamedTuple):
    """A form of loop over its body `E`: `I` is the `for … in …`, `S` its first variable, `A` the looped term."""

    template: str
    cost: int
    #: Beginnings of words that favour the form.
    words: Tuple[str, ...]
    #: Whether the body is a condition.
    tests: bool
    #: Computes the result for one example, from the values of the first variable and of the body.
    make: Callable[[list, list], Any]


def _form(template: str, cost: int, words: str, tests: bool, make: Callable[[list, list], Any]) -> Form:
    return Form(template, cost, tuple(words.split()), tests, make)


def _selected(items: list, tests: list) -> list:
    return [item for item, wanted in zip(items, tests) if wanted]


def _ordered(items: list, keys: list, reverse: bool = False) -> list:
    return [items[i] for i in sorted(range(len(items)), key=keys.__getitem__, reverse=reverse)]


def _extreme(choose: Callable[..., int]) -> Callable[[list, list], Any]:
    return lambda items, keys: items[choose(range(len(items)), key=keys.__getitem__)]


FORMS = (
    _form("all(E I)", 5, "all every whether check each", True, lambda items, tests: all(tests)),
    _form("any(E I)", 5, "any whether check contain", True, lambda items, tests: any(tests)),
    _form("[S I if E]", 4, "filter remov even odd from great larg long find extract select", True, _selected),
    _form("sum(E I)", 5, "count number how many", True, lambda items, tests: sum(tests)),
    _form("next((S I if E), None)", 7, "first find", True, lambda items, tests: (_selected(items, tests) + [None])[0]),
    _form("[E I]", 4, "list each element every individual square map convert", False, lambda items, values: values),
    _form("sorted(A, key=lambda S: E)", 6, "sort order accord arrang", False, _ordered),
    _form("sorted(A, key=lambda S: E, reverse=True)", 8, "descend", False, lambda items, keys: _ordered(items, keys, True)),
    _form("max(A, key=lambda S: E)", 6, "max larg great most high long", False, _extreme(max)),
    _form("min(A, key=lambda S: E)", 6, "min small least low short", False, _extreme(min)),
    _form("{S: E I}", 7, "dict map frequen count", False, lambda items, values: dict(zip(items, values))),
)
FILTERED = _form("[E I if C]", 5, "filter remov", False, _selected)

Price = Callable[[int, str, Sequence[str]], int]


class Loop(NamedTuple):
    """One `for` over one or two terms of the space around it."""

    parts: Tuple[Term, Term]
    header: str
    names: Tuple[str, ...]
    #: The elements of each example, with one value for each name.
    elements: List[List[Tuple[Any, ...]]]
    cost: int

    def split(self, vector: Vector) -> List[list]:
        """Groups a value of each element by example."""
        ends: List[int] = []
        for items in self.elements:
            ends.append((ends[-1] if ends else 0) + len(items))
        return [list(vector[end - len(items) : end]) for end, items in zip(ends, self.elements)]

    def spread(self, vector: Vector) -> Vector:
        """Repeats a value of each example for each of its elements."""
        return tuple(value for value, items in zip(vector, self.elements) for _ in items)


class Level:
    """A space with the loops over its terms."""

    def __init__(
        self, space: Space, grammar: Grammar, clock: Clock, price: Price, forms: Sequence[Form], taken: Tuple[str, ...] = (), depth: int = 0
    ) -> None:
        self.space = space
        self._grammar = grammar
        self._clock = clock
        self._price = price
        self._forms = forms
        self._taken = taken
        self._depth = depth
        self._bodies: List[Body] = []
        self._domains: List[Term] = []

    def advance(self, cost: int) -> None:
        self.space.advance(cost)
        for body in self._bodies:
            body.give(cost)
        if self._depth < MOST_DEPTH and cost <= DOMAIN_COST:
            for term in list(self.space.fresh):
                if kind_of(term.vector) in ITERABLE and self.space.owns(term):
                    self._loop_over(term)

    def _loop_over(self, term: Term) -> None:
        for loop in self._loops(term):
            count = sum(map(len, loop.elements))
            if 0 < count <= MOST_ELEMENTS and len(self._bodies) < MOST_LOOPS >> self._depth:
                self._bodies.append(self._body(loop))
        self._domains.append(term)

    def _loops(self, term: Term) -> Iterator[Loop]:
        """Yields the loops over a term, alone and together with earlier terms."""
        x, y = itertools.islice(free(("x", "y", "z", "w", "u", "v"), self._taken), 2)
        i = next(free(("i", "j", "k", "index"), self._taken))
        values, own = term.vector, (term, term)
        if isinstance(values[0], dict):
            items = [list(value.items()) for value in values]
            yield Loop(own, "for %s, %s in A.items()" % (x, y), (x, y), items, 3 + term.cost)
            return
        if any(len(value) > MOST_ELEMENTS for value in values):
            return
        yield Loop(own, "for %s in A" % x, (x,), [[(one,) for one in value] for value in values], 1 + term.cost)
        if isinstance(values[0], (range, set, frozenset)):
            return
        if "enumerate" not in self._taken:
            numbered = [[(one, number) for number, one in enumerate(value)] for value in values]
            yield Loop(own, "for %s, %s in enumerate(A)" % (i, x), (x, i), numbered, 3 + term.cost)
        if "zip" in self._taken:
            return
        if self._depth == 0:
            neighbours = [list(zip(value, value[1:])) for value in values]
            yield Loop(own, "for %s, %s in zip(A, A[1:])" % (x, y), (x, y), neighbours, 5 + term.cost)
        for other in self._domains:
            if isinstance(other.vector[0], (list, tuple, str)) and not (term.parts or other.parts):
                pairs = [list(zip(*both)) for both in zip(other.vector, values)]
                yield Loop((other, term), "for %s, %s in zip(A, B)" % (x, y), (x, y), pairs, 3 + term.cost + other.cost)

    def _body(self, loop: Loop) -> "Body":
        first = self.space.variables
        own = ((1 << len(loop.names)) - 1) << first
        space = Space(self._grammar, self._clock, own, first + len(loop.names))
        for offset, name in enumerate(loop.names):
            space.leaf(tuple(one[offset] for items in loop.elements for one in items), name, 2, 1 << (first + offset))
        outer = [term for cost in range(1, OUTER_COST + 1) for terms in self.space.at(cost).values() for term in terms]
        for term in outer[:MOST_OUTER]:
            space.adopt(term, loop.spread(term.vector))
        inner = Level(space, self._grammar, self._clock, self._price, self._forms, self._taken + loop.names, self._depth + 1)
        return Body(loop, inner, self.space, own, self._price, self._forms, self._clock)


class Body:
    """A loop's body, which adds terms to the outer space."""

    def __init__(self, loop: Loop, inner: Level, outer: Space, own: int, price: Price, forms: Sequence[Form], clock: Clock) -> None:
        self._loop = loop
        self._inner = inner
        self._outer = outer
        self._own = own
        self._clock = clock
        self._weight = 2 + sum(map(len, loop.elements)) // 20
        keyed = len(loop.names) == 1
        self._forms = [(form, price(form.cost, form.template, form.words)) for form in forms if keyed or "lambda" not in form.template]
        self._filtered = price(FILTERED.cost, FILTERED.template, FILTERED.words)
        self._templates = {form: self._template(form) for form in (*forms, FILTERED)}
        self._items = loop.split(tuple(one[0] for items in loop.elements for one in items))
        #: Conditions and other terms, by cost.
        self._tests: List[List[Term]] = [[]]
        self._values: List[List[Term]] = [[]]

    def give(self, cost: int) -> None:
        """Adds the terms of exactly this cost."""
        budget = cost - self._loop.cost
        self._enumerate(budget - min(price for _, price in self._forms))
        for form, price in self._forms:
            if 0 < budget - price < len(self._tests):
                for body in (self._tests if form.tests else self._values)[budget - price]:
                    if body.template != self._loop.names[0]:
                        self._add(form, self._loop.split(body.vector), self._items, body, body, cost)
        rest = budget - self._filtered
        for first in range(2, min(rest, len(self._values))):
            for body in self._values[first]:
                if body.template != self._loop.names[0]:
                    values = self._loop.split(body.vector)
                    for test in self._tests[rest - first]:
                        self._add(FILTERED, self._loop.split(test.vector), values, body, test, cost)

    def _enumerate(self, cost: int) -> None:
        while len(self._tests) <= cost:
            self._inner.advance(len(self._tests))
            own = [term for term in self._inner.space.fresh if term.uses & self._own]
            self._tests.append([term for term in own if type(term.vector[0]) is bool])
            self._values.append([term for term in own if type(term.vector[0]) is not bool])

    def _add(self, form: Form, bodies: List[list], items: List[list], body: Term, test: Term, cost: int) -> None:
        self._clock.count(self._weight)
        try:
            vector = tuple(map(form.make, items, bodies))
        except Exception:  # noqa: BLE001 - unordered, unhashable or empty values
            return
        first, second = self._loop.parts
        uses = (body.uses | test.uses | first.uses | second.uses) & ~self._own
        self._outer.add(vector, self._templates[form], (first, second, test, body), cost, uses)

    def _template(self, form: Form) -> str:
        letters = {"I": self._loop.header, "S": self._loop.names[0]}
        return re.sub(r"\b[IS]\b", lambda match: letters[match.group()], form.template)
