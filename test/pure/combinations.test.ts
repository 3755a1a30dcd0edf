import { expect, it } from 'vitest';
import { combinations } from '../../server/src/synthesis/wholeFile/combinations.ts';

it('combines what stands in front first, and stops at the limit', () => {
  const all = combinations(
    [
      ['a', 'b'],
      ['1', '2', '3'],
    ],
    10,
  ).map((one) => one.join(''));
  expect(all).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'b3']);
  expect(
    combinations(
      [
        ['a', 'b'],
        ['1', '2', '3'],
      ],
      2,
    ),
  ).toHaveLength(2);
  expect(
    combinations(
      Array.from({ length: 12 }, () => [1, 2, 3, 4, 5, 6, 7, 8]),
      30,
    ),
  ).toHaveLength(30);
});

it('has one way to take nothing, and none where a list is empty', () => {
  expect(combinations([], 5)).toEqual([[]]);
  expect(combinations([['a'], []], 5)).toEqual([]);
});
