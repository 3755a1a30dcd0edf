"""The meaning of a name in its scope, and the names that a candidate may give to the module, its classes and its objects."""

import sys

import pytest
from reached import reached

EXPRESSIONS = pytest.mark.skipif(sys.version_info < (3, 9), reason="a decorator may be any expression from 3.9 on")

F = "def f(x): return 0\n"

MODULE = [
    ("len = max", "1: rebinds len"),
    ("def print(*a): pass", "1: rebinds print"),
    ("class int: pass", "1: rebinds int"),
    ("import math as open", "1: rebinds open"),
    ("from math import floor as str", "1: rebinds str"),
    ("EXPECTED = 1", "1: rebinds EXPECTED of the examples"),
    ("def test_more(): pass", "1: defines test_more, which tests look for"),
    ("Tests = 1", "1: defines Tests, which tests look for"),
    ("class TestMore: pass", "1: defines TestMore, which tests look for"),
    ("def setup_module(): pass", "1: defines setup_module, which tests look for"),
    ("pytest_plugins = 1", "1: defines pytest_plugins, which tests look for"),
    ("__getattr__ = 1", "1: defines __getattr__"),
    ("def __dir__(): pass", "1: defines __dir__"),
    ("helper = 1", None),
    ("def helper(): pass", None),
]


@pytest.mark.parametrize("statement, reason", MODULE)
def test_a_name_of_the_module_is_free_or_refused(statement, reason):
    assert reached(statement + "\n" + F) == ([reason] if reason else [])


OURS = """
import json
from math import floor


def helper(x):
    return x


class Kind:
    def run(self):
        return 1


LIMIT = 3


def f(x):
    return helper(LIMIT), Kind()


assert f(1) == 2
"""


@pytest.mark.parametrize("statement", ["helper = 1", "def helper(x): pass", "class Kind: pass", "LIMIT = 4", "import re as json"])
def test_what_the_file_defines_stays_as_it_is(statement):
    name = next(one for one in ("helper", "Kind", "LIMIT", "json") if one in statement)
    assert "1: rebinds %s of the file" % name in reached(statement + "\n" + F, OURS)


def test_the_same_import_once_more_changes_nothing():
    assert reached("import json\nfrom math import floor\n" + F, OURS) == []


SCOPES = [
    # Bound in another scope than that of the read.
    ("def g():\n  EXPECTED = 1\n return EXPECTED", True),
    ("class C:\n  EXPECTED = 1\n  def g(self): return EXPECTED", True),
    ("class C:\n  EXPECTED = 1\n return C.EXPECTED", False),
    ("[EXPECTED for EXPECTED in x]\n return EXPECTED", True),
    ("lambda EXPECTED: 1\n return EXPECTED", True),
    ("def g(y=EXPECTED):\n  EXPECTED = 1\n return g", True),
    ("return [EXPECTED for y in EXPECTED]", True),
    ("return [y for EXPECTED in x for y in EXPECTED]", False),
    ("EXPECTED = 1\n def g(): return EXPECTED\n return g", False),
    ("EXPECTED = 1\n return [EXPECTED for y in x]", False),
    ("for EXPECTED in x: pass\n return EXPECTED", False),
    ("with x as EXPECTED: return EXPECTED", False),
    ("import math as EXPECTED\n return EXPECTED.pi", False),
    ("def EXPECTED(): pass\n return EXPECTED()", False),
    ("[(EXPECTED := y) for y in x]\n return EXPECTED", False),
    ("try: int(x)\n except ValueError as EXPECTED: return EXPECTED", False),
    ("def g():\n  global EXPECTED\n  return EXPECTED\n EXPECTED = 1\n return g", True),
    ("EXPECTED = 1\n def g():\n  nonlocal EXPECTED\n  EXPECTED = 2\n g()\n return EXPECTED", False),
    ("class C:\n  EXPECTED = EXPECTED", True),
]


@pytest.mark.parametrize("lines, is_theirs", SCOPES)
def test_a_name_is_looked_up_as_python_does(lines, is_theirs):
    found = reached("def f(x):\n %s\n" % lines)
    assert any(one.endswith("names EXPECTED, which only the examples use") for one in found) is is_theirs


