"""The search without a model: expressions over the parameters that map every example's arguments to its result.

Bottom-up enumeration with observational equivalence (Transit, Udupa et al. 2013), in order of a cost that the words of the
docstring lower. Examples alone are weak evidence: an expression that ignores a parameter, or fails on inputs close to the examples,
ranks lower.
"""

import copy
import enum
import gc
import math
from typing import Any, Callable, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from . import linear, operations
from .choices import Choices
from .class_operations import RARE, needed
from .evidence import Evidence
from .file_names import without_modules
from .filling import Filler
from .fillings import Task
from .giving import Enough, Gifts, Give, Ranked
from .hints import Hints, common_ends
from .library import functions_of, operations_of
from .loops import FORMS, Level
from .names import attributes_in, used_in
from .plain import contains
from .prior import cost_of_skeleton
from .programs import Steps, run_of, spaces
from .skeletons.skeleton import Skeleton
from .solution import Made, Solution, solution_of
from .space import SLICE, Clock, Grammar, OutOfTime, Space, Term, data_of
from .tidy import tidied
from .variants import behaviour_of, variants
from .watching import Progress, Reached

Pair = Tuple[Tuple[Any, ...], Any]

MOST_COST = 40
#: The rank penalties of a solution: for each ignored parameter, for a failure on inputs close to the examples,
IGNORED = 8
FRAGILE = 2
#: and for an int where a float is expected.
NARROW = 2


class Shares(enum.Enum):
    """What a process of the search looks for."""

    BOTH = "both"
    EXPRESSIONS = "expressions"
    SKELETONS = "skeletons"


BOTH, EXPRESSIONS, SKELETONS = Shares


def search(
    pairs: Sequence[Pair],
    parameters: Sequence[str],
    hints: Sequence[str],
    seconds: float,
    limit: int,
    names: Optional[Mapping[str, Any]] = None,
    fields: Sequence[str] = (),
    receiver: Optional[str] = None,
    shares: Shares = BOTH,
    give: Optional[Give] = None,
    file: Optional[Mapping[str, Any]] = None,
    reached: Optional[Reached] = None,
    sampled: Sequence[Term] = (),
    mined: Sequence[Any] = (),
) -> List[Solution]:
    """
    Bodies, best first, at most `limit`, within `seconds` of CPU time. `hints` are texts (name, docstring, signature), `names` are values
    of the module that an expression may name. `fields` are names of attributes of `self`, whose values follow the parameters in each
    pair and need not be used; `receiver` is the method's name for `self`. `shares` says what this process looks for. `give` is called
    with each as soon as it is the best so far for a while, or none better can come; it says whether the body counts. `file` are
    the names of the user's module, whose functions a body may call. `reached` is told of each cost up to which everything has been tried.
    `sampled` are terms and `mined` constants of a model's samples.
    """
    try:
        data_of(tuple(expected for _, expected in pairs))
    except (ValueError, TypeError, IndexError):
        return []  # There are no examples, or their results are not plain data, which no expression returns.
    if not parameters and not fields:
        return []
    around = [receiver] if receiver else []
    searching = _Search(
        pairs,
        [*parameters, *fields],
        len(parameters),
        Hints(hints),
        names or {},
        around,
        file or {},
        reached or (lambda cost, evidence: None),
        sampled,
        mined,
    )
    return searching.run(seconds, limit, shares, give or (lambda solution: True))


