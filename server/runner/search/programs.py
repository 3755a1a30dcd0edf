"""Runs a body with a limit on its steps: a loop without end is an error, not the end of the search."""

import ast
import importlib
import itertools
import re
from typing import Any, Callable, Dict, List, Mapping, Sequence

from . import bounds
from .bounds import TooLarge
from .solution import MODULES, Solution

#: The most rounds of all loops and calls of one run.
MOST_STEPS = 20_000
_TICK = "__assay_step__"
#: The bounded functions of the operators, by their names in a program.
_GROWING = {ast.Add: "__assay_plus__", ast.Mult: "__assay_times__", ast.Pow: "__assay_power__", ast.LShift: "__assay_shifted__"}
_BOUNDED = {
    "__assay_plus__": bounds.plus,
    "__assay_times__": bounds.times,
    "__assay_power__": bounds.power,
    "__assay_shifted__": bounds.shifted,
}


class Steps:
    """Counts the rounds of one run. The counter is C's, so that a step costs little."""

    def __init__(self) -> None:
        self.start()

    @property
    def space(self) -> Dict[str, Any]:
        """What the limited code calls."""
        return {**_BOUNDED, _TICK: self.step}

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
    made = dict(space)
    module = counted(ast.Module([tree], []), steps, made)
    exec(compile(module, "<search>", "exec"), made)  # noqa: S102 - of our own skeletons and grammar
    function: Callable[..., Any] = made[tree.name]
    return function


def counted(tree: ast.Module, steps: Steps, space: Dict[str, Any]) -> ast.Module:
    """The program, whose loops and calls count, with what it needs for that in its namespace. It changes the tree."""
    space.update(steps.space)
    changed: ast.Module = _Counted().visit(tree)
    return ast.fix_missing_locations(changed)


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


def limited(tree: ast.Expression) -> ast.Expression:
    """The expression, whose comprehensions count and whose arithmetic refuses what is too large. It changes the tree."""
    changed: ast.Expression = _Limited().visit(tree)
    return ast.fix_missing_locations(changed)


class _Limited(ast.NodeTransformer):
    """Puts a step into each round of a comprehension, and the bounded functions in place of operators that grow a value fast."""

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        self.generic_visit(node)
        # A step returns None.
        node.ifs = [ast.UnaryOp(ast.Not(), ast.Call(ast.Name(_TICK, ast.Load()), [], [])), *node.ifs]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        name = _GROWING.get(type(node.op))
        return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], []) if name else node


class _Counted(_Limited):
    """Puts a step at the beginning of each function and each round of a loop too."""

    def _counted(self, node: Any) -> Any:
        self.generic_visit(node)
        node.body = [ast.Expr(ast.Call(ast.Name(_TICK, ast.Load()), [], [])), *node.body]
        return node

    visit_For = _counted
    visit_While = _counted
    visit_FunctionDef = _counted


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
