"""Each skeleton is a program that a user may be given."""

import ast
import inspect
import textwrap

import pytest
from runner.search.skeletons import skeletons
from runner.search.skeletons.skeleton import Constant, Expression, Given, Skeleton


@pytest.mark.parametrize("skeleton", skeletons(), ids=lambda one: one.function.__name__)
def test_a_skeleton_is_well_formed(skeleton: Skeleton) -> None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(skeleton.function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    assert [one.arg for one in tree.args.args] == list(skeleton.holes)
    assert all(name.isupper() for name in skeleton.holes)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used >= set(skeleton.holes)
    # One way out, at the end: what it returns may become a part of a larger expression.
    returns = [node for node in ast.walk(tree) if isinstance(node, ast.Return)]
    assert tree.body[-1] in returns
    called = {id(node.func): len(node.args) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in skeleton.holes:
            hole = skeleton.holes[node.id]
            if isinstance(hole, Expression):
                assert called[id(node)] == len(hole.names), node.id
                for favourite in hole.favourites:
                    eval("lambda " + favourite)  # noqa: S307 - our own
                    assert favourite.split(":")[0].count(",") == len(hole.names) - 1
            else:
                assert id(node) not in called and isinstance(hole, (Given, Constant))


def test_names_are_unique() -> None:
    names = [one.name for one in skeletons()]
    assert len(names) == len(set(names))
    functions = [one.function.__name__ for one in skeletons()]
    assert len(functions) == len(set(functions))