OWN_CLASSES = [
    ("def __eq__(self, other): return True", "defines __eq__"),
    ("def __bool__(self): return True", "defines __bool__"),
    ("def __len__(self): return 0", "defines __len__"),
    ("def __contains__(self, x): return True", "defines __contains__"),
    ("def __hash__(self): return 0", "defines __hash__"),
    ("def __getattr__(self, name): return 0", "defines __getattr__"),
    ("def __radd__(self, other): return 0", "defines __radd__"),
    ("def __instancecheck__(self, other): return True", "defines __instancecheck__"),
    ("def __del__(self): pass", "defines __del__"),
    ("def __set_name__(self, owner, name): pass", "defines __set_name__"),
    ("def __init_subclass__(cls): pass", "defines __init_subclass__"),
    ("__eq__ = None", "defines __eq__"),
    ("__class__ = int", "defines __class__"),
    ("__slots__ = [x for x in 'ab']", "has slots that are not literal"),
    ("def equals(self, other): return True", "defines equals, which checks ask a result"),
    ("def startswith(self, text): return True", "defines startswith, which checks ask a result"),
    ("isclose = lambda self, other: True", "defines isclose, which checks ask a result"),
    ("def open(self): pass", "defines .open"),
    ("gi_frame = 1", "defines .gi_frame"),
    ("def replace(self, **kw): return self", None),
    ("@anything\n def run(self): pass", "decorates a method by anything"),
    pytest.param("@(lambda g: g)\n def run(self): pass", "decorates a method by an expression", marks=EXPRESSIONS),
    *[
        ("%s = 1" % name if name == "__slots__" else "def %s(self, *a): return 0" % name, None)
        for name in "__init__ __repr__ __str__ __iter__ __next__ __call__ __getitem__ __setitem__ __missing__ run".split()
    ],
    ("@property\n def run(self): return 1", None),
    ("@staticmethod\n def run(): return 1", None),
    ("equals = True", None),
    ("__slots__ = ('a', 'b')", None),
]


@pytest.mark.parametrize("statement, reason", OWN_CLASSES)
def test_what_a_class_of_its_own_may_define(statement, reason):
    found = [one.partition(": ")[2] for one in reached("class Own:\n %s\n%s" % (statement, F))]
    assert reason in found if reason else found == []


BASES = [
    ("object", True),
    ("list", True),
    ("ValueError", True),
    ("Exception", True),
    ("BaseException", False),
    ("type", False),
    ("bool", False),
    ("EXPECTED", False),
    ("[int][0]", False),
    ("metaclass=abc.ABCMeta", True),
    ("metaclass=type", False),
    ("**EXPECTED", False),
    ("collections.abc.Mapping", True),
    ("collections.UserDict", True),
    ("enum.EnumMeta", False),
    ("types.ModuleType", False),
    ("typing.Generic[T]", True),
    ("collections.namedtuple('Own', 'a b')", True),
    ("collections.namedtuple('Own', 'gi_frame')", False),
]


@pytest.mark.parametrize("base, allowed", BASES)
def test_what_a_class_of_its_own_may_derive_from(base, allowed):
    before = "import abc, collections, collections.abc, enum, types, typing\nT = typing.TypeVar('T')\n"
    assert (reached("%sclass Own(%s):\n pass\n%s" % (before, base, F)) == []) is allowed


@pytest.mark.parametrize(
    "decorator, allowed",
    [
        ("dataclasses.dataclass", True),
        ("dataclasses.dataclass(frozen=True)", True),
        ("enum.unique", True),
        ("anything", False),
        ("functools.total_ordering", False),
        pytest.param("(lambda c: c)", False, marks=EXPRESSIONS),
    ],
)
def test_by_what_a_class_of_its_own_may_be_decorated(decorator, allowed):
    before = "import dataclasses, enum, functools\n"
    assert (reached("%s@%s\nclass Own:\n a: int = 1\n%s" % (before, decorator, F)) == []) is allowed


