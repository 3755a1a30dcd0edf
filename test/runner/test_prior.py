"""What components code has, and what words say of them."""

import ast

import pytest
from runner.search import prior
from runner.search.components import components_of
from runner.search.hints import Hints


def parts(source: str) -> set:
    return components_of(ast.parse(source))


@pytest.mark.parametrize(
    "source, expected",
    [
        ("n % 2 == 0", {"%", "% ==", "==", "2"}),
        ("text.split()[-1]", {".split", "[-1]"}),
        ("sorted(items, reverse=True)", {"sorted", "sorted(reverse)"}),
        ("[x * x for x in items if x > 0]", {"[for]", "for if", "*", ">"}),
        ("math.sqrt(n) + n ** 0.5", {"math.sqrt", "+", "**", "0.5"}),
        ("word[::-1] if word else ''", {"[::-1]", "if else", "''"}),
    ],
)
def test_names_the_components_of_an_expression(source: str, expected: set) -> None:
    assert parts(source) == expected


def test_a_loop_has_the_components_of_the_expression_that_does_the_same() -> None:
    loop = "result = []\nfor x in items:\n    if x > 0:\n        result.append(x)\n"
    assert parts("[x for x in items if x > 0]") <= parts(loop)
    assert {"sum", "for if"} <= parts("count = 0\nfor x in items:\n    if x > 0:\n        count += 1\n")
    assert "all" in parts("def f(items):\n    for x in items:\n        if x < 0:\n            return False\n    return True\n")


def test_a_function_that_calls_itself_is_a_recursion() -> None:
    assert parts("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n") >= {"recursion", "if else"}
    assert "recursion" not in parts("f(n)")


ROWS = {"%": (20, "modulo 4 odd 1"), "% ==": (10, "even 3 odd 2"), "==": (40, "same 2"), "2": (30, ""), "[for]": (25, "each 1")}
TABLE = prior.read(ROWS, "even 40 number 90 list 2")


def test_the_rarest_part_decides_and_the_two_strongest_words() -> None:
    assert prior.cost_of("A % 2 == 0", {"even", "modulo", "same"}, (), TABLE) == -3
    assert prior.cost_of("A % 2 == 0", {"even", "odd"}, (), TABLE) == -5
    assert prior.cost_of("A == B", {"even", "modulo", "same"}, (), TABLE) == -2
    assert prior.cost_of("[E I]", {"each"}, (), TABLE) == -1


def test_says_nothing_of_unknown_words_and_parts() -> None:
    assert prior.cost_of("A % 2 == 0", {"zebra"}, (), TABLE) == 0
    assert prior.cost_of("A.frobnicate() % 2", {"modulo"}, (), TABLE) == 0


def test_words_by_hand_count_the_less_the_more_tasks_could_have_shown_it() -> None:
    assert prior.cost_of("A == B", {"frobnicated"}, ("frobnic",), TABLE) == -3
    assert prior.cost_of("A == B", {"lists"}, ("list",), TABLE) == -2
    assert prior.cost_of("A == B", {"numbers"}, ("number",), TABLE) == 0


def test_words_by_hand_alone_count_for_what_no_task_has() -> None:
    assert prior.cost_of("A.frobnicate()", {"numbers"}, ("number",), TABLE) == -3
    assert prior.cost_of("fold with a condition", {"numbers"}, ("number",), TABLE) == -3
    assert prior.cost_of("fold with a condition", {"numbers"}, (), TABLE) == 0


def test_words_with_one_stem_are_one() -> None:
    assert {prior.stem_of(word) for word in ("words", "word", "wording")} == {"word"}
    assert prior.stem_of("divisors") == prior.stem_of("divisor")


def test_a_price_is_never_below_one() -> None:
    hints = Hints(["f", "Return the frobnicated values.", "def f(values)"])
    assert hints.price(5, "A.frobnicate()", ["frobnic"]) == 2
    assert hints.price(5, "A.frobnicate()", ["other"]) == 5
    assert hints.price(2, "A.frobnicate()", ["frobnic"]) == 1
