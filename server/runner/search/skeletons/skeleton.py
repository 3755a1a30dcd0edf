"""What a skeleton is: a Python function whose parameters in capitals are holes.

    @skeleton(
        "fold with a condition", "sum total count product", cost=6,
        XS=given("qsr"), START=const(0, 1), KEEP=test("x: True"), STEP=value("total, x: total + x", "total, x: total * x"),
    )
    def fold(XS, START, KEEP, STEP):
        total = START
        for x in XS:
            if KEEP(x):
                total = STEP(total, x)
        return total

The body is what the user gets, with an expression in the place of each hole. So it reads as a person would write it, ends with one
`return`, does not change what it was given, and calls modules by their names (`re.sub`), which the solution then imports.
"""

from typing import Any, Callable, Dict, List, NamedTuple, Tuple, Union


class Given(NamedTuple):
    """A parameter of the user's function, or a short expression over them, of one of the kinds (letters of `operations.TYPES`)."""

    kinds: str


class Constant(NamedTuple):
    """One of the values, or one of the same types that docstring and examples mention."""

    values: Tuple[Any, ...]
    #: Whether the docstring's and the examples' constants may take its place.
    mined: bool


class Expression(NamedTuple):
    """An expression over the arguments of the hole's calls and the parameters of the user's function."""

    #: Lambdas without the word, likeliest first; the first is also what runs while the arguments of other holes are watched.
    favourites: Tuple[str, ...]
    #: Whether it is a condition.
    tests: bool
    #: Whether the enumeration adds others to the favourites.
    open: bool

    @property
    def names(self) -> Tuple[str, ...]:
        """The names of its arguments, by the first favourite."""
        return tuple(name.strip() for name in self.favourites[0].split(":")[0].split(","))


Hole = Union[Given, Constant, Expression]


class Skeleton(NamedTuple):
    #: As the user reads it: how a program was found.
    name: str
    #: Beginnings of words that favour it.
    words: Tuple[str, ...]
    cost: int
    holes: Dict[str, Hole]
    function: Callable[..., Any]


#: All skeletons of the families that are loaded, in their order.
SKELETONS: List[Skeleton] = []


def given(kinds: str) -> Hole:
    return Given(kinds)


def const(*values: Any, mined: bool = True) -> Hole:
    return Constant(values, mined)


def test(*favourites: str, only: bool = False) -> Hole:
    """A condition; with `only`, one of the favourites."""
    return Expression(favourites, True, not only)


def value(*favourites: str, only: bool = False) -> Hole:
    """Any other expression, of the type that the first favourite has; with `only`, one of the favourites."""
    return Expression(favourites, False, not only)


def skeleton(name: str, words: str, cost: int, **holes: Hole) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares the function that follows as a skeleton. `cost` is about twice the number of operations that it stands for."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        SKELETONS.append(Skeleton(name, tuple(words.split()), cost, holes, function))
        return function

    return declare
