"""The changes in a file by a text with a candidate: whole statements, by the lines of the new text."""

import ast

import pytest
from reached import source
from runner.plain.text import Text, lines_of

FILE = source(
    """
    import os

    LIMIT = 3


    def f(x):
        ...


    def g(x):
        return x


    assert f(1) == 2
    """
)


def change(spliced, file=FILE):
    found = Text(file, "file.py").change(spliced)
    return [[one.lineno for one in found.gone], [one.lineno for one in found.own]]


@pytest.mark.parametrize(
    "old, new, found",
    [
        ("", "", [[], []]),
        ("    ...", "    return 1", [[6], [6]]),
        ("    ...", "    y = 1\n    return y", [[6], [6]]),
        ("LIMIT = 3\n", "", [[3], []]),
        ("LIMIT = 3\n", "LIMIT = 4\n", [[3], [3]]),
        ("import os\n", "import os\nimport re\n", [[], [2]]),
        ("def f", "def helper():\n    return 1\n\n\ndef f", [[], [6]]),
        ("def f", "@cache\ndef f", [[6], [7]]),
        ("return x\n", "return x\n\n\ndef f(x):\n    return 1\n", [[], [14]]),
        ("assert f(1) == 2\n", "assert f(1) == 2\nassert f(2) == 3\n", [[], [15]]),
        ("import os", "\ufeffimport os", [[], []]),
        ("    ...", "    # a comment\n    ...", [[6], [6]]),
    ],
)
def test_only_the_statements_that_differ_are_the_candidates(old, new, found):
    assert change(FILE.replace(old, new, 1)) == found


def test_a_statement_that_moves_is_the_same_one():
    assert change(FILE.replace("LIMIT = 3\n", "").replace("import os\n", "LIMIT = 3\nimport os\n")) == [[], []]


def test_of_two_that_are_equal_one_more_is_the_candidates():
    assert change("a = 1\na = 1\na = 1\n", "a = 1\na = 1\n") == [[], [3]]


def test_what_belongs_to_a_statement_above_it_makes_that_one_new():
    file = "if a:\n    b = 1\nc = 2\n"
    assert change("if a:\n    b = 1\nelse:\n    b = 2\nc = 2\n", file) == [[1], [1]]


def test_two_statements_of_a_line_change_together():
    assert change("a = 1; b = 3\nc = 1\n", "a = 1; b = 2\nc = 1\n")[1] == [1, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_python_has_it(end):
    assert lines_of("a%sb\fc\x0bd\u2028e" % end) == ["a", "b\fc\x0bd\u2028e"]
    assert change(FILE.replace("    ...", "    return 1").replace("\n", end)) == [[6], [6]]


@pytest.mark.parametrize("text", ["def f(", "a = 1\0", "(" * 1000 + ")" * 1000])
def test_what_python_can_not_read_is_a_syntax_error(text):
    with pytest.raises(SyntaxError):
        Text(text, "file.py")
    with pytest.raises(SyntaxError):
        Text(FILE, "file.py").change(FILE + text)


@pytest.mark.parametrize(
    "text, spliced",
    [
        ("", "a = 1\n"),
        ("a = 1\n", ""),
        ("a = 1", "a = 1\n\n\n"),
        ("a = 1\nb = 2\nc = 3\n", "c = 3\nb = 2\na = 1\n"),
        ("x = '''\na\n'''\n", "x = '''\nb\n'''\n"),
        ("def f():\n    pass\n", "def f():\n    pass\n\n\n    pass\n"),
        ("@a\n@b\ndef f(): pass\n", "@a\n@c\ndef f(): pass\n"),
        ("a = (\n  1,\n)\nb = 1\n", "a = (\n  2,\n)\nb = 1\n"),
        ("if a:\n  b\nelif c:\n  d\n", "if a:\n  b\nelif e:\n  d\n"),
        ("a = 1\n# c\nb = 1\n", "a = 1\n# d\nb = 1\n"),
    ],
)
def test_what_stays_and_what_is_new_are_together_the_new_text(text, spliced):
    file = Text(text, "file.py")
    found = file.change(spliced)
    stays = [one for one in file.tree.body if one not in found.gone]
    both = sorted(map(ast.dump, [*stays, *found.own]))
    assert both == sorted(map(ast.dump, ast.parse(spliced).body))
