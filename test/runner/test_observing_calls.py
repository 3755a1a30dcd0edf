"""Inputs: their arguments are made apart from the call, anew each time."""

import __future__

import pytest
from runner.observing.calls import Call, Unbuilt, calls


def given(source, name="f", **scope):
    """Returns the arguments of the call, and the result of the whole expression."""
    taken = []

    def called(*args, **keywords):
        taken.append((args, keywords))
        return [3, 1, 2]

    scope = {name: called, **scope}
    call = Call(source, name, 0)
    return call.result(scope, call.arguments(scope)), taken


@pytest.mark.parametrize(
    "source, args, keywords",
    [
        ("f(1, [2])", (1, [2]), {}),
        ("f(x=1 + 1)", (), {"x": 2}),
        ("f(*[1, 2], **{'y': 3})", (1, 2), {"y": 3}),
        ("f(n, n)", (5, 5), {}),
        ("f('f(1)')", ("f(1)",), {}),
        ("f([each for each in range(n - 3)])", ([0, 1],), {}),
        ("f(lambda: n)", None, {}),
    ],
)
def test_arguments(source, args, keywords):
    _, [(found, named)] = given(source, n=5)
    assert named == keywords
    assert found == args or (args is None and found[0]() == 5)


def test_what_stands_around_reads_the_result():
    assert given("sorted(f(1))")[0] == [1, 2, 3]
    assert given("sorted(f(1), reverse=True)[0]")[0] == 3
    assert given("tuple(f(2))")[0] == (3, 1, 2)


def test_the_outermost_call_is_the_one():
    _, taken = given("f(f(1))")
    assert [args for args, _ in taken] == [(1,), ([3, 1, 2],)]


def test_a_method_of_what_is_made_first():
    class Stack:
        def __init__(self, items):
            self.items = items

        def top(self, count):
            return self.items[:count]

    call = Call("Stack([1, 2, 3]).top(2)", "top", 0)
    scope = {"Stack": Stack}
    arguments = call.arguments(scope)
    assert call.result(scope, arguments) == [1, 2]
    assert [type(one) for one in arguments] == [int, Stack]


def test_arguments_are_new_each_time():
    call = Call("f([1])", "f", 0)
    scope = {"f": lambda xs: xs.append(2) or xs}
    one, other = call.arguments(scope), call.arguments(scope)
    assert call.result(scope, one) == [1, 2] and call.result(scope, other) == [1, 2]


@pytest.mark.parametrize("source", ["f(1", "x = f(1)", "g(1)", "f", "1; f(1)", "", "\0", "f(" * 5000, "f(1)\nf(2)"])
def test_what_is_no_call_of_it(source):
    with pytest.raises(Unbuilt):
        Call(source, "f", 0)


@pytest.mark.parametrize("source", ["f(nowhere)", "f(1 / 0)", "f([1][5])", "f(**1 .real())"])
def test_arguments_that_can_not_be_made(source):
    call = Call(source, "f", 0)
    with pytest.raises(Unbuilt):
        call.arguments({"f": print})


def test_what_can_be_made_is_told_from_what_can_not():
    made, unbuilt = calls(["f(1)", "g(1)", "f(2)", "f("], "f", 0)
    assert list(made) == [0, 2]
    assert unbuilt == {1: "it does not call f", 3: "not an expression"}


def test_the_file_s_own_flags_hold():
    flags = __future__.annotations.compiler_flag | __future__.barry_as_FLUFL.compiler_flag
    assert list(calls(["f(1 <> 2)"], "f", flags)[0]) == [0]
    assert list(calls(["f(1 <> 2)"], "f", 0)[0]) == []
