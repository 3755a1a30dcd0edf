import { describe, expect, it } from 'vitest';
import { accept, refusal, solution, stub } from './candidates.ts';

const program = (...lines: string[]) => `${lines.join('\n')}\n`;
/** The additions to a file that begins with `file` when the program is accepted. */
const into = (file: string, ...lines: string[]) => accept(`${file}\n\n\n${stub}`, 'f', program(...lines)).text;

describe('a name', () => {
  it('is compared as Python compares it: spelled otherwise it is the same', () => {
    const other = 'def other():\n    return 1';
    for (const spelled of ['ｏther', 'o𝘁her', 'ºther']) {
      const helper = into(other, `def ${spelled}():`, '    return 7', 'def f(x):', `    return ${spelled}()`);
      expect(helper).toContain('def other_2():\n    return 7\n');
      expect(helper).toContain('    return other_2()\n');
      const alias = into(other, `import math as ${spelled}`, 'def f(x):', `    return ${spelled}.pi`);
      expect(alias).toMatch(/^import math as other_2\n/);
      const constant = into(other, `${spelled} = 3`, 'def f(x):', '    return other');
      expect(constant).toMatch(/\nother_2 = 3\n[\s\S]*return other_2\n/);
    }
    const theirs = into(
      'def ｏther():\n    return 1',
      'def other():',
      '    return 7',
      'def f(x):',
      '    return other()',
    );
    expect(theirs).toContain('def ｏther():\n    return 1\n');
    expect(theirs).toContain('def other_2():');
  });

  it('is one in all of a reply, whatever the spelling: strings and comments stay as they are', () => {
    const text = program('def ｆ(ｘｓ):', '    # ｘｓ', '    ﬁrst = xs[0]', '    return first, "ｘｓ", f"{ｘｓ}ｘ"');
    expect(solution(text)).toBe(
      'def f(nums):\n    """Doc."""\n    # ｘｓ\n    first = nums[0]\n    return first, "ｘｓ", f"{nums}ｘ"',
    );
    const member =
      'class A:\n    def _ｃheck(self):\n        return 1\n\n    def m(self, n):\n        """Doc."""\n\n\nassert A().m(1) == 2\n';
    const whole =
      'class A:\n    def _check(self):\n        return 9\n\n    def m(self, n):\n        return self._check()\n';
    expect(accept(member, 'A.m', whole).text).not.toContain('return 9');
  });

  it('may be the user’s own function, spelled otherwise', () => {
    const file = 'def ｆ(ｎ):\n    """Doc."""\n\n\nassert f(1) == 2\n';
    expect(accept(file, 'f', 'def f(k):\n    return k + 1\n').text).toBe(
      file.replace('"""Doc."""\n', '"""Doc."""\n    return n + 1\n'),
    );
    expect(accept(file, 'ｆ', 'def f(k):\n    return k + 1\n').solution).toMatch(/return n \+ 1$/);
  });

  it('that is no identifier stays as it was written, and doesn’t parse', () => {
    expect(refusal(stub, 'f', 'def f(nums):\n    return nums\u00a0+\u00a0“1”\n')).toMatch(
      /does not parse|contains no code/,
    );
  });
});

