/** Runs the programs of `test/hostile/plain` on one interpreter, unchanged and with random changes, and reports problems. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Interpreter } from '../../server/src/execution/index.ts';
import { Judge } from '../../server/src/execution/judge.ts';
import type { Body, Case } from '../differential/specs.ts';
import { python } from '../execution/preparation.ts';
import { type HostileCase, isVouched, told } from './plainCases.ts';
import { prepared } from './preparedCase.ts';

export interface PlainSuiteResult {
  readonly version: string;
  readonly programs: number;
  /** The problems, one line each. */
  readonly problems: readonly string[];
}

// Programs that pass, but should not. If one of these stops passing, that is a problem too, so that the list stays correct.
const order = 'what a candidate keeps in tables of the file is there for the next example';
const open: Readonly<Record<string, string>> = {
  'effects/a table of the file: answers by count in a table': order,
  'effects/a table of the file: answers by count in a list': order,
  'effects/a table of the file: answers by count in an alias': order,
};

/** CPU seconds for programs that wait and loop on purpose; ten times that in wall-clock time. */
const SHORT = 0.2;
/** Wall-clock milliseconds after which a candidate without verdicts counts as hanging, even on a slow machine. */
const PATIENCE = 120_000;
/** Kinds whose programs wait and loop, or are wrong because of earlier arguments: changing them tests nothing. */
const UNCHANGED = new Set(['harm', 'effects']);

export const isChanged = ({ kind }: HostileCase) => !UNCHANGED.has(kind);

/** Right programs must pass, and wrong ones must not pass without a caveat. Returns the differences, one line each. */
export async function problemsOf({ one, kind }: HostileCase, interpreter: Interpreter): Promise<string[]> {
  const said: string[] = [];
  await judgedBy(one, interpreter, kind === 'harm' ? SHORT : 2, ({ examples, notRun }, body, outcomes) => {
    const title = `${one.name}: ${body.what}`;
    if (examples.length === 0 || notRun.length > 0) said.push(`${title}: ${notRun.length} examples did not run`);
    const should = body.right || Object.keys(open).some((known) => title.startsWith(known));
    if (outcomes.every(isVouched) !== should) said.push(`${title}: ${outcomes.map(told).join(', ')}`);
    if (outcomes.length !== examples.length) said.push(`${title}: examples are gone`);
  });
  return said;
}

/** Chooses and changes `count` wrong programs of the case by the seed: none may pass without a caveat. */
export async function problemsOfChanged(
  { one }: HostileCase,
  interpreter: Interpreter,
  seed: number,
  count: number,
): Promise<string[]> {
  const said: string[] = [];
  const bodies = changed(one, seed, count);
  await judgedBy({ ...one, bodies }, interpreter, 1, ({ examples }, body, outcomes) => {
    if (outcomes.every(isVouched)) said.push(`${body.what}\n${body.text}`);
    else if (outcomes.length !== examples.length) said.push(`${body.what}: ${outcomes.map(told).join(', ')}`);
  });
  return said;
}

type Outcomes = Awaited<ReturnType<Judge['evaluate']>>['outcomes'];

async function judgedBy(
  one: Case,
  interpreter: Interpreter,
  timeout: number,
  each: (judge: Judge, body: Body, outcomes: Outcomes) => void,
): Promise<void> {
  const { preparation, bodies, dispose } = prepared(one, interpreter, timeout);
  const signal = AbortSignal.timeout(280_000);
  const judge = await Judge.start(preparation, 2, signal);
  try {
    for (const [index, { subject }] of bodies.entries()) {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
      const { outcomes } = await judge.evaluate(subject, patience, { order: true });
      each(judge, one.bodies[index]!, outcomes);
    }
  } finally {
    judge.close();
    dispose();
  }
}

/** Changes the programs; those that can't be changed stay the same. */
function changed({ bodies, target, name }: Case, first: number, count: number): Body[] {
  const wrong = bodies.filter(({ right }) => !right);
  const asked = Array.from({ length: count }, (_, index) => {
    const seed = first + index;
    return { seed, body: wrong[seed % wrong.length]!, other: wrong[(seed * 7 + 3) % wrong.length]! };
  });
  const input = asked.map(({ seed, body, other }) =>
    JSON.stringify({ source: body.text, other: other.text, name: target.split('.').at(-1), seed }),
  );
  const script = path.join(import.meta.dirname, 'mutate.py');
  const { stdout, stderr, status } = spawnSync(python.path, [script], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  return asked.map(({ seed, body }, index) => ({
    ...body,
    id: `wrong ${index}`,
    what: `${name}: ${body.what}, changed by seed ${seed}`,
    text: (JSON.parse(lines[index]!) as { source?: string }).source ?? body.text,
  }));
}
