"""Attributes, names and strings that a confined program may or may not spell."""

import pytest
from reached import reached


def body(statement, before=""):
    return "%sdef f(x):\n %s\n" % (before, statement)


REFUSED = [
    # From a value to frames, code, and tables of names.
    ("x.gi_frame", "uses .gi_frame"),
    ("x.a.b.cr_frame", "uses .cr_frame"),
    ("x().f_back", "uses .f_back"),
    ("x[0].tb_frame", "uses .tb_frame"),
    ("x.mro", "uses .mro"),
    ("f'{x.gi_frame}'", "uses .gi_frame"),
    ("getattr(x, 'gi_frame')", "uses .gi_frame"),
    ("getattr(x.a, 'gi_frame', None)", "uses .gi_frame"),
    # Special names.
    ("x.__globals__", "reads __globals__"),
    ("x.__class__", "reads __class__"),
    ("x.__dict__", "reads __dict__"),
    ("x.__code__", "reads __code__"),
    ("x.__closure__", "reads __closure__"),
    ("x.__self__", "reads __self__"),
    ("x.__wrapped__", "reads __wrapped__"),
    ("x.__traceback__", "reads __traceback__"),
    ("x.__context__", "reads __context__"),
    ("x.__reduce__()", "reads __reduce__"),
    ("int.__subclasses__()", "reads __subclasses__"),
    ("x.__getattribute__('a')", "reads __getattribute__"),
    ("object.__setattr__(x, 'a', 1)", "reads __setattr__"),
    ("getattr(x, '__globals__')", "reads __globals__"),
    # Names that are private, or a test's own.
    ("x._private", "uses ._private"),
    ("x._mock_name", "uses ._mock_name"),
    ("x.called", "uses .called"),
    ("x.call_args", "uses .call_args"),
    ("x.assert_called_once()", "uses .assert_called_once"),
    ("x.assertEqual(1)", "uses .assertEqual"),
    ("x.handlers", "uses .handlers"),
    ("x.cancel()", "uses .cancel"),
    ("x.os", "uses .os"),
    # Files.
    ("x.read_text()", "uses .read_text"),
    ("x.write_text('a')", "uses .write_text"),
    ("x.open()", "uses .open"),
    ("x.replace('a')", "uses .replace, which moves a file"),
    ("x.replace", "uses .replace, which moves a file"),
    # Composed names.
    ("getattr(x, x)", "uses getattr with a name that is not literal"),
    ("getattr(x, f'{x}')", "uses getattr with a name that is not literal"),
    ("getattr(x, 'gi_' + x)", "uses getattr with a name that is not literal"),
    ("getattr(x, '__cl' + x)", "uses getattr with a name that is not literal"),
    ("getattr(x, '_p' + x)", "uses getattr with a name that is not literal"),
    ("getattr(x, '_' + x)", "uses getattr with a name that is not literal"),
    ("getattr(x, '%s_a' % x)", "uses getattr with a name that is not literal"),
    ("getattr(x, 'visit_' * x)", "uses getattr with a name that is not literal"),
    ("getattr(*x)", "uses getattr with a name that is not literal"),
    ("setattr(x, x, 1)", "uses setattr with a name that is not literal"),
    ("setattr(x, 'visit_' + x, 1)", "uses setattr with a name that is not literal"),
    ("[getattr]", "passes getattr on"),
    # Formatting follows attributes.
    ("'{0.a}'.format(x)", "formats with 0.a"),
    ("'{x.y}'.format(x=x)", "formats with x.y"),
    ("'{0[a].b}'.format(x)", "formats with 0[a].b"),
    ("'{{{0.a}'.format(x)", "formats with 0.a"),
    ("('{0.' + 'a}').format(x)", "formats with 0.a"),
    ("map('{0.a}'.format, [x])", "formats with 0.a"),
    ("'{0.a}'.format_map(x)", "formats with 0.a"),
    ("getattr('{0.a}', 'format')(x)", "formats with 0.a"),
    ("x.format(1)", "formats by x, which is not literal"),
    ("str.format", "uses str.format"),
    ("(y := '{0.a}').format(x)", "uses .format"),
    # Strings that other code may use as a name.
    ("'__globals__'", "spells __globals__"),
    ("b'__globals__'", "spells __globals__"),
    ("'a __code__ b'", "spells __code__"),
    ("'__eq__'", "spells __eq__"),
    ("'gi_frame'", "spells gi_frame"),
    ("'f_back.f_globals'", "spells f_back.f_globals"),
    # Builtins that evaluate, reflect, read or end.
    *[("%s(x)" % name, "uses %s" % name) for name in "eval exec open vars dir compile input exit breakpoint __import__".split()],
    *[(name, "uses %s" % name) for name in "globals locals __builtins__ __file__ __loader__ __spec__".split()],
    # Classes.
    ("type(x)", "passes the class of a value on"),
    ("type", "passes type on"),
    ("type.mro(int)", "passes type on"),
    ("type('A', (), {})", "makes a class by type"),
    # Names that the examples keep.
    ("EXPECTED", "names EXPECTED, which only the examples use"),
    ("EXPECTED[x]", "names EXPECTED, which only the examples use"),
    ("[EXPECTED for _ in x]", "names EXPECTED, which only the examples use"),
    ("lambda y=EXPECTED: y", "names EXPECTED, which only the examples use"),
    # Keywords that make a library do more.
    ("x(eval_str=True)", "names eval_str"),
    ("x(stack_info=True)", "names stack_info"),
    ("x(__builtins__=1)", "names __builtins__"),
]


