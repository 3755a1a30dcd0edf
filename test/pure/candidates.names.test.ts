import { describe, expect, it } from 'vitest';
import { accept, refusal, solution, stub } from './candidates.ts';

const f = (...lines: string[]) => ['def f(nums):', '    """Doc."""', ...lines.map((line) => `    ${line}`)].join('\n');
const program = (...lines: string[]) => `${lines.join('\n')}\n`;
/** The file before its first assert. */
const above = (file: string, text: string, name = 'f') =>
  accept(file, name, text).text.split('\nassert ')[0]!.trimEnd();

describe('parameters', () => {
  it('are renamed back to the user’s, also where the candidate calls itself by keyword', () => {
    const own = program('def f(lst):', '    if not lst:', '        return 0', '    return g(lst=1) + f(lst=lst[1:])');
    expect(solution(own)).toBe(f('if not nums:', '    return 0', 'return g(lst=1) + f(nums=nums[1:])'));
  });

  it('leave alone what only looks like them', () => {
    const text = program(
      'def f(lst):',
      '    """lst"""',
      '    # lst',
      '    return lst.lst("lst", f"{lst}", lambda lst: lst)',
    );
    expect(solution(text)).toBe(f('# lst', 'return nums.lst("lst", f"{nums}", lambda lst: lst)'));
  });

  it('make room where their new name is taken', () => {
    const local = program('def f(lst):', '    nums = sorted(lst)', '    return nums + lst');
    expect(solution(local)).toBe(f('nums_2 = sorted(nums)', 'return nums_2 + nums'));
    const inner = program('def f(lst):', '    return [nums for nums in range(3) if nums in lst]');
    expect(solution(inner)).toBe(f('return [nums_2 for nums_2 in range(3) if nums_2 in nums]'));
  });

  it('may swap their names', () => {
    const file = 'def f(a, b):\n    """Doc."""\n\nassert f(1, 2) == 1\n';
    expect(solution('def f(b, a):\n    return b - a\n', 'solution', file)).toMatch(/return a - b$/);
  });

  it('don’t hide a builtin that the candidate uses', () => {
    const file = 'def f(list, max):\n    """Doc."""\n\nassert f([1], 2) == 1\n';
    expect(above(file, 'def f(a, b):\n    return list(max(a, b))\n')).toBe(
      'import builtins\n\n\ndef f(list, max):\n    """Doc."""\n    return builtins.list(builtins.max(list, max))',
    );
  });

  it('keep the user’s defaults and annotations', () => {
    const file = 'def f(a: int, b: str = "x") -> str:\n    """Doc."""\n\nassert f(1) == "x"\n';
    expect(solution('def f(p, q="y"):\n    return q * p\n', 'solution', file)).toBe(
      'def f(a: int, b: str = "x") -> str:\n    """Doc."""\n    return b * a',
    );
  });

  it('beyond the user’s make the candidate a helper', () => {
    const file = 'def fib(n):\n    """Doc."""\n\n\nassert fib(3) == 2\n';
    const memo = program(
      'def fib(k, memo={}):',
      '    if k < 2:',
      '        return k',
      '    return fib(k - 1, memo) + fib(k - 2, memo)',
    );
    expect(above(file, memo, 'fib')).toBe(
      'def _fib(k, memo={}):\n    if k < 2:\n        return k\n    return _fib(k - 1, memo) + _fib(k - 2, memo)\n\n\ndef fib(n):\n    """Doc."""\n    return _fib(n)',
    );
    const cached = program('from functools import cache', '@cache', 'def fib(n):', '    return fib(n - 1)');
    expect(above(file, cached, 'fib')).toBe(
      'from functools import cache\n\n\n@cache\ndef _fib(n):\n    return _fib(n - 1)\n\n\ndef fib(n):\n    """Doc."""\n    return _fib(n)',
    );
    const attribute = program('def fib(n):', '    return fib.known[n]', '', 'fib.known = {}');
    expect(above(file, attribute, 'fib')).toMatch(
      /^def _fib\(n\):\n {4}return _fib\.known\[n\]\n\n\n_fib\.known = \{\}\n/,
    );
  });

  it('must fit', () => {
    expect(refusal(stub, 'f', 'def f(a, b):\n    return a\n')).toBe('takes 2 arguments, but f takes 1 argument');
    expect(refusal(stub, 'f', 'def f():\n    return 1\n')).toBe('takes 0 arguments, but f takes 1 argument');
    expect(solution('def f(*args):\n    return args[0]\n')).toBe(f('return _f(nums)'));
  });
});

