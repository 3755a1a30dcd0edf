"""The search without a model: expressions over the parameters that map every example's arguments to its result.

Bottom-up enumeration with observational equivalence (Transit, Udupa et al. 2013), in order of a cost that the words of the
docstring lower. Examples alone are weak evidence: an expression that ignores a parameter, or fails on inputs close to the examples,
ranks lower.
"""

import ast
import gc
import heapq
import re
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

from . import operations
from .choices import Choices
from .hints import Hints, common_ends
from .loops import FORMS, Level
from .names import attributes_in, used_in
from .space import Clock, Grammar, OutOfTime, Space, Term, data_of

Pair = Tuple[Tuple[Any, ...], Any]

MOST_COST = 40
#: The reduction of an operation's cost by a word of the docstring.
FAVOUR = 3
#: The rank penalties of a solution: for each ignored parameter, for a failure on inputs close to the examples,
IGNORED = 8
FRAGILE = 2
#: for an int where a float is expected, and for each operation on two equal arguments.
NARROW = 4
IDLE = 4


def search(
    pairs: Sequence[Pair],
    parameters: Sequence[str],
    hints: Sequence[str],
    seconds: float,
    limit: int,
    names: Optional[Mapping[str, Any]] = None,
    fields: Sequence[str] = (),
    receiver: Optional[str] = None,
) -> Iterator[Tuple[str, int]]:
    """
    Expressions with the nodes of their syntax tree, best first, at most `limit`, within `seconds` of CPU time. `hints` are
    texts (name, docstring, signature), `names` are values of the module that an expression may name. `fields` are names of attributes of
    `self`, whose values follow the parameters in each pair and need not be used; `receiver` is the method's name for `self`.
    """
    try:
        data_of(tuple(expected for _, expected in pairs))
    except (ValueError, TypeError, IndexError):
        return  # There are no examples, or their results are not plain data, which no expression returns.
    if parameters or fields:
        around = [receiver] if receiver else []
        yield from _Search(pairs, [*parameters, *fields], len(parameters), Hints(hints), names or {}, around).run(seconds, limit)


class _Search:
    def __init__(
        self,
        pairs: Sequence[Pair],
        parameters: Sequence[str],
        wanted: int,
        hints: Hints,
        names: Mapping[str, Any],
        around: Sequence[str] = (),
    ) -> None:
        self._pairs = pairs
        self._parameters = parameters
        #: The number of parameters, from the first, that an expression should use.
        self._to_use = wanted
        self._hints = hints
        self._names = names
        #: Names with another meaning than in Python, which a loop must not bind.
        self._taken = (*parameters, *names, *around, *hints.own_names)
        self._safe, self._bounded = operations.safe_beside(self._taken)
        self._wanted = tuple(expected for _, expected in pairs)
        self._choices = Choices(self._wanted)
        self._found: List[Tuple[int, int, str]] = []
        self._behaviours: Set[Any] = set()
        self._variants = [arguments for given, _ in pairs for arguments in variants(given)]

    def run(self, seconds: float, limit: int) -> Iterator[Tuple[str, int]]:
        clock = Clock(seconds)
        grammar = self._grammar()
        space = Space(grammar, clock, (1 << len(self._parameters)) - 1, len(self._parameters), self._goals(), self._take)
        forms = [form for form in FORMS if self._wants(dict) or not form.template.startswith("{")]
        forms = [form for form in forms if not used_in(form.template).intersection(self._taken)]
        level = Level(space, grammar, clock, self._price, forms, self._taken)
        self._plant(space)
        count = 0
        # Terms have no cycles, and there are too many of them for repeated collections.
        gc.disable()
        try:
            for cost in range(1, MOST_COST):
                level.advance(cost)
                self._choices.learn(space.fresh)
                for term in self._choices.made(cost):
                    self._take(term)
                while self._found and self._found[0][0] <= cost and count < limit:
                    yield self._next()
                    count += 1
                if count == limit:
                    return
        except (OutOfTime, MemoryError):
            pass  # The solutions so far count.
        finally:
            gc.enable()
        while self._found and count < limit:
            yield self._next()
            count += 1

    def _next(self) -> Tuple[str, int]:
        text = tidy(heapq.heappop(self._found)[2])
        return text, sum(1 for _ in ast.walk(ast.parse(text, mode="eval").body))

    def _price(self, cost: int, words: Sequence[str]) -> int:
        return cost - FAVOUR if self._hints.favour(words) else cost

    def _grammar(self) -> Grammar:
        grammar: Grammar = {1: [], 2: [], 3: []}
        for types, operation in operations.operations():
            template = operation.template
            # A method with the function's own name may be the function itself.
            if used_in(template).intersection(self._taken) or attributes_in(template) & self._hints.own_names:
                continue
            if (template.startswith("(A") and not self._wants(tuple)) or (template.startswith("[A") and not self._wants(list)):
                continue
            if template.startswith("{") and not self._wants(dict):
                continue
            grammar[len(types)].append((types, operation._replace(cost=self._price(operation.cost, operation.words))))
        return grammar

    def _plant(self, space: Space) -> None:
        columns = zip(*(arguments for arguments, _ in self._pairs))
        for index, (name, vector) in enumerate(zip(self._parameters, columns)):
            space.leaf(tuple(vector), name, 2, 1 << index)
        count = len(self._pairs)
        for name, value in self._names.items():
            space.leaf((value,) * count, name, 2 if self._hints.favour([name.lower()]) else 5, 0)
        costs: Dict[str, Tuple[int, Any]] = {}
        shared = self._choices.constants()
        constants = [(2, self._hints.constants), (4, shared), (3, [0, 1, 2, *common_ends(self._wanted)]), (4, [-1, "", " "]), (6, [3, 10])]
        for cost, values in constants:
            for value in values:
                costs.setdefault(repr(value), (cost, value))
        for text, (cost, value) in costs.items():
            space.leaf((value,) * count, text, cost, 0)

    def _goals(self) -> FrozenSet[int]:
        goals = {hash(data_of(self._wanted))}
        if all(type(value) in (int, float) for value in self._wanted):
            floats = tuple(map(float, self._wanted))
            if self._hints.wants_float or any(type(value) is float for value in self._wanted):
                goals.add(hash(data_of(floats)))
        return frozenset(goals)

    def _wants(self, kind: type) -> bool:
        given = [arguments for arguments, _ in self._pairs] if kind is dict else []
        return any(_contains(value, kind) for value in (*self._wanted, *given))

    def _take(self, term: Term) -> None:
        behaviour, fragile = self._behaviour(render(term, self._safe))
        if behaviour in self._behaviours:
            return
        self._behaviours.add(behaviour)
        ignored = sum(1 for index in range(self._to_use) if not term.uses >> index & 1)
        narrow = self._hints.wants_float and int in map(type, term.vector)
        rank = term.cost + IGNORED * ignored + FRAGILE * fragile + NARROW * narrow + IDLE * idle(term)
        heapq.heappush(self._found, (rank, len(self._behaviours), render(term, {})))

    def _behaviour(self, text: str) -> Tuple[Any, bool]:
        """The results of the expression on inputs close to the examples, and whether it fails on one."""
        space = dict(self._bounded, **self._names)
        function = eval("lambda %s: (%s)" % (", ".join(self._parameters), text), space)  # noqa: S307 - of our own grammar
        outcomes: List[Any] = []
        fragile = False
        for arguments in self._variants:
            try:
                outcomes.append(data_of((function(*arguments),)))
            except Exception as error:  # noqa: BLE001
                outcomes.append(type(error).__name__)
                fragile = True
        return tuple(outcomes), fragile


