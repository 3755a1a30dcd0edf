import { describe, expect, it } from 'vitest';
import { loadParser, PythonDocument, synthesisOrder } from '../../server/src/specification/index.ts';

await loadParser();

/** Groups such as `a b | c`, in order. */
function order(text: string, isWanted?: (name: string) => boolean): string {
  const document = new PythonDocument('/project/f.py', text);
  try {
    return synthesisOrder(document, { isWanted })
      .map((group) => group.map(({ name }) => name).join(' '))
      .join(' | ');
  } finally {
    document.dispose();
  }
}

function examples(text: string): Record<string, string> {
  const document = new PythonDocument('/project/f.py', text);
  try {
    return Object.fromEntries(
      synthesisOrder(document).flatMap((group) => group.map((one) => [one.name, one.examples])),
    );
  } finally {
    document.dispose();
  }
}

const stub = (name: string, docstring: string, ...asserts: string[]) =>
  `def ${name}(x):\n    """${docstring}"""\n\n\n${asserts.map((one) => `assert ${one}\n`).join('')}\n\n`;

describe('the order of synthesis', () => {
  it("is the file's where nobody needs anybody", () => {
    expect(order(stub('b', 'One.', 'b(1) == 1') + stub('a', 'Two.', 'a(1) == 1'))).toBe('b | a');
  });

  it('puts those first that a docstring names', () => {
    const text =
      stub('top', 'Sum `middle` of all.', 'top(1) == 1') + stub('middle', 'Uses low_level.', 'middle(1) == 1');
    expect(order(text + stub('low_level', 'Nothing.', 'low_level(1) == 1'))).toBe('low_level | middle | top');
  });

  it('takes a plain word of a docstring for prose, unless it is marked as code', () => {
    const tally = stub('tally', 'Count.', 'tally(1) == 1');
    expect(order(stub('f', 'Give the tally of x.', 'f(1) == 1') + tally)).toBe('f | tally');
    for (const marked of ['`tally`', 'tally()', 'self.tally', 'tally (x)'])
      expect(order(stub('f', `Give ${marked}.`, 'f(1) == 1') + tally)).toBe('tally | f');
  });

  it('never takes a parameter or its own name for another function', () => {
    expect(order(stub('x_y', 'Give x_y and `x`.', 'x_y(1) == 1') + stub('x', 'X.', 'x(1) == 1'))).toBe('x_y | x');
  });

  it('puts those first that all examples of a function need', () => {
    const text = stub('total', 'Add up.', 'total(parse("1")) == 1') + stub('parse', 'Read.', 'parse("1") == [1]');
    expect(order(text)).toBe('parse | total');
    expect(examples(text)).toEqual({ parse: 'own', total: 'shared' });
  });

  it('keeps the order where an example does without the other', () => {
    expect(
      order(
        stub('total', 'Add up.', 'total(parse("1")) == 1', 'total([2]) == 2') +
          stub('parse', 'Read.', 'parse("1") == [1]'),
      ),
    ).toBe('total | parse');
  });

  it('follows what a finished function calls', () => {
    const text = `${stub('clean', 'Tidy.')}${stub('split', 'Cut.')}def words(text):\n    return split(clean(text))\n\n\nassert words("a b") == ["a", "b"]\n`;
    expect(order(text)).toBe('clean split');
    expect(examples(text)).toEqual({ clean: 'shared', split: 'shared' });
  });

  it('makes one group of those that wait for one another', () => {
    const text =
      stub('is_even', 'Opposite of is_odd.', 'is_even(2)') + stub('is_odd', 'Opposite of is_even.', 'is_odd(3)');
    expect(order(stub('other', 'Uses is_even.', 'other(1)') + text)).toBe('is_even is_odd | other');
  });

  it('has what has no example before those that name it', () => {
    const text = stub('top', 'Uses helper_one.', 'top(1) == 1') + stub('helper_one', 'Help.');
    expect(order(text)).toBe('helper_one | top');
    expect(examples(text)).toEqual({ helper_one: 'none', top: 'own' });
  });

  it('reads doctests and methods, and a class alone on request', () => {
    const text = `class Stack:
    def __init__(self):
        """Start empty."""

    def push(self, item):
        """Put on top.

        >>> s = Stack(); s.push(1); s.peek()
        1
        """

    def peek(self):
        """Look at the top."""


${stub('alone', 'Alone.', 'alone(1) == 1')}
s = Stack()
assert s.peek() is None
`;
    expect(order(text)).toBe('Stack.__init__ Stack.peek | Stack.push | alone');
    expect(order(text, (name) => name.startsWith('Stack.'))).toBe('Stack.__init__ Stack.peek | Stack.push');
  });

  it('leaves finished functions out', () => {
    expect(order(`def f(x):\n    return x\n\n\n${stub('g', 'G.', 'g(1) == f(1)')}`)).toBe('g');
  });
});