describe('the function', () => {
  it('may come under another name, if it is alone and fits', () => {
    expect(solution('def g(a):\n    return g(a[1:]) if a else 0\n\nprint(g([1]))\n')).toBe(
      f('return f(nums[1:]) if nums else 0'),
    );
    expect(solution('def h(a):\n    return a\n\ndef g(a):\n    return h(a)\n')).toBe(f('return h(nums)'));
    for (const text of ['def g(a, b):\n    return 1\n', 'def g(a):\n    return 1\n\ndef h(a):\n    return 2\n']) {
      expect(refusal(stub, 'f', text)).toBe('contains no code that defines f');
    }
  });

  it('of another name keeps the builtin that has the user’s', () => {
    const file = 'def sum(a, b):\n    """Doc."""\n\n\nassert sum(1, 2) == 3\n';
    expect(above(file, 'def add(a, b):\n    return sum([a, b])\n', 'sum')).toMatch(
      /^import builtins\n[\s\S]*return builtins\.sum\(\[a, b\]\)$/,
    );
  });

  it('may be a lambda', () => {
    expect(solution('f = lambda xs: xs[0]\n')).toBe(f('return nums[0]'));
    expect(solution('f = lambda xs: xs[0] + \\\n    1\n')).toBe(f('return (nums[0] + \\', '    1)'));
  });

  it('is the last of several, as Python has it', () => {
    expect(solution('def f(a):\n    return 1\n\ndef f(a):\n    return 2\n')).toBe(f('return 2'));
  });

  it('may stand in a class that the file doesn’t have', () => {
    expect(solution('class Solution:\n    def f(self, lst):\n        return lst\n')).toBe(f('return nums'));
    const uses =
      'class Solution:\n    def g(self, x):\n        return x\n\n    def f(self, lst):\n        return self.g(lst)\n';
    expect(above(stub, uses)).toBe(`${uses}\n\n${f('return Solution().f(nums)')}`);
  });

  it('is async as the user’s is', () => {
    const file = 'import asyncio\n\n\nasync def f(nums):\n    """Doc."""\n\n\nassert asyncio.run(f(1)) == 1\n';
    expect(solution('async def f(a):\n    await g(a)\n', 'solution', file)).toBe(`async ${f('await g(nums)')}`);
    expect(solution('def f(a):\n    return a\n', 'solution', file)).toBe(`async ${f('return nums')}`);
    expect(solution('async def f(a):\n    return a\n')).toBe(f('return nums'));
    expect(refusal(stub, 'f', 'async def f(a):\n    return await g(a)\n')).toBe('awaits, but f is not async');
    expect(refusal(stub, 'f', 'async def f(a):\n    return [x async for x in a]\n')).toBe('awaits, but f is not async');
  });
});

