"""Reads the programs of files and prints their reach, as one JSON list of [family, name, expected, reaches].

check.py FILE… . A program starts with `# --- name`, or `# --- name => what is expected`; the sections `# target`, `# file` and `# program`
in it are optional. Reaches are null where this Python can't parse the program.
"""

import ast
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "server", "runner"))

from confinement import Surroundings, reaches  # noqa: E402

FILE = """
def f(x):
    ...


EXPECTED = {1: 2}
assert f(1) == EXPECTED[1]
assert f(2).equals(3)
"""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def programs(path):
    """Name, expectation, target, file and program of each."""
    with open(path, encoding="utf-8") as text:
        _, *parts = text.read().split("\n# --- ")
    for part in parts:
        title, _, body = part.partition("\n")
        name, _, expected = title.partition(" => ")
        target, file = "f", FILE
        if body.startswith("# target "):
            line, _, body = body.partition("\n")
            target = line[len("# target ") :]
        if body.startswith("# file\n"):
            file, _, body = body[len("# file\n") :].partition("# program\n")
        yield name, expected, target.split("."), file, body


def judged(target, file, program):
    """The reach of a program in its file; its lines count from the program's first."""
    try:
        tree, own = ast.parse(file), ast.parse(program).body
    except SyntaxError:
        return None
    examples = [node for node in ast.walk(tree) if _is_example(node)]
    function = [node for node in own if isinstance(node, FUNCTIONS) and node.name == target[-1]]
    return [(one.line, one.what) for one in reaches(own, function[-1], Surroundings(tree, target, examples))]


def _is_example(node):
    return isinstance(node, ast.Assert) or (isinstance(node, FUNCTIONS + (ast.ClassDef,)) and node.name.lower().startswith("test"))


if __name__ == "__main__":
    found = []
    for path in sys.argv[1:]:
        family = os.path.splitext(os.path.basename(path))[0]
        for name, expected, *rest in programs(path):
            found.append([family, name, expected, judged(*rest)])
    print(json.dumps(found))
