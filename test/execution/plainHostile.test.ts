/**
 * Programs that try to pass where they should not, or to do harm, judged as the terminal would. `test/hostile/plain` has a file a kind,
 * written as those of `test/differential/specs`: `right` ones pass, and no `wrong` one passes that nothing is said against.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../server/src/execution/index.ts';
import { Judge } from '../../server/src/execution/judge.ts';
import { loadParser } from '../../server/src/spec/index.ts';
import { casesOf } from '../differential/specs.ts';
import { python } from './preparation.ts';
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

const folder = path.join(import.meta.dirname, '..', 'hostile', 'plain');
for (const file of readdirSync(folder).filter((one) => one.endsWith('.py'))) {
  const kind = file.slice(0, -3);
  const cases = casesOf(kind, readFileSync(path.join(folder, file), 'utf8'));
  describe(`${kind}: ${cases.flatMap(({ bodies }) => bodies).length} programs`, () => {
    it.for(cases.map((one) => [one.name, one] as const))('%s', { timeout: 300_000 }, async ([name, one]) => {
      const { preparation, bodies, dispose } = prepared(one, python, kind === 'harm' ? SHORT : 2);
      const signal = AbortSignal.timeout(280_000);
      const judge = await Judge.start(preparation, 2, signal);
      const said: string[] = [];
      try {
        expect(judge.examples.length).toBeGreaterThan(0);
        expect(judge.notRun).toEqual([]);
        for (const [index, { right, subject }] of bodies.entries()) {
          const title = `${name}: ${one.bodies[index]!.what}`;
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
      expect(existsSync('/tmp/assay-counted-0')).toBe(false);
    });
  });
}

/** It passes, and nothing is said that makes less of that. */
function isVouched(outcome: Outcome): boolean {
  if (outcome.kind !== 'verdict' || outcome.verdict.status !== 'pass') return false;
  return outcome.verdict.integrity !== 'in-process' && outcome.changes.length === 0 && !outcome.orderDependent;
}

function told(outcome: Outcome): string {
  return outcome.kind === 'verdict' ? `${outcome.verdict.status} (${outcome.verdict.integrity})` : outcome.reason;
}