describe('a method', () => {
  const file = (decorator: string, parameters: string) =>
    `class A:\n    LIMIT = 3\n\n    def __init__(self):\n        self.items = []\n\n${decorator}    def m(${parameters}):\n        """Doc."""\n\n\nassert A().m(1) == 1\n`;
  const plain = file('', 'self, n');
  const method = (text: string, from = plain) => accept(from, 'A.m', text).solution;

  it('may come alone, in its class, or without its receiver', () => {
    const wanted = 'def m(self, n):\n    """Doc."""\n    return n';
    expect(method('def m(self, k):\n    return k\n')).toBe(wanted);
    expect(method('class A:\n    def m(this, k):\n        return k\n')).toBe(wanted);
    expect(method('def m(k):\n    return k\n')).toBe(wanted);
    expect(method('def m(k):\n    return k\n', file('    @classmethod\n', 'cls, n'))).toBe(
      '@classmethod\ndef m(cls, n):\n    """Doc."""\n    return n',
    );
    expect(
      method('class A:\n    @staticmethod\n    def m(k):\n        return k\n', file('    @staticmethod\n', 'n')),
    ).toBe('@staticmethod\ndef m(n):\n    """Doc."""\n    return n');
  });

  it('brings what its class lacks and leaves what it has', () => {
    const whole = program(
      'import math',
      'TABLE = [1]',
      'class A:',
      '    LIMIT = 4',
      '    MOST = 9',
      '    def __init__(self):',
      '        self.items = list()',
      '    def _check(self, x):',
      '        return x < self.MOST and x < self.LIMIT',
      '    def m(self, x):',
      '        return self._check(x) and math.floor(TABLE[x])',
    );
    const text = accept(plain, 'A.m', whole).text;
    expect(text).toMatch(
      /^import math\n\n\nTABLE = \[1\]\n\n\nclass A:\n {4}LIMIT = 3\n\n {4}def __init__\(self\):\n {8}self.items = \[\]\n\n {4}MOST = 9\n\n {4}def _check/,
    );
    expect(text).not.toMatch(/LIMIT = 4|list\(\)/);
  });

  it('calls the global of its own name, and itself through its class', () => {
    const max = 'class A:\n    def max(self, xs):\n        """Doc."""\n\n\nassert A().max([1]) == 1\n';
    expect(accept(max, 'A.max', 'def max(self, ys):\n    return max(ys)\n').solution).toMatch(/return max\(xs\)$/);
    expect(method('def m(self, k):\n    return m(self, k - 1)\n')).toMatch(/return A\.m\(self, n - 1\)$/);
    expect(method('class Other:\n    def m(self, k):\n        return Other().m(k)\n')).toMatch(/return A\(\)\.m\(n\)$/);
  });

  it('is the accessor that is meant', () => {
    const property =
      'class A:\n    @property\n    def p(self):\n        """Get."""\n\n    @p.setter\n    def p(self, v):\n        """Set."""\n\n\na = A()\na.p = 3\nassert a.p == 3\n';
    const text =
      'class A:\n    @property\n    def p(self):\n        return self._p\n    @p.setter\n    def p(self, x):\n        self._p = x\n';
    expect(accept(property, 'A.p', text).solution).toBe('@property\ndef p(self):\n    """Get."""\n    return self._p');
    expect(accept(property, 'A.p.setter', text).solution).toBe(
      '@p.setter\ndef p(self, v):\n    """Set."""\n    self._p = v',
    );
  });
});

