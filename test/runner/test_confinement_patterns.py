"""A pattern reads attributes without a point, and binds names without an equals sign."""

import sys

import pytest
from reached import reached

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="Python has patterns from 3.10 on")


def matching(pattern, value="x", then="0", before=""):
    return "%sdef f(x):\n match %s:\n  case %s:\n   return %s" % (before, value, pattern, then)


READS = [
    ("object(gi_frame=one)", "uses .gi_frame"),
    ("object(__globals__=one)", "reads __globals__"),
    ("object(__class__=one)", "reads __class__"),
    ("object(__dict__=one)", "reads __dict__"),
    ("object(_mock_name=one)", "uses ._mock_name"),
    ("object(call_args=one)", "uses .call_args"),
    ("object(return_value=one)", "uses .return_value"),
    ("object(func=one)", "uses .func"),
    ("object(replace=one)", "uses .replace, which moves a file"),
    ("object(__next__=one)", "passes .__next__ on"),
    ("object(send=one)", "passes .send on"),
    ("str(format=one)", "uses .format"),
    ("[one, object(f_back=two)]", "uses .f_back"),
    ("{'a': object(tb_frame=one)}", "uses .tb_frame"),
    ("object(real=object(cr_frame=one))", "uses .cr_frame"),
    ("object(ag_code=one) | [one]", "uses .ag_code"),
    ("EXPECTED.a", "names EXPECTED, which only the examples use"),
    ("EXPECTED(a=1)", "names EXPECTED, which only the examples use"),
    ("one if eval('1')", "uses eval"),
    ("__class__", "defines __class__"),
]


@pytest.mark.parametrize("pattern, reason", READS)
def test_a_pattern_reads_what_an_attribute_would(pattern, reason):
    assert reached(matching(pattern)) == ["3: " + reason]


@pytest.mark.parametrize("pattern", ["sys.modules", "sys.modules(a=1)", "{sys.modules: one}"])
def test_a_pattern_names_of_a_module_what_may_be_named(pattern):
    assert reached(matching(pattern, before="import sys\n")) == ["4: uses sys.modules"]


@pytest.mark.parametrize("pattern", ["EXPECTED", "[*EXPECTED]", "{**EXPECTED}", "[_, EXPECTED]", "int() as EXPECTED"])
def test_a_pattern_writes_no_global_of_the_file(pattern):
    program = matching(pattern).replace(" match", " global EXPECTED\n match", 1)
    assert "4: writes EXPECTED of the module" in reached(program)


@pytest.mark.parametrize(
    "pattern, then",
    [
        ("EXPECTED", "EXPECTED"),
        ("[first, *eval]", "eval"),
        ("{'a': 1, **open}", "open"),
        ("[_, vars]", "vars"),
        ("int() as input", "input"),
    ],
)
def test_what_a_pattern_binds_is_the_candidates_own(pattern, then):
    assert reached(matching(pattern, then=then)) == []


@pytest.mark.parametrize(
    "pattern, before",
    [
        ("int(one)", ""),
        ("str() | bytes()", ""),
        ("complex(real=one, imag=0)", ""),
        ("[1, [2, *_]]", ""),
        ("{'kind': 'a', 'value': one}", ""),
        ("math.pi", "import math\n"),
        ("None | True", ""),
        ("one if one > 1", ""),
    ],
)
def test_what_a_pattern_may_ask(pattern, before):
    assert reached(matching(pattern, before=before)) == []


POSITIONAL = [
    ("from dataclasses import dataclass\n@dataclass\nclass Own:\n a: int\n", []),
    ("from dataclasses import dataclass\n@dataclass\nclass Own:\n gi_frame: int\n", ["4: defines .gi_frame", "3: uses .gi_frame"]),
    ("class Own:\n __match_args__ = ('gi_code',)\n", ["2: defines __match_args__", "2: spells gi_code"]),
    (
        "from collections import namedtuple\nclass Own(namedtuple('Own', 'a')):\n pass\n",
        ["2: matches a class that is made by a call"],
    ),
    ("from collections import namedtuple\nOwn = namedtuple('Own', 'f_globals')\n", ["2: defines .f_globals", "2: spells f_globals"]),
]


@pytest.mark.parametrize("before, found", POSITIONAL)
def test_fields_that_are_read_by_their_places_are_judged_where_the_class_names_them(before, found):
    assert sorted(reached(matching("Own(one)", before=before))) == sorted(found)
