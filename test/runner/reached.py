"""The reasons of confinement against a candidate in a file."""

import ast
import textwrap

from runner.confinement import Surroundings, reaches

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FILE = """
def f(x):
    ...


EXPECTED = {1: 2}
assert f(1) == EXPECTED[1]
assert f(2).equals(3)
"""


def source(text):
    """Removes the indentation of a text in a test."""
    return textwrap.dedent(text).strip("\n") + "\n"


def reached(program, file=FILE, target="f"):
    """The reasons against a program that defines the function `target`, each with its line: `2: uses open`."""
    tree, own, path = ast.parse(source(file)), ast.parse(source(program)).body, target.split(".")
    examples = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    function = [node for node in own if isinstance(node, FUNCTIONS) and node.name == path[-1]][-1]
    return ["%d: %s" % (one.line, one.what) for one in reaches(own, function, Surroundings(tree, path, examples))]
