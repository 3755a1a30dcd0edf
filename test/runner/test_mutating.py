"""A program that may change objects that it has not created runs again, to find its changes."""

import ast
import sys

import pytest
from reached import source
from runner.plain.mutating import Helpers, may_change


def changes(program, file=""):
    return may_change(ast.parse(source(program)).body, Helpers(ast.parse(source(file or program))))


def body(*lines):
    return "def f(x, z):\n" + "".join(" %s\n" % line for line in lines)


CHANGES = [
    ["x.append(1)"],
    ["x[0] = 1"],
    ["del x[0]"],
    ["x += [1]"],
    ["x.name = 1"],
    ["del x.name"],
    ["for x.name in z: pass"],
    ["x[0] += 1"],
    ["x.__setitem__(0, 1)"],
    ["x.__iadd__([1])"],
    ["x.__dict__['a'] = 1"],
    ["vars(x)['a'] = 1"],
    ["setattr(x, 'a', 1)"],
    ["list.append(x, 1)"],
    # Under another name.
    ["y = x", "y.append(1)"],
    ["y = x[:]", "y.append(1)"],
    ["y = [] or x", "y.append(1)"],
    ["y = [] if z else x", "y.append(1)"],
    ["y, w = [], x", "y.append(1)"],
    ["y = []", "y = x", "y.append(1)"],
    ["y = []", "for y in x: y.append(1)"],
    ["y = []", "w = [y.append(1) for y in x]"],
    ["y = []", "with x as y: y.append(1)"],
    ["y = []", "(y := x).append(1)"],
    ["y = dict(x)", "w = y", "w['a'] = 1"],
    ["y: list = x", "y.append(1)"],
    ["y = [x][0]", "y.append(1)"],
    ["y = max(x)", "y.append(1)"],
    ["(lambda y: y.append(1))(x)"],
    # Parts of a new object may be older.
    ["y = [x]", "y[0].append(1)"],
    ["y = dict(x)", "y['a'].append(1)"],
    # Without a call, or by a string.
    ["return map(x.append, [1])"],
    ["return list(map(list.pop, x))"],
    ["return [x.append][0](1)"],
    ["return list(map(getattr(x, 'append'), [1]))"],
    ["y = x.copy()", "y.cumsum(out=x)"],
    ["return getattr(x, 'append')(1)"],
    ["return sorted(x, key=lambda one: one.pop())"],
    # Calls that are not known to only read.
    ["return x()"],
    ["return x[0]()"],
    ["return x.unknown()"],
    ["return unknown(x)"],
    ["return next(x)"],
    ["x.close()"],
    ["print(z, file=x)"],
    ["x.replace('a')"],
    ["global G", "G = 1"],
    # By modules.
    ["import heapq", "heapq.heappush(x, 1)"],
    ["from heapq import heappush as push", "push(x, 1)"],
    ["import operator", "operator.iadd(x, [1])"],
    ["import os", "os.remove(x)"],
    ["import json", "json.dump(x, z)"],
    ["import numpy as np", "np.add(x, 1, out=x)"],
    ["import random", "random.shuffle(x)"],
    ["import decimal", "decimal.getcontext().prec = 3"],
    ["import decimal", "c = decimal.getcontext()", "return c"],
    ["import functools", "functools.reduce(list.append, x)"],
    ["import warnings", "warnings.warn('a')"],
    # Drawing a number changes the generator.
    ["import random", "return random.random()"],
    ["import random as r", "return r.choice(x)"],
    ["from random import randint", "return randint(1, 2)"],
    ["from random import randint as draw", "return draw(1, 2)"],
    ["import random", "draw = random.random", "return draw()"],
    ["import numpy as np", "return np.random.rand()"],
]


