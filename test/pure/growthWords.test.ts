/** The words for costs that grow more than those of other candidates. */
import { expect, it } from 'vitest';
import { growthInWords } from '../../server/src/report/growth.ts';

it('says how time and memory grow, and how those of others do', () => {
  const [time, memory] = [
    { own: 'n²', others: 'n' },
    { own: 'n', others: '1' },
  ];
  expect(growthInWords({ growth: { time, memory } })).toEqual([
    'its time grows with n², where that of others that do the same grows with n',
    'its memory grows with n, where that of others that do the same hardly grows',
  ]);
  expect(growthInWords({})).toEqual([]);
});
