/**
 * Programs that try to pass where they should not, or to do harm, judged as the terminal would. `test/hostile/plain` has a file a kind,
 * written as those of `test/differential/specs`: `right` ones pass, and no `wrong` one passes that nothing is said against.
 */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Judge } from '../../server/src/execution/judge.ts';
import { loadParser } from '../../server/src/spec/index.ts';
import { hostileCases, interpreterOn, isVouched, told } from './hostileCases.ts';
import { prepared } from './preparedCase.ts';

// What passes, and should not: the test fails as soon as one of these no longer does, so that the list says how it is.
const order = 'what a candidate keeps in tables of the file is there for the next example';
const open: Readonly<Record<string, string>> = {
  'effects/a table of the file: answers by count in a table': order,
  'effects/a table of the file: answers by count in a list': order,
  'effects/a table of the file: answers by count in an alias': order,
};

/** Seconds of CPU where programs wait and loop on purpose; on the wall ten times that. */
const SHORT = 0.2;
/** Milliseconds on the wall in which each of them has its verdicts. */
const MOST = 25_000;

beforeAll(loadParser);

for (const [kind, cases] of Map.groupBy(hostileCases(), (one) => one.kind)) {
  describe(`${kind}: ${cases.flatMap(({ one }) => one.bodies).length} programs`, () => {
    it.for(cases)('$one.name, $on', { timeout: 300_000 }, async ({ one, on }, { skip }) => {
      const interpreter = interpreterOn(on);
      if (!interpreter) return skip('pip can install nothing here');
      const { preparation, bodies, dispose } = prepared(one, interpreter, kind === 'harm' ? SHORT : 2);
      const signal = AbortSignal.timeout(280_000);
      const judge = await Judge.start(preparation, 2, signal);
      const said: string[] = [];
      try {
        expect(judge.examples.length).toBeGreaterThan(0);
        expect(judge.notRun).toEqual([]);
        for (const [index, { right, subject }] of bodies.entries()) {
          const title = `${one.name}: ${one.bodies[index]!.what}`;
          const started = performance.now();
          const { outcomes } = await judge.evaluate(subject, signal, { order: true });
          const took = performance.now() - started;
          const should = right || Object.keys(open).some((known) => title.startsWith(known));
          if (outcomes.every(isVouched) !== should) said.push(`${title}: ${outcomes.map(told).join(', ')}`);
          if (outcomes.length !== judge.examples.length) said.push(`${title}: examples are gone`);
          if (took > MOST) said.push(`${title}: took ${Math.round(took)} ms`);
        }
      } finally {
        judge.close();
        dispose();
      }
      expect(said).toEqual([]);
      expect(['/tmp/assay-counted-0', '/dev/shm/assay-kept-0'].filter(existsSync)).toEqual([]);
    });
  });
}
