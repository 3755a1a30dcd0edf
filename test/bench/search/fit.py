"""Learns the prior of the search: `npm run fit:search` writes server/runner/search/prior_table.py anew from the dev tasks.

The programs of a task are its own solution and the recorded samples that pass its hidden test. Instead of that, `--ranks` tells
how well the weights that the other folds give know what a task's programs consist of, and `--folds` searches each task with these weights
and with the words by hand alone (`--set everyday`: the everyday functions, with all weights; `--tasks N`, `--jobs N`, `--show`).
"""

import argparse
import ast
import concurrent.futures
import json
import math
import os
import random
import sys
import textwrap
import warnings
from collections import Counter, defaultdict
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Set, Tuple

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from rate import package_at

HERE = os.path.dirname(os.path.abspath(__file__))
RUNNER = os.path.join(HERE, "..", "..", "..", "server", "runner")
DATA = os.path.join(HERE, "..", "..", "..", "..", "shared", "data")
package_at(RUNNER)

from assay_runner.search import loops, operations, prior  # noqa: E402
from assay_runner.search.components import components_of  # noqa: E402
from assay_runner.search.hints import Hints  # noqa: E402

#: A word counts if it stands in so many tasks, a component if so many programs have it, each task as one,
LEAST_TASKS = 3
LEAST_PROGRAMS = 2
#: and the two together if so many tasks have both, and chance alone explains it badly (G-test: 6.6 is one per cent).
LEAST_TOGETHER = 2
LEAST_G = 6.0
#: Words of every text, which stand beside some components by chance.
_COMMON = frozenset(
    "an and any are as at be but by can do for from has have if in into is it its les not of on or org should than that the them then "
    "there these thi this those to use using was were which will with www http you your".split()
)
#: A task has a component if this part of its programs does.
CLEAR = 0.3
#: So many tasks of the average kind are added to each word's: a rare word proves little.
SHRINKAGE = 2.0
#: Units of cost for each unit of log likelihood, and the most.
SCALE = 1.5
MOST = 4
FOLDS = 5


class Lesson(NamedTuple):
    task: Dict[str, Any]
    #: The part of the task's programs that have each component.
    components: Dict[str, float]
    #: Of all words, and of those that may speak for a component.
    stems: Sequence[str]
    telling: Sequence[str]


def tasks_of(name: str) -> List[Dict[str, Any]]:
    return list(_lines("%s.dev.jsonl" % name))


def _lines(name: str) -> Iterator[Dict[str, Any]]:
    with open(os.path.join(DATA, name), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def everyday() -> Iterator[Dict[str, Any]]:
    """The everyday functions, in the form of the other tasks. Nothing is learnt from them."""
    folder = os.path.join(HERE, "everyday")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8") as shown, open(
                os.path.join(folder, "hidden", name), encoding="utf-8"
            ) as hidden:
                prompt, *asserts = shown.read().split("\nassert ")
                test = hidden.read().split("\nassert ")[1:]
            yield {
                "task_id": name,
                "prompt": prompt.rstrip() + "\n",
                "entry_point": name[:-3],
                "asserts": ["assert " + one.strip() for one in asserts],
                "setup": "\n".join(line for line in prompt.split("\n") if line.startswith(("import ", "from "))),
                "test": "\n".join("assert " + one for one in test),
            }


def lessons() -> List[Lesson]:
    found = []
    for name in ("mbpp", "humaneval"):
        samples: Dict[str, List[str]] = defaultdict(list)
        for one in _lines("%s.dev.samples.jsonl" % name):
            samples[one["task_id"]].append(one.get("solution") or one.get("completion") or "")
        verdicts = {one["task_id"]: one["n"] for one in _lines("%s.dev.verdicts.jsonl" % name)}
        for task in tasks_of(name):
            right = [text for text, (_, hidden) in zip(samples[task["task_id"]], verdicts[task["task_id"]]) if hidden]
            stems = sorted({prior.stem_of(word) for word in Hints(texts_of(task)).words})
            telling = [stem for stem in stems if len(stem) > 1 and stem not in _COMMON]
            found.append(Lesson(task, _shares(task, [task["canonical_solution"], *right]), stems, telling))
    return found


def texts_of(task: Dict[str, Any]) -> List[str]:
    """What the search is told: the name, the docstring and the signature."""
    function = _function(task)
    head = next(line for line in task["prompt"].splitlines() if line.startswith("def %s" % task["entry_point"]))
    return [task["entry_point"], ast.get_docstring(function) or "", head.rstrip().rstrip(":")]


