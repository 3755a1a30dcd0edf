/** Right and wrong bodies for specifications of every form: the verdicts of pytest, unittest or plain Python equal those of Assay. */
import { expect, it } from 'vitest';
import { pythons } from './pythons.ts';
import { allCases } from './specs.ts';
import { compareAll, countsOf, rowsOf } from './suite.ts';

/** An eighth of the cases; all with `ASSAY_DIFFERENTIAL=all`. */
const share = process.env.ASSAY_DIFFERENTIAL === 'all' ? 1 : 8;

it('gives the outcomes that pytest gives', async ({ skip }) => {
  const found = pythons();
  if (!found) return skip('pip can install nothing here');
  const cases = allCases().filter((_, index) => index % share === 0);
  const done = await compareAll(cases, found);
  console.log(countsOf(done));
  expect(done.flatMap(({ unsound }) => unsound)).toEqual([]);
  const differing = done.filter((one) => one.bodies.some(({ agrees }) => !agrees));
  expect(differing.flatMap((one) => rowsOf(one))).toEqual([]);
});

it('has two hundred specifications', () => {
  expect(allCases().length).toBeGreaterThanOrEqual(200);
});