@pytest.mark.parametrize(
    "program, reason",
    [
        ("class Own(dict):\n def items(self): return []\n" + F, "1: overrides items of plain data"),
        ("class Own(list):\n def __iter__(self): return iter([])\n" + F, "1: overrides __iter__ of plain data"),
        ("from collections import Counter\nclass Own(Counter):\n def __getitem__(self, k): return 1\n" + F, "2: overrides __getitem__"),
        ("from enum import Enum\nclass Own(Enum):\n pass\n" + F, "2: defines an enumeration without members"),
        ("class Own:\n pass\nclass Own:\n pass\n" + F, "1: defines Own more than once"),
        ("class Own:\n def run(self): pass\ndef f(x): return Own.run(x)", "3: uses Own.run without an instance"),
        ("class Own:\n def run(self): pass\ndef f(x): return Own", "3: passes class Own on"),
        ("class Own:\n def run(self): pass\n other = run\n" + F, "3: passes a method on from its class"),
        ("class Own:\n @classmethod\n def make(cls): return cls\n def run(self): pass\n" + F, "3: uses cls without an instance"),
        ("class Own:\n def run(self):\n  self = 1\n" + F, "3: rebinds self"),
    ],
)
def test_a_class_of_its_own_answers_for_nothing_else(program, reason):
    assert any(one.startswith(reason) for one in reached(program))


METHOD = """
class Box:
    size = 3
    limit = 4

    def __init__(self, held):
        self.held = held

    def __eq__(self, other):
        return self.held == other.held

    def f(self, x):
        ...

    def open(self):
        return self.held

    def _private(self):
        return self.held


assert Box(1).f(2) == 3
"""


@pytest.mark.parametrize(
    "statement, reason",
    [
        ("return self.held + self.size", None),
        ("return self._private() + self.open()", None),
        ("self.held = 1", None),
        ("self.matches, self.held = True, 1", None),
        ("self.held, self.matches = 1, lambda other: True", "defines matches, which checks ask a result"),
        ("self.held, *self.matches = 1, True", "defines matches, which checks ask a result"),
        ("return self.__class__(1)", None),
        ("return type(self)(1)", None),
        ("return super().f(x)", None),
        ("return Box(1)", None),
        ("self.open = lambda: 1", "sets .open, which the class defines"),
        ("self = x", "rebinds self"),
        ("self.__class__ = int", "sets .__class__"),
        ("self.__dict__ = {}", "sets __dict__"),
        ("self.__dict__['open'] = 1", "reads __dict__"),
        ("return x.open()", "uses .open"),
        ("return x._private()", None),
        ("return x._other", "uses ._other"),
        ("return self.__init__.__globals__", "reads __globals__"),
        ("Box.open = 1", "sets .open on Box"),
        ("object.__setattr__(self, 'open', 1)", "sets .open, which the class defines"),
        ("setattr(self, 'open', 1)", "sets .open, which the class defines"),
    ],
)
def test_what_a_method_may_do_with_its_object(statement, reason):
    found = [one.partition(": ")[2] for one in reached("def f(self, x):\n %s\n" % statement, METHOD, "Box.f")]
    assert reason in found if reason else found == []


DEPUTIES = """
import os
import pickle


def opened(path):
    return open(path).read()


def looked(box, name):
    return getattr(box, name)


def through(name):
    return looked(os, "a_" + name) if name else opened(name)


def fixed():
    return open("data.txt").read()


def shown(x):
    return getattr(x, "value")


def loaded(data):
    return pickle.loads(data)


def f(x):
    ...


assert f(1) == 2
"""


@pytest.mark.parametrize("name, is_deputy", [("opened", 1), ("looked", 1), ("through", 1), ("loaded", 1), ("fixed", 0), ("shown", 0)])
def test_a_function_of_the_file_that_does_what_it_is_told_is_no_help(name, is_deputy):
    found = reached("def f(x):\n return %s(x)\n" % name, DEPUTIES)
    assert found == (["2: uses %s, which opens or looks up its arguments" % name] if is_deputy else [])
