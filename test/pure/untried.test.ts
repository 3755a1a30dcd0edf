/** The words for lines of a candidate that no example runs. */
import { expect, it } from 'vitest';
import { untriedInWords } from '../../server/src/report/untried.ts';
import { candidate, pass } from './reports.ts';

const words = (untried?: readonly number[]) =>
  untriedInWords({ ...candidate('1', 1, [pass]), ...(untried && { untried }) });

it('tells the text of one line, and the ranges of several', () => {
  expect(words([3])).toBe('no example runs line 3 of it: return text');
  expect(words([2, 3])).toBe('no example runs lines 2–3 of it');
  expect(words([1, 3, 5, 6, 7])).toBe('no example runs lines 1, 3 and 5–7 of it');
});

it('says nothing where every line runs, or where it is not known', () => {
  expect(words([])).toBeUndefined();
  expect(words()).toBeUndefined();
});
