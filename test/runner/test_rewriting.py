"""A rewritten assert means the same as Python's, and reports its values."""

import ast

import pytest
from reached import source
from runner.judging import equality
from runner.judging.equality import equal
from runner.judging.judge import JUDGE
from runner.judging.rewriting import Rewriter


class Noting:
    """Replaces the judge: notes its calls."""

    BaseException = BaseException

    def __init__(self):
        self.told = []

    def begin(self, example):
        self.told.append(("begin", example))

    def done(self, example):
        self.told.append(("done", example))

    def equal(self, left, right, swapped):
        self.told.append(("equal", left, right, swapped))
        return equal(left, right, swapped)

    def same(self, left, right, swapped):
        self.told.append(("same", left, right, swapped))
        return left is right

    def alike(self, left, right):
        return equality.alike(left, right)

    def gave(self, value):
        self.told.append(("gave", value))
        return value

    def caught(self, example, expected, scope):
        self.told.append(("caught", example, expected, scope))

    def scope(self, pairs):
        return dict(pairs)


def run(text, at=None, tells=False, **names):
    """The calls of the judge for a text whose asserts are examples, each numbered by its line."""
    tree = ast.parse(source(text))
    lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    rewritten = Rewriter(at or {line: line for line in lines}, "f", tells).visit(tree)
    judge = Noting()
    names.setdefault("f", lambda x: x)
    exec(compile(rewritten, "file.py", "exec"), {**names, JUDGE: judge})  # noqa: S102 - that is what becomes of it
    return judge.told


@pytest.mark.parametrize(
    "check, told",
    [
        ("assert f(1) == 2", ("equal", 1, 2, False)),
        ("assert 2 == f(1)", ("equal", 2, 1, True)),
        ("assert f(1) == f(2)", ("equal", 1, 2, False)),
        ("assert [f(1)] == [2]", ("equal", [1], [2], False)),
        ("assert box.f(1) == 2", ("equal", 1, 2, False)),
        ("assert 2 == box.f(1)", ("equal", 2, 1, True)),
        ("assert f(1) is None", ("same", 1, None, False)),
        ("assert None is f(1)", ("same", None, 1, True)),
    ],
)
def test_the_two_sides_are_told_and_which_is_the_expected_one(check, told):
    class box:
        f = staticmethod(lambda x: x)

    assert told in run(check, box=box)


@pytest.mark.parametrize(
    "check, passes",
    [
        ("assert f(1) == 1", True),
        ("assert f(1) == 2", False),
        ("assert f(1) is f(1)", True),
        ("assert f([]) is []", False),
        ("assert f(1)", True),
        ("assert f(0)", False),
        ("assert not f(0)", True),
        ("assert f(1) != 2", True),
        ("assert 0 < f(1) < 2", True),
        ("assert 0 < f(1) == 2", False),
        ("assert f(1) == 1 and f(2) == 2", True),
        ("assert f(1) == 1 and f(2) == 3", False),
        ("assert all(f(x) == x for x in range(3))", True),
        ("assert any(f(x) == 3 for x in range(3))", False),
        ("assert f(1) in [1]", True),
        ("assert f(1) == 1, 'why'", True),
        ("assert (f(1) == 1) is True", True),
        ("assert f(float('nan')) == float('nan')", False),
    ],
)
def test_it_passes_where_the_assert_would(check, passes):
    found = run(check)
    assert found[0] == ("begin", 1)
    assert found[-1][0] == ("done" if passes else "caught")


def test_operands_are_evaluated_once_and_from_left_to_right():
    seen = []
    run("assert f('left') == g('right')", f=lambda x: seen.append(x) or x, g=lambda x: seen.append(x) or x)
    assert seen == ["left", "right"]


def test_the_message_of_an_assert_is_evaluated_where_it_fails():
    seen = []
    run("assert f(1) == 1, say()", say=lambda: seen.append(1))
    assert seen == []
    run("assert f(1) == 2, say()", say=lambda: seen.append(1))
    assert seen == [1]


@pytest.mark.parametrize(
    "check, expected",
    [
        ("assert f(1) == [2, 'a']", "[2, 'a']"),
        ("assert {'a': -1} == f(1)", "{'a': -1}"),
        ("assert f(1) is None", "None"),
        ("assert f(1) == name", None),
        ("assert f(1) == g(2)", None),
        ("assert f(1) != 2", None),
        ("assert f(1)", None),
    ],
)
def test_an_expected_value_that_is_literal_is_told_though_the_call_fails(check, expected):
    def f(x):
        raise KeyError(x)

    assert ("caught", 1, expected, None) in run(check, f=f, name=1, g=f)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration])
def test_whatever_ends_an_assert_is_caught(error):
    def f(x):
        raise error

    assert run("assert f(1) == 2", f=f)[-1][0] == "caught"


def test_no_name_of_the_users_is_bound_or_read():
    told = run("error = e = BaseException = 1\nassert f(1) == 2\nkept = (error, e, BaseException)\nassert kept == (1, 1, 1)")
    assert told[-1] == ("done", 4)


def test_in_a_loop_the_variables_of_all_loops_around_it_are_told():
    told = run("for x, (y, _) in [(1, (2, 3))]:\n for z in [4]:\n  assert f(1) == 2\nfor w in [5]:\n assert f(1) == 2")
    assert [one[-1] for one in told if one[0] == "caught"] == [{"_": 3, "x": 1, "y": 2, "z": 4}, {"w": 5}]


def test_each_round_of_a_loop_is_judged():
    told = run("for x in [1, 2, 3]:\n assert f(x) == 2")
    assert [one[0] for one in told if one[0] in ("done", "caught")] == ["caught", "done", "caught"]


def test_only_the_asserts_at_those_lines_are_examples():
    told = run("assert f(1) == 1\nassert f(2) == 2\n", at={2: 7})
    assert told == [("begin", 7), ("equal", 2, 2, False), ("done", 7)]


def test_two_asserts_of_a_line_are_told_apart_by_their_columns():
    told = run("assert f(1) == 1; assert f(2) == 2", at={(1, 18): 7})
    assert told == [("begin", 7), ("equal", 2, 2, False), ("done", 7)]


def test_what_compares_nothing_tells_what_the_calls_gave():
    assert ("gave", 1) in run("assert g(f(1))", tells=True, g=bool)
    assert ("gave", 1) not in run("assert g(f(1))", g=bool)


def test_a_failing_assert_keeps_its_line():
    tree = Rewriter({3: 0}, "f").visit(ast.parse("\n\nassert f(1) == 2\n"))
    assert {node.lineno for node in ast.walk(tree) if hasattr(node, "lineno")} == {3}
