"""The order of the examples can matter only for a program that may keep something between two calls."""

import pytest
from runner.judging.keeping import keeps_state

KEEPS = [
    "X = []\ndef f(x): return X",
    "X = {1: 2}\ndef f(x): return X",
    "X = (1, [])\ndef f(x): return X",
    "X: list = []\ndef f(x): return X",
    "X = frozenset()\ndef f(x): return X",
    "X = 1\nX += 1\ndef f(x): return X",
    "if True:\n X = []\ndef f(x): return x",
    "for X in []: pass\ndef f(x): return X",
    "import itertools\nX = itertools.count()\ndef f(x): return next(X)",
    # Defaults.
    "def f(x, y=[]): return y",
    "def f(x, *, y={}): return y",
    "def f(x, y=(1, [])): return y",
    "def f(x): return lambda y=[]: y",
    "async def f(x, y=[]): return y",
    # Outer variables, and attributes of objects that are not its own.
    "def f(x):\n global X\n X = 1",
    "def f(x):\n n = 0\n def g():\n  nonlocal n\n  n += 1\n return g",
    "def f(x): f.n = 1",
    "def f(x): del f.n",
    "def f(x): x.n = 1",
    "def f(x): f.n += 1",
    "def f(x): return f.__dict__",
    "def f(x): return f.__defaults__[0].append(x)",
    # Classes.
    "class C:\n n = []\ndef f(x): return C()",
    "class C:\n print(1)\ndef f(x): return C()",
    "class C(metaclass=M):\n pass\ndef f(x): return C()",
    "class C:\n @classmethod\n def g(self):\n  self.n = 1\ndef f(x): return C.g()",
    "class C:\n @staticmethod\n def g(a):\n  a.n = 1\ndef f(x): return C.g(C)",
    "class C:\n def g(cls):\n  cls.n = 1\ndef f(x): return C().g()",
    "class C:\n def __init_subclass__(self):\n  self.n = 1\ndef f(x): return 1",
    # Decorators.
    "import functools\n@functools.lru_cache\ndef f(x): return x",
    "import functools\n@functools.lru_cache(maxsize=None)\ndef f(x): return x",
    "@anything\ndef f(x): return x",
    "def property(g): return g\nclass C:\n @property\n def g(self): return 1\ndef f(x): return C()",
    # Modules and builtins that lead to longer-lived objects.
    "import random\ndef f(x): return random.random()",
    "import random as r\ndef f(x): return r.random()",
    "from random import choice\ndef f(x): return choice(x)",
    "import sys\ndef f(x): return sys.modules",
    "import sys\ndef f(x): sys.x = 1",
    "import os\ndef f(x): return os.environ",
    "from os import environ\ndef f(x): return environ",
    "import math\ndef f(x): return math",
    "import math\ndef f(x): math.pi = 3",
    "import gc\ndef f(x): return gc.get_objects()",
    "import threading\ndef f(x): return threading.local()",
    "from contextvars import ContextVar\ndef f(x): return ContextVar('a')",
    "import numpy as np\ndef f(x): return np.random.rand()",
    "import decimal\ndef f(x): return decimal.getcontext()",
    "import requests\ndef f(x): return requests.get(x)",
    "from . import other\ndef f(x): return other.a",
    "from other import thing\ndef f(x): return thing(x)",
    *["def f(x): return %s(x)" % name for name in "globals vars locals setattr delattr exec eval open iter __import__".split()],
    # Unreadable programs.
    "def f(",
    "\0",
    "def f(x): return %s1%s" % ("(" * 500, ")" * 500),
]


@pytest.mark.parametrize("program", KEEPS)
def test_may_keep_something(program):
    assert keeps_state(program)


@pytest.mark.parametrize(
    "program",
    [
        "def f(x): return x",
        "'doc'\ndef f(x): return x",
        "X = 1\ndef f(x): return X",
        "X = -1\ndef f(x): return X",
        "X = 60 * 60\ndef f(x): return X",
        "X = (1, 'a', (None,))\ndef f(x): return X",
        "X: int\ndef f(x): return x",
        "Y = 1\nX = Y\ndef f(x): return X",
        "def f(x, y=1, *, z=(1, 2)): return y",
        "def f(x): x.append(1)",
        "def f(x): x[0] = 1",
        "def f(x):\n for one in x: yield one",
        "def f(x): return [one for one in x]",
        "def f(x):\n def g(y): return y\n return g(x)",
        "class C:\n def __init__(self):\n  self.n = 1\ndef f(x): return C()",
        "class C:\n n = 0\n @property\n def g(self): return 1\ndef f(x): return C()",
        "class C:\n 'doc'\n @staticmethod\n def g(): return 1\ndef f(x): return C()",
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n x: int = 1\ndef f(x): return C(1)",
        "import functools\ndef f(x):\n @functools.wraps(x)\n def g(): return 1\n return g",
        "import math\ndef f(x): return math.pi",
        "from math import pi\ndef f(x): return pi",
        "import os\ndef f(x): return os.path.join(x, os.sep)",
        "from os.path import join\ndef f(x): return join(x)",
        "import sys\ndef f(x): return sys.maxsize",
        "import random\ndef f(x): return random.Random(1)",
        "import json as j\ndef f(x): return j.dumps(x)",
        "import collections.abc\ndef f(x): return isinstance(x, collections.abc.Mapping)",
        "import numpy as np\ndef f(x): return np.linalg.norm(x)",
    ],
)
def test_keeps_nothing(program):
    assert not keeps_state(program)


DETOURS = {
    "the path of imports": "import sys\ndef f(x):\n sys.path.append(x)\n return len(sys.path)",
    "the limit of recursion": "import sys\ndef f(x):\n n = sys.getrecursionlimit()\n sys.setrecursionlimit(n + 1)\n return n",
    "a class in the place of self": "class C:\n n = 0\n def g(self):\n  self.n += 1\n  return self.n\ndef f(x): return C.g(C)",
    "a function in the place of self": "def g(self):\n self.n = getattr(self, 'n', 0) + 1\n return self.n\ndef f(x): return g(g)",
}


@pytest.mark.parametrize("name", DETOURS)
def test_may_keep_something_by_a_detour(name):
    assert keeps_state(DETOURS[name])
