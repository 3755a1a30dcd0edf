/** The fingerprint changes exactly when a verdict could change. */
import { describe, expect, it } from 'vitest';
import { specified } from './specification.ts';

const file = `import math
LIMIT = 3
UNUSED = 4

def helper(x):
    # how
    return x + LIMIT

@cached
def f(x: int, y=1):
    """Doc.

    >>> f(1)
    2
    """
    return math.floor(x)

assert f(1) == 2
assert f(2) == helper(3), "no"

def other(x):
    return 1
assert other(1) == 1
`;
const print = (text: string, name = 'f') => specified(name, text).fingerprint;
const changed = (from: string, to: string) => {
  expect(file).toContain(from);
  return print(file.replace(from, to)) !== print(file);
};

describe('the fingerprint', () => {
  it.each([
    ['the body', 'return math.floor(x)', 'y = 2\n    return x'],
    ['what only the body uses', 'import math\n', 'import cmath as math\n'],
    ['a comment', '# how', '# how so'],
    ['blank lines', 'LIMIT = 3\n', '\n\nLIMIT = 3\n\n'],
    ['what is not used', 'UNUSED = 4', 'UNUSED = 5'],
    ['another function', 'return 1\n', 'return 2\n'],
    ['another function’s example', 'assert other(1) == 1', 'assert other(1) == 2'],
    ['where the function stands', 'import math\n', '\n\n# moved\nimport math\n'],
    ['blanks at the end of a line', 'LIMIT = 3\n', 'LIMIT = 3   \n'],
  ])('stays for %s', (_, from, to) => {
    expect(changed(from, to)).toBe(false);
  });

  it.each([
    ['an example’s value', 'assert f(1) == 2', 'assert f(1) == 3'],
    ['an example more', 'assert f(1) == 2', 'assert f(1) == 2\nassert f(5)'],
    ['an example less', 'assert f(1) == 2\n', ''],
    [
      'the order of examples',
      'assert f(1) == 2\nassert f(2) == helper(3), "no"',
      'assert f(2) == helper(3), "no"\nassert f(1) == 2',
    ],
    ['a doctest', '    2\n', '    3\n'],
    ['the docstring', 'Doc.', 'Docs.'],
    ['a helper of an example', 'return x + LIMIT', 'return x - LIMIT'],
    ['a constant of a helper', 'LIMIT = 3', 'LIMIT = 4'],
    ['the signature', 'y=1', 'y=2'],
    ['an annotation', 'x: int', 'x: str'],
    ['a decorator', '@cached\n', '@memo\n'],
    ['a needed function that becomes a stub', 'return x + LIMIT', 'raise NotImplementedError'],
    ['the timeout of a directive', '@cached\n', '# assay: timeout=3\n@cached\n'],
  ])('changes with %s', (_, from, to) => {
    expect(changed(from, to)).toBe(true);
  });

  it('stays for how many samples are drawn, and from where', () => {
    expect(changed('@cached\n', '# assay: k=20 temperature=1 model=m\n@cached\n')).toBe(false);
  });

  it('stays for the line ends of the file, and differs by the module', () => {
    expect(print(file.replaceAll('\n', '\r\n'))).toBe(print(file));
    expect(specified('f', file, { file: '/project/other.py' }).fingerprint).not.toBe(print(file));
  });

  it('of a method stays for the bodies of the others that no example reaches', () => {
    const text = (body: string, init = 'pass') =>
      `class A:\n    def __init__(self):\n        ${init}\n    def f(self):\n        """Doc."""\n    def g(self):\n        ${body}\nassert A().f()\n`;
    expect(print(text('return 1', 'self.x = 1'), 'A.f')).not.toBe(print(text('return 1'), 'A.f'));
    expect(print(text('return 1  # x'), 'A.f')).toBe(print(text('return 1'), 'A.f'));
  });
});
