/** An answer to a question becomes an example of the kind that the function has. */
import { beforeAll, describe, expect, it } from 'vitest';
import { answerEdit } from '../../server/src/candidates/index.ts';
import { loadParser, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';

beforeAll(loadParser);

type Kind = 'value' | 'raises';

function added(text: string, call: string, value: string, kind: Kind = 'value'): string {
  const document = new PythonDocument('/project/words.py', text);
  try {
    const specification = specificationOf(document, 'f', {});
    if ('error' in specification) throw new Error(specification.error);
    const { range, newText } = answerEdit(document, specification, { call, value, kind });
    return text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  } finally {
    document.dispose();
  }
}

const stub = 'def f(x):\n    """Doc."""\n\n\n';

describe('below asserts', () => {
  it.for([
    ['f(1) == 2', 'f(3)', '4', 'assert f(3) == 4'],
    ['f(1) is None', 'f(3)', 'None', 'assert f(3) is None'],
    ['f(1) == None', 'f(3)', 'None', 'assert f(3) == None'],
    ['f(1) == 2', 'f(3)', 'None', 'assert f(3) is None'],
    ['f(1)', 'f(3)', 'True', 'assert f(3)'],
    ['not f(1)', 'f(3)', 'False', 'assert not f(3)'],
    ['f(1) is True', 'f(3)', 'False', 'assert f(3) is False'],
    ['f(1) == True', 'f(3)', 'True', 'assert f(3) == True'],
    ['f(1) == 1.5', 'f(3)', '0.25', 'assert f(3) == 0.25'],
    ['f(1) == 1.5', 'f(3)', '1.6666666666666667', 'assert abs(f(3) - 1.6666666666666667) < 1e-9'],
    ['f(1) == 1.5', 'f(3)', '-1234.1', 'assert f(3) == -1234.1'],
    ['f(1) == 2', 'f(3)', '-1234.1', 'assert abs(f(3) + 1234.1) < 1e-6'],
    ['f(1) == 2', 'f(3)', '1 / 3', 'assert f(3) == 1 / 3'],
    ['f(1) == 2', 'f(3)', '1, 2', 'assert f(3) == (1, 2)'],
    ['f(1) == 2', 'f(3)', '1,', 'assert f(3) == (1,)'],
    ['f(1) == 2', 'f(3)', '(1, 2)', 'assert f(3) == (1, 2)'],
    ['f(1) == 2', 'f(3)', '-1', 'assert f(3) == -1'],
    ['f(1) == 2', 'f(3)', '"a" "b"', 'assert f(3) == "a" "b"'],
    ['f(1) == 2', 'f(3)', '1 if x else 2', 'assert f(3) == (1 if x else 2)'],
    ['f(1) == 2', 'f(3)', 'not x', 'assert f(3) == (not x)'],
    ['f(1) == 2', 'f(3)', 'lambda: 1', 'assert f(3) == (lambda: 1)'],
  ] as const)('after “assert %s” comes an assert in its style', ([example, call, value, line]) => {
    expect(added(`${stub}assert ${example}\n`, call, value)).toBe(`${stub}assert ${example}\n${line}\n`);
  });

  it('an exception is a try statement', () => {
    const text = added(`${stub}assert f(1) == 2\n`, 'f(0)', 'ValueError', 'raises');
    expect(text.slice(stub.length)).toBe(
      'assert f(1) == 2\ntry:\n    f(0)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError\n',
    );
    const document = new PythonDocument('/project/words.py', text);
    const specification = specificationOf(document, 'f', {});
    document.dispose();
    expect('examples' in specification && specification.examples.map(({ kind }) => kind)).toEqual(['assert', 'try']);
  });

  it('keeps the file’s line breaks, and a last line without one', () => {
    expect(added('def f(x):\r\n    """Doc."""\r\n\r\nassert f(1) == 2\r\n', 'f(3)', '4')).toMatch(
      /== 2\r\nassert f\(3\) == 4\r\n$/,
    );
    expect(added(`${stub}assert f(1) == 2`, 'f(3)', '4')).toBe(`${stub}assert f(1) == 2\nassert f(3) == 4\n`);
  });
});

describe('below doctests', () => {
  const doctest = (more = '') => `def f(x):\n    """Doc.\n\n    >>> f(1)\n    2\n${more}    """\n`;

  it('comes a doctest', () => {
    expect(added(doctest(), 'f(3)', '4')).toBe(doctest('    >>> f(3)\n    4\n'));
    expect(added(doctest(), 'f(3)', 'None')).toBe(doctest('    >>> f(3) is None\n    True\n'));
  });

  it.for([
    ['"a"', ['>>> f(3)', "'a'"]],
    ['[1,2.50]', ['>>> f(3)', '[1, 2.5]']],
    ['1, 2', ['>>> f(3)', '(1, 2)']],
    ['(1,\n2)', ['>>> f(3)', '(1, 2)']],
    ['{1: 2}', ['>>> f(3)', '{1: 2}']],
    ['{1: 2, 3: 4}', ['>>> f(3) == {1: 2, 3: 4}', 'True']],
    ['[{2, 1}]', ['>>> f(3) == [{2, 1}]', 'True']],
    ['2 ** 5', ['>>> f(3) == 2 ** 5', 'True']],
    ['0.30000000000000004', ['>>> abs(f(3) - 0.30000000000000004) < 1e-9', 'True']],
  ] as const)('%s is written as the interpreter shows it, or compared', ([value, lines]) => {
    expect(added(doctest(), 'f(3)', value)).toBe(doctest(lines.map((line) => `    ${line}\n`).join('')));
  });

  it.for([[`'"""; __import__("os").system("true"); """'`], ["'a\\n'"], ['(1 +\n2)']])(
    'comes an assert for %s, which a docstring would read otherwise',
    ([value]) => {
      expect(added(doctest(), 'f(3)', value!)).toBe(`${doctest()}\n\nassert f(3) == ${value}\n`);
    },
  );

  it('an exception is shown by its kind', () => {
    const shown =
      '    >>> f(0)  # doctest: +IGNORE_EXCEPTION_DETAIL\n    Traceback (most recent call last):\n    ValueError\n';
    expect(added(doctest(), 'f(0)', 'ValueError', 'raises')).toBe(doctest(shown));
  });

  it('comes an assert where the docstring leaves no line for it', () => {
    const text = 'def f(x):\n    """Doc.\n\n    >>> f(1)\n    2"""\n';
    expect(added(text, 'f(3)', '4')).toContain('\nassert f(3) == 4\n');
  });
});

describe('at the end of the file', () => {
  // Neovim shows no line behind the last break, and would keep an empty one.
  it('follows the last line, not the break behind it', () => {
    const text = `${stub}assert f(1) == 2\r\n`;
    const document = new PythonDocument('/project/words.py', text);
    const specification = specificationOf(document, 'f', {});
    if ('error' in specification) throw new Error(specification.error);
    const { range, newText } = answerEdit(document, specification, { call: 'f(3)', value: '4', kind: 'value' });
    document.dispose();
    expect(range.start).toEqual({ line: 4, character: 'assert f(1) == 2'.length });
    expect(newText).toBe('\r\nassert f(3) == 4');
  });

  it('keeps a file without a last break readable', () => {
    expect(added(`${stub}assert f(1) == 2`, 'f(3)', '4')).toBe(`${stub}assert f(1) == 2\nassert f(3) == 4\n`);
  });
});
