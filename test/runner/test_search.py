"""The parts of the search: skeletons and what fills them, functions that are there already, what is given when."""

import math
from typing import Any, List, Mapping, Optional, Sequence

import pytest
from runner.search import enumeration
from runner.search.bounds import TooLarge
from runner.search.giving import Enough, Gifts, Ranked
from runner.search.hints import Hints
from runner.search.library import functions_of
from runner.search.programs import Steps, run_of, spaces, without_true
from runner.search.readable import readable
from runner.search.skeletons import skeletons
from runner.search.skeletons.written import Filling, Written, literal, replaced
from runner.search.solution import Solution, modules_in
from runner.search.tidy import tidied


def found(
    parameters: Sequence[str],
    doc: str,
    pairs: Sequence[Any],
    file: Optional[Mapping[str, Any]] = None,
    shares: enumeration.Shares = enumeration.BOTH,
    limit: int = 1,
) -> List[str]:
    hints = ["made", doc, "def made(%s)" % ", ".join(parameters)]
    solutions = enumeration.search(pairs, parameters, hints, 10, limit, shares=shares, file=file)
    return [one.body for one in solutions]


def test_a_skeleton_is_filled_from_the_examples() -> None:
    pairs = [(([1, 3, 2, 5],), [1, 3, 3, 5]), (([2],), [2]), (([4, 1, 5, 2],), [4, 4, 5, 5])]
    (body,) = found(["xs"], "The running maximum.", pairs, shares=enumeration.SKELETONS)
    assert "for x in xs:" in body and "max(" in body


def test_names_of_a_skeleton_make_way_for_those_of_the_user() -> None:
    written = Written(next(one for one in skeletons() if one.function.__name__ == "fold"))
    fillings = {
        "XS": Filling("x"),
        "START": Filling("0"),
        "KEEP": Filling("each > total", ("each",)),
        "STEP": Filling("sum_ + each", ("sum_", "each")),
    }
    lines = written.lines(fillings, {"x": "item", "total": "result"})
    assert tidied(Solution(tuple(lines[:-1]), lines[-1][len("return ") :], ""), ["x"]).body == (
        "result = 0\nfor item in x:\n    if item > total:\n        result += item\nreturn result"
    )


def test_arguments_replace_names_and_nothing_else() -> None:
    filling = Filling("x.x + 'x' + f(x=x)", ("x",))
    assert replaced(filling, {"x": "a + 1"}) == "(a + 1).x + 'x' + f(x=(a + 1))"


def test_conditions_that_always_hold_are_left_out() -> None:
    lines = ["for x in xs:", "    if True:", "        if x:", "            n += 1", "    n += 2", "return [x for x in xs if True]"]
    assert without_true(lines) == ["for x in xs:", "    if x:", "        n += 1", "    n += 2", "return [x for x in xs]"]


def test_a_loop_without_end_is_an_error() -> None:
    run = run_of(Solution(("while n > 0:", "    n += 1"), "n", ""), ["n"], Steps(), spaces({}))
    assert run(0) == 0
    with pytest.raises(TooLarge):
        run(1)


def test_a_solution_imports_what_it_names_and_the_file_does_not() -> None:
    solution = Solution((), "math.pi + re", "")
    assert modules_in(solution.body, {}) == ["math", "re"]
    assert modules_in(solution.body, {"math": math}) == ["re"]


def test_the_library_is_chosen_by_words() -> None:
    pairs = [(([1, 3, 2],), 2), (([4, 1, 2, 3],), 2.5), (([7, 9, 9],), 9)]
    assert found(["numbers"], "The median of the numbers.", pairs) == ["return statistics.median(numbers)"]
    names = [one.template for one in functions_of({}, Hints(["f", "Wrap the text into lines.", ""]))]
    assert "textwrap.wrap(A, B)" in names
    assert not any(name.startswith("statistics") for name in names)


