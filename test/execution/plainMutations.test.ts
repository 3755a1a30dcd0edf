/**
 * Hostile programs of `test/hostile/plain`, changed by chance in how they come to do what they do: none passes that nothing is said
 * against. `ASSAY_MUTATIONS` is how many for each specification, `ASSAY_SEED` where the numbers begin.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Judge } from '../../server/src/execution/judge.ts';
import { loadParser } from '../../server/src/spec/index.ts';
import type { Body, Case } from '../differential/specs.ts';
import { hostileCases, interpreterOn, isVouched, told } from './hostileCases.ts';
import { python } from './preparation.ts';
import { prepared } from './preparedCase.ts';

const COUNT = Number(process.env.ASSAY_MUTATIONS ?? 2);
const SEED = Number(process.env.ASSAY_SEED ?? 1);
/** Kinds whose programs wait and loop, or are wrong by what they were handed before: nothing is learnt by changing them. */
const LEFT_OUT = new Set(['harm', 'effects']);

beforeAll(loadParser);

const every = hostileCases().filter(({ kind }) => !LEFT_OUT.has(kind));

describe(`hostile programs, changed: ${COUNT} for each of ${every.length} specifications`, () => {
  it.for(every.map((one, at) => ({ ...one, at })))('$one.name, $on', { timeout: 240_000 }, async (chosen, { skip }) => {
    const { one, on, at } = chosen;
    const interpreter = interpreterOn(on);
    if (!interpreter) return skip('pip can install nothing here');
    const bodies = changed(one, at);
    const { preparation, bodies: spliced, dispose } = prepared({ ...one, bodies }, interpreter, 1);
    const signal = AbortSignal.timeout(230_000);
    const judge = await Judge.start(preparation, 2, signal);
    const said: string[] = [];
    try {
      for (const [index, { subject }] of spliced.entries()) {
        const { outcomes } = await judge.evaluate(subject, signal, { order: true });
        if (outcomes.every(isVouched)) said.push(`${bodies[index]!.what}\n${bodies[index]!.text}`);
        else if (outcomes.length !== judge.examples.length) said.push(`${outcomes.map(told).join(', ')}`);
      }
    } finally {
      judge.close();
      dispose();
    }
    expect(said).toEqual([]);
  });
});

/** Some of the wrong programs of a case, chosen and changed by the seed; those that can't be changed as they are. */
function changed({ bodies, target, name }: Case, at: number): Body[] {
  const wrong = bodies.filter(({ right }) => !right);
  const asked = Array.from({ length: COUNT }, (_, index) => {
    const seed = SEED * 1_000_003 + at * 1009 + index;
    return { seed, body: wrong[seed % wrong.length]!, other: wrong[(seed * 7 + 3) % wrong.length]! };
  });
  const input = asked.map(({ seed, body, other }) =>
    JSON.stringify({ source: body.text, other: other.text, name: target.split('.').at(-1), seed }),
  );
  const { stdout, stderr, status } = spawnSync(
    python.path,
    [path.join(import.meta.dirname, '..', 'hostile', 'mutate.py')],
    {
      input: `${input.join('\n')}\n`,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  return asked.map(({ seed, body }, index) => ({
    ...body,
    id: `wrong ${index}`,
    what: `${name}: ${body.what}, changed by seed ${seed}`,
    text: (JSON.parse(lines[index]!) as { source?: string }).source ?? body.text,
  }));
}
