"""The fillings of one skeleton, whose givens and constants are chosen: what may stand in its other holes, and what comes of it."""

import ast
import heapq
from typing import AbstractSet, Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from . import operations
from .names import free, used_in
from .programs import Steps, function_of, limited, spaces, without_true
from .skeletons.skeleton import Expression, Skeleton
from .skeletons.written import Filling, Written
from .solution import Made, render
from .space import Clock, Grammar, Space, Term, data_of, kind_of
from .wraps import AS_IT_IS, Wrap, fitting, priced

#: The most fillings of one combination of givens and constants.
MOST_FILLED = 3_000
#: The most noted arguments of a hole, and of an example among them.
MOST_POINTS = 24
#: The highest cost of an enumerated filling, and the most that are tried.
HIGHEST = 9
MOST_ENUMERATED = 150
#: The most values of skeletons that become leaves of the search of expressions.
MOST_LEAVES = 150

Found = Callable[[Term], None]


class Choice(NamedTuple):
    """One filling of a hole, with its value for each example (an expression's is a function)."""

    cost: int
    filling: Filling
    values: Tuple[Any, ...]
    uses: int


class Task(NamedTuple):
    """What all skeletons share."""

    parameters: Sequence[str]
    #: The arguments of each example.
    given: Sequence[Tuple[Any, ...]]
    wanted: Tuple[Any, ...]
    names: Mapping[str, Any]
    taken: Sequence[str]
    constants: Sequence[Any]
    grammar: Grammar
    clock: Clock
    #: The terms of the search of expressions.
    space: Space
    #: The words beside the function.
    words: AbstractSet[str]


class Kit:
    """What all fillings share."""

    def __init__(self, task: Task, found: Found) -> None:
        self.task = task
        self.found = found
        self.safe, bounded = operations.safe_beside(task.taken)
        self.modules = spaces({})
        self.space = {**self.modules, **task.names, **bounded}
        self.wraps = [wrap for wrap in priced(task.words) if not used_in(wrap.template).intersection(task.taken)]
        self._leaves = 0

    def leaf(self, term: Term) -> None:
        if self._leaves < MOST_LEAVES and kind_of(term.vector) is not None:
            self._leaves += 1
            self.task.space.plant(term)


class Program:
    """A skeleton as a function, and as text."""

    def __init__(self, skeleton: Skeleton, kit: Kit) -> None:
        task = kit.task
        self.skeleton = skeleton
        self.written = Written(skeleton)
        self.steps = Steps()
        self.favourites: Dict[str, List[Choice]] = {}
        self.function = function_of(self.written.parsed(), self.steps, kit.modules)
        used = {*task.taken, *task.parameters, skeleton.function.__name__}
        self.renamed: Dict[str, str] = {}
        for name in self.written.locals:
            new = next(free((name,), {*used, *self.renamed.values(), *(set(self.written.locals) - {name})}))
            if new != name:
                self.renamed[name] = new

    def run(self, holes: Mapping[str, Any]) -> Any:
        self.steps.start()
        return self.function(**holes)


