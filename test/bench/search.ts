/**
 * `npm run bench:search`: what the embedded search finds within some seconds, how often that is right, and what it costs.
 * Options: `--tasks N` (of each set, evenly spread), `--seconds S` (5), `--set mbpp|humaneval|everyday|steered`, `--jobs N` (1: the search may use
 * every core), `--show` (a line for each task).
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runnerFolder } from '../../server/src/execution/bareInterpreter.ts';
import { Executor, type Interpreter } from '../../server/src/execution/index.ts';
import { LIKELY } from '../../server/src/selection/confidence.ts';
import { loadParser } from '../../server/src/specification/index.ts';
import { interpreterOfBench } from './interpreter.ts';
import { output } from './references.ts';
import { footprint } from './search/footprint.ts';
import { type SetName, setNames, tasksOf } from './search/sets.ts';
import { type Attempt, attempt } from './search/solving.ts';
import { recordedSamples, type SteeredAttempt, steeredAttempt } from './search/steered.ts';
import { type Figure, median, print } from './table.ts';

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: 'Infinity' },
    seconds: { type: 'string', default: '5' },
    set: { type: 'string', multiple: true, default: [...setNames] },
    jobs: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);

interface Aims {
  readonly satisfied?: number;
  readonly right: number;
  readonly confident?: number;
  readonly soon?: number;
}

const aims: Readonly<Record<SetName, Aims>> = {
  mbpp: { satisfied: 70, right: 45, confident: 85, soon: 90 },
  humaneval: { right: 15 },
  everyday: { right: 60 },
};

await loadParser();
const interpreter = await interpreterOfBench();
for (const name of setNames.filter((one) => options.set.includes(one))) {
  const attempts = await attemptsOf(name);
  print(`${name}: ${attempts.length} tasks, ${seconds} s each`, figuresOf(attempts, aims[name]));
}
if (options.set.includes('steered')) await steered();
else print('cost', [...(await rates(interpreter)), ...(await footprints(interpreter))]);
process.exit(0);

/** HumanEval with five recorded samples a task, and a search that they steer where none passes. */
async function steered(): Promise<void> {
  const tasks = tasksOf('humaneval', Number(options.tasks));
  const recorded = await recordedSamples();
  const executor = new Executor({ slots: 2 });
  const attempts: SteeredAttempt[] = [];
  const queue = tasks.values();
  const work = async () => {
    for (const task of queue) {
      const one = await steeredAttempt(task, recorded, { executor, interpreter });
      attempts.push(one);
      if (options.show) console.log(JSON.stringify({ ...one, task: task.id }));
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, work));
  await executor.close();
  const share = (name: string, some: readonly SteeredAttempt[], of = attempts, aim?: number): Figure => ({
    name: `${name} (${some.length} of ${of.length})`,
    value: of.length === 0 ? 0 : (100 * some.length) / of.length,
    unit: '%',
    ...(aim !== undefined && { aim }),
  });
  const more = attempts.filter(({ passes }) => !passes);
  const found = more.filter(({ first }) => first !== undefined);
  const right = more.filter(({ isRight }) => isRight);
  print(`steered by five samples: ${attempts.length} tasks`, [
    share(
      'solved by the samples',
      attempts.filter(({ bySamples }) => bySamples),
    ),
    share(
      'solved by the search besides',
      more.filter(({ bySearch }) => bySearch),
      attempts,
      5,
    ),
    share('of these right at the first candidate', right),
    share('search finds something where no sample passes', found, more),
    share('first candidate right, of those found', right, found),
  ]);
}

async function attemptsOf(name: SetName): Promise<Attempt[]> {
  const tasks = tasksOf(name, Number(options.tasks));
  const attempts: Attempt[] = new Array(tasks.length);
  const queue = tasks.entries();
  const executor = new Executor({ slots: 2 });
  const work = async () => {
    for (const [at, task] of queue) {
      attempts[at] = await attempt(task, { executor, interpreter, seconds });
      if (options.show) console.log(lineOf(attempts[at]));
      else if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${at + 1} of ${tasks.length}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: Number(options.jobs) }, work));
  } finally {
    await executor.close();
  }
  return attempts;
}

/** `right  88%  0.4 s  Mbpp/2  return …` */
function lineOf({ task, first, isRight, isAnyRight, confidence, seconds }: Attempt): string {
  const mark = first === undefined ? 'nothing' : isRight ? 'right' : isAnyRight ? 'below' : 'wrong';
  const sure = confidence === undefined ? '' : `${Math.round(100 * confidence)}%`;
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  const body = first?.replace(/^def .*\n\s*(?:"""[\s\S]*?"""|'''[\s\S]*?''')?/m, '').replace(/\s+/g, ' ') ?? '';
  return `${mark.padEnd(8)}${sure.padStart(4)}  ${time.padStart(6)}  ${task.id.padEnd(20)}${body.slice(0, 120)}`;
}

function figuresOf(attempts: readonly Attempt[], { satisfied, right, confident, soon }: Aims): Figure[] {
  const found = attempts.filter(({ first }) => first !== undefined);
  const sure = found.filter(({ confidence = 0 }) => confidence >= LIKELY);
  const share = (name: string, some: readonly Attempt[], of: readonly Attempt[], aim?: number): Figure => ({
    name: `${name} (${some.length} of ${of.length})`,
    value: of.length === 0 ? 0 : (100 * some.length) / of.length,
    unit: '%',
    ...(aim !== undefined && { aim }),
  });
  const isRight = (one: Attempt) => one.isRight;
  return [
    share('asserts satisfied', found, attempts, satisfied),
    share('right on the hidden test, first candidate', found.filter(isRight), attempts, right),
    share(
      'right on the hidden test, any that is offered',
      found.filter((one) => one.isAnyRight),
      attempts,
    ),
    share('right, of those offered with confidence', sure.filter(isRight), sure, confident),
    share(
      'right, of those offered as a guess',
      found.filter((one) => one.isRight && !sure.includes(one)),
      found.filter((one) => !sure.includes(one)),
    ),
    share(
      'first answer within 1 s, of the solved',
      found.filter(({ seconds: took = Number.POSITIVE_INFINITY }) => took <= 1),
      found,
      soon,
    ),
  ];
}

async function rates({ path: python, version, source }: Interpreter): Promise<Figure[]> {
  const script = path.join(import.meta.dirname, 'search', 'rate.py');
  const said = await output({ path: python, version, source }, ['-I', script, runnerFolder(), '3']);
  const { tried, plain } = JSON.parse(said) as { tried: number; plain: number };
  const reference = { name: 'a plain loop over tuples', value: plain };
  return [{ name: 'expressions a second and core', value: tried, unit: '', aim: 500_000, reference }];
}

/** Of some everyday tasks, because memory and end of the process depend on what it tries. */
async function footprints(python: Interpreter): Promise<Figure[]> {
  const tasks = tasksOf('everyday', 5);
  const measured = [];
  for (const task of tasks) measured.push(await footprint(task, python, seconds));
  const cancels = measured.map(({ cancel }) => cancel);
  return [
    { name: 'peak memory', value: Math.max(...measured.map(({ peak }) => peak)), unit: 'MB', aim: 300 },
    { name: 'cancel to the end of its processes, median', value: median(cancels), unit: 'ms', aim: 100 },
    { name: 'cancel to the end of its processes, slowest', value: Math.max(...cancels), unit: 'ms', aim: 100 },
  ];
}