def _function(task: Dict[str, Any]) -> ast.FunctionDef:
    stub = ast.parse(task["prompt"] + "    pass\n")
    return next(node for node in ast.walk(stub) if isinstance(node, ast.FunctionDef) and node.name == task["entry_point"])


def _shares(task: Dict[str, Any], programs: Sequence[str]) -> Dict[str, float]:
    counts: Counter = Counter()
    seen = set()
    for text in programs:
        whole = text if "def %s" % task["entry_point"] in text else task["prompt"] + text
        try:
            functions = [node for node in ast.parse(whole).body if isinstance(node, ast.FunctionDef)]
        except (SyntaxError, ValueError):
            continue
        tree = ast.Module([_bare(function) for function in functions], [])
        key = ast.dump(tree)
        if key not in seen:
            seen.add(key)
            counts.update(components_of(tree))
    return {component: count / len(seen) for component, count in counts.items()}


def _bare(function: ast.FunctionDef) -> ast.FunctionDef:
    """The function without annotations, defaults and docstrings."""
    for node in ast.walk(function):
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:]
            node.args = ast.arguments([], [], None, [], [], None, [])
            node.returns = None
    return function


def rows_of(some: Sequence[Lesson]) -> Dict[str, Tuple[int, str]]:
    """The table: by how much each word makes each component more likely (pointwise mutual information with shrinkage)."""
    tasks: Counter = Counter()
    programs: Dict[str, float] = defaultdict(float)
    both: Dict[Tuple[str, str], float] = defaultdict(float)
    together: Counter = Counter()
    for lesson in some:
        tasks.update(lesson.telling)
        for component, share in lesson.components.items():
            programs[component] += share
            for stem in lesson.telling:
                both[component, stem] += share
                together[component, stem] += share >= CLEAR
    weights: Dict[str, Dict[str, int]] = defaultdict(dict)
    for (component, stem), count in both.items():
        if tasks[stem] >= LEAST_TASKS and programs[component] >= LEAST_PROGRAMS and together[component, stem] >= LEAST_TOGETHER:
            usual = programs[component] / len(some)
            if surprise(count, tasks[stem], usual) < LEAST_G:
                continue
            lift = math.log((count + SHRINKAGE * usual) / ((tasks[stem] + SHRINKAGE) * usual))
            weight = min(MOST, round(SCALE * lift))
            if weight > 0:
                weights[component][stem] = weight
    return {
        component: (
            round(100 * count / len(some)),
            " ".join("%s %d" % pair for pair in sorted(weights[component].items())),
        )
        for component, count in sorted(programs.items())
        if count >= LEAST_PROGRAMS
    }


def frequencies(some: Sequence[Lesson]) -> str:
    """The number of tasks with each stem, as prior_table.py has it."""
    counts = Counter(stem for lesson in some for stem in lesson.stems)
    return " ".join("%s %d" % pair for pair in sorted(counts.items()) if pair[1] >= LEAST_TASKS)


def surprise(count: float, tasks: int, usual: float) -> float:
    """The G statistic of a component that `count` of so many tasks have, where a part `usual` of all tasks does; 0 if they have it less."""
    part = min(count / tasks, 1 - 1e-9)
    if part <= usual:
        return 0.0
    return 2 * (count * math.log(part / usual) + (tasks - count) * math.log((1 - part) / (1 - usual)))


def written(some: Sequence[Lesson]) -> str:
    rows = ["    %s: (%d, %s)," % (quoted(name), share, quoted(words)) for name, (share, words) in rows_of(some).items()]
    head = '''"""The weights of prior.py. Written by `npm run fit:search` from %d tasks with known solutions: run that instead of editing this.

A row is a component, the part of programs that have it in per cent, and the stems of words with the units of cost by which each makes it
cheaper: %s units for each unit of log likelihood, at most %d, as if %s tasks of the average kind stood beside each word's.
"""

from typing import Dict, Tuple

# fmt: off
ROWS: Dict[str, Tuple[int, str]] = {
''' % (len(some), SCALE, MOST, round(SHRINKAGE))
    tasks = '\n#: The number of tasks that have each stem, of those in %d or more.\nTASKS = """\n%s\n"""\n' % (
        LEAST_TASKS, textwrap.fill(frequencies(some), 138))  # fmt: skip
    return head + "\n".join(rows) + "\n}\n# fmt: on\n" + tasks


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def folds_of(some: Sequence[Lesson]) -> List[List[Lesson]]:
    shuffled = list(some)
    random.Random(14).shuffle(shuffled)
    return [shuffled[number::FOLDS] for number in range(FOLDS)]


