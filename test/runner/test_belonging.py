"""The owner of a name: names in prose, in doctests and in other files, and how examples use them."""

import ast

import pytest
from reached import source
from runner.confinement.belonging import Uses, mentioned, names_told, session, stated


@pytest.mark.parametrize(
    "prose, names",
    [
        ("Rounds by `rate`.", ["rate"]),
        ("Rounds by ``rate``.", ["rate"]),
        ("Of 'kind' and \"name\".", ["kind", "name"]),
        ("Calls rate(x) once.", ["rate"]),
        ("As `rate(x, 1)` has it.", ["rate"]),
        ("At most MAX, or max_rate, or maxRate.", ["MAX", "max_rate", "maxRate"]),
        ("Like Rate.max does.", ["Rate", "max"]),
        ("Like a.b.c", ["a", "b", "c"]),
        ("The value(s) of the class(es)", []),
        ("Rate and value are words.", []),
        ("I am A word.", []),
        ("see (this)", []),
        ("`two words`", []),
        ("don't, isn't", []),
        ("3.14 of 1a_b", []),
        ("_private, trailing_", []),
        ("", []),
    ],
)
def test_prose_names_what_can_not_be_a_word(prose, names):
    assert list(names_told(prose)) == names


@pytest.mark.parametrize(
    "text, codes",
    [
        ("no doctest", []),
        (">>> f(1)\n2\n", ["f(1)", "2"]),
        ("    >>> f(1)\n    Point(x=2)\n", ["f(1)", "Point(x=2)"]),
        (">>> for x in y:\n...     f(x)\n", ["for x in y:\n    f(x)", ""]),
        (">>> f(1)\nno Python at all\n", ["f(1)"]),
        (">>> f(\n3\n", ["3"]),
        (">>> a\n1\n\nprose here\n>>> b\n", ["a", "1", "b", ""]),
        (">>>a\n", []),
    ],
)
def test_a_session_is_what_doctests_run_and_what_they_print(text, codes):
    assert [ast.dump(one) for one in session(text)] == [ast.dump(ast.parse(one)) for one in codes]


@pytest.mark.parametrize(
    "check, names",
    [
        ("assert TOTAL == 3", {"TOTAL"}),
        ("assert box.full", {"box", "full"}),
        ("assert f(1) == TOTAL", set()),
        ("assert box.f(1) == TOTAL", set()),
        ("self.assertEqual(TOTAL, 3)", {"self", "assertEqual", "TOTAL"}),
        ("TOTAL", {"TOTAL"}),
        ("y = TOTAL", set()),
    ],
)
def test_what_checks_read_by_themselves(check, names):
    assert stated(ast.parse(check), "f") - {""} == names


@pytest.mark.parametrize(
    "text, names",
    [
        ("from shop import Price", {"Price"}),
        ("from shop import Price as P\nP.zero", {"Price", "zero"}),
        ("from . import shop\nshop.Price.zero", {"shop", "Price", "zero"}),
        ("import shop\nshop.Price", {"Price"}),
        ("import shop as s\ns.Price", {"Price"}),
        ("from shop import *\nPrice", {"*", "Price"}),
        ("from other import Price", set()),
        ("import shop", set()),
    ],
)
def test_what_another_file_mentions_of_this_one(text, names):
    assert mentioned(ast.parse(text), "shop") == names


def read(text):
    uses = Uses()
    uses.read(ast.parse(source(text)).body)
    return uses


def test_a_name_that_is_called_handed_on_or_compared_is_used_as_a_whole():
    uses = read("assert f(Point(1)) == Other\nwith raises(Wrong): f(2)")
    assert {"Point", "Other", "Wrong"} <= uses.whole


def test_an_attribute_of_a_name_is_no_use_of_it_as_a_whole():
    uses = read("assert f(1) == Expected.small.value")
    assert "Expected" not in uses.whole
    assert ("small", "value") in uses.chains["Expected"]


def test_to_derive_from_a_class_is_not_to_make_objects_of_it():
    assert "Base" not in read("class Own(Base):\n pass").whole


def test_an_alias_stands_for_what_it_is_another_name_of():
    uses = read("expected = Expected\nassert f(1) == expected.small")
    assert ("small",) in uses.chains["Expected"]
    assert "Expected" not in uses.whole


def test_an_object_that_is_only_read_makes_its_class_none_of_the_functions():
    uses = read("cases = Cases()\nassert f(1) == cases.table")
    assert "Cases" not in uses.whole
    assert "Cases" not in uses.chains
    assert "Cases" not in read("assert f(1) == Cases().table").whole


def test_what_goes_into_an_object_counts_though_the_object_is_only_read():
    assert "Point" in read("cases = Cases(Point(1))\nassert f(1) == cases.table").whole


def test_what_is_taken_of_which_module():
    uses = read("import shop\nfrom shop.prices import Price\nassert f(shop.Item()) == Price.zero")
    assert uses.taken == {"shop": {"Item"}, "shop.prices": {"Price"}, "shop.prices.Price": {"zero"}}


@pytest.mark.parametrize("text, is_type", [("f(Point(1))", True), ("f(POINT)", False), ("f(point)", False), ("Point.zero", False)])
def test_a_type_is_known_by_its_name_and_by_its_use(text, is_type):
    name = "POINT" if "POINT" in text else "point" if "point" in text else "Point"
    assert read(text).is_type(name) is is_type


def test_aliases_that_go_round_in_a_circle_end():
    assert read("a = b\nb = a\nassert f(a) == b.c").chains