class _Search:
    def __init__(
        self,
        pairs: Sequence[Pair],
        parameters: Sequence[str],
        wanted: int,
        hints: Hints,
        names: Mapping[str, Any],
        around: Sequence[str],
        file: Mapping[str, Any],
        reached: Reached,
        sampled: Sequence[Term],
        mined: Sequence[Any],
    ) -> None:
        self._pairs = pairs
        self._sampled = sampled
        self._mined = mined
        self._reached = reached
        self._parameters = parameters
        #: The number of parameters, from the first, that an expression should use.
        self._to_use = wanted
        self._hints = hints
        self._names = names
        self._receiver = around[0] if around else None
        #: Names with another meaning than in Python, which a loop must not bind.
        self._taken = (*parameters, *names, *around, *hints.own_names)
        self._safe, self._bounded = operations.safe_beside(self._taken)
        self._wanted = tuple(expected for _, expected in pairs)
        self._choices = Choices(self._wanted)
        self._evidence = Evidence(self._wanted)
        self._found = Ranked()
        self._steps = Steps()
        self._spaces = spaces({**without_modules(file), **self._bounded, **names})
        self._functions = [one for one in functions_of(file, hints) if not used_in(one.template).intersection((*parameters, *names))]
        self._variants = [arguments for given, _ in pairs for arguments in variants(given)]

    def run(self, seconds: float, limit: int, shares: Shares, give: Give) -> List[Solution]:
        clock = Clock(seconds)
        grammar = self._grammar()
        space = Space(grammar, clock, (1 << len(self._parameters)) - 1, len(self._parameters), self._goals(), self._take)
        forms = [form for form in FORMS if self._wants(dict) or not form.template.startswith("{")]
        forms = [form for form in forms if not used_in(form.template).intersection(self._taken)]
        level = Level(space, grammar, clock, self._hints.price, forms, self._taken)
        self._plant(space)
        filler = None if shares is EXPRESSIONS else Filler(self._task(space, grammar, clock), self._price_of, self._take)
        self._gifts = Gifts(self._found, limit, give)
        self._fit_lines()
        progress = Progress(shares is not SKELETONS, filler, self._tell)
        clock.aside(lambda: self._beside(filler, progress, 9 if shares is SKELETONS else 1))
        # Terms have no cycles, and there are too many of them for repeated collections.
        gc.disable()
        try:
            self._by_cost(space, level, clock, filler, progress)
            self._gifts.give(math.inf)
        except Enough:
            pass
        finally:
            gc.enable()
        return sorted(self._gifts.given, key=lambda solution: solution.rank)

    def _tell(self, cost: int) -> None:
        self._gifts.give(cost)
        self._evidence.fits = self._found.behaviours
        self._reached(cost, self._evidence)

    def _beside(self, filler: Optional[Filler], progress: Progress, slices: int) -> None:
        if filler is not None:
            filler.slice(slices * SLICE)
            progress.tell()
        self._gifts.give_best()

    def _by_cost(self, space: Space, level: Level, clock: Clock, filler: Optional[Filler], progress: Progress) -> None:
        try:
            for cost in range(1, MOST_COST):
                level.advance(cost)
                self._choices.learn(space.fresh)
                self._evidence.learn(space.fresh)
                for term in (*self._choices.made(cost), *self._choices.chained(cost)):
                    self._take(term)
                self._gifts.give(cost)
                progress.of_expressions(cost)
            while filler is not None and filler.step():
                progress.tell()
                clock.count(100)
        except (OutOfTime, MemoryError):
            pass  # The solutions so far count.

    def _task(self, space: Space, grammar: Grammar, clock: Clock) -> Task:
        given = [arguments for arguments, _ in self._pairs]
        constants = [*self._hints.constants, *self._mined, *self._choices.constants()]
        return Task(self._parameters, given, self._wanted, self._names, self._taken, constants, grammar, clock, space, self._hints.words)

    def _price_of(self, cost: int, skeleton: Skeleton) -> int:
        return max(1, cost + cost_of_skeleton(self._hints.words, skeleton.words))

    def _grammar(self) -> Grammar:
        grammar: Grammar = {1: [], 2: [], 3: []}
        has_rare = any(self._has(kind) for kind in RARE)
        for types, operation in operations.operations():
            template = operation.template
            # A method with the function's own name may be the function itself.
            if used_in(template).intersection(self._taken) or attributes_in(template) & self._hints.own_names:
                continue
            if (template.startswith("(A") and not self._wants(tuple)) or (template.startswith("[A") and not self._wants(list)):
                continue
            if template.startswith("{") and not self._wants(dict):
                continue
            if not has_rare and any(kind in RARE for kind in types):
                continue
            kinds = needed(template)
            if kinds and not any(self._has(kind) for kind in kinds):
                continue
            priced = operation._replace(cost=self._hints.price(operation.cost, operation.template, operation.words))
            grammar[len(types)].append((types, priced))
        for types, operation in operations_of(self._functions):
            grammar[len(types)].append((types, operation))
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
        constants = [
            (2, self._hints.constants),
            (4, shared),
            (3, [0, 1, 2, *common_ends(self._wanted)]),
            (3, self._mined),
            (4, [-1, "", " "]),
            (6, [3, 10]),
        ]
        for cost, values in constants:
            for value in values:
                costs.setdefault(repr(value), (cost, value))
        for text, (cost, value) in costs.items():
            space.leaf((value,) * count, text, cost, 0)
        for term in self._sampled:
            if not self._hints.own_names & used_in(term.template):
                if isinstance(term, Made):
                    space.plant(term)
                else:
                    space.leaf(term.vector, term.template, term.cost, term.uses)

    def _fit_lines(self) -> None:
        # What the texts call by the name of a number of the file is meant to be computed with it.
        if len(self._parameters) == 1 and not any(self._hints.favour([name.lower()]) for name in self._names):
            given = [arguments[0] for arguments, _ in self._pairs]
            for text, cost in linear.formulas(self._parameters[0], given, self._wanted):
                priced = self._hints.price(cost, "linear", linear.WORDS)
                self._take(Made(Term(self._wanted, text, (), priced, 1, True), (), linear.HOW))

    def _goals(self) -> FrozenSet[int]:
        goals = {hash(data_of(self._wanted))}
        if all(type(value) in (int, float) for value in self._wanted):
            try:
                floats = tuple(map(float, self._wanted))
            except OverflowError:  # 2**100000
                return frozenset(goals)
            if self._hints.wants_float or any(type(value) is float for value in self._wanted):
                goals.add(hash(data_of(floats)))
        return frozenset(goals)

    def _wants(self, kind: type) -> bool:
        given = [arguments for arguments, _ in self._pairs] if kind is dict else []
        return any(contains(value, kind) for value in (*self._wanted, *given))

    def _has(self, kind: type) -> bool:
        """Whether a value of the examples is of this class."""
        return any(contains(value, kind) for value in (*self._wanted, *(arguments for arguments, _ in self._pairs)))

    def _take(self, term: Term) -> None:
        try:
            solution = solution_of(term, self._safe)
            run = run_of(solution, self._parameters, self._steps, self._spaces)
            if not self._satisfied(run):
                return
        except SyntaxError:
            return
        behaviour, fragile = behaviour_of(run, self._variants)
        ignored = sum(1 for index in range(self._to_use) if not term.uses >> index & 1)
        narrow = self._hints.wants_float and int in map(type, term.vector)
        rank = term.cost + IGNORED * ignored + FRAGILE * fragile + NARROW * narrow
        self._found.add(rank, behaviour, lambda: tidied(solution_of(term, {}), self._parameters, self._receiver))

    def _satisfied(self, function: Callable[..., Any]) -> bool:
        """Whether the whole program gives what its parts gave."""
        try:
            for arguments, expected in self._pairs:
                if function(*copy.deepcopy(arguments)) != expected:
                    return False
        except Exception:  # noqa: BLE001 - undefined on an example
            return False
        return True
