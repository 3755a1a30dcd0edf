/**
 * Programs that try to pass wrongly, or to do harm, judged as in the terminal. `test/hostile/plain` has one file for each kind, in the
 * form of `test/differential/specs`: `right` programs pass, and no `wrong` program passes without a caveat.
 */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/specification/index.ts';
import { hostileCases, interpreterOn } from '../hostile/plainCases.ts';
import { problemsOf } from '../hostile/plainSuite.ts';

beforeAll(loadParser);

for (const [kind, cases] of Map.groupBy(hostileCases(), (one) => one.kind)) {
  describe(`${kind}: ${cases.flatMap(({ one }) => one.bodies).length} programs`, () => {
    it.for(cases.map((one) => [one.one.name, one.on, one] as const))(
      '%s, %s',
      { timeout: 300_000 },
      async ([, on, one], { skip }) => {
        const interpreter = interpreterOn(on);
        if (!interpreter) return skip('pip can install nothing here');
        expect(await problemsOf(one, interpreter)).toEqual([]);
        expect(['/tmp/assay-counted-0', '/dev/shm/assay-kept-0'].filter(existsSync)).toEqual([]);
      },
    );
  });
}