@pytest.mark.parametrize("lines", CHANGES, ids="; ".join)
def test_may_change_what_it_was_handed(lines):
    assert changes(body(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        ["return x + 1"],
        ["return sorted(x)"],
        ["return [y for y in x if y]"],
        ["return x.strip().split(',')"],
        ["return x.get('a', {}).items()"],
        ["return x.replace('a', 'b')"],
        ["return max(x, key=len)"],
        ["return isinstance(x, str)"],
        ["print(x)"],
        ["return Some(x)"],
        ["y = []", "y.append(1)"],
        ["y = []", "y += x"],
        ["y = [0] * 3", "y[0] += 1"],
        ["y = list(x)", "y.append(1)"],
        ["y = x.copy()", "y.append(1)"],
        ["y = dict(x)", "y['a'] = 1"],
        ["y = set(x)", "y |= {1}"],
        ["y = [x]", "y[0] = 1"],
        ["y = [one for one in x]", "y.sort()"],
        ["y: list = []", "y.append(1)"],
        ["y = w = {}", "y['a'] = 1"],
        ["y = str(x)", "y += 'a'"],
        ["y = 0", "for one in x:  y += one"],
        ["import math", "return math.sqrt(x)"],
        ["import json", "return json.loads(x)"],
        ["import copy", "y = copy.deepcopy(x)", "y.append(1)"],
        ["import collections", "y = collections.Counter(x)", "y['a'] += 1"],
        ["import collections", "y = collections.deque(x)", "y.popleft()"],
        ["import datetime", "return datetime.datetime.now()"],
        ["import functools", "return functools.reduce(lambda a, b: a + b, x)"],
        ["def g(n): return n + 1", "return g(x)"],
    ],
    ids="; ".join,
)
def test_changes_nothing_but_its_own(lines):
    assert not changes(body(*lines))


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python has patterns from 3.10 on")
@pytest.mark.parametrize("pattern", ["y", "[*y]", "{**y}", "[_, y]", "list() as y"])
def test_what_a_pattern_binds_is_not_its_own(pattern):
    assert changes(body("y = []", "match x:", " case %s:" % pattern, "  y.append(1)"))


@pytest.mark.parametrize(
    "file, expected",
    [
        ("def helper(x):\n return len(x)", False),
        ("def helper(x):\n x.append(1)", True),
        ("def helper(x):\n return deeper(x)\ndef deeper(x):\n x.append(1)", True),
        ("def helper(x):\n return len(x)\ndef unused(x):\n x.append(1)", False),
        ("class Helper:\n def __init__(self, x):\n  self.x = x\ndef helper(x):\n return Helper(x)", False),
        ("class Helper:\n def __init__(self, x):\n  x.append(1)\ndef helper(x):\n return Helper(x)", True),
        ("class Other:\n def helper(self, x):\n  x.append(1)", True),
        ("from elsewhere import helper", True),
        ("from math import sqrt as helper", False),
        ("import random\nhelper = random.random", True),
    ],
)
def test_the_functions_of_the_file_that_it_uses_count_as_well(file, expected):
    assert changes("def f(x):\n return helper(x)", file) is expected


@pytest.mark.parametrize("name", ["len", "sorted", "Kind"])
def test_a_parameter_is_whatever_it_is_whatever_its_name(name):
    assert changes("def f(%s):\n return %s(1)" % (name, name))


def test_an_own_function_by_the_name_of_a_builtin_makes_nothing_new():
    assert changes("def list(a):\n return a\ndef f(x):\n y = list(x)\n y.append(1)")


DETOURS = {
    "a variable by the name of a builtin": ["list = lambda a: a", "y = list(x)", "y.append(1)"],
    "what is called a class": ["Push = getattr(x, 'appen' + 'd')", "Push(1)"],
    "what is called as a builtin that looks": ["len = getattr(x, 'appen' + 'd')", "len(1)"],
}


@pytest.mark.parametrize("name", DETOURS)
def test_a_variable_is_not_what_else_goes_by_its_name(name):
    assert changes(body(*DETOURS[name]))


@pytest.mark.parametrize(
    "line, expected",
    [
        ("return np.array([x, z]).sum()", False),
        ("return np.mean(x) + np.dot(x, z)", False),
        ("return np.where(x > 0, x, z)", False),
        ("np.multiply(x, 0, x)", True),
        ("np.abs(x, x)", True),
        ("np.clip(x, 0, 0, x)", True),
        ("np.multiply(x, 0, out=x)", True),
        ("np.nan_to_num(x, copy=False)", True),
        ("np.put(x, 0, 1)", True),
        ("np.multiply(*[x, 0, x])", True),
        ("z.sum(0, None, x)", True),
        ("z.sum(axis=0, out=x)", True),
        ("x.sort()", True),
        ("x.fill(0)", True),
    ],
)
def test_numpy_writes_where_it_is_told_to(line, expected):
    assert changes("import numpy as np\n" + body(line)) is expected
