"""What the search finds: the body of a function."""

import ast
import re
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

from .space import Term

#: Modules that a body may name, which its program imports.
MODULES = (
    "bisect",
    "calendar",
    "collections",
    "datetime",
    "decimal",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "math",
    "re",
    "statistics",
    "string",
    "textwrap",
)


class Solution(NamedTuple):
    #: The lines before the last.
    statements: Tuple[str, ...]
    #: What the last line returns.
    expression: str
    #: How it was found, as the user reads it.
    how: str
    #: Less is better.
    rank: int = 0
    #: Equal for bodies that do the same on inputs close to the examples, in all processes of one search.
    behaviour: str = ""

    @property
    def body(self) -> str:
        return "\n".join((*self.statements, "return " + self.expression))

    @property
    def size(self) -> int:
        """The nodes of its syntax tree."""
        return sum(1 for _ in ast.walk(ast.parse(self.in_function("f", ()))))

    def in_function(self, name: str, parameters: Sequence[str]) -> str:
        return "def %s(%s):\n%s\n" % (name, ", ".join(parameters), re.sub(r"(?m)^(?=.)", "    ", self.body))


def modules_in(body: str, taken: Mapping[str, Any]) -> List[str]:
    """The modules that a body names, and that the user's file does not bind."""
    names = {node.id for node in ast.walk(ast.parse("def f():\n" + re.sub(r"(?m)^(?=.)", "    ", body))) if isinstance(node, ast.Name)}
    return [name for name in MODULES if name in names and name not in taken]


class Made(Term):
    """A value that statements compute: the template is the name that holds it."""

    __slots__ = ("lines", "how")

    def __init__(self, term: Term, lines: Tuple[str, ...], how: str) -> None:
        super().__init__(term.vector, term.template, (), term.cost, term.uses, term.solves)
        self.lines = lines
        self.how = how


def parts_of(term: Term) -> Iterator[Term]:
    """The term and all its parts."""
    yield term
    for part in term.parts:
        yield from parts_of(part)


def solution_of(term: Term, instead: Mapping[str, str]) -> Solution:
    """With the templates of `instead`."""
    made: Dict[Tuple[str, ...], str] = {}
    for part in parts_of(term):
        if isinstance(part, Made):
            made.setdefault(part.lines, part.how)
    statements = tuple(line for lines in made for line in lines)
    return Solution(statements, render(term, instead), ", ".join(made.values()) or "an expression")


def render(term: Term, instead: Mapping[str, str]) -> str:
    """The source of a term, with brackets around each part, and with the templates of `instead`."""
    if not term.parts:
        return term.template

    def part(match: "re.Match[str]") -> str:
        return "(%s)" % render(term.parts["ABCE".index(match.group())], instead)

    return re.sub(r"\b[ABCE]\b", part, instead.get(term.template, term.template))