class Fillings:
    """The fillings of one combination of givens and constants."""

    def __init__(self, program: Program, outer: Dict[str, Choice], kit: Kit) -> None:
        self._program = program
        self._task = kit.task
        self._outer = outer
        self._kit = kit
        self._space = {**kit.space, **program.steps.space}
        self._holes = {name: hole for name, hole in program.skeleton.holes.items() if isinstance(hole, Expression)}

    def run(self, base: int) -> Iterator[int]:
        favourites = {name: self._favourites(name, hole) for name, hole in self._holes.items()}
        if not all(favourites.values()):
            return
        known = {id(choice) for choices in favourites.values() for choice in choices}
        yield from self._try(base, favourites, set(), True)
        if not any(hole.open for hole in self._holes.values()):
            return
        yield base + 3
        points = self._points({name: choices[0] for name, choices in favourites.items()})
        choices = dict(favourites)
        for name, hole in self._holes.items():
            if hole.open and points[name]:
                enumerated = self._enumerated(hole, points[name], favourites[name])
                choices[name] = sorted([*favourites[name], *enumerated], key=lambda choice: choice.cost)
        yield from self._try(base, choices, known, False)

    def _try(self, base: int, choices: Dict[str, List[Choice]], known: Set[int], leaves: bool) -> Iterator[int]:
        """Runs combinations by their cost, but those of known choices alone. Yields the cost that it has reached."""
        count = 0
        tried = 0
        at = base
        for cost, chosen in ordered(list(choices.values())):
            if known and all(id(choice) in known for choice in chosen):
                continue
            while base + cost > at:
                at += 1
                yield at
            tried += 1
            if tried > MOST_FILLED:
                return
            self._check(base + cost, dict(zip(choices, chosen)), leaves)
            count += 1
            if count % 50 == 0:
                yield at

    def _check(self, cost: int, chosen: Dict[str, Choice], leaf: bool) -> None:
        wanted = self._task.wanted
        values: List[Any] = []
        wraps: Sequence[Wrap] = self._kit.wraps if leaf or type(wanted[0]) is not bool else [AS_IT_IS]
        holes = {**self._outer, **chosen}
        self._task.clock.count(20)
        for index, value in enumerate(wanted):
            try:
                made = self._program.run({name: choice.values[index] for name, choice in holes.items()})
            except Exception:  # noqa: BLE001 - undefined on an example, or too many steps
                return
            wraps = fitting(wraps, made, value)
            if not leaf and not wraps:
                return
            values.append(made)
        try:
            vector = tuple(values)
            data_of(vector)
        except (ValueError, TypeError, IndexError):
            return
        self._give(vector, cost, holes, wraps)

    def _give(self, vector: Tuple[Any, ...], cost: int, holes: Dict[str, Choice], wraps: Sequence[Wrap]) -> None:
        """Gives what solves the task with a wrap around it, and else is a leaf."""
        program = self._program
        lines = program.written.lines({name: choice.filling for name, choice in holes.items()}, program.renamed)
        lines = without_true(lines)
        last = lines.pop().strip()
        if not last.startswith("return "):
            return
        expression = last[len("return ") :]
        uses = 0
        for choice in holes.values():
            uses |= choice.uses
        if AS_IT_IS in wraps:
            self._kit.found(Made(Term(vector, expression, (), cost, uses, True), tuple(lines), program.skeleton.name))
        name = expression
        if not expression.isidentifier():
            name = next(
                free(
                    ("result", "value", "made"),
                    {*self._task.taken, *self._task.parameters, *program.written.locals, *program.renamed.values()},
                )
            )
            lines.append("%s = %s" % (name, expression))
        term = Made(Term(vector, name, (), cost, uses, False), tuple(lines), program.skeleton.name)
        for wrap in wraps:
            if wrap is not AS_IT_IS:
                self._kit.found(Term(self._task.wanted, wrap.template, (term,), cost + wrap.cost, uses, True))
        if not wraps:
            self._kit.leaf(term)

    def _favourites(self, name: str, hole: Expression) -> List[Choice]:
        """They are the same for each combination of givens and constants."""
        known = self._program.favourites
        if name not in known:
            texts = []
            for text in hole.favourites:
                names, body = text.split(":", 1)
                texts.append((tuple(one.strip() for one in names.split(",")), body.strip()))
            functions = self._compiled(texts)
            known[name] = [
                Choice(index, Filling(body, names), function, 0) for index, ((names, body), function) in enumerate(zip(texts, functions))
            ]
        return known[name]

    def _compiled(self, texts: Sequence[Tuple[Tuple[str, ...], str]]) -> List[Tuple[Any, ...]]:
        """For each expression, its function in each example."""
        inner = ", ".join("(lambda %s: (%s))" % (", ".join(names), text) for names, text in texts)
        tree = limited(ast.parse("lambda %s: [%s]" % (", ".join(self._task.parameters), inner), mode="eval"))
        make = eval(compile(tree, "<search>", "eval"), self._space)  # noqa: S307 - of our own grammar
        by_example = [make(*arguments) for arguments in self._task.given]
        return list(zip(*by_example))

    def _points(self, chosen: Dict[str, Choice]) -> Dict[str, List[Tuple[int, Tuple[Any, ...]]]]:
        """The arguments of each hole's calls, with the number of the example."""
        points: Dict[str, Dict[bytes, Tuple[int, Tuple[Any, ...]]]] = {name: {} for name in chosen}
        share = max(4, MOST_POINTS // len(self._task.given))
        for index in range(len(self._task.given)):

            def watched(name: str, function: Callable[..., Any], index: int = index) -> Callable[..., Any]:
                noted = points[name]
                room = len(noted) + share

                def watch(*arguments: Any) -> Any:
                    if len(noted) < room:
                        try:
                            noted.setdefault(data_of((index, list(arguments))), (index, arguments))
                        except (ValueError, TypeError):
                            pass
                    return function(*arguments)

                return watch

            holes = {name: choice.values[index] for name, choice in self._outer.items()}
            holes.update({name: watched(name, choice.values[index]) for name, choice in chosen.items()})
            try:
                self._program.run(holes)
            except Exception:  # noqa: BLE001, S112 - what was noted counts
                continue
        return {name: list(noted.values()) for name, noted in points.items()}

    def _enumerated(self, hole: Expression, points: List[Tuple[int, Tuple[Any, ...]]], favourites: List[Choice]) -> List[Choice]:
        task = self._task
        outer = len(task.parameters)
        names = [next(free((one,), {*task.parameters, *task.taken})) for one in hole.names]
        own = ((1 << len(names)) - 1) << outer
        space = Space(task.grammar, task.clock, own, outer + len(names))
        for offset, one in enumerate(names):
            space.leaf(tuple(arguments[offset] for _, arguments in points), one, 2, 1 << (outer + offset))
        for cost in range(1, 5):
            for terms in list(task.space.at(cost).values()):
                for term in terms[:MOST_POINTS]:
                    if not isinstance(term, Made):
                        space.adopt(term, tuple(term.vector[index] for index, _ in points))
        wanted = self._kind(favourites[0], points)
        found: List[Tuple[int, Term]] = []
        for cost in range(1, HIGHEST + 1):
            space.advance(cost)
            for term in space.fresh:
                if term.uses & own and (kind_of(term.vector) is (bool if hole.tests else wanted)) and len(found) < MOST_ENUMERATED:
                    found.append((cost, term))
            if len(found) >= MOST_ENUMERATED:
                break
        functions = self._compiled([(tuple(names), render(term, self._kit.safe)) for _, term in found]) if found else []
        mask = (1 << outer) - 1
        return [
            Choice(max(2, cost - 2), Filling(render(term, {}), tuple(names)), function, term.uses & mask)
            for (cost, term), function in zip(found, functions)
        ]

    def _kind(self, favourite: Choice, points: List[Tuple[int, Tuple[Any, ...]]]) -> Optional[type]:
        values = []
        for index, arguments in points:
            self._program.steps.start()
            try:
                values.append(favourite.values[index](*arguments))
            except Exception:  # noqa: BLE001, S112 - undefined there
                continue
        return kind_of(tuple(values)) if values else None


def ordered(lists: Sequence[Sequence[Choice]]) -> Iterator[Tuple[int, Tuple[Choice, ...]]]:
    """The combinations of one of each, by the sum of their costs."""
    if not all(lists):
        return
    first = (0,) * len(lists)
    heap = [(sum(one[0].cost for one in lists), first)]
    seen = {first}
    while heap:
        cost, indices = heapq.heappop(heap)
        yield cost, tuple(one[index] for one, index in zip(lists, indices))
        for place, one in enumerate(lists):
            index = indices[place] + 1
            following = (*indices[:place], index, *indices[place + 1 :])
            if index < len(one) and following not in seen:
                seen.add(following)
                heapq.heappush(heap, (cost - one[index - 1].cost + one[index].cost, following))
