/** Doctests as Python's own `doctest` reads them. */
import { describe, expect, it } from 'vitest';
import { proseOf } from '../../server/src/specification/index.ts';
import { expectMarked, source, specified } from './specification.ts';

/** For a function `f` with this docstring: line, source, and the reason if it does not run. */
function doctests(docstring: string, after = ''): [line: number, source: string, reason?: string][] {
  const lines = source(docstring).trimEnd().split('\n');
  const file = `def f(x):\n    """Doc.\n\n${lines.map((line) => (line ? `    ${line}` : '')).join('\n')}\n    """\n${after}`;
  const { examples, notRun } = specified('f', file);
  const found: [number, string, string?][] = [
    ...examples.map(({ line, source: own }): [number, string] => [line, own]),
    ...notRun.map(({ line, source: own, reason }): [number, string, string] => [line, own, reason]),
  ];
  return found.sort(([a], [b]) => a - b);
}

describe('a doctest', () => {
  it('is an example for each prompt that expects output or an exception', () => {
    const found = doctests(`
      >>> x = [1]
      >>> f(x)
      1
      >>> for y in x:
      ...     print(f(y))
      1
      >>> f(None)
      Traceback (most recent call last):
          ...
      TypeError: no

      Prose.
      >>> f(2)  # doctest: +ELLIPSIS
      2...
    `);
    expect(found).toEqual([
      [5, '>>> f(x)\n1'],
      [7, '>>> for y in x:\n...     print(f(y))\n1'],
      [10, '>>> f(None)\nTraceback (most recent call last):\n    ...\nTypeError: no'],
      [16, '>>> f(2)  # doctest: +ELLIPSIS\n2...'],
    ]);
  });

  it('that is skipped or that doctest refuses stands in notRun', () => {
    expect(doctests('>>> f(1)  # doctest: +SKIP\n1\n>>> f(2)\n2')).toEqual([
      [4, '>>> f(1)  # doctest: +SKIP\n1', expect.stringContaining('+SKIP')],
      [6, '>>> f(2)\n2'],
    ]);
    expect(doctests('>>> f(1)\n1\n>>>f(2)\n2')).toEqual([
      [6, '>>>f(2)', expect.stringContaining('not followed by a blank')],
    ]);
    expect(doctests('>>> f(1)  # doctest: +NOSUCH\n1')).toEqual([
      [4, expect.any(String), expect.stringContaining('+NOSUCH')],
    ]);
    expect(doctests('  >>> f(1)\n1')).toEqual([[5, '1', expect.stringContaining('indented differently')]]);
  });

  it('has its range in the source, whatever escapes the literal has', () => {
    const { examples } = specified('f', 'def f(x):\n    "Doc.\\n\\n\\u003e>> f(1)\\n1\\n"\n    pass\n');
    expect(examples).toMatchObject([{ line: 2, source: '>>> f(1)\n1' }]);
    const raw = specified('f', 'def f(x):\n    r"""\n    >>> f("\\n")\n    1\n    """\n');
    expect(raw.examples[0]!.range).toEqual({
      start: { line: 2, character: 4 },
      end: { line: 3, character: 5 },
    });
    const joined = specified('f', 'def f(x):\n    "Doc.\\n" \\\n    ">>> f(1)\\n" \\\n    "1\\n"\n');
    expect(joined.examples).toMatchObject([{ line: 3, kind: 'doctest' }]);
  });

  it('is read with tabs, CRLF and blank lines as Python reads them', () => {
    const text = 'def f(x):\r\n\t"""Doc.\r\n\r\n\t>>> f(1)\r\n\t1\r\n\t<BLANKLINE>\r\n\t2\r\n\t"""\r\n';
    const { examples, steps } = specified('f', text);
    expect(examples).toMatchObject([{ line: 4, source: '>>> f(1)\n1\n<BLANKLINE>\n2' }]);
    expect(steps.at(-1)).toMatchObject({ do: 'doctest', line: 2, examples: [0] });
    expect(steps.at(-1)!.source).not.toContain('\r');
  });

  it('is one session, whose other lines run uncounted and whose needs are context', () => {
    const { steps } = expectMarked(
      'f',
      `
      import math  #: run
      import os
      PI = math.pi  #: run
      E = math.e
      def f(x):  #: define
          """Doc.

          >>> tau = 2 * PI
          >>> f(tau)  #: example
          0.0
          >>> f(1)  #: example
          0.0
          """
      `,
    );
    expect(steps.at(-1)).toMatchObject({ do: 'doctest', examples: [null, 0, 1] });
  });

  it('is none in bytes, f-strings or a string that is no docstring', () => {
    for (const literal of ['b">>> f(1)\\n1"', 'f">>> f(1)\\n1"', 'x = """\n    >>> f(1)\n    1\n    """']) {
      expect(specified('f', `def f(x):\n    ${literal}\n`).examples).toEqual([]);
    }
  });

  it('stands beside asserts, in the order of lines', () => {
    const { examples } = specified('f', 'assert f(0)\ndef f(x):\n    """\n    >>> f(1)\n    1\n    """\nassert f(2)\n');
    expect(examples.map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'assert'],
      [4, 'doctest'],
      [7, 'assert'],
    ]);
  });
});

describe('the prose of a docstring', () => {
  it('is the same whatever its doctests say', () => {
    const prose = 'Return x.\nMore of it.';
    expect(proseOf('Return x.\n\n>>> f(1)\n1\n\nMore of it.\n>>> f(\n...   2)\n2\n')).toBe(prose);
    expect(proseOf('Return x.\n\n>>> f(2)\n\nMore of it.')).toBe(prose);
    expect(proseOf('Return x.\n\nMore of it.')).toBe(prose);
    expect(proseOf(undefined)).toBe('');
  });

  it('is all of it where doctest can not read it', () => {
    expect(proseOf('Return x.\n>>>f(1)')).toBe('Return x.\n>>>f(1)');
  });
});
