/** The program of a candidate's process: it contains nothing that identifies its examples. */
import { describe, expect, it } from 'vitest';
import { childSource, type Offer, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { source } from './specification.ts';

/** The child's module of a file, or of another text with this file's specification. */
function child(name: string, file: string, spliced = file, offer: Partial<Offer> = {}): string {
  const document = new PythonDocument('/project/task.py', source(file));
  const after = new PythonDocument('/project/task.py', source(spliced));
  try {
    const specification = specificationOf(document, name, {});
    if ('error' in specification) throw new Error(specification.error);
    return childSource(after, name, specification, [], { secrets: [], kept: [], stars: [], modules: [], ...offer });
  } finally {
    document.dispose();
    after.dispose();
  }
}

/** Lines with code, each with its number. */
const lines = (text: string) =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [`${index + 1} ${line.trimEnd()}`]));

describe('the child', () => {
  it('follows a table of methods that the body of a class makes', () => {
    const text = child(
      'Money.rounded',
      `
      import math
      HALF = 0.5
      UNUSED = 1
      class Money:
          def _up(self):
              return math.ceil(self.value - HALF)
          def _down(self):
              return UNUSED
          modes = dict(up=_up)
          others = dict(down=_down)
          def __init__(self, value):
              self.value = value
          def rounded(self, mode):
              """Rounded."""
              return self.modes[mode](self)
      assert Money(1.2).rounded("up") == 1
      `,
    );
    expect(text).toContain('HALF = 0.5');
    expect(text).toContain('import math');
    expect(text).not.toContain('UNUSED = 1');
  });

  it('holds the function and what it needs at the lines where it stands, and no example', () => {
    const text = child(
      'f',
      `
      """Module."""
      import os, re
      LIMIT = 3  # three
      CASES = [(1, 2)]
      def helper(x):
          """Help.

          >>> helper(1)
          4
          """
          return x + LIMIT
      def check(x):
          assert f(x) == 2
      def f(x):
          """Doc.

          >>> f(1)
          4
          """
          return helper(x)
      for x, y in CASES:
          assert f(x) == y
      check(1)
      answer = f(3)
      assert answer == 6
      `,
    );
    expect(lines(text)).toEqual([
      '3 LIMIT = 3',
      '5 def helper(x):',
      '6     """Help.',
      '10     """',
      '11     return x + LIMIT',
      '14 def f(x):',
      '15     """Doc.',
      '19     """',
      '20     return helper(x)',
    ]);
    for (const secret of ['CASES', 'check', '>>>', 'answer', 'three']) expect(text).not.toContain(secret);
  });

  it('doesn’t get a table of the examples by naming it', () => {
    const file =
      'CASES = [(1, 2)]\nLIMIT = 3\ndef f(x):\n    """Doc. Up to LIMIT."""\n\nfor x, y in CASES:\n    assert f(x) == y\n';
    const spy = file.replace('"""\n\n', '"""\n    return dict(CASES)[x] or LIMIT\n\n');
    expect(lines(child('f', file, spy))).toEqual([
      '2 LIMIT = 3',
      '3 def f(x):',
      '4     """Doc. Up to LIMIT."""',
      '5     return dict(CASES)[x] or LIMIT',
    ]);
  });

  it('doesn’t get a helper of the examples by naming it, nor what they have bound', () => {
    const file =
      'def expected(x):\n    return x * 2\ndef f(x):\n    """Doc."""\ngiven = 3\nwanted = expected(given)\nassert f(given) == wanted\n';
    const spy = file.replace('"""Doc."""', '"""Doc."""\n    return expected(x) or wanted');
    expect(lines(child('f', file, spy))).toEqual([
      '3 def f(x):',
      '4     """Doc."""',
      '5     return expected(x) or wanted',
    ]);
  });

  it('doesn’t get a table for a plain word of the docstring, but for one that can’t be but a name, or that checks read by itself', () => {
    const file =
      'expected = {1: 2}\nSCALE = 2\nstep = 2\nseen = []\ndef f(x):\n    """The expected value by SCALE and `step`; adds to what was seen."""\n\nassert f(1) == expected[1] == SCALE == step\nassert seen == [1]\n';
    const spy = file.replace('"""\n\n', '"""\n    return expected[x] or SCALE or step or seen\n\n');
    expect(lines(child('f', file, spy)).slice(0, 4)).toEqual([
      '2 SCALE = 2',
      '3 step = 2',
      '4 seen = []',
      '5 def f(x):',
    ]);
  });

  it('holds none of what the interpreter found to be the examples’ own: names, values of classes, imports of all of a module', () => {
    const file =
      'from cases import CASES\nfrom both import TABLE, used\nfrom tables import *\nclass Expected:\n    small = 3\nclass Case:\n    """Doc."""\n    table = {\n        1: 3}\n    other = 4\n    def __init__(self, x): self.x = x\ndef f(x):\n    """Doc."""\n\nassert f(Case(1)) == Case.table[1]\n';
    const spy = file.replace('Doc."""\n\n', 'Doc."""\n    return used(Case, Expected, CASES)\n\n');
    const offer = { secrets: ['Expected', 'CASES', 'TABLE'], kept: ['Case.table'], stars: ['tables'] };
    expect(lines(child('f', file, spy, offer))).toEqual([
      '2 from both import TABLE, used',
      '6 class Case:',
      '7     """Doc."""',
      '8     0',
      '10     other = 4',
      '11     def __init__(self, x): self.x = x',
      '12 def f(x):',
      '13     """Doc."""',
      '14     return used(Case, Expected, CASES)',
    ]);
    const short = 'class Case: table = {1: 3}\ndef f(x):\n    """Doc."""\n\nassert f(Case()) == Case.table[1]\n';
    expect(lines(child('f', short, short, offer))).toEqual(['2 def f(x):', '3     """Doc."""']);
  });

  it('gets helpers that are the file’s own: those with examples of theirs, or of use to others', () => {
    const file =
      'def double(x):\n    return x * 2\nassert double(2) == 4\ndef f(x):\n    """Doc."""\nassert f(1) == double(1)\n';
    const user = file.replace('"""Doc."""', '"""Doc."""\n    return double(x)');
    expect(lines(child('f', file, user))).toEqual([
      '1 def double(x):',
      '2     return x * 2',
      '4 def f(x):',
      '5     """Doc."""',
      '6     return double(x)',
    ]);
  });

  it('holds what the function around a nested one needs', () => {
    const text = child(
      'outer.inner',
      'def helper(x):\n    return x\ndef outer(x):\n    def inner(y):\n        return y\n    return helper(inner(x))\nassert outer(1) == helper(1)\n',
    );
    expect(lines(text)).toContain('1 def helper(x):');
  });

  it('holds what the constructor needs of a class whose method makes objects of it', () => {
    const text = child(
      'A.twin',
      'import math\nLIMIT = 3\nclass A:\n    def __init__(self, x):\n        self.x = math.floor(x)\n    def other(self):\n        return LIMIT\n    def twin(self):\n        return A(self.x)\nassert A(1).twin().x == 1\n',
    );
    expect(lines(text)).toContain('1 import math');
    expect(text).not.toContain('LIMIT = 3');
  });

  it('holds named tuples that the examples may hand over', () => {
    const text = child(
      'f',
      'from collections import namedtuple\nPoint = namedtuple("Point", "x y")\ndef f(p):\n    ...\nassert f(Point(1, 2)) == 1\n',
    );
    expect(lines(text).slice(0, 2)).toEqual([
      '1 from collections import namedtuple',
      '2 Point = namedtuple("Point", "x y")',
    ]);
  });

  it('never holds what stands in `if __name__ == "__main__":`, test functions or asserts of its block', () => {
    const text = child(
      'f',
      `
      import unittest
      if True:
          def f(x):
              return test_f or X
          assert f(1) == 1
          print(f(3))
      def test_f():
          assert f(2) == 2
      class TestF(unittest.TestCase):
          def test_f(self):
              self.assertEqual(f(2), 2)
      if __name__ == "__main__":
          X = 5
          assert f(X) == 5
      `,
    );
    expect(text).not.toMatch(/assert|test_f\(|TestF|print|X = 5/);
    expect(lines(text).slice(0, 3)).toEqual(['2 if True:', '3     def f(x):', '4         return test_f or X']);
  });

  it('keeps line numbers where statements share a line, in CRLF and with a class around', () => {
    const text = child(
      'A.f',
      'import re; x = 1; y = 2\r\nclass A:\r\n    """Doc.\r\n\r\n    >>> A().f()\r\n    1\r\n    """\r\n    def f(self):  # c\r\n        return x\r\nassert A().f() == 1\r\n',
    );
    expect(text.split('\r\n').map((line) => line.trimEnd())).toEqual([
      'x = 1',
      'class A:',
      '    """Doc.',
      '',
      '',
      '',
      '    """',
      '    def f(self):',
      '        return x',
      '',
      '',
    ]);
  });

  it('finds the function again that the candidate’s lines have moved, and the right one of several', () => {
    const file = 'if a:\n    def f(x):\n        return 1\nelse:\n    def f(x):\n        return 2\nassert f(1)\n';
    const moved = `import re\n\n\n${file}`;
    expect(child('f@5', file, moved)).toContain('return 2');
    expect(child('f@2', file, moved)).toContain('return 1');
  });

  it('cuts doctests that only escapes spell, and is empty where the function has gone', () => {
    const text = child('f', 'def f(x):\n    "Doc.\\n\\x3e>> f(1)\\n42\\n"\n    return 1\nassert f(1)\n');
    expect(text).not.toContain('42');
    expect(text).toContain('return 1');
    expect(child('f', 'def f(x): ...\nassert f(1)\n', 'x = 1\n')).toBe('');
  });
});

describe('what lets calls nest deeper', () => {
  const stub = 'import sys\n\n\ndef f(x):\n    """Doc."""\n    ...\n\n\nassert f(1) == 1\n';

  it('is there, since the function may need it', () => {
    const spliced = stub.replace('import sys\n', 'import sys\n\nsys.setrecursionlimit(10**6)\n');
    expect(child('f', stub, spliced)).toContain('import sys\n');
    expect(child('f', stub, spliced)).toContain('sys.setrecursionlimit(10**6)\n');
  });
});