@pytest.mark.parametrize("expression, reason", REFUSED)
def test_an_expression_that_leads_out_is_refused(expression, reason):
    assert "2: " + reason in reached(body("return " + expression))


@pytest.mark.parametrize(
    "expression",
    [
        "x.name",
        "x.a.b.c",
        "x.args",
        "x.__class__.__name__",
        "type(x).__name__",
        "type(x) is int",
        "type(x) == int",
        "type(x) in (int, str)",
        "isinstance(x, type(1))",
        "x.__len__()",
        "x.__iter__",
        "x._replace(a=1)",
        "x._fields",
        "x.replace('a', 'b')",
        "x.replace(hour=1)",
        "getattr(x, 'name')",
        "getattr(x, 'visit_' + x)",
        "getattr(x, f'visit_{x}')",
        "getattr(x, 'visit_%s' % x)",
        "hasattr(x, x)",
        "'{}'.format(x)",
        "'{0} {name!r:>10}'.format(x, name=1)",
        "'{{0.a}}'.format(x)",
        "f'{x.name!r:>{x.width}}'",
        "'%s' % x",
        "'__name__'",
        "'frame of a picture'",
        "'read_text, and what else'",
        "'open'",
        "print(x)",
        "[open for open in x]",
        "[EXPECTED for EXPECTED in x]",
        "lambda EXPECTED: EXPECTED",
        "sorted(x, key=lambda one: (-len(one), one))",
    ],
)
def test_an_expression_that_computes_is_confined(expression):
    assert reached(body("return " + expression)) == []


STORES = [
    ("x.name = 1", "sets .name on x"),
    ("x.name += 1", "sets .name on x"),
    ("del x.name", "sets .name on x"),
    ("x[0].name = 1", "sets .name"),
    ("for x.name in [1]: pass", "sets .name on x"),
    ("[0 for x.name in [1]]", "sets .name on x"),
    ("with x as x.name: pass", "sets .name on x"),
    ("x.name, y = 1, 2", "sets .name on x"),
    ("setattr(x, 'name', 1)", "sets .name on x"),
    ("delattr(x, 'name')", "sets .name on x"),
    ("x.__class__ = int", "sets .__class__"),
    ("x.assert_x = 1", "sets .assert_x"),
    ("x.return_value = 1", "sets .return_value"),
    ("f.name = 1", "sets .name on a function"),
    ("int.name = 1", "uses int.name"),
    ("x.equals = lambda other: True", "defines equals, which checks ask a result"),
    ("x.equals, y = lambda other: True, 1", "defines equals, which checks ask a result"),
    ("global EXPECTED; EXPECTED = 1", "writes EXPECTED of the module"),
    ("global y; y = 1", "writes y of the module"),
    ("import math; math.pi = 3", "sets .pi of a module"),
    ("import sys; sys.stdout = x", "sets .stdout of a module"),
    ("__name__ = 1", "defines __name__"),
]