def test_helpers_of_the_file_are_called() -> None:
    def double(x: Any) -> Any:
        return x * 2

    def endless(x: Any) -> Any:
        while True:
            pass

    def later(x: Any) -> Any:
        """A stub."""

    file = {"double": double, "endless": endless, "later": later}
    assert [one.template for one in functions_of(file, Hints([]))] == ["double(A)", "endless(A)"]
    pairs = [(([1, 2],), [2, 4]), (([5],), [10])]
    assert found(["xs"], "Each twice.", pairs, file, enumeration.EXPRESSIONS) in (
        ["return [double(x) for x in xs]"],
        ["return [x * 2 for x in xs]"],
    )


def test_of_programs_that_behave_alike_the_best_is_given() -> None:
    ranked = Ranked()
    for rank, behaviour, text in ((5, "a", "x + x"), (3, "a", "x * 2"), (4, "b", "4"), (9, "a", "2 * x")):
        ranked.add(rank, behaviour, lambda text=text: Solution((), text, ""))  # type: ignore[misc]
    seen: List[str] = []
    gifts = Gifts(ranked, 2, lambda solution: seen.append(solution.expression) is None)
    gifts.give(3)
    assert seen == ["x * 2"]
    with pytest.raises(Enough):
        gifts.give(math.inf)
    assert seen == ["x * 2", "4"]


def test_what_does_not_count_is_not_given() -> None:
    ranked = Ranked()
    ranked.add(1, "a", lambda: Solution((), "1", ""))
    ranked.add(2, "b", lambda: Solution((), "2", ""))
    gifts = Gifts(ranked, 1, lambda solution: solution.expression == "2")
    with pytest.raises(Enough):
        gifts.give(math.inf)
    assert [one.expression for one in gifts.given] == ["2"]


@pytest.mark.parametrize(
    "body, expected, parameters",
    [
        ("return sum([x for x in xs])", "return sum(x for x in xs)", ""),
        ("return ','.join([x for x in xs])", "return ','.join(x for x in xs)", ""),
        ("return max([-x for x in xs], key=len)", "return max([-x for x in xs], key=len)", ""),
        ("total = 0\nfor x in y:\n    total = total + x * 2\nreturn total", "total = 0\nfor x in y:\n    total += x * 2\nreturn total", ""),
        ("total = 1\ntotal = total * (2 + x)\nreturn total", "total = 1\ntotal *= (2 + x)\nreturn total", ""),
        ("made = xs\nmade = made + [1]\nreturn made", "made = xs\nmade = made + [1]\nreturn made", ""),
        ("return [x for x in y]", "return list(y)", ""),
        ("for i, x in enumerate(y):\n    print(x)\nreturn 1", "for x in y:\n    print(x)\nreturn 1", ""),
        ("return [x for i, x in enumerate(y) if i]", "return [x for i, x in enumerate(y) if i]", ""),
        ("text2 = text\nif text2:\n    return text2[0]\nreturn text2", "if text:\n    return text[0]\nreturn text", "text"),
        ("items = xs\nitems.append(1)\nreturn items", "items = xs\nitems.append(1)\nreturn items", "xs"),
        ("n = m\nn -= 1\nreturn n", "n = m\nn -= 1\nreturn n", "m"),
        ("return [x for x in words if len(x) > 'x']", "return [word for word in words if len(word) > 'x']", ""),
        ("for x in words:\n    pass\nreturn [-x for x in words]", "for x in words:\n    pass\nreturn [-x for x in words]", ""),
        ("return [-x for x in lists]", "return [-x for x in lists]", ""),
        ("return [x for x in words if x != word]", "return [x for x in words if x != word]", "words word"),
        ("if x:\n    return [x + 'é' for x in cities]\nreturn x", "if x:\n    return [x + 'é' for x in cities]\nreturn x", "x cities"),
        ("return ['é' + x for x in cities]", "return ['é' + city for city in cities]", ""),
    ],
)
def test_bodies_read_as_a_person_writes_them(body: str, expected: str, parameters: str) -> None:
    assert readable(body, parameters.split()) == expected


def test_patterns_are_raw() -> None:
    assert literal("\\d+") == 'r"\\d+"'
    assert literal("a\nb") == "'a\\nb'"
    assert literal(3) == "3"
