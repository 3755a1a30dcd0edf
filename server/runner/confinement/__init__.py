"""Whether a program can reach anything that it is not handed, read by `ast` alone.

A confined candidate is judged where the tests live, as plain Python: a hole here is a forged verdict. The discipline is that of object
capabilities (Joe-E): what is known to compute is allowed, all else is a reason. See `modules` and `words` for what is known.
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
    """Why the candidate is not confined, in the order of its lines; empty where it is.

    `own` are all statements of the spliced file that are the candidate's: the function's own def, for a method too, and the helpers,
    constants and imports that it brought along. `function` is the target's def among them.
    """
    judge = Judge(surroundings, function)
    try:
        Reader(judge, surroundings, function).read(own)
        for line, what in given_away(own, function):
            judge.add(line, what)
    except RecursionError:
        judge.add(getattr(function, "lineno", 1), "is nested too deeply to be read")
    return sorted(judge.found)
