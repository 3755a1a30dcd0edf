import { describe, expect, it } from 'vitest';
import { attempt, stub, variants } from './candidates.ts';

const program = (...lines: string[]) => `${lines.join('\n')}\n`;
/** The files of a sample's variants, each up to its asserts. */
const files = (file: string, text: string, name = 'f') =>
  variants(file, name, text).map((one) => one.text.split('\nassert ')[0]!.trimEnd());
const f = (...lines: string[]) => ['def f(nums):', '    """Doc."""', ...lines.map((line) => `    ${line}`)].join('\n');
const notes = (file: string, text: string, name = 'f') => variants(file, name, text).map((one) => one.notes);

describe('a sample has one variant', () => {
  it.each([
    [
      'where nothing is restated or wrapped',
      'import math\nLIMIT = 2\ndef g(x):\n    return math.pi\n\ndef f(a):\n    return g(a) + LIMIT\n',
    ],
    ['where what it restates is not needed', 'def h(x):\n    return -x\n\ndef f(a):\n    return a\n'],
    [
      'where it restates the same',
      'MOD = 7\n\ndef h(x):\n    # again\n    return x\n\ndef f(a):\n    return h(a) % MOD\n',
    ],
    ['where only the stub stands for the file’s own', 'def h(x):\n    ...\n\ndef f(a):\n    return h(a)\n'],
    ['where it takes what only a call gives', 'def f(*args):\n    return args\n'],
    ['where it hands itself more', 'def f(a, depth=0):\n    return f(a, depth + 1) if depth < 3 else a\n'],
    ['where its attributes are what it works with', 'def f(a):\n    return f.known[a]\n\nf.known = {}\n'],
  ])('%s', (_, text) => {
    expect(variants(`MOD = 7\n\n\ndef h(x):\n    return x\n\n\n${stub}`, 'f', text)).toHaveLength(1);
  });
});

describe('a name of the file that the reply restates', () => {
  const text = program('import math', 'def h(x):', '    return math.floor(x)', 'def f(a):', '    return h(a)');

  it('is the file’s own first, and then the reply’s, under a free name', () => {
    const own = 'def h(x):\n    return x\n\n\n';
    expect(files(own + stub, text)).toEqual([
      own + f('return h(nums)'),
      `import math\n\n\n${own}def h_2(x):\n    return math.floor(x)\n\n\n${f('return h_2(nums)')}`,
    ]);
  });

  it.each([
    ['a constant', 'LIMIT = 3', 'LIMIT = 4'],
    ['a table', 'LIMIT = [1]', 'LIMIT = [1, 2]'],
    ['a class', 'class LIMIT:\n    pass', 'def LIMIT():\n    return 4'],
    ['an import', 'from limits import LIMIT', 'LIMIT = 4'],
    ['a guarded import', 'try:\n    from limits import LIMIT\nexcept ImportError:\n    LIMIT = 3', 'LIMIT = 4'],
    ['one that the reply imports', 'LIMIT = 3', 'from limits import LIMIT'],
    ['one that the reply imports from elsewhere', 'from a import LIMIT', 'from b import LIMIT'],
  ])('may be %s', (_, own, theirs) => {
    const [first, second, ...more] = files(`${own}\n\n\n${stub}`, `${theirs}\ndef f(a):\n    return LIMIT\n`);
    expect(first).toBe(`${own}\n\n\n${f('return LIMIT')}`);
    expect(second).toMatch(/return LIMIT_2$/);
    expect(more).toEqual([]);
  });

  it('is no class: the examples make objects of the file’s', () => {
    const own = 'class Node:\n    pass\n\n\n';
    expect(files(own + stub, 'class Node:\n    x = 1\n\ndef f(a):\n    return Node\n')).toEqual([
      own + f('return Node'),
    ]);
  });

  it('is nothing that the script computes from the function, or in a loop', () => {
    for (const use of ['h = f([1])\n', 'for h in []:\n    pass\n', 'if __name__ == "__main__":\n    h = 1\n']) {
      expect(files(stub + use, text)).toHaveLength(1);
    }
  });

  it('brings nothing that only the reply’s own needed', () => {
    const own = 'def h(x):\n    return x\n\n\n';
    const more = program(
      'from typing import List',
      'LIMIT = 3',
      'def g(x):',
      '    return LIMIT',
      'def h(x):',
      '    return g(x)',
      'def f(a):',
      '    return h(a)',
    );
    expect(files(own + stub, more)[0]).toBe(own + f('return h(nums)'));
  });
});

