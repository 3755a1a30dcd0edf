/** By how little a value misses what was expected. What was got stands left of `≠`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { differenceOf } from '../../server/src/report/valueDiff.ts';
import { loadParser } from '../../server/src/specification/index.ts';

beforeAll(loadParser);

const numbers = (count: number, change: (at: number) => number = () => 1) =>
  `[${Array.from({ length: count }, (_, at) => change(at)).join(', ')}]`;
const cut = (text: string) => `${text.slice(0, 999)}…`;

describe('a difference', () => {
  it.each<[got: string, wanted: string, difference: string | undefined]>([
    // Sequences.
    [numbers(300, (at) => (at === 299 ? 0 : 1)), numbers(300), 'index 299: 0 ≠ 1'],
    ['[1, 2, 3, 4, 5]', '[1, 2, 3, 4, 6]', 'index 4: 5 ≠ 6'],
    ['[9, 2, 3, 8, 5]', '[1, 2, 3, 4, 5]', 'index 0: 9 ≠ 1 (2 of 5 items differ)'],
    ['[1, 2, 3, 4]', '[1, 2, 3, 4, 5]', '4 items ≠ 5, index 4: missing 5'],
    ['[1, 2, 3, 4, 5]', '[1, 2, 3, 4]', '5 items ≠ 4, index 4: 5 is too many'],
    ['[2, 3, 4, 5]', '[1, 2, 3, 4, 5]', '4 items ≠ 5, index 0: 2 ≠ 1'],
    ['[5, 4, 3, 2, 1]', '[1, 2, 3, 4, 5]', 'the same items in another order, from index 0 on'],
    ['[1, 2, 3, 4, 5]', '(1, 2, 3, 4, 5)', 'a list, not a tuple'],
    ['[1, 2]', '(1, 2)', 'a list, not a tuple'],
    ['(1, 2, 3, 4, 5)', '[1, 2, 3, 4, 6]', 'a tuple, not a list; index 4: 5 ≠ 6'],
    ["[('a', [1, 2]), ('b', [3])]", "[('a', [1, 2]), ('b', [4])]", 'index 1, index 1, index 0: 3 ≠ 4'],
    // Dicts and sets.
    ["{'a': 1, 'c': 3}", "{'a': 1, 'b': 2, 'c': 3}", "key 'b': missing"],
    ["{'a': 1, 'b': [1, 2]}", "{'a': 1, 'b': [1, 3]}", "key 'b', index 1: 2 ≠ 3"],
    ["{'b': 1, 'a': 2, 'x': 0}", "{'a': 1, 'b': 1}", "key 'a': 2 ≠ 1, key 'x': too many"],
    ['{}', "{'a': 1, 'b': 1, 'c': 1, 'd': 1}", "key 'a': missing, key 'b': missing, key 'c': missing and 1 more"],
    ['{1, 2, 3, 7}', '{1, 2, 3, 4, 5}', 'missing 4, 5; too many 7'],
    // Strings.
    ["'hello wörld'", "'hello world'", "character 7: 'ö' (U+00F6) ≠ 'o'"],
    ["'hello\\xa0world'", "'hello world'", "character 5: '\\xa0' ≠ ' '"],
    ["'а'", "'a'", "character 0: 'а' (U+0430) ≠ 'a'"],
    ["'hello world\\n'", "'hello world'", "'\\n' is too much at the end"],
    ["'hello world'", "'hello world '", "' ' is missing at the end"],
    ["'  hello world'", "'hello world'", "'  ' is too much at the start"],
    ["'Hello World'", "'hello world'", "character 0: 'H' ≠ 'h' (the case alone differs)"],
    ["'🎉 hello there'", "'🎉 hello where'", "character 8: 't' ≠ 'w'"],
    ["''", "'hello world, all of you'", "'' ≠ 'hello world, all of '…"],
    // Other kinds.
    ['None', '[1, 2, 3, 4, 5]', 'None ≠ [1, 2, 3, 4, 5]'],
    ["'12'", '12', "'12' ≠ 12: a str, not an int"],
    ['3.3000000000000003', '3.3', '3.3000000000000003 ≠ 3.3'],
    // A difference that a person sees at a glance.
    ['3', '4', undefined],
    ['True', 'False', undefined],
    ["'a'", "'b'", undefined],
    ['[1, 2]', '[1, 3]', undefined],
    ['3', '3', undefined],
    // No literals.
    ['<Point 1, 2>', '<Point 1, 3>', "character 10: '2' ≠ '3'"],
    ['a\nb\nc', 'a\nx\nc', "line 2, character 0: 'b' ≠ 'x'"],
    ['a\nb', 'a\nb\nc', "line 3: 'c' is missing"],
    ['a\nb\nc', 'a\nb', "line 3: 'c' is too much"],
    // Values that are cut.
    [cut(numbers(400, (at) => (at === 50 ? 0 : 1))), cut(numbers(400)), 'index 50: 0 ≠ 1'],
    [numbers(3), cut(numbers(400, (at) => at)), 'index 0: 1 ≠ 0'],
    [cut(numbers(400, (at) => (at === 399 ? 0 : 1))), cut(numbers(400)), undefined],
    [cut(`'${'a'.repeat(2000)}'`), cut(`'${'a'.repeat(500)}b${'a'.repeat(2000)}'`), "character 500: 'a' ≠ 'b'"],
  ])('%s ≠ %s', (got, wanted, difference) => {
    expect(differenceOf(wanted, got)).toBe(difference);
  });
});
