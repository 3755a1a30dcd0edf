/** A file during editing. */
import { describe, expect, it } from 'vitest';
import { expectMarked, namesIn, refused, specified } from './specification.ts';

const before = 'def above(x):\n    """Doc."""\n\nassert above(1) == 1\n\n';
const behind = '\ndef below(x):\n    """Doc."""\n\nassert below(1) == 1\n';

const halves: [name: string, text: string][] = [
  ['an open bracket', 'def half(x):\n    return (x,\n'],
  ['an open call', 'def half(x):\n    y = g(x\n'],
  ['an open string', 'def half(x):\n    return "x\n'],
  ['no body', 'def half(x):\n'],
  ['no colon', 'def half(x)\n'],
  ['open parameters', 'def half(x:\n'],
  ['half an operator', 'def half(x):\n    return x +\n'],
  ['half a statement', 'def half(x):\n    for y in\n'],
  ['half a nested block', 'def half(x):\n    if x:\n'],
  ['an open list', 'def half(x):\n    xs = [1, 2,\n        3\n'],
  ['a stray bracket', 'def half(x):\n    return x)\n'],
  ['a try alone', 'def half(x):\n    try:\n        y = 1\n'],
  ['an uneven block', 'def half(x):\n    y = 1\n      z = 2\n'],
  ['Python 2', 'def half(x):\n    print "x"\n'],
  ['a half decorator', '@deco(\ndef half(x):\n    return x\n'],
];

describe('a half-typed function', () => {
  it.each(halves)('(%s) takes nothing from its neighbours and gives nothing', (_, half) => {
    const text = before + half + behind;
    const line = text.split('\n').findIndex((one) => one.startsWith('def below')) + 1;
    expect(namesIn(text)).toEqual(['above', 'below']);
    expect(specified('above', text)).toMatchObject({ examples: [{ line: 4 }], notRun: [], target: { body: 'stub' } });
    expect(specified('below', text)).toMatchObject({ examples: [{ line: line + 3 }], target: { line, body: 'stub' } });
    expect(refused('half', text)).toContain('syntax error');
    for (const name of ['above', 'below'])
      for (const { source } of specified(name, text).steps) expect(source).not.toContain('half');
  });

  it.each(halves)('(%s) in a class leaves the other methods', (_, half) => {
    const indented = (part: string) => part.replaceAll(/^(?=.)/gm, '    ');
    const own = (name: string) => `    def ${name}(self):\n        """Doc."""\n\n`;
    const text = `class A:\n${own('above')}${indented(half)}\n${own('below')}\nassert A().above() == A\nassert A().below()\n`;
    expect(namesIn(text)).toEqual(['A.above', 'A.below']);
    const { examples, steps } = specified('A.below', text);
    expect(examples.map(({ source }) => source)).toEqual(['assert A().below()']);
    const define = steps.find((step) => step.do === 'define')!;
    expect(define.source).toContain('def above(self)');
    expect(define.source).not.toContain('half');
    expect(define.source.split('\n')).toHaveLength(
      text.split('\n').findIndex((line) => line.startsWith('assert')) - (define.source.endsWith('"""') ? 2 : 1),
    );
    expect(refused('A.half', text)).toContain('syntax error');
  });

  it('at the end of the file keeps what stands above', () => {
    for (const [, half] of halves) expect(namesIn(before + half.trimEnd())).toEqual(['above']);
  });

  it('takes an open docstring only up to where the next function begins', () => {
    expect(namesIn(`${before}def half(x):\n    """Doc.\n${behind}`)).toContain('above');
    expect(specified('above', `${before}def half(x):\n    """Doc.\n${behind}`).examples).toHaveLength(1);
  });
});

describe('a file that doesn’t parse elsewhere', () => {
  it('still runs what the function needs', () => {
    expectMarked(
      'f',
      `
      import json  #: run
      x = = 3
      LIMIT = 1  #: run
      print "hello"
      class Broken(
      def f(a):  #: define
          """Doc."""
      assert f(LIMIT) == json.dumps(1)  #: example
      if x
          y = 1
      assert f(2) == 2  #: example
      `,
    );
  });

  it('with merge conflicts, prose or tabs mixed with blanks keeps the rest', () => {
    const text =
      '<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n\ndef f(a):\n    """Doc."""\n\nassert f(1)\nThis is no Python.\ndef g(a):\n\tif a:\n        return 1\n';
    expect(specified('f', text).examples).toMatchObject([{ line: 10 }]);
  });

  it('may hold control characters, lone surrogates and any kind of line break', () => {
    for (const odd of ['\ud800', '\0', '\f', '\u2028', '\x1a', '\ufeff'])
      expect(namesIn(`def f(a):\n    """Doc."""\n\nx = ${odd}\n\ndef g(a):\n    """Doc."""\n`)).toEqual(
        expect.arrayContaining(['f', 'g']),
      );
    expect(specified('f', 'def f(a):\r\n    """Doc."""\r\n\r\nassert f(1)\r\n')).toMatchObject({
      target: { docstring: 'Doc.' },
      examples: [{ line: 4, source: 'assert f(1)' }],
    });
  });
});
