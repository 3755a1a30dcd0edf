/** Observes the candidates of a dev set on generated inputs, once, and keeps the results in artifacts/ for the benchmarks of selection. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { splice, variantsOf } from '../../../server/src/candidates/index.ts';
import { SampleFile } from '../../../server/src/cli/eval/samples.ts';
import { readTasks, type Task } from '../../../server/src/cli/eval/tasks.ts';
import { Executor, type Interpreter, type Observation } from '../../../server/src/execution/index.ts';
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
  await loadParser();
  const tasks = readTasks(set.tasks).slice(0, until);
  const samples = await SampleFile.index(set.samples);
  const verdicts = verdictsOf(set.verdicts);
  const executor = new Executor({ slots: 2 });
  const found: TaskObserved[] = new Array(tasks.length);
  const queue = tasks.entries();
  try {
    await Promise.all(
      [0, 1, 2].map(async () => {
        for (const [at, task] of queue) {
          found[at] = await observe(
            task,
            [...samples.samplesOf(task.id)],
            verdicts.get(task.id) ?? [],
            executor,
            interpreter,
          );
        }
      }),
    );
  } finally {
    await executor.close();
  }
  if (until === Number.POSITIVE_INFINITY) keep(set, found);
  return found;
}

async function observe(
  task: Task,
  samples: readonly Sample[],
  verdicts: readonly (readonly [boolean, boolean])[],
  executor: Executor,
  interpreter: Interpreter,
): Promise<TaskObserved> {
  const examples = task.asserts ?? [];
  const document = new PythonDocument('/tmp/task.py', `${task.setup}\n${task.prompt}\n\n${examples.join('\n')}\n`);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Error(`${task.id}: ${specification.error}`);
    const byKey = new Map<string, number>();
    const texts: { text: string; solution: string; right: boolean; constants: readonly string[] }[] = [];
    const order = samples.map((sample, at) => {
      const [visible, hidden] = verdicts[at] ?? [false, false];
      if (!visible) return null;
      const read = variantsOf(sample, document, specification);
      if ('refused' in read) return null;
      const knownAt = byKey.get(read.key);
      if (knownAt !== undefined) return knownAt;
      const { text, solution } = splice(document, specification, read.programs[0]!);
      const constants = constantsIn(solution).map((one) => sourceOf(one));
      byKey.set(read.key, texts.length);
      return texts.push({ text, solution, right: hidden, constants }) - 1;
    });
    const made = new Inputs(specification);
    const constants = texts.flatMap(({ solution }) => constantsIn(solution));
    const unique = [...new Map(constants.map((one) => [sourceOf(one), one])).values()];
    const inputs = [...made.general(GENERAL), ...made.forConstants(unique, FOR_CONSTANTS)];
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
      const sources = inputs.map(({ source }) => source);
      const run = (text: string) => session.observe({ text, child: () => '' }, sources, AbortSignal.timeout(300_000));
      const observations = await Promise.all(texts.map(({ text }) => run(text)));
      const read = task.reference && variantsOf(task.reference, document, specification);
      const reference =
        read && 'programs' in read ? await run(splice(document, specification, read.programs.at(-1)!).text) : undefined;
      return {
        id: task.id,
        examples,
        inputs,
        passers: texts.map(({ solution, right, constants: own }, at) => ({
          solution,
          right,
          constants: own,
          observation: observations[at]!,
        })),
        samples: order,
        ...(reference && { reference }),
      };
    } finally {
      release();
    }
  } finally {
    document.dispose();
  }
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
  for (const name of ['inputs', 'variants', 'domain', 'limits', 'calls', 'constants', 'random', 'relations'])
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
