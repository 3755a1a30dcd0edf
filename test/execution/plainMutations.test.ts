/**
 * Hostile programs of `test/hostile/plain` with random changes of their way to the same end: none passes without a caveat.
 * `ASSAY_MUTATIONS` is the number for each specification, `ASSAY_SEED` the first seed.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/specification/index.ts';
import { hostileCases, interpreterOn } from '../hostile/plainCases.ts';
import { isChanged, problemsOfChanged } from '../hostile/plainSuite.ts';

const COUNT = Number(process.env.ASSAY_MUTATIONS ?? 2);
const SEED = Number(process.env.ASSAY_SEED ?? 1);

beforeAll(loadParser);

const every = hostileCases().filter(isChanged);

describe(`hostile programs, changed: ${COUNT} for each of ${every.length} specifications`, () => {
  it.for(every.map((one, at) => [one.one.name, one.on, one, at] as const))(
    '%s, %s',
    { timeout: 240_000 },
    async ([, on, one, at], { skip }) => {
      const interpreter = interpreterOn(on);
      if (!interpreter) return skip('pip can install nothing here');
      expect(await problemsOfChanged(one, interpreter, SEED * 1_000_003 + at * 1009, COUNT)).toEqual([]);
    },
  );
});