def by_hand() -> Dict[str, Set[str]]:
    """The components of the operations, with the words that these have by hand."""
    rows = {operation.template: operation.words for _, operation in operations.operations()}
    rows.update((form.template, form.words) for form in loops.FORMS)
    found: Dict[str, Set[str]] = defaultdict(set)
    for template, words in rows.items():
        for component in components_of(ast.parse(template.replace(" I", " for S in A"))):
            found[component].update(words)
    return found


def rank(some: Sequence[Lesson]) -> None:
    """Prints how far behind others the components of a task's programs stand, by weights that other folds give; needs no search."""
    words_of = by_hand()
    logs: Dict[str, float] = defaultdict(float)
    count = 0
    for fold, table in with_tables(some):
        for lesson in fold:
            words = Hints(texts_of(lesson.task)).words
            used = {component for component in words_of if lesson.components.get(component, 0) >= 0.5}
            count += len(used)
            for way in ("no words", "by hand", "learnt"):
                scores = {component: _score(way, component, words, tuple(words_of[component]), table) for component in words_of}
                others = [score for component, score in scores.items() if component not in used]
                for component in used:
                    better = sum((other > scores[component]) + (other == scores[component]) / 2 for other in others)
                    logs[way] += math.log2(1 + better)
    for way, total in logs.items():
        print("%-9s a component of the solution stands behind %.1f others (geometric mean of %d)" % (way, 2 ** (total / count) - 1, count))


def _score(way: str, component: str, words: Set[str], beginnings: Tuple[str, ...], table: prior.Table) -> float:
    known = table.components.get(component)
    usual = SCALE * math.log(0.5 + (known.share if known else 0))
    if way == "by hand":
        return usual + (prior.FAVOUR if any(word.startswith(beginnings) for word in words) else 0)
    return usual - (prior.cost_of(component, words, beginnings, table) if way == "learnt" else 0)


def with_tables(some: Sequence[Lesson]) -> Iterator[Tuple[List[Lesson], prior.Table]]:
    """Each fold with what the others teach."""
    folds = folds_of(some)
    for fold in folds:
        others = [lesson for other in folds if other is not fold for lesson in other]
        yield fold, prior.read(rows_of(others), frequencies(others))


def compare(some: Sequence[Lesson], count: int, jobs: int, show: bool, only: str) -> None:
    """Prints how many tasks are solved with and without the weights that other folds give."""
    from solved import Ways, solved  # Only here: it runs what the tasks bring.

    work = [(lesson.task, texts_of(lesson.task), table) for fold, table in with_tables(some) for lesson in fold]
    if only == "everyday":
        table = prior.read(rows_of(some), frequencies(some))
        work = [(task, texts_of(task), table) for task in everyday()]
    work = work[:: max(1, len(work) // count)]
    totals: Dict[str, Counter] = {way: Counter() for way in Ways}
    logs: Dict[str, float] = defaultdict(float)
    tasks = 0
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for one in pool.map(solved, work):
            if one is None:
                continue
            tasks += 1
            for way, results in one.items():
                totals[way].update(results)
                logs[way] += math.log(results["until"])
            if show:
                print(tasks, {way: (results["first"], results["any"], results["until"]) for way, results in one.items()}, flush=True)
    for way, total in totals.items():
        print("%-24s of %d tasks: asserts satisfied %3d, first right %3d, any right %3d, %.2f s until it (geometric mean)" % (
            way, tasks, total["found"], total["first"], total["any"], math.exp(logs[way] / max(1, tasks))))  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ranks", action="store_true")
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--set", default="dev", choices=["dev", "everyday"])
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    some = lessons()
    if options.ranks:
        rank(some)
        return
    if options.folds:
        compare(some, options.tasks, options.jobs, options.show, options.set)
        return
    with open(os.path.join(RUNNER, "search", "prior_table.py"), "w", encoding="utf-8") as file:
        file.write(written(some))
    print("%d tasks, %d components" % (len(some), len(rows_of(some))))


if __name__ == "__main__":
    main()