def variants(arguments: Sequence[Any]) -> Iterator[Tuple[Any, ...]]:
    """Inputs close to these, with one argument changed a little."""
    for index, value in enumerate(arguments):
        for other in _near(value):
            yield (*arguments[:index], other, *arguments[index + 1 :])


def _near(value: Any) -> List[Any]:
    kind = type(value)
    if kind is bool:
        return [not value]
    if kind in (int, float):
        return [value + 1, value + 4]
    if kind in (str, list, tuple):
        others = [value[::-1], value[1:], value + value[:1]]
        return others + ([value.swapcase()] if kind is str else [kind(one) for one in _near_elements(list(value))])
    if kind is set:
        return [set(list(value)[1:])]
    if kind is dict:
        items = list(value.items())
        return [dict(items[1:]), dict(items[::-1])] + [{**value, items[0][0]: one} for one in (_near(items[0][1]) if items else [])]
    return []


def _near_elements(items: List[Any]) -> Iterator[List[Any]]:
    """Lists with the first or the last element changed a little."""
    for place in sorted({0, len(items) - 1}):
        for other in _near(items[place])[:2] if items else []:
            yield items[:place] + [other] + items[place + 1 :]


def _contains(value: Any, kind: type) -> bool:
    if isinstance(value, kind):
        return True
    if isinstance(value, dict):
        return any(_contains(one, kind) for pair in value.items() for one in pair)
    return isinstance(value, (list, tuple, set)) and any(_contains(one, kind) for one in value)


def parts_of(term: Term) -> Iterator[Term]:
    """The term and all its parts."""
    yield term
    for part in term.parts:
        yield from parts_of(part)


def idle(term: Term) -> int:
    """The number of operations with two equal arguments: `x != x`, `n % n`."""
    return sum(1 for each in parts_of(term) if len(each.parts) == 2 and render(each.parts[0], {}) == render(each.parts[1], {}))


def render(term: Term, instead: Mapping[str, str]) -> str:
    """The source of a term, with brackets around each part, and with the templates of `instead`."""
    if not term.parts:
        return term.template

    def part(match: "re.Match[str]") -> str:
        return "(%s)" % render(term.parts["ABCE".index(match.group())], instead)

    return re.sub(r"\b[ABCE]\b", part, instead.get(term.template, term.template))


def tidy(text: str) -> str:
    """Removes brackets that change nothing."""
    meaning = _meaning(text)
    start = text.find("(")
    while start >= 0:
        depth = 0
        for end in range(start, len(text)):
            depth += (text[end] == "(") - (text[end] == ")")
            if depth == 0:
                break
        shorter = text[:start] + text[start + 1 : end] + text[end + 1 :]
        try:
            same = _meaning(shorter) == meaning
        except SyntaxError:
            same = False
        if same:
            text = shorter
            start = text.find("(", start)
        else:
            start = text.find("(", start + 1)
    return text


def _meaning(text: str) -> str:
    return ast.dump(_LeftToRight().visit(ast.parse(text, mode="eval")))


class _LeftToRight(ast.NodeTransformer):
    """Turns `a * (b * c)` into `a * b * c`, and `a and (b and c)` into `a and b and c`."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        right = node.right
        if isinstance(node.op, (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)) and isinstance(right, ast.BinOp):
            if type(right.op) is type(node.op):
                return self.visit(ast.BinOp(ast.BinOp(node.left, node.op, right.left), node.op, right.right))
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        values: List[ast.expr] = []
        for value in node.values:
            nested = isinstance(value, ast.BoolOp) and type(value.op) is type(node.op)
            values.extend(value.values if nested else [value])  # type: ignore[attr-defined]
        return ast.BoolOp(node.op, values)
