/** A small part of the functions of unselected packages, judged by the packages' own tests as pytest judges them. */
import { expect, it } from 'vitest';
import { measure, passedOver, rowsOf, summaryOf } from './measure.ts';

it('accepts what pytest accepts, and passes no mutant that pytest rejects', async ({ skip }) => {
  const measured = await measure({ packages: 3, functions: 6, seed: 1 });
  if (!measured || measured.judged.length === 0) return skip(`nothing to judge: ${measured?.leftOut.join('; ')}`);
  console.log(summaryOf(measured));
  expect(passedOver(measured.judged)).toEqual([]);
  const wronged = measured.judged.filter(({ original }) => original.pytest && original.assay !== 'accepted');
  expect(wronged.flatMap((one) => rowsOf(one))).toEqual([]);
  // Values of an unconfined function may be unable to cross.
  const wrong = measured.judged.filter(({ original, candidate }) => original.pytest && candidate?.assay === 'rejected');
  expect(wrong.flatMap((one) => rowsOf(one))).toEqual([]);
});
