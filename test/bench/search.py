"""How often what the search offers first is right: `python3 test/bench/search.py TASKS.jsonl [--shown N] [--jobs N] [--show]`.

Each task's first N asserts (by default all but one) are what a user wrote. The expression that is ranked first then has to
pass the task's other asserts, and its hidden test. The reference is the smallest of the expressions found, in the same run.
"""

import argparse
import ast
import concurrent.futures
import importlib.util
import json
import os
import re
import signal
import sys
import textwrap

from typing import Any, Dict, List, Optional, Tuple

RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server", "runner")
SECONDS = 2
LIMIT = 10


def runner_search() -> Any:
    if "assay_runner" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "assay_runner", os.path.join(RUNNER, "__init__.py"), submodule_search_locations=[RUNNER]
        )
        assert spec and spec.loader
        package = importlib.util.module_from_spec(spec)
        sys.modules["assay_runner"] = package
        spec.loader.exec_module(package)
    return importlib.import_module("assay_runner.search.enumeration")


def pair_of(source: str, name: str, space: Dict[str, Any]) -> Optional[Tuple[tuple, Any]]:
    """The arguments and the result of `assert f(…) == result`."""
    test = ast.parse(source).body[0].test  # type: ignore[attr-defined]
    expected: ast.expr = ast.Constant(True)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, expected = test.operand, ast.Constant(False)
    elif isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
        test, expected = test.left, test.comparators[0]
    if not (isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == name and not test.keywords):
        return None
    values = ast.Expression(ast.Tuple([ast.Tuple(test.args, ast.Load()), expected], ast.Load()))
    try:
        return eval(compile(ast.fix_missing_locations(values), "<assert>", "eval"), space)  # noqa: S307 - the benchmark's own
    except NameError:  # It needs more than its own values.
        return None


def passes(expression: str, task: Dict[str, Any], check: str) -> bool:
    name = task["entry_point"]
    signature = re.search(r"def\s+%s\s*(\([^\n]*?\))\s*(?:->[^\n]*)?:" % re.escape(name), task["prompt"])
    assert signature
    parameters = ", ".join(parameters_of(task))
    space: Dict[str, Any] = {}
    signal.setitimer(signal.ITIMER_REAL, 10)
    try:
        imports = "import bisect, calendar, collections, datetime, functools, heapq, itertools, math, re, statistics, string, textwrap"
        exec("%s\ndef %s(%s):\n%s\n" % (imports, name, parameters, textwrap.indent(expression, "    ")), space)  # noqa: S102
        exec(check, space)  # noqa: S102
        if "def check(" in check:
            space["check"](space[name])
        return True
    except Exception:  # noqa: BLE001 - wrong is wrong
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def parameters_of(task: Dict[str, Any]) -> List[str]:
    stub = ast.parse(task["prompt"] + "    pass\n")
    found = [node for node in ast.walk(stub) if isinstance(node, ast.FunctionDef) and node.name == task["entry_point"]]
    return [one.arg for one in found[0].args.args]


def judged(job: Tuple[Dict[str, Any], int]) -> Optional[Dict[str, Any]]:
    """None where too few of the asserts can be read, or none would be left to check by."""
    task, shown = job
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    space: Dict[str, Any] = {}
    exec(task["setup"], space)  # noqa: S102
    number = shown or len(task["asserts"]) - 1
    pairs = [pair_of(one, task["entry_point"], space) for one in task["asserts"][:number]]
    if number < 1 or any(pair is None for pair in pairs):
        return None
    stub = ast.parse(task["prompt"] + "    pass\n")
    function = next(n for n in ast.walk(stub) if isinstance(n, ast.FunctionDef) and n.name == task["entry_point"])
    head = next(line for line in task["prompt"].splitlines() if line.startswith("def %s" % task["entry_point"]))
    hints = [task["entry_point"], ast.get_docstring(function) or "", head.rstrip().rstrip(":")]
    found = list(runner_search().search(pairs, parameters_of(task), hints, SECONDS, LIMIT))
    texts = [one.body for one in found]
    held = task["setup"] + "\n" + "\n".join(task["asserts"][number:])
    smallest = min(texts, key=lambda text: (len(re.findall(r"\w+|[^\w\s]", text)), len(text))) if texts else None
    result: Dict[str, Any] = {"task": task["task_id"], "first": texts[0] if texts else None, "smallest": smallest}
    for way in ("first", "smallest"):
        text = result[way]
        result[way + "Held"] = text is not None and passes(text, task, held)
        result[way + "Hidden"] = text is not None and passes(text, task, task["setup"] + "\n" + task["test"])
    result["any"] = any(passes(text, task, task["setup"] + "\n" + task["test"]) for text in texts)
    result["doc"] = hints[1].split("\n")[0]
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks")
    parser.add_argument("--shown", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with open(options.tasks, encoding="utf-8") as lines:
        tasks = [json.loads(line) for line in lines]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        results = [one for one in pool.map(judged, [(task, options.shown) for task in tasks]) if one]
    found = [one for one in results if one["first"] is not None]
    if options.show:
        for one in found:
            marks = "".join("+" if one[key] else "-" for key in ("firstHeld", "firstHidden", "smallestHidden", "any"))
            print(marks, one["task"], "|", one["doc"][:90], "|", one["first"].replace("\n", "⏎"), "|", one["smallest"].replace("\n", "⏎"))
    print("%d tasks, %d with an expression" % (len(results), len(found)))
    for way in ("first", "smallest"):
        for check in ("Held", "Hidden"):
            right = sum(one[way + check] for one in found)
            print("%-9s passes %-6s %3d of %d: %4.1f %%" % (way, check.lower(), right, len(found), 100 * right / max(1, len(found))))
    print("any of %d passes hidden %d" % (LIMIT, sum(one["any"] for one in found)))


if __name__ == "__main__":
    main()