describe('helpers', () => {
  it('come along by name, above the function, without usage code', () => {
    const text = program(
      'LIMIT = 3',
      'UNUSED = 4',
      'table = []',
      'for i in range(LIMIT):',
      '    table.append(i)',
      'def unused():',
      '    pass',
      'def g(x):',
      '    return h(x)',
      'class H:',
      '    pass',
      'def h(x):',
      '    return H, table',
      'print(g(1))',
      'def f(lst):',
      '    return g(lst)',
      'assert f([1]) == 1',
      'table.append(f([1]))',
      'f = None',
      'if __name__ == "__main__":',
      '    LIMIT = 5',
    );
    expect(above(stub, text)).toBe(
      `LIMIT = 3\ntable = []\nfor i in range(LIMIT):\n    table.append(i)\n\n\ndef g(x):\n    return h(x)\n\n\nclass H:\n    pass\n\n\ndef h(x):\n    return H, table\n\n\n${f('return g(nums)')}`,
    );
  });

  it('take a free name', () => {
    const file = `def g(x):\n    return x\n\n\ndef other():\n    return used()\n\n\n${stub}assert f([2]) == shown([2])\n`;
    for (const name of ['g', 'used', 'shown', 'sum', 'nums']) {
      const text = accept(
        file,
        'f',
        `def ${name}(x):\n    return -x\n\ndef f(lst):\n    return ${name}(lst[0])\n`,
      ).text;
      expect(text).toContain(`def ${name}_2(x):\n    return -x\n\n\n${f(`return ${name}_2(nums[0])`)}`);
    }
  });

  it('are the file’s own where they are restated', () => {
    const file = `class Node:\n    def __init__(self, v):\n        self.v = v\n\n\nMOD = 10 ** 9\n\n\ndef is_even(x: int):\n    """Even."""\n    return x % 2 == 0\n\n\ndef is_odd(x):\n    return x % 2 == 1\n\n\n${stub}`;
    const text = program(
      'class Node:',
      '    pass',
      'MOD = 10**9',
      'def is_even(x: int):',
      '    # even',
      '    return (x % 2 == 0)',
      'def is_odd(x):',
      '    ...',
      'def f(a):',
      '    return Node(is_even(a), is_odd(a), MOD)',
    );
    expect(accept(file, 'f', text).text).toBe(
      file.replace('"""Doc."""\n', '"""Doc."""\n    return Node(is_even(nums), is_odd(nums), MOD)\n'),
    );
  });

  it('of a nested function stand inside where they use what is inside', () => {
    const file =
      'def outer(a):\n    k = 1\n\n    def inner(b):\n        """Doc."""\n\n    return inner(a)\n\n\nassert outer(1) == 2\n';
    const text = 'def g(x):\n    return x\n\ndef h(x):\n    return x + k\n\ndef inner(c):\n    return g(c) + h(c)\n';
    expect(accept(file, 'outer.inner', text).text).toBe(
      'def g(x):\n    return x\n\n\ndef outer(a):\n    k = 1\n\n    def h(x):\n        return x + k\n\n    def inner(b):\n        """Doc."""\n        return g(b) + h(b)\n\n    return inner(a)\n\n\nassert outer(1) == 2\n',
    );
  });
});