describe('what a candidate brings', () => {
  const helper = (name: string) => [`def ${name}(x):`, '    return 7', 'def f(x):', `    return ${name}(x)`];
  const renamed = (name: string, to = `${name}_2`) => expect.stringContaining(`def ${to}(x):\n    return 7\n`);
  const floor = ['from math import floor', 'def f(x):', '    return floor(x)'];
  const pow = ['from math import pow', 'def f(x):', '    return pow(x, 2)'];

  it('takes no builtin that the file uses: in a class’s body, evaluated, in a doctest', () => {
    const users = [
      'def g():\n    return pow(2, 3, 7)',
      'class A:\n    pow = pow(2, 3, 7)',
      'def g():\n    return eval("pow(2, 3, 7)")',
      'def g():\n    """\n    >>> pow(2, 3, 7)\n    1\n    """',
      'def outer():\n    def inner():\n        return [pow(x, 3, 7) for x in y]',
    ];
    for (const file of users)
      expect(into(file, ...pow)).toMatch(/^from math import pow as pow_2\n[\s\S]*return pow_2\(/);
    for (const file of [
      'def g(pow):\n    return pow(2)',
      'class A:\n    pow = 3',
      'def g():\n    """pow"""\n    return a.pow(pow=1)',
    ])
      expect(into(file, ...pow)).toMatch(/^from math import pow\n/);
  });

  it('takes no name that the file uses without binding it', () => {
    const file = 'def g():\n    return floor(2) + late(2)';
    expect(into(file, ...floor)).toMatch(/^from math import floor as floor_2\n/);
    expect(into(file, ...helper('late'))).toEqual(renamed('late'));
    // Except the function's own signature, and a module under its own name.
    const own = 'def f(nums: List[int]):\n    """Doc."""\n\n\nassert f([1]) == 1\n';
    const typed = 'from typing import List\ndef f(nums: List[int]):\n    x: List = nums\n    return x\n';
    expect(accept(own, 'f', typed).text).toMatch(/^from typing import List\n/);
    expect(into('def g():\n    return math.pi', 'import math', 'def f(x):', '    return math.pi')).toMatch(
      /^import math\n/,
    );
  });

  it('takes no name that is looked up by a string', () => {
    for (const file of [
      'x = globals()["late"]',
      'globals().update(late=1)',
      '__all__ = ["late"]',
      'patch("mod.late")',
    ]) {
      expect(into(file, ...helper('late'))).toEqual(renamed('late'));
    }
    expect(into('x = {"late": 1}', ...helper('late'))).toContain('def late(x):');
  });

  it('takes no name that a star of the file’s brings', () => {
    const known = 'from math import *';
    expect(into(known, ...helper('floor'))).toEqual(renamed('floor'));
    expect(into(known, 'from cmath import sqrt', 'def f(x):', '    return sqrt(x)')).toContain(
      'from cmath import sqrt as sqrt_2\n',
    );
    expect(into(known, ...floor)).not.toContain('import floor');
    expect(into(`${known}\nfrom numpy import *`, ...floor)).toContain('from math import floor as _floor\n');
    // Its names are unknown, but none begins with an underscore.
    expect(into('from tools import *', ...helper('late'))).toEqual(renamed('late', '_late'));
    expect(into('from tools import *', ...floor)).toContain('from math import floor as _floor\n');
    expect(into('from tools import *', 'import re', 'def f(x):', '    return re')).toContain('import re\n');
  });

  it('takes no name that Python or a test runner looks for', () => {
    expect(into('x = 1', ...helper('__getattr__'))).toEqual(renamed('__getattr__'));
    expect(into('x = 1', 'import math as __all__', 'def f(x):', '    return __all__')).toMatch(
      /^import math as __all___2\n/,
    );
    expect(into('x = 1', ...helper('test_it'))).toEqual(renamed('test_it', '_test_it'));
    expect(into('x = 1', ...helper('setUpModule'))).toEqual(renamed('setUpModule', '_setUpModule'));
  });

  it('has what its functions bind anew to itself, whatever the file has by that name', () => {
    const file = 'def other():\n    return 1\n\n\ncount = 5';
    for (const name of ['other', 'count']) {
      const text = into(
        file,
        `${name} = 5`,
        'def f(x):',
        `    global ｏther, ｃount`,
        `    ${name} = 7`,
        `    return ${name}`,
      );
      expect(text).toContain(`\n${name}_2 = 5\n`);
      expect(text).toMatch(new RegExp(`global .*\\b${name}_2\\b.*\n    ${name}_2 = 7\n    return ${name}_2\n`));
    }
  });

  it('takes no name of the class, as a method', () => {
    const file = (bases: string, more = '') =>
      `class A${bases}:\n    def _m(self):\n        return 1\n\n    def m(self, n):\n        """Doc."""\n${more}\n\nassert A().m(1) == 2\n`;
    const cached = 'import functools\nclass A:\n    @functools.cache\n    def m(self, n):\n        return n + 1\n';
    expect(accept(file(''), 'A.m', cached).text).toMatch(
      /def _m\(self\):[\s\S]*def _m_2\(self, n\):[\s\S]*self\._m_2\(n\)/,
    );
    expect(accept(file('', '\n    def k(self):\n        return self._m_2()\n'), 'A.m', cached).text).toContain(
      'def _m_3(',
    );
    // Its base may have any method.
    expect(accept(file('(Base)'), 'A.m', cached).text).toContain('def _A_m(self, n):');
    const whole =
      'class A(dict):\n    def keys(self):\n        return 9\n    def m(self, n):\n        return self.keys()\n';
    expect(accept(file('(dict)'), 'A.m', whole).text).not.toContain('return 9');
    expect(accept(file(''), 'A.m', whole).text).toContain('return 9');
  });
});

describe('all of a module', () => {
  const f = (...body: string[]) => ['def f(x):', ...body.map((line) => `    ${line}`)];

  it('comes as the names in use, each from the module that has it', () => {
    const text = into(
      'x = 1',
      'from math import *',
      'from typing import *',
      'from collections import *',
      ...f('seen: List[int] = Counter(x)', 'return floor(pow(x, 2)), sum(x)'),
    );
    expect(text).toMatch(/^from typing import List\nfrom collections import Counter\nfrom math import floor, pow\n/);
    expect(into('x = 1', 'from math import *', 'from cmath import *', ...f('return sqrt(x)'))).toMatch(
      /^from cmath import sqrt\n/,
    );
  });

  it('leaves builtins that the file uses alone', () => {
    const text = into(
      'def power(a, b):\n    return pow(a, b, 7)',
      'from math import *',
      ...f('return floor(pow(x, 2))'),
    );
    expect(text).toMatch(/^from math import floor, pow as pow_2\n[\s\S]*return floor\(pow_2\(nums, 2\)\)/);
  });

  it('is asked of the only one that nobody knows', () => {
    expect(into('x = 1', 'from numpy import *', 'from math import *', ...f('return array(floor(x))'))).toMatch(
      /^from numpy import array\nfrom math import floor\n/,
    );
    const two = program('from a import *', 'from b import *', ...f('return spam(x)'));
    expect(refusal(stub, 'f', two)).toBe('imports everything from a and from b, and spam may come from either');
  });

  it('is found where it is imported in a `try`', () => {
    const tried = ['try:', '    from math import *', 'except ImportError:', '    pass'];
    expect(into('x = 1', ...tried, ...f('return floor(x)'))).toMatch(/^from math import floor\n(?![\s\S]*\*)/);
    const bound = program(
      ...tried.slice(0, 2),
      '    HAS = 1',
      ...tried.slice(2),
      ...f('return floor(x) if HAS else 1'),
    );
    expect(refusal(stub, 'f', bound)).toBe('runs code when the file is imported: from math import *');
  });
});
