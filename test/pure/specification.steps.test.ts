/** The parts of a file that run for a function and its examples. */
import { describe, expect, it } from 'vitest';
import { expectMarked, specified } from './specification.ts';

describe('the context', () => {
  it('is found by following names; a server is not started, a disk not read', () => {
    expectMarked(
      'f',
      `
      """The module."""
      from __future__ import annotations  #: run
      import json, time  #: run
      import flask
      from os import path as p

      app = flask.Flask(__name__)
      LIMIT = 3  #: run
      STEP: int = LIMIT + 1  #: run
      DATA = open("data.json").read()
      CONFIG = json.loads(DATA)
      time.sleep(10)
      print("hello")

      @app.route("/")
      def index():
          return "hi"

      def f(x, step=STEP):  #: define
          """Doc."""

      assert f(json.dumps(1)) == 1  #: example
      app.run()
      if __name__ == "__main__":
          app.run(debug=True)
      `,
    );
  });

  it('holds what changes an object in use, and nothing that only looks at it', () => {
    expectMarked(
      'f',
      `
      import random, sys, time  #: run
      visits = []  #: run
      visits.append(1)  #: run
      table = {}  #: run
      table["a"] = 1  #: run
      table.setdefault("b", []).append(2)  #: run
      def fill(xs):  #: run
          xs.extend([1, 2])
      fill(visits)  #: run
      random.seed(1)  #: run
      time.sleep(1)
      print(visits)
      len(visits)
      other = []
      other.append(1)
      def f(x):  #: define
          """Doc."""
      assert f(visits) == table and random.random() and time.time()  #: example
      visits.clear()
      `,
    );
  });

  it('keeps to the bindings that are in force', () => {
    expectMarked(
      'f',
      `
      x = 1
      x = 2  #: run
      if x:  #: run
          x = 3
      def f(a):  #: define
          """Doc."""
      assert f(x) == 1  #: example
      x = 4
      `,
    );
  });

  it('takes either way of an import, and whatever a star may bring', () => {
    expectMarked(
      'f',
      `
      from math import *  #: run
      try:  #: run
          import ujson as json
      except ImportError:
          import json
      try:
          import yaml
      except ImportError:
          yaml = None
      def f(a):  #: define
          """Doc."""
      assert f(json.dumps(1)) == pi  #: example
      `,
    );
  });

  it('holds what decorators, defaults, annotations and bases of the function’s class need', () => {
    expectMarked(
      'A.f',
      `
      import functools  #: run
      from typing import Optional  #: run
      def log(function):  #: run
          return function
      class Base:  #: run
          pass
      DEFAULT = 1  #: run
      class A(Base):  #: define
          @log
          def f(self, x: Optional[int] = DEFAULT) -> "Later":
              """Doc."""
          @functools.lru_cache
          def g(self): return HIDDEN
      class Later:  #: run
          pass
      HIDDEN = 3
      assert A().f() == 1  #: example
      `,
    );
  });

  it('runs what an example needs before it, though it stands below', () => {
    const { steps } = specified(
      'f',
      'assert f(x) == g(1)\ndef f(a): ...\nx = 1\ndef g(a): return x\ny = 2\nassert f(2)\n',
    );
    expect(steps.map((step) => [step.do, 'line' in step && step.line])).toEqual([
      ['define', 2],
      ['run', 3],
      ['run', 4],
      ['example', 1],
      ['example', 6],
    ]);
  });

  it('has what the present body needs, and the classes that a candidate may give', () => {
    expectMarked(
      'f',
      `
      import dataclasses, math  #: run
      import requests
      from collections import namedtuple as nt, namedtuple  #: run
      Pair = namedtuple("Pair", "a b")  #: run
      Row = requests.table("Row")
      @dataclasses.dataclass  #: run
      class Point:
          x: int
      class Client(requests.Session):
          pass
      K = 2  #: run
      def helper(x):  #: run
          return math.floor(x) * K
      def f(x):  #: define
          """Doc."""
          return helper(x)
      assert f(1) == 2  #: example
      `,
    );
  });

  it('names the user’s lines, statements whole and at column 0', () => {
    const text =
      'if __name__ == "__main__":\n\tx = """a\n\tb"""\n\tassert f(\n\t\tx\n\t)\n\n\ndef f(a):\n    """Doc."""\n';
    expect(specified('f', text).steps).toEqual([
      { do: 'run', line: 2, source: 'x = """a\n\tb"""' },
      { do: 'define', line: 9, source: 'def f(a):\n    """Doc."""' },
      { do: 'example', line: 4, source: 'assert f(\n\tx\n)', asserts: [{ line: 4, example: 0 }] },
    ]);
  });

  it('for a function in another is the outer one', () => {
    expectMarked(
      'outer.inner',
      `
      def outer(x):  #: define
          def inner(y):
              """Doc."""
          return inner(x)
      assert outer(1) == 1  #: example
      `,
    );
  });
});

describe('what a model is shown', () => {
  it('is what the function could use: no examples, no tests, no tables of theirs', () => {
    const { context } = specified(
      'f',
      `
      import re
      LIMIT = 3
      CASES = [(1, 2)]
      def helper(x):
          return x
      class A:
          x = 1
      def f(x):
          """Doc."""
      def check(x):
          assert f(x)
      def test_f():
          assert f(1)
      for x, y in CASES:
          assert f(x) == y
      check(3)
      print(f(LIMIT))
      `,
    );
    expect(context).toBe('import re\n\nLIMIT = 3\n\ndef helper(x):\n    return x\n\nclass A:\n    x = 1');
  });

  it('is, of a method’s class, the rest of the class', () => {
    const { context } = specified(
      'A.f',
      'class A:\n    """Counts."""\n\n    def __init__(self):\n        self.n = 0\n\n    def f(self):\n        """Doc."""\n\nassert A().f()\n',
    );
    expect(context).toBe('class A:\n    """Counts."""\n\n    def __init__(self):\n        self.n = 0');
  });

  it('is cut to what is near where a file is long', () => {
    const many = (name: string) => Array.from({ length: 300 }, (_, index) => `${name}_${index} = ${index}\n`).join('');
    const { context } = specified('f', `import re\n${many('before')}def f(x): ...\nassert f(1)\n${many('behind')}`);
    expect(context.length).toBeLessThan(6001);
    expect(context.split('\n')[0]).toBe('import re');
    expect(context).toContain('before_299 = 299');
    expect(context).toContain('behind_0 = 0');
    expect(context).not.toContain('before_0 = 0');
  });
});
