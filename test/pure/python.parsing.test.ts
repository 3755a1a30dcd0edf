/** Valid Python that the grammar misreads: Assay reads examples, helpers, targets and candidates with it like any others. */
import { describe, expect, it } from 'vitest';
import { childSource, PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { accept, attempt } from './candidates.ts';
import { expectMarked, namesIn, specified } from './specification.ts';

interface Kind {
  readonly name: string;
  /** The text between a function's name and its parentheses. */
  readonly types?: string;
  /** The lines of a function's body, in the file's form. */
  readonly body: readonly string[];
  /** A statement at column 0 that calls `f`. */
  readonly check: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    name: 'a starred literal in a bare tuple',
    body: ['    return n, *[n + 1]'],
    check: ['for n in 1, *[2, 3]:', '    assert f(n) == n'],
  },
  {
    name: 'a starred call that begins a bare tuple',
    body: ['    both = *range(n), n', '    return both'],
    check: ['assert f(*range(1)), "x"', 'x = *f(1), 2', 'assert x == (1, 2)'],
  },
  {
    name: 'a starred call in a list',
    body: ['    return [*range(n)] + [*{n}]'],
    check: ['assert [*f(1)] == [1]'],
  },
  {
    name: 'a starred literal in a subscript',
    body: ['    return table[n, *[1]]'],
    check: ['assert f({}[1, *[2]])'],
  },
  {
    name: 'a starred call that is printed',
    body: ['    print("got", *range(n))', '    return n'],
    check: ['assert print("got", *f(1)) is None'],
  },
  {
    name: 'lines less indented within brackets',
    body: ['    if n:', '        return (n +', '  1 +', '1)', '    return [', 'a', 'for a in', 'range(n)', ']'],
    check: ['if True:', '    assert f(1) == (1 +', '1)'],
  },
  {
    name: 'comments at column 0 within brackets',
    body: ['    return (n +', '# one more', '            1 +', '    # and two', '            2)'],
    check: ['if True:', '    assert f(1) == (1 +', '# one more', '                    1)'],
  },
  {
    name: 'a default of a type parameter',
    types: '[T = int, *Ts = *tuple[int], **P = [int]]',
    body: ['    def inner[U: int = bool](x: U) -> U:', '        return x', '    return inner(n)'],
    check: ['if True:', '    class Box[T = int]: ...', '    assert f(1) == 1'],
  },
  {
    name: 'a type that is called and assigned to',
    body: ['    type(n).size = 1', '    return n'],
    check: ['if True:', '    type(f).size = f(1)', '    assert f(1) == 1'],
  },
  {
    name: 'print as a name',
    body: ['    print >> n', '    return n'],
    check: ['if True:', '    print >> f(1), 2', '    assert f(1) == 1'],
  },
  {
    name: 'strings within fields of strings, with the same quotes',
    body: ['    return f"{"(".join(f"{n}")}{"["}"'],
    check: ['if True:', '    assert f(f"{"(" + "{"}") == f"{f("{")}"'],
  },
  {
    name: 'an operand after @ at the start of a line',
    body: ['    return (n', '@n)'],
    check: ['x = (f(1)', '@f(2))', 'assert x'],
  },
];

const stub = 'def f(n):\n    """Doc."""\n';
const behind = '\n\ndef g(n):\n    return n\n';

