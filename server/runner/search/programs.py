"""Runs a body with a limit on its steps: a loop without end is an error, not the end of the search."""

import ast
import importlib
import itertools
import re
from typing import Any, Callable, Dict, List, Mapping, Sequence

from .bounds import TooLarge
from .solution import MODULES, Solution

#: The most rounds of all loops and calls of one run.
MOST_STEPS = 20_000
_TICK = "__assay_step__"


class Steps:
    """Counts the rounds of one run. The counter is C's, so that a step costs little."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._left = itertools.repeat(None, MOST_STEPS)

    def step(self) -> None:
        try:
            next(self._left)
        except StopIteration:
            raise TooLarge from None


def spaces(names: Mapping[str, Any]) -> Dict[str, Any]:
    """The namespace of a body: the modules that it may name, and the names of the user's file."""
    return {**{name: importlib.import_module(name) for name in MODULES}, **names}


def function_of(tree: ast.FunctionDef, steps: Steps, space: Mapping[str, Any]) -> Callable[..., Any]:
    """The function, whose loops and calls count. It changes the tree."""
    counted = _Counted().visit(tree)
    made: Dict[str, Any] = {**space, _TICK: steps.step}
    module = ast.fix_missing_locations(ast.Module([counted], []))
    exec(compile(module, "<search>", "exec"), made)  # noqa: S102 - of our own skeletons and grammar
    function: Callable[..., Any] = made[tree.name]
    return function


def run_of(solution: Solution, parameters: Sequence[str], steps: Steps, space: Mapping[str, Any]) -> Callable[..., Any]:
    """The solution as a function of which each run has its own limit."""
    if not solution.statements:
        made: Callable[..., Any] = eval("lambda %s: (%s)" % (", ".join(parameters), solution.expression), dict(space))  # noqa: S307
        return made
    tree = ast.parse(solution.in_function("__assay_made__", parameters)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    function = function_of(tree, steps, space)

    def run(*arguments: Any) -> Any:
        steps.start()
        return function(*arguments)

    return run


class _Counted(ast.NodeTransformer):
    """Puts a step at the beginning of each function and each round of a loop."""

    def _counted(self, node: Any) -> Any:
        self.generic_visit(node)
        node.body = [_step(), *node.body]
        return node

    visit_For = _counted
    visit_While = _counted
    visit_FunctionDef = _counted


def _step() -> ast.stmt:
    return ast.Expr(ast.Call(ast.Name(_TICK, ast.Load()), [], []))


def without_true(lines: Sequence[str]) -> List[str]:
    """Lines without conditions that always hold."""
    kept: List[str] = []
    dedents: List[int] = []
    for line in lines:
        indent = len(line) - len(line.lstrip())
        while dedents and line.strip() and indent <= dedents[-1]:
            dedents.pop()
        if line.strip() == "if True:":
            dedents.append(indent)
            continue
        kept.append(re.sub(r" if True(?=[\])}\s]|$)(?! else)", "", line[4 * len(dedents) :]))
    return kept
