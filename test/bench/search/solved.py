"""Searches for one task of a benchmark with and without the learnt prior, with as many expressions each time. For fit.py."""

import ast
import contextlib
import io
import re
import resource
import signal
import time
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from assay_runner.search import enumeration, hints, prior
from assay_runner.search.solution import Solution

#: Of CPU, for each way.
SECONDS = 1.5
LIMIT = 10
MOST_BYTES = 2 << 30
Ways = ("by hand", "learnt")


def solved(job: Tuple[Dict[str, Any], List[str], prior.Table]) -> Optional[Dict[str, Dict[str, int]]]:
    """None where the asserts can't be read as arguments and results."""
    task, texts, table = job
    signal.signal(signal.SIGALRM, _late)
    # As the search's own process has it.
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    module: Dict[str, Any] = {}
    exec(task["setup"], module)  # noqa: S102 - the benchmark's own
    pairs = [pair_of(one, task["entry_point"], module) for one in task["asserts"]]
    if not pairs or any(pair is None for pair in pairs):
        return None
    results = {}
    for way in Ways:
        set_way(way, table)
        results[way] = _searched(task, texts, [pair for pair in pairs if pair is not None], parameters_of(task))
    return results


def _searched(task: Dict[str, Any], texts: List[str], pairs: List[enumeration.Pair], parameters: List[str]) -> Dict[str, float]:
    begin = time.process_time()
    given: List[Tuple[Solution, float]] = []

    def give(solution: Solution) -> bool:
        given.append((solution, time.process_time() - begin))
        return True

    # Some functions that a search calls print.
    with contextlib.redirect_stdout(io.StringIO()):
        ranked = enumeration.search(pairs, parameters, texts, SECONDS, LIMIT, give=give)
    first = bool(ranked) and passes(ranked[0], task, parameters)
    # An answer that never comes counts as if it came at the end.
    until = next((at for solution, at in given if passes(solution, task, parameters)), SECONDS)
    return {"found": bool(given), "first": first, "any": until < SECONDS, "until": until}


def set_way(way: str, table: prior.Table) -> None:
    def price(self: hints.Hints, cost: int, component: str, beginnings: Sequence[str]) -> int:
        if way == "by hand":
            return max(1, cost - (prior.FAVOUR if self.favour(beginnings) else 0))
        return max(1, cost + prior.cost_of(component, self.words, beginnings, table))

    hints.Hints.price = price  # type: ignore[method-assign]


def pair_of(source: str, name: str, module: Dict[str, Any]) -> Optional[Tuple[Any, Any]]:
    """The arguments and the result of `assert f(…) == result`."""
    check = ast.parse(source).body[0].test  # type: ignore[attr-defined]
    expected: ast.expr = ast.Constant(True)
    if isinstance(check, ast.UnaryOp) and isinstance(check.op, ast.Not):
        check, expected = check.operand, ast.Constant(False)
    elif isinstance(check, ast.Compare) and len(check.ops) == 1 and isinstance(check.ops[0], (ast.Eq, ast.Is)):
        check, expected = check.left, check.comparators[0]
    if not (isinstance(check, ast.Call) and isinstance(check.func, ast.Name) and check.func.id == name and not check.keywords):
        return None
    values = ast.Expression(ast.Tuple([ast.Tuple(check.args, ast.Load()), expected], ast.Load()))
    try:
        return eval(compile(ast.fix_missing_locations(values), "<assert>", "eval"), module)  # type: ignore[no-any-return]  # noqa: S307
    except NameError:  # It needs more than its own values.
        return None


def parameters_of(task: Dict[str, Any]) -> List[str]:
    functions: Iterator[ast.FunctionDef] = (
        node for node in ast.walk(ast.parse(task["prompt"] + "    pass\n")) if isinstance(node, ast.FunctionDef)
    )
    return next([one.arg for one in node.args.args] for node in functions if node.name == task["entry_point"])


def passes(solution: Solution, task: Dict[str, Any], parameters: Sequence[str]) -> bool:
    """Whether it passes the hidden test."""
    name = task["entry_point"]
    module: Dict[str, Any] = {}
    imports = "\n".join("import " + one for one in solution.imports({}))
    signal.setitimer(signal.ITIMER_REAL, 10)
    try:
        exec("\n".join([imports, task["setup"], solution.in_function(name, parameters), task["test"]]), module)  # noqa: S102
        if "def check(" in task["test"] and not re.search(r"^check\(", task["test"], re.M):
            module["check"](module[name])
        return True
    except Exception:  # noqa: BLE001 - wrong is wrong
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _late(*_: object) -> None:
    raise TimeoutError
