"""Writes server/src/selection/searchTable.ts: `python3 test/bench/fit_search.py TASKS.jsonl [--seconds N] [--jobs N] [--part N]`.

Each task's asserts are the examples. The chance that the first program of the search passes the hidden test is a logistic model over what
the search knows: the rank, the distance to the next behaviour, the behaviours that fit, the expressions that fit all examples but one, and
the number of examples.
"""

import argparse
import ast
import concurrent.futures
import importlib
import json
import math
import os
import random
import signal
from typing import Any, Dict, List, Optional, Sequence, Tuple

from search import pair_of, parameters_of, passes, runner_search

NAMES = ("rank", "gap", "fits", "near", "examples")
FOLDS = 5
STRENGTH = 0.01
TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server", "src", "selection", "searchTable.ts")

Row = Tuple[List[float], bool]


def features(rank: int, gap: int, fits: int, near: int, examples: int) -> List[float]:
    """As `featuresOfFound` in server/src/selection/searchConfidence.ts."""
    return [rank / 20, min(gap, 8) / 8, math.log2(1 + fits) / 6, math.log2(1 + near) / 12, math.log2(1 + examples) / 3]


def measured(job: Tuple[Dict[str, Any], float]) -> Optional[Row]:
    task, seconds = job
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    search = runner_search()
    watching = importlib.import_module("assay_runner.search.watching")

    class Noting(watching.Watch):  # type: ignore[misc, name-defined]
        found_all: List[Any] = []
        fits = near = 0

        def found(self, solution: Any) -> None:
            self.found_all.append(solution)

        def reached(self, cost: int, evidence: Any) -> None:
            self.fits, self.near = evidence.fits, evidence.near

    noting = Noting()
    noting.found_all = []
    space: Dict[str, Any] = {}
    exec(task["setup"], space)  # noqa: S102
    pairs = [pair_of(one, task["entry_point"], space) for one in task["asserts"]]
    if not pairs or any(pair is None for pair in pairs):
        return None
    stub = ast.parse(task["prompt"] + "    pass\n")
    function = next(n for n in ast.walk(stub) if isinstance(n, ast.FunctionDef) and n.name == task["entry_point"])
    head = next(line for line in task["prompt"].splitlines() if line.startswith("def %s" % task["entry_point"]))
    hints = [task["entry_point"], ast.get_docstring(function) or "", head.rstrip().rstrip(":")]
    list(search.search(pairs, parameters_of(task), hints, seconds, 50, watch=noting))
    if not noting.found_all:
        return None
    best = sorted(noting.found_all, key=lambda one: one.rank)
    gap = best[1].rank - best[0].rank if len(best) > 1 else 8
    known = features(best[0].rank, gap, max(noting.fits, len(best)), noting.near, len(pairs))
    return known, passes(best[0].body, task, task["setup"] + "\n" + task["test"])


def chance(weights: Sequence[float], known: Sequence[float]) -> float:
    total = weights[0] + sum(weight * one for weight, one in zip(weights[1:], known))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def fitted(rows: Sequence[Row]) -> List[float]:
    """By gradient descent, with a small penalty on the weights."""
    weights = [0.0] * (1 + len(NAMES))
    for _ in range(4000):
        slopes = [STRENGTH * weight for weight in weights]
        slopes[0] = 0.0
        for known, right in rows:
            error = (chance(weights, known) - right) / len(rows)
            slopes[0] += error
            for index, one in enumerate(known):
                slopes[index + 1] += error * one
        weights = [weight - 1.0 * slope for weight, slope in zip(weights, slopes)]
    return weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--part", type=int, default=1, help="take every so many-th task")
    options = parser.parse_args()
    with open(options.tasks, encoding="utf-8") as lines:
        tasks = [json.loads(line) for line in lines][:: options.part]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        rows = [row for row in pool.map(measured, [(task, options.seconds) for task in tasks]) if row]
    random.Random(1).shuffle(rows)
    predicted: List[Tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fitted([row for index, row in enumerate(rows) if index % FOLDS != fold])
        predicted += [(chance(weights, known), right) for index, (known, right) in enumerate(rows) if index % FOLDS == fold]
    predicted.sort(reverse=True)
    likely = [right for one, right in predicted if one >= 0.85]
    surest = [right for _, right in predicted[: max(1, len(predicted) // 5)]]
    right_of_all = sum(right for _, right in rows)
    print("%d of %d tasks with a program, %d right; of %d with a chance of 85%% and more, %d right" % (len(rows), len(tasks), right_of_all, len(likely), sum(likely)))
    for low in range(0, 100, 20):
        bin_of = [right for one, right in predicted if low <= 100 * one < low + 20]
        print("%3d-%3d%%: %d of %d right" % (low, low + 20, sum(bin_of), len(bin_of)))
    weights = fitted(rows)
    text = """/**
 * The weights of searchConfidence.ts, fitted to %d tasks for which the search found a program, %d of them right. Written by
 * `python3 test/bench/fit_search.py TASKS.jsonl`: run that instead of editing this.
 */
export const INTERCEPT = %.3f;
export const WEIGHTS = {
%s
};
/** The part of the surest fifth that was right, cross-validated. */
export const HIGHEST = %.3f;
""" % (
        len(rows),
        right_of_all,
        weights[0],
        "\n".join("  %s: %.3f," % pair for pair in zip(NAMES, weights[1:])),
        sum(surest) / len(surest),
    )
    with open(TABLE, "w", encoding="utf-8") as out:
        out.write(text)
    print(text)


if __name__ == "__main__":
    main()
