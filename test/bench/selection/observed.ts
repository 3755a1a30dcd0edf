/** Observes the candidates of a dev set on generated inputs, once, and keeps the results in artifacts/ for the benchmarks of selection. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Specification } from '../../../protocol/index.ts';
import { splice, variantsOf } from '../../../server/src/candidates/index.ts';
import { SampleFile } from '../../../server/src/cli/eval/samples.ts';
import { readTasks, type Task } from '../../../server/src/cli/eval/tasks.ts';
import {
  type CandidateJudge,
  Executor,
  type Interpreter,
  type Observation,
  type Subject,
} from '../../../server/src/execution/index.ts';
import { sourceOf } from '../../../server/src/python/values.ts';
import type { Sample } from '../../../server/src/sampling/sampler.ts';
import { constantsIn } from '../../../server/src/selection/constants.ts';
import { type Input, Inputs } from '../../../server/src/selection/inputs.ts';
import { loadParser, PythonDocument, plainSource, specificationOf } from '../../../server/src/specification/index.ts';

/** A distinct program that passes the visible examples. */
export interface Passer {
  readonly solution: string;
  /** Whether it passes the hidden test. */
  readonly right: boolean;
  /** Its constants, as source. */
  readonly constants: readonly string[];
  readonly observation: Observation;
}

export interface TaskObserved {
  readonly id: string;
  readonly examples: readonly string[];
  readonly inputs: readonly Input[];
  readonly passers: readonly Passer[];
  /** The passer of each sample, by its index, in the samples' order; null for one that fails. */
  readonly samples: readonly (number | null)[];
  readonly reference?: Observation;
}

export interface DevSet {
  readonly name: string;
  readonly tasks: string;
  readonly samples: string;
  readonly verdicts: string;
}

const GENERAL = 80;
const FOR_CONSTANTS = 60;

/** `until` bounds the tasks, for a quick look. */
export async function observed(
  set: DevSet,
  interpreter: Interpreter,
  until = Number.POSITIVE_INFINITY,
): Promise<TaskObserved[]> {
  const known = cached(set);
  if (known) return known;
  const found: TaskObserved[] = [];
  await eachOpened(
    set,
    interpreter,
    async (opened, at) => {
      found[at] = await observe(opened);
    },
    until,
  );
  if (until === Number.POSITIVE_INFINITY) keep(set, found);
  return found;
}

/** A task with its distinct programs that pass the visible examples, and a session that runs them. */
interface Opened {
  readonly task: Task;
  readonly document: PythonDocument;
  readonly specification: Specification;
  readonly programs: readonly { text: string; solution: string; right: boolean }[];
  /** The program of each sample; null for one that fails. */
  readonly order: readonly (number | null)[];
  readonly session: CandidateJudge;
}

/** Opens the tasks of a set one by one, three at a time. */
export async function eachOpened(
  set: DevSet,
  interpreter: Interpreter,
  use: (opened: Opened, at: number) => Promise<void>,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  await loadParser();
  const samples = await SampleFile.index(set.samples);
  const verdicts = verdictsOf(set.verdicts);
  const executor = new Executor({ slots: 2 });
  const queue = readTasks(set.tasks).slice(0, until).entries();
  try {
    await Promise.all(
      [0, 1, 2].map(async () => {
        for (const [at, task] of queue) {
          const given = [...samples.samplesOf(task.id)];
          await opened(task, given, verdicts.get(task.id) ?? [], executor, interpreter, (one) => use(one, at));
        }
      }),
    );
  } finally {
    await executor.close();
  }
}

