/** Random frames against a real evaluator: none passes, and a right program passes after each. */
import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { runFuzzed } from '../hostile/suite.ts';
import { python } from './preparation.ts';

const count = process.env.ASSAY_TEST === 'full' ? 100 : 8;
/** Set this to repeat a failed run. */
const chosen = process.env.ASSAY_FUZZ_SEED;
const first = chosen === undefined ? randomInt(1_000_000_000) : Number(chosen);
const seeds = Array.from({ length: chosen === undefined ? count : 1 }, (_, index) => String(first + index));

it(`what a candidate's process says by chance forges nothing: ASSAY_FUZZ_SEED=${first} and on`, {
  timeout: 30_000 + count * 5_000,
}, async () => {
  expect(await runFuzzed({ interpreter: python, timeout: 0.2, lanes: 2, copies: 4 }, seeds)).toEqual([]);
});
