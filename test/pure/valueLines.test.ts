/** Two values line by line. */
import { describe, expect, it } from 'vitest';
import { valueLines } from '../../server/src/report/valueLines.ts';
import { loadParser } from '../../server/src/specification/index.ts';

await loadParser();

/** As the view draws it: `-` what is expected, `+` what was got, and what differs in `‹›`. */
function drawn(expected: string, actual: string): string[] {
  return valueLines(expected, actual).map(({ in: where, indent, parts }) => {
    const sign = { both: ' ', expected: '-', actual: '+', 'left out': '~' }[where];
    return sign + '  '.repeat(indent) + parts.map(({ text, differs }) => (differs ? `‹${text}›` : text)).join('');
  });
}

describe('two values', () => {
  it('stand side by side where both are short', () => {
    expect(drawn('1', '2')).toEqual([]);
    expect(drawn("'one'", "'two'")).toEqual([]);
  });

  it('are compared item by item, and an item that is missing moves no other', () => {
    expect(drawn('[1, 2, 3, 4, 5]', '[1, 3, 4, 5, 6]')).toEqual([
      ...[' [', '   1,', '-  ‹2,›', '   3,', '   4,', '   5,', '+  ‹6,›', ' ]'],
    ]);
  });

  it('are compared within items', () => {
    expect(drawn("[{'a': 1, 'b': [1, 2]}]", "[{'a': 1, 'b': [1, 3]}]")).toEqual([
      ...[
        ' [',
        '   {',
        "     'a': 1,",
        "     'b': [",
        '       1,',
        '-      ‹2›,',
        '+      ‹3›,',
        '     ],',
        '   },',
        ' ]',
      ],
    ]);
  });

  it('are compared key by key, in whichever order', () => {
    expect(drawn("{'a': 1, 'b': 2}", "{'b': 2, 'c': 3}")).toEqual([
      ...[' {', "-  ‹'a': 1,›", "   'b': 2,", "+  ‹'c': 3,›", ' }'],
    ]);
  });

  it('of sets are told by what is missing and what is too many', () => {
    expect(drawn('{1, 2}', '{2, 3}')).toEqual([' {', '   2,', '-  ‹1,›', '+  ‹3,›', ' }']);
  });

  it('of long texts have their characters marked, hidden ones by their names', () => {
    const long = 'a'.repeat(60);
    expect(drawn(`'${long}b'`, `'${long}\u202e'`)).toEqual([`-'${long}‹b›'`, `+'${long}‹\\u202e›'`]);
  });

  it('that are no literals are compared as lines', () => {
    expect(drawn('one\ntwo\nthree', 'one\n2\nthree')).toEqual([' one', '-‹two›', '+‹2›', ' three']);
    expect(drawn('<Point 1>', '<Point 2>')).toEqual([]);
  });

  it('leave out what is equal between differences, and what is too much', () => {
    const many = (last: number) => `[${Array.from({ length: 300 }, (_, at) => at).join(', ')}, ${last}]`;
    expect(drawn(many(1), many(2))).toEqual([
      ' [',
      '   0,',
      '~  298 equal items',
      '   299,',
      '-  ‹1›,',
      '+  ‹2›,',
      ' ]',
    ]);
    const other = `[${Array.from({ length: 300 }, (_, at) => -at - 1).join(', ')}]`;
    expect(valueLines(many(1), other)).toHaveLength(121);
  });
});