describe('what the reply wraps its function in', () => {
  it('comes along second: a decorator, with what it needs', () => {
    const cached = program(
      'from functools import lru_cache',
      '@lru_cache(None)',
      'def f(a):',
      '    return f(a[1:]) if a else 0',
    );
    expect(files(stub, cached)).toEqual([
      f('return f(nums[1:]) if nums else 0'),
      `from functools import lru_cache\n\n\n@lru_cache(None)\ndef _f(a):\n    return _f(a[1:]) if a else 0\n\n\n${f('return _f(nums)')}`,
    ]);
    const own = program(
      'def twice(g):',
      '    def run(x):',
      '        return g(g(x))',
      '    return run',
      '@twice',
      'def f(a):',
      '    return a',
    );
    const [first, second] = files(stub, own);
    expect(first).toBe(f('return nums'));
    expect(second).toContain('@twice\ndef _f(a):');
  });

  it('comes along second: further parameters', () => {
    const text = program(
      'def f(a, memo={}, verbose=False):',
      '    if a not in memo:',
      '        memo[a] = 1',
      '    return memo[a]',
    );
    const [first, second] = files(stub, text);
    expect(first).toBe(f('memo = {}', 'if nums not in memo:', '    memo[nums] = 1', 'return memo[nums]'));
    expect(second).toContain('return _f(nums)');
    expect(files(stub, 'def f(a, nums=0): return nums\n')[0]).toBe(f('nums_2 = 0', 'return nums_2'));
    expect(files(stub, 'def f(a, *, key=None):\n    """Doc."""\n    # one\n    return f(a)\n')[0]).toBe(
      f('# one', 'return f(nums)'),
    );
    expect(files(stub, 'f = lambda a, k=2: a[k]\n')[0]).toBe(f('k = 2', 'return nums[k]'));
    expect(files(stub, 'def f(a, k=2): return a[k]\n')[0]).toBe(f('k = 2', 'return nums[k]'));
    expect(files(stub, 'K = 1\ndef f(a, k=K):\n    return k\n')).toHaveLength(1);
  });

  it('comes along second: attributes that it does not read', () => {
    const [first, second] = files(stub, 'def f(a):\n    return a\n\nf.calls = 0\n');
    expect(first).toBe(f('return nums'));
    expect(second).toContain('_f.calls = 0');
  });

  it('and what it restates are left out together first', () => {
    const own = 'def h(x):\n    return x\n\n\n';
    const text = program(
      'from functools import cache',
      'def h(x):',
      '    return -x',
      '@cache',
      'def f(a):',
      '    return h(a)',
    );
    const all = files(own + stub, text);
    expect(all.map((one) => [/@cache/.test(one), /h_2/.test(one)])).toEqual([
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ]);
  });

  it('is no decorator that the user has, or that says what kind of function it is', () => {
    const file = 'class A:\n    @cache\n    def m(self, n):\n        """Doc."""\n\n\nassert A().m(1) == 1\n';
    for (const decorator of [
      '@staticmethod\n    def m(n)',
      '@functools.cache\n    def m(self, n)',
      '@typing.override\n    def m(self, n)',
    ]) {
      const all = variants(file, 'A.m', `import functools, typing\nclass A:\n    ${decorator}:\n        return n\n`);
      expect(all.map((one) => one.solution)).toEqual(['@cache\ndef m(self, n):\n    """Doc."""\n    return n']);
      expect(all[0]!.text).not.toContain('import');
    }
  });

  it('comes along second: a class method for a method of objects', () => {
    const file = 'class A:\n    def m(self, n):\n        """Doc."""\n\n\nassert A().m(1) == 1\n';
    const text = program(
      'class A:',
      '    @classmethod',
      '    def m(cls, n):',
      '        return cls.m(n - 1) if n else cls()',
    );
    const [first, second] = variants(file, 'A.m', text);
    expect(first!.solution).toMatch(/return self\.m\(n - 1\) if n else self\(\)$/);
    expect(second!.text).toContain(
      '    @classmethod\n    def _m(cls, n):\n        return cls._m(n - 1) if n else cls()\n',
    );
    expect(second!.solution).toMatch(/return self\._m\(n\)$/);
  });

  it('leaves its import out where a helper stays without it', () => {
    const text = program(
      'from typing import override',
      'from functools import cache',
      '@cache',
      '@override',
      'def f(*a):',
      '    return a',
    );
    const [first, second] = files(stub, text);
    expect(first).toBe(`def _f(*a):\n    return a\n\n\n${f('return _f(nums)')}`);
    expect(second).toBe(
      `from functools import cache\n\n\n@cache\ndef _f(*a):\n    return a\n\n\n${f('return _f(nums)')}`,
    );
  });
});

describe('a default that the reply changes', () => {
  const file = 'def f(x, y=2, *, z="a"):\n    """Doc."""\n\n\nassert f(1) == 1\n';

  it('is said, by the name that the user knows', () => {
    expect(notes(file, 'def f(a, b=3, *, z="b"):\n    return a\n')).toEqual([
      ['default of y is 3 in the reply, 2 in the file', 'default of z is "b" in the reply, "a" in the file'],
    ]);
    expect(notes(file, 'def f(x=0, y=2, *, z="a"):\n    return x\n')).toEqual([
      ['default of x is 0 in the reply, none in the file'],
    ]);
    expect(notes(file, '@cache\ndef f(x, y=3):\n    return x\n')).toEqual([
      ['default of y is 3 in the reply, 2 in the file'],
      ['default of y is 3 in the reply, 2 in the file'],
    ]);
  });

  it('is none that is written otherwise, or left out', () => {
    expect(notes(file, "def f(x, y=(2), *, z='a'):\n    return x\n")).toEqual([[]]);
    expect(notes(file, 'def f(x, y, *, z):\n    return x\n')).toEqual([[]]);
    expect(attempt(file, 'f', '    return x\n', 'completion')).not.toHaveProperty('refused');
  });

  it('is told in one line', () => {
    const [[note]] = notes(file, `def f(x, y=[\n    1,\n    ${'2, '.repeat(40)}], *, z="a"):\n    return x\n`) as [
      [string],
    ];
    expect(note).toMatch(/^default of y is \[ 1, 2, [2, ]+… in the reply, 2 in the file$/);
    expect(note.length).toBeLessThan(120);
  });
});
