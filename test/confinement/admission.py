"""The share of confined programs: among the passing samples of recorded benchmarks, or the functions of Python's own modules.

admission.py samples FOLDER [LIMIT] | library [EVERY]. Prints one JSON object: the counts, and the reasons that refuse the rest.
"""

import ast
import collections
import importlib.util
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server", "runner"))

from confinement import Surroundings, reaches  # noqa: E402

MODULES = (
    "argparse bisect calendar cmd colorsys configparser contextlib copy csv dataclasses datetime difflib email.message email.utils enum"
    " fnmatch fractions functools gettext glob heapq html.parser http.cookies imaplib ipaddress json.decoder json.encoder keyword locale"
    " mimetypes numbers operator optparse pprint queue random reprlib sched shlex statistics string tempfile textwrap tokenize"
    " urllib.parse uuid weakref xml.dom.minidom zipfile"
).split()
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines(path):
    with open(path, encoding="utf-8") as text:
        return [json.loads(line) for line in text if line.strip()]


def samples(folder):
    """Yields the passing samples: the file of a task, and the program of a sample."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".samples.jsonl"):
            continue
        stem = name[: -len(".samples.jsonl")]
        tasks = {one["task_id"]: one for one in lines(os.path.join(folder, stem + ".jsonl"))}
        verdicts = {one["task_id"]: one["n"] for one in lines(os.path.join(folder, stem + ".verdicts.jsonl"))}
        seen = collections.Counter()
        for one in lines(os.path.join(folder, name)):
            task = tasks[one["task_id"]]
            visible, hidden = verdicts[one["task_id"]][seen[one["task_id"]]]
            seen[one["task_id"]] += 1
            if hidden:
                file = task["prompt"] + "    ...\n" + "\n".join(task["asserts"]) + "\n"
                yield task, file, one["solution"] if "solution" in one else task["prompt"] + one["completion"]


def judged(file, program, name):
    """The reasons against a program in its file. Unchanged text of the file is the file's own."""
    tree = ast.parse(file)
    known = {ast.dump(one) for one in tree.body}
    surroundings = Surroundings(tree, [name], [one for one in tree.body if isinstance(one, ast.Assert)])
    code = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    own = [one for one in ast.parse(program).body if isinstance(one, code) and ast.dump(one) not in known]
    targets = [one for one in own if isinstance(one, FUNCTIONS) and one.name == name]
    return reaches(own, targets[-1], surroundings) if targets else None


def of_samples(folder, limit):
    confined, total, reasons, shown, kept = 0, 0, collections.Counter(), [], {}
    for task, file, program in samples(folder):
        key = (task["task_id"], program)
        if key not in kept:
            if len(kept) >= limit:
                continue
            try:
                kept[key] = judged(file, program, task["entry_point"])
            except SyntaxError:
                kept[key] = None
        found = kept[key]
        if found is None:
            continue
        total += 1
        confined += not found
        if found:
            reasons[found[0].what] += 1
            shown.append([task["task_id"], *found[0]])
    return {"confined": confined, "total": total, "reasons": reasons.most_common(40), "shown": shown}


def functions(tree):
    """All functions of a module and methods of its classes, with their paths."""
    for node in tree.body:
        if isinstance(node, FUNCTIONS):
            yield [node.name], node
        elif isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, FUNCTIONS):
                    yield [node.name, one.name], one


def of_library(every):
    confined, total, reasons, shown, spent, made = 0, 0, collections.Counter(), [], 0.0, 0.0
    for name in MODULES:
        found = importlib.util.find_spec(name)
        with open(found.origin, encoding="utf-8") as text:
            tree = ast.parse(text.read())
        for path, node in list(functions(tree))[::every]:
            started = time.perf_counter()
            surroundings = Surroundings(tree, path, [])
            ready = time.perf_counter()
            why = reaches([node], node, surroundings)
            spent += time.perf_counter() - ready
            made = max(made, ready - started)
            total += 1
            confined += not why
            if why:
                reasons[re.sub(r"'[^']*'", "…", why[0].what)] += 1
                shown.append([name, ".".join(path), *why[0]])
    return {
        "confined": confined,
        "total": total,
        "reasons": reasons.most_common(60),
        "shown": shown,
        "microseconds": round(spent / total * 1e6),
        "slowestFile": round(made * 1e3),
    }


if __name__ == "__main__":
    if sys.argv[1] == "samples":
        print(json.dumps(of_samples(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else sys.maxsize)))
    else:
        print(json.dumps(of_library(int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
