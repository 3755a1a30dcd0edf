import { describe, expect, it } from 'vitest';
import { accept, refusal, solution, stub } from './candidates.ts';

const program = (...lines: string[]) => `${lines.join('\n')}\n`;
const above = (file: string, text: string, name = 'f') =>
  accept(file, name, text).text.split('\nassert ')[0]!.trimEnd();
const calling = (call: string) => `def f(nums):\n    """Doc."""\n    return ${call}`;

describe('a function in a branch', () => {
  it('comes with its whole statement, as a helper', () => {
    const text = program(
      'try:',
      '    import fast',
      '    def f(xs):',
      '        return fast.f(xs)',
      'except ImportError:',
      '    def f(xs):',
      '        return f(xs[1:]) if xs else 0',
    );
    expect(above(stub, text)).toBe(
      `${text.replace(/\bf\(xs/g, '_f(xs').replace('fast._f', 'fast.f')}\n\n${calling('_f(nums)')}`,
    );
  });

  it('brings what its statement needs, under free names', () => {
    const file = `fast = 3\n\n\ndef slow(x):\n    return fast\n\n\n${stub}`;
    const text = program(
      'import sys',
      'def slow(x):',
      '    return -x',
      'if sys.version_info >= (3,):',
      '    import fast',
      '    def f(xs):',
      '        return slow(fast.f(xs))',
      'else:',
      '    def f(xs):',
      '        return xs',
    );
    const expected = program(
      'def slow_2(x):',
      '    return -x',
      '',
      '',
      'if sys.version_info >= (3,):',
      '    import fast as fast_2',
      '    def _f(xs):',
      '        return slow_2(fast_2.f(xs))',
      'else:',
      '    def _f(xs):',
      '        return xs',
    );
    expect(above(file, text)).toBe(
      `import sys\n\n\nfast = 3\n\n\ndef slow(x):\n    return fast\n\n\n${expected}\n\n${calling('_f(nums)')}`.replace(
        'import sys\n\n\n',
        'import sys\n\n\n',
      ),
    );
  });

  it('gives way to one that stands alone', () => {
    const text = program('if DEBUG:', '    def f(xs):', '        return 1', 'def f(xs):', '    return 2');
    expect(solution(text)).toBe('def f(nums):\n    """Doc."""\n    return 2');
  });

  it('of a class that the file lacks comes with that class', () => {
    const text = program('class Solution:', '    if True:', '        def f(self, xs):', '            return xs');
    expect(above(stub, text)).toBe(`${text}\n\n${calling('Solution().f(nums)')}`);
  });

  it('may be meant for a method', () => {
    const file = 'class A:\n    def m(self, n):\n        """Doc."""\n\n\nassert A().m(1) == 1\n';
    for (const [given, parameters] of [
      ['self, k', 'self, k'],
      ['k', 'self, k'],
    ]) {
      const text = program(
        'if A:',
        `    def m(${given}):`,
        '        return self.x',
        'else:',
        `    def m(${given}):`,
        '        return 2',
      );
      const { text: all } = accept(file, 'A.m', text);
      expect(all).toContain(
        `if A:\n    def _m(${parameters}):\n        return self.x\nelse:\n    def _m(${parameters}):\n        return 2\n`,
      );
      expect(all).toContain('        return _m(self, n)\n');
    }
    const inClass = program('class A:', '    if True:', '        def m(self, n):', '            return n');
    expect(refusal(file, 'A.m', inClass)).toBe('defines m only in a branch of its class');
  });

  it.each([
    [
      'takes 2 arguments, but f takes 1 argument',
      'if a:\n    def f(a, b):\n        return 1\nelse:\n    def f(a):\n        return 1\n',
    ],
    ['only restates the stub', 'if a:\n    def f(a):\n        ...\nelse:\n    def f(a):\n        pass\n'],
    [
      'leaves code out: # rest of code here',
      'if a:\n    def f(a):\n        # rest of code here\n        return 1\nelse:\n    def f(a):\n        return 1\n',
    ],
    [
      'defines f in branches, and there it is async',
      'if a:\n    async def f(a):\n        return 1\nelse:\n    def f(a):\n        return 1\n',
    ],
    [
      'contains no code that defines f',
      'try:\n    import b\n    def g(nums):\n        return nums\nexcept ImportError:\n    def g(nums):\n        return nums\n',
    ],
  ])('is refused where it %s', (reason, text) => {
    expect(refusal(stub, 'f', text)).toBe(reason);
  });

  it('is never taken for a body that only defines it', () => {
    expect(refusal(stub, 'f', 'def outer():\n    def f(nums):\n        return nums\n    return f\n')).toBe(
      'contains no code that defines f',
    );
  });
});