describe.each(kinds)('$name', ({ types = '', body, check }) => {
  const own = body.join('\n');

  it('stands in an example', () => {
    const text = `${stub}\n\n${check.join('\n')}\n\nassert f(9)\n`;
    const { examples, notRun } = specified('f', text);
    expect(notRun).toEqual([]);
    const asserts = check.flatMap((line, index) => (/^\s*assert\b/.test(line) ? [index + 5] : []));
    const last = check.length + 6;
    expect(examples.map(({ line }) => line)).toEqual([...asserts, last]);
    expect(namesIn(text + behind)).toEqual(['f', 'g']);
  });

  it('stands in a helper', () => {
    const helper = `def helper${types}(n):\n${own}\n`;
    const { steps, examples } = specified('f', `${helper}\n${stub}\nassert f(helper(1))\n`);
    expect(examples).toMatchObject([{ line: body.length + 6 }]);
    expect(steps.map(({ source }) => source)).toContain(helper.trimEnd());
  });

  it('stands in the target', () => {
    const target = `def f${types}(n):\n    """Doc."""\n${own}\n`;
    const { target: found, examples } = specified('f', `${target}${behind}\nassert f(1)\n`);
    expect(found).toMatchObject({ line: 1, body: 'real', docstring: 'Doc.' });
    expect(examples).toHaveLength(1);
  });

  it('stands in a method, its neighbours untouched', () => {
    const indented = (lines: readonly string[]) => lines.map((line) => (/^\s/.test(line) ? `    ${line}` : line));
    const method = [`    def f${types}(self, n):`, '        """Doc."""', ...indented(body)].join('\n');
    const text = `class A:\n    def above(self): ...\n\n${method}\n\n    def below(self): ...\n\n\nassert A().f(1)\n`;
    expect(specified('A.f', text).examples).toHaveLength(1);
    expect(specified('A.below', text).target.body).toBe('stub');
  });

  it('stands in a candidate', () => {
    const candidate = `def helper${types}(n):\n${own}\n\n\ndef f(n):\n    helper(n)\n${own}\n`;
    const { text } = accept(`${stub}\n\nassert f(1)\n`, 'f', candidate);
    expect(text).toContain(`def helper${types}(n):\n${own}`);
    expect(text).toContain(`    """Doc."""\n    helper(n)\n${own}\n`);
  });

  it('has its own offsets, rows and text in the tree', () => {
    const text = `${stub}\n\n${check.join('\n')}\n\n\ndef h${types}(n):\n${own}\n\n\nx = 1\n`;
    const document = new PythonDocument('/project/task.py', text);
    const rows = text.split('\n');
    const start = (row: number) => rows.slice(0, row).join('\n').length + (row > 0 ? 1 : 0);
    const { rootNode } = document.tree;
    expect(rootNode.hasError).toBe(false);
    expect(rootNode.descendantsOfType(['print_statement', 'type_alias_statement'])).toEqual([]);
    for (const node of rootNode.descendantsOfType(['identifier', 'integer', 'assert_statement', 'block'])) {
      expect(start(node!.startPosition.row) + node!.startPosition.column).toBe(node!.startIndex);
      expect(start(node!.endPosition.row) + node!.endPosition.column).toBe(node!.endIndex);
      expect(node!.text).toBe(text.slice(node!.startIndex, node!.endIndex));
    }
    document.dispose();
  });
});

describe('what is corrected', () => {
  it('keeps a star apart from none', () => {
    const file = `${stub}\n\nassert f(1)\n`;
    const key = (body: string) => accept(file, 'f', `def f(n):\n    return ${body}\n`).key;
    expect(key('n, *[n]')).not.toBe(key('n, [n]'));
    expect(key('n, *[n]')).toBe(key('n,   *[n]'));
  });

  it('hides from a child the comments within its brackets', () => {
    const text = `def h(n):\n    return (n +\n# f(1) is 2\n        1)\n\n\n${stub}    return h(n)\n\nassert f(1) == 2\n`;
    const document = new PythonDocument('/project/task.py', text);
    const specification = specificationOf(document, 'f', {});
    if ('error' in specification) throw new Error(specification.error);
    const source = childSource(document, 'f', specification);
    expect(source).toContain('return (n +');
    expect(source).not.toContain('f(1) is 2');
    document.dispose();
  });

  it('follows edits', () => {
    const document = new PythonDocument('/project/task.py', 'def f(n):\n    return n, *[n\n\nx = 1\n');
    expect(document.tree.rootNode.hasError).toBe(true);
    document.edit({ start: { line: 1, character: 17 }, end: { line: 1, character: 17 } }, ' +\n1]');
    expect(document.tree.rootNode.hasError).toBe(false);
    expect(document.tree.rootNode.children.map((one) => one!.startPosition.row)).toEqual([0, 4]);
    document.edit({ start: { line: 1, character: 13 }, end: { line: 1, character: 14 } }, '');
    expect(document.tree.rootNode.hasError).toBe(false);
    document.edit({ start: { line: 2, character: 1 }, end: { line: 2, character: 2 } }, '');
    expect(document.tree.rootNode.hasError).toBe(true);
    document.dispose();
  });

  it('leaves what Python 3.14 has brought', () => {
    expectMarked(
      'f',
      `
      class Own(Exception): ...  #: run
      def helper(n):  #: run
          try:
              return t"{n!r:>{n}}"
          except Own, KeyError:
              return n
      def f(n):  #: define
          """Doc."""
      assert f(helper(1))  #: example
      `,
    );
  });

  it('leaves Python 2 refused', () => {
    expect(attempt(`${stub}\n\nassert f(1)\n`, 'f', 'def f(n):\n    print n\n    return n\n', 'solution')).toEqual({
      refused: 'does not parse: line 2',
    });
  });

  it('reads the names of type parameters, their bounds and defaults', () => {
    expectMarked(
      'f',
      `
      class Base: ...  #: run
      def helper[T: Base = Base](x: T) -> T:  #: run
          return x
      def f(n):  #: define
          """Doc."""
      assert f(helper(1))  #: example
      `,
    );
  });
});
