/**
 * All ways to judge a candidate agree on each example: by its code in the function's place, by a fresh load of its text and, if values
 * can cross, by the boundary. `ASSAY_WAYS=all` takes every recorded sample; otherwise a seed such as `ASSAY_SEED=7` chooses about 300.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/specification/index.ts';
import { casesOf } from '../differential/specs.ts';
import { prepared } from '../hostile/preparedCase.ts';
import { EveryWay, type Judgement, type Row, statusOf, told } from './everyWay.ts';
import { python } from './preparation.ts';
import { isHere, recordedTasks } from './recorded.ts';

const isFull = process.env.ASSAY_WAYS === 'all';
const seed = Number(process.env.ASSAY_SEED ?? 1);

/** CPU seconds for an example of a recorded sample. */
const LIMIT = 1;

/** The small files that the boundary can't judge, with the reason: its child has the function, but not everything around it. */
const beyond: Readonly<Record<string, string>> = {
  'classes/a context manager’s end': 'what the method leaves in its instance comes back when its call ends, not before',
  'classes/a registering base': 'its calls come from class statements: each process has classes of its own',
  'examples/in the class of a method': 'the class is loaded with its asserts in the child as well',
  'functions/a coroutine': 'a coroutine is handed to the function',
  'functions/a registry': 'the registry that the decorator fills is not shared',
  'functions/a generator that is sent to': 'its generator is made where the module loads',
  'modules/in __init__': 'the child has no package around the function',
  'modules/two functions of one name': 'the earlier function of the name is not in the child',
};

beforeAll(loadParser);

const folder = path.join(import.meta.dirname, 'ways');
for (const file of readdirSync(folder).filter((one) => one.endsWith('.py'))) {
  const cases = casesOf(file.slice(0, -3), readFileSync(path.join(folder, file), 'utf8'));
  describe(`${file}: swap, afresh and boundary agree`, () => {
    it.for(cases.map((one) => [one.name, one] as const))('%s', async ([name, one]) => {
      const { preparation, bodies, dispose } = prepared(one, python);
      const signal = AbortSignal.timeout(60_000);
      const every = await EveryWay.start(preparation, signal, {
        boundary: beyond[name.replace("'", '’')] === undefined,
      });
      try {
        expect(every.examples.length).toBeGreaterThan(0);
        for (const { id, right, subject } of bodies) {
          const judged = await every.judge(subject, signal, 1);
          expect(differences(judged)).toEqual([]);
          const passes = judged.rows.every(({ swap }) => statusOf(swap) === 'pass');
          expect(`${id} ${passes ? 'passes' : 'fails'}`).toBe(`${id} ${right ? 'passes' : 'fails'}`);
        }
      } finally {
        every.close();
        dispose();
      }
    });
  });
}

for (const [set, count] of [
  ['mbpp', 30],
  ['humaneval', 12],
] as const) {
  const missing = !isHere(set);
  const title = `swap, afresh and boundary agree on ${isFull ? 'the' : `some of the (ASSAY_SEED=${seed})`} recorded samples of ${set}`;
  it.skipIf(missing)(
    `${title}${missing ? ' (skipped: ../shared/data is not there)' : ''}`,
    {
      timeout: isFull ? 7_200_000 : 600_000,
    },
    async () => {
      const random = randomFrom(seed);
      const all: string[] = [];
      const chosen = recordedTasks(set, python, (tasks) => (isFull ? tasks : shuffled(tasks, random).slice(0, count)));
      for await (const { id, preparation, subjects, dispose } of chosen) {
        const signal = AbortSignal.timeout(isFull ? 1_800_000 : 300_000);
        const every = await EveryWay.start({ ...preparation, timeout: LIMIT }, signal);
        try {
          for (const subject of isFull ? subjects : shuffled(subjects, random).slice(0, 210 / count)) {
            const judged = await every.judge(subject, signal, 1);
            if (isAboutTime(judged)) continue;
            all.push(...differences(judged).map((one) => `${id}: ${one}\n${subject.text.slice(0, 2000)}`));
          }
        } finally {
          every.close();
          dispose();
        }
      }
      expect(all).toEqual([]);
    },
  );
}

/** The differences between two ways. */
function differences({ rows, reaches }: Judgement): string[] {
  return rows.flatMap((row) => {
    const { example, swap, afresh, across } = row;
    const said = `line ${example.line}, ${example.source.split('\n')[0]}: swap ${told(swap)}, afresh ${told(afresh)}`;
    if (statusOf(swap) !== statusOf(afresh)) return [said];
    // The boundary is for unconfined programs, whose effects on their judge's process do not matter here.
    if (reaches.length > 0 || !across || isExplained(row)) return [];
    return statusOf(across) === statusOf(swap) ? [] : [`${said}, across ${told(across)}`];
  });
}

/** Intended differences of the boundary. */
const explained: readonly { readonly why: string; is(row: Row): boolean }[] = [
  {
    why: 'what can not cross is not judged there',
    is: ({ across }) => across?.kind === 'notRun' || across?.verdict.integrity === 'in-process',
  },
  {
    why: 'a value that can not cross is an error there, never a pass',
    is: ({ across }) =>
      /can't be handed|can't cross/.test(across?.kind === 'verdict' ? (across.verdict.message ?? '') : ''),
  },
];

function isExplained(row: Row): boolean {
  return explained.some(({ is }) => is(row));
}

/** Whether an example takes about as long as its limit: then one way may finish it, and another not. */
function isAboutTime({ rows }: Judgement): boolean {
  return rows.some(({ swap, afresh, across }) => {
    const verdicts = [swap, afresh, across].flatMap((one) => (one?.kind === 'verdict' ? [one.verdict] : []));
    const isLate = verdicts.some(({ status }) => status === 'timeout');
    return isLate && verdicts.some(({ status, ms }) => status !== 'timeout' && ms > 250 * LIMIT);
  });
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => [random(), one] as const)
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);
}
