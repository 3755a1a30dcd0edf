import { describe, expect, it } from 'vitest';
import { cellAt, cellsOf, joined, shifted, unshifted } from '../../server/src/features/notebook/cells.ts';

const cell = (text: string) => cellsOf([{ uri: 'c', version: 1, text }])[0]!;

describe('the cells of a notebook', () => {
  it('keep each line a line of the whole', () => {
    const cells = cellsOf(
      ['a = 1\n', 'b = 2', '', 'c = 3\r\nd = 4'].map((text, at) => ({ uri: `${at}`, version: 1, text })),
    );
    expect(joined(cells)).toBe('a = 1\n\nb = 2\n\nc = 3\r\nd = 4');
    expect(cells.map(({ first, lines }) => [first, lines])).toEqual([
      [0, 2],
      [2, 1],
      [3, 1],
      [4, 2],
    ]);
    expect([0, 1, 2, 3, 4, 5, 6].map((line) => cellAt(cells, line)?.uri)).toEqual([
      '0',
      '0',
      '1',
      '2',
      '3',
      '3',
      undefined,
    ]);
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } };
    expect(unshifted(shifted(range, cells[3]!), cells[3]!)).toEqual(range);
    expect(shifted(range.start, cells[3]!)).toEqual({ line: 5, character: 2 });
  });

  it.each([
    ['%matplotlib inline', '#matplotlib inline'],
    ['!pip install x', '#pip install x'],
    ['files = !ls', '#iles = !ls'],
    ['t = %timeit -o f()', '# = %timeit -o f()'],
    ['len?', '#en?'],
    ['?len', '#len'],
    ['  %time x', '# %time x'],
    ['%%time\nx = 1', '#%time\nx = 1'],
    ['%%bash\necho 1\n\nls', '#%bash\n#cho 1\n\n#s'],
  ])('have what only IPython knows as a comment of the same length: %j', (written, read) => {
    expect(cell(written).python).toBe(read);
    expect(read).toHaveLength(written.length);
  });

  it.each(['x = 7 % 3', 'x = (1\n  % 2)', 'if a != b: pass', 'x %= 2', 'y = x if x else 1', '"%s" % x', 'a = b\n!= c'])(
    'have Python as it is: %j',
    (written) => {
      expect(cell(written).python).toBe(written);
    },
  );
});