async function opened(
  task: Task,
  samples: readonly Sample[],
  verdicts: readonly (readonly [boolean, boolean])[],
  executor: Executor,
  interpreter: Interpreter,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  const examples = task.asserts ?? [];
  const document = new PythonDocument('/tmp/task.py', `${task.setup}\n${task.prompt}\n\n${examples.join('\n')}\n`);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Error(`${task.id}: ${specification.error}`);
    const byKey = new Map<string, number>();
    const programs: { text: string; solution: string; right: boolean }[] = [];
    const order = samples.map((sample, at) => {
      const [visible, hidden] = verdicts[at] ?? [false, false];
      if (!visible) return null;
      const read = variantsOf(sample, document, specification);
      if ('refused' in read) return null;
      const knownAt = byKey.get(read.key);
      if (knownAt !== undefined) return knownAt;
      const { text, solution } = splice(document, specification, read.programs[0]!);
      byKey.set(read.key, programs.length);
      return programs.push({ text, solution, right: hidden }) - 1;
    });
    const { session, release } = await executor.acquire(
      {
        specification,
        interpreter,
        plain: plainSource(document, undefined),
        across: () => ({ context: '', atHand: [] }),
        timeout: 1,
        memory: 512,
        minimum: 'none',
      },
      AbortSignal.timeout(300_000),
    );
    try {
      await use({ task, document, specification, programs, order, session });
    } finally {
      release();
    }
  } finally {
    document.dispose();
  }
}

export function subjectOf(text: string): Subject {
  return { text, child: () => '' };
}

/** The text of the file with the task's own solution in it. */
export function referenceOf({ task, document, specification }: Opened): string | undefined {
  const read = task.reference && variantsOf(task.reference, document, specification);
  return read && 'programs' in read ? splice(document, specification, read.programs.at(-1)!).text : undefined;
}

async function observe(opened: Opened): Promise<TaskObserved> {
  const { task, specification, programs, order, session } = opened;
  const made = new Inputs(specification);
  const constants = programs.flatMap(({ solution }) => constantsIn(solution));
  const unique = [...new Map(constants.map((one) => [sourceOf(one), one])).values()];
  const inputs = [...made.general(GENERAL), ...made.forConstants(unique, FOR_CONSTANTS)];
  const sources = inputs.map(({ source }) => source);
  const run = (text: string) => session.observe(subjectOf(text), sources, AbortSignal.timeout(300_000));
  const observations = await Promise.all(programs.map(({ text }) => run(text)));
  const solution = referenceOf(opened);
  const reference = solution === undefined ? undefined : await run(solution);
  return {
    id: task.id,
    examples: task.asserts ?? [],
    inputs,
    passers: programs.map((one, at) => ({
      solution: one.solution,
      right: one.right,
      constants: constantsIn(one.solution).map((constant) => sourceOf(constant)),
      observation: observations[at]!,
    })),
    samples: order,
    ...(reference && { reference }),
  };
}

function verdictsOf(file: string): Map<string, readonly (readonly [boolean, boolean])[]> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map(({ task_id, n }) => [task_id, n]));
}

const root = path.join(import.meta.dirname, '..', '..', '..');

/** By what the observations depend on: the files, and the code that makes inputs and calls candidates. */
function cacheFile(set: DevSet): string {
  const hash = createHash('sha256');
  for (const file of [set.tasks, set.samples, set.verdicts]) hash.update(readFileSync(file));
  for (const name of [
    'inputs',
    'variants',
    'domain',
    'limits',
    'calls',
    'constants',
    'random',
    'relations',
    'planting',
  ])
    hash.update(readFileSync(path.join(root, 'server', 'src', 'selection', `${name}.ts`)));
  for (const name of ['values', 'observer', 'calls'])
    hash.update(readFileSync(path.join(root, 'server', 'runner', 'observing', `${name}.py`)));
  hash.update(`${GENERAL} ${FOR_CONSTANTS}`);
  return path.join(root, 'artifacts', 'selection', `${set.name}-${hash.digest('hex').slice(0, 16)}.json`);
}

function cached(set: DevSet): TaskObserved[] | undefined {
  const file = cacheFile(set);
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8'), (name, value) => (name === 'unstable' ? new Set(value) : value));
}

function keep(set: DevSet, found: readonly TaskObserved[]): void {
  const file = cacheFile(set);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify(found, (_, value) => (value instanceof Set ? [...value] : value)),
  );
}