@pytest.mark.parametrize("statement, reason", STORES)
def test_a_store_on_what_was_handed_over_is_refused(statement, reason):
    assert "2: " + reason in reached(body(statement))


@pytest.mark.parametrize("statement", ["x[0] = 1", "x[0], y = 1, 2", "del x[0]", "x += [1]", "y = x", "name = 1", "x.append(1)"])
def test_a_store_in_a_container_or_a_name_of_its_own_is_confined(statement):
    assert reached(body(statement)) == []


IMPORTS = [
    ("import subprocess", "imports subprocess"),
    ("from subprocess import run", "imports subprocess"),
    ("import os, socket", "imports socket"),
    ("from . import other", "imports ."),
    ("from .other import thing", "imports .other"),
    ("from unittest import mock", "imports unittest"),
    ("import math as m; m.__loader__", "uses math.__loader__"),
    ("import os; os.environ", "uses os.environ"),
    ("import os; os.path.exists(x)", "uses os.path.exists"),
    ("import sys; sys.modules", "uses sys.modules"),
    ("import sys; y = sys", "passes module sys on"),
    ("import sys; sys._getframe()", "uses sys._getframe"),
    ("import typing; typing.get_type_hints(x)", "uses typing.get_type_hints"),
    ("import inspect; inspect.currentframe()", "uses inspect.currentframe"),
    ("import collections; collections.sys", "uses collections.sys"),
    ("import numpy as np; np.load(x)", "uses numpy.load"),
    ("import random; random.seed(1)", "uses random.seed"),
    ("from random import seed", "uses random.seed"),
    ("import operator; operator.attrgetter(x)", "uses operator.attrgetter with arguments that may be harmful"),
    ("import operator; operator.attrgetter('a._b')", "uses operator.attrgetter with arguments that may be harmful"),
    ("import operator; operator.methodcaller('open')", "uses operator.methodcaller with arguments that may be harmful"),
    ("import operator; map(operator.attrgetter, x)", "passes operator.attrgetter on"),
    ("import functools; functools.partial(x).func", "uses .func"),
    ("import contextlib; contextlib.suppress(Exception)", "uses contextlib.suppress with arguments that may be harmful"),
    ("import logging; logging.error('a', **x)", "hands unnamed keywords to a log"),
    ("import dataclasses; y = dataclasses.dataclass", "passes dataclasses.dataclass on"),
    ("import sys; y = sys.stdout", "passes sys.stdout on"),
]


@pytest.mark.parametrize("statement, reason", IMPORTS)
def test_of_modules_only_what_computes_may_be_had(statement, reason):
    assert "2: " + reason in reached(body(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "import math; math.sqrt(x)",
        "import os.path; os.path.join('a', x)",
        "from os import path; path.basename(x)",
        "import numpy as np; np.linalg.norm(x)",
        "from collections import Counter, abc; isinstance(Counter(x), abc.Mapping)",
        "import operator; operator.attrgetter('a.b')",
        "import sys; print(x, file=sys.stderr)",
        "import contextlib; contextlib.suppress(KeyError)",
        "import math as eval; eval.floor(x)",
    ],
)
def test_of_modules_what_computes_is_confined(statement):
    assert reached(body(statement)) == []


# The file's own names, which the candidate may use.
USES = """
import json
import os

LIMIT = 3
EXPECTED = {1: 2}


def helper(x):
    return x.handlers, os.environ["HOME"], LIMIT


def f(x):
    ...


assert f(1) == EXPECTED[1]
"""


@pytest.mark.parametrize(
    "statement, found",
    [
        ("return helper(x)", []),
        ("return LIMIT", []),
        ("return x.handlers", []),
        ("return x.call_args", ["2: uses .call_args"]),
        ("return os.environ['HOME']", ["2: uses os.environ"]),
        ("return json.loads(x)", []),
        ("return EXPECTED", ["2: names EXPECTED, which only the examples use"]),
        ("global LIMIT; LIMIT = 4", ["2: writes LIMIT of the module"]),
    ],
)
def test_the_candidate_may_use_what_the_file_itself_uses(statement, found):
    assert reached(body(statement), USES) == found
