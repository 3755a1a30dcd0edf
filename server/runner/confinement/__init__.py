"""Reads by `ast` alone whether a program can reach anything besides the objects that it gets.

A confined candidate is judged in the process of the tests, as plain Python: a hole here is a forged verdict. The discipline is that of
object capabilities (Joe-E): known computation is allowed, everything else is a reason. `module_rules` and `name_rules` list what is known.
"""

import ast
from typing import List, Sequence

from .endings import given_away
from .judging import Judge
from .reading import Reader
from .reasons import Reach
from .surroundings import Surroundings

__all__ = ["Reach", "Surroundings", "reaches"]


def reaches(own: Sequence[ast.stmt], function: ast.AST, surroundings: Surroundings) -> List[Reach]:
    """Returns the reasons why the candidate is not confined, in the order of its lines; none if it is.

    `own` are all statements of the spliced file that are the candidate's: the function's def (also of a method), its helpers,
    constants and imports. `function` is the target's def among them.
    """
    judge = Judge(surroundings, function)
    try:
        Reader(judge, surroundings, function).read(own)
        for line, what in given_away(own, function):
            judge.add(line, what)
    except RecursionError:
        judge.add(getattr(function, "lineno", 1), "is nested too deeply to be read")
    return sorted(judge.found)