describe('imports', () => {
  const imports = (file: string, head: string, expression: string) =>
    accept(`${file}${stub}`, 'f', `${head}\ndef f(nums):\n    return ${expression}\n`).text.split('def f(')[0];

  it('in use are merged into the file’s own', () => {
    const head = 'import os, re, sys\nfrom math import floor, ceil, sqrt\nfrom collections import Counter, deque';
    expect(imports('import os\nfrom math import floor\n\n\n', head, 'os, re, ceil, floor, Counter')).toBe(
      'import os\nfrom math import floor, ceil\nimport re\nfrom collections import Counter\n\n\n',
    );
  });

  it('follow the style of a statement over several lines', () => {
    const head = 'from math import b, c, d';
    expect(imports('from math import (\n    a,\n    b,  # two\n)\n\n\n', head, 'b + c + d')).toBe(
      'from math import (\n    a,\n    b,  # two\n    c,\n    d,\n)\n\n\n',
    );
    expect(imports('from math import (\n    a,\n    b\n)\n\n\n', head, 'c')).toBe(
      'from math import (\n    a,\n    b,\n    c\n)\n\n\n',
    );
    expect(imports('from math import (a, b)\n\n\n', head, 'c')).toBe('from math import (a, b, c)\n\n\n');
  });

  it('stand below header, docstring and future imports, never below code', () => {
    const head = 'from __future__ import division\nimport re';
    const added = (file: string) => imports(file, head, 're');
    expect(added('')).toBe('import re\n\n\n');
    expect(added('#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"""Module."""\n\n\n')).toBe(
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"""Module."""\n\nimport re\n\n\n',
    );
    expect(added('"""Module."""\nfrom __future__ import annotations\n\n\n')).toBe(
      '"""Module."""\nfrom __future__ import annotations\nimport re\n\n\n',
    );
    expect(added('# Licence\n\n')).toBe('# Licence\n\nimport re\n\n\n');
    expect(added('#!/usr/bin/python\n# assay: k=2\n')).toBe('#!/usr/bin/python\nimport re\n\n\n# assay: k=2\n');
    expect(added('import sys\nsys.path.append(".")\nimport json\n\n\n')).toBe(
      'import sys\nimport re\nsys.path.append(".")\nimport json\n\n\n',
    );
  });

  it('take an alias where their name means something else in the file', () => {
    const clash = 'import os.path\n\nmath = 3\n\n\ndef floor():\n    pass\n\n\n';
    const text = accept(
      `${clash}${stub}`,
      'f',
      'import math, os\nfrom math import floor\ndef f(a):\n    return math.pi, os, floor(a)\n',
    ).text;
    expect(text).toMatch(
      /^import os\.path\nimport math as math_2\nimport os\nfrom math import floor as floor_2\n\nmath = 3/,
    );
    expect(text).toContain('return math_2.pi, os, floor_2(nums)');
    const dotted = accept(`xml = 3\n\n\n${stub}`, 'f', 'import xml.dom\ndef f(a):\n    return xml.dom.parse(a)\n').text;
    expect(dotted).toMatch(
      /^import xml as xml_2\nimport xml\.dom as xml_dom_2\n[\s\S]*return xml_2\.dom\.parse\(nums\)/,
    );
  });

  it('are not repeated where they stand in a `try` or come by a star', () => {
    const guarded = 'try:\n    import numpy as np\nexcept ImportError:\n    np = None\n\n\n';
    expect(imports(guarded, 'import numpy as np', 'np.sum(nums)')).toBe(guarded);
    expect(imports('from math import *\n\n\n', 'from math import floor', 'floor(nums)')).toBe(
      'from math import *\n\n\n',
    );
  });

  it('by a star come along where a name is left unexplained', () => {
    expect(imports('', 'from math import *', 'floor(nums)')).toBe('from math import floor\n\n\n');
    expect(imports('', 'from math import *', 'sum(nums)')).toBe('');
  });

  it('inside of the function stay there', () => {
    expect(solution('def f(nums):\n    import re\n    return re\n')).toBe(f('import re', 'return re'));
  });
});

describe('what lets calls nest deeper', () => {
  const file = 'def f(nums):\n    """Doc."""\n\n\nassert f([1]) == 1\n';
  const limit = ['import sys', '', 'sys.setrecursionlimit(10**6)', ''];

  it('comes along where a function of the program calls itself', () => {
    const own = program(...limit, 'def f(nums):', '    return f(nums[1:]) + 1 if nums else 0');
    expect(above(file, own)).toContain('import sys\n');
    expect(above(file, own)).toContain('sys.setrecursionlimit(10**6)\n');
    const inner = program(
      ...limit,
      'def f(nums):',
      '    def g(n):',
      '        return n and g(n - 1)',
      '    return g(len(nums))',
    );
    expect(above(file, inner)).toContain('sys.setrecursionlimit(10**6)\n');
  });

  it('stays behind where none does, and where it does more than that', () => {
    expect(above(file, program(...limit, 'def f(nums):', '    return sum(nums)'))).not.toContain('setrecursionlimit');
    const told = ['import sys', '', 'sys.setrecursionlimit(int(input()))', ''];
    const own = program(...told, 'def f(nums):', '    return f(nums[1:]) + 1 if nums else 0');
    expect(above(file, own)).not.toContain('setrecursionlimit');
  });
});
