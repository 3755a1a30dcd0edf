/**
 * `npm run bench:execution [-- --growth 100000]`: measures the cost of a candidate, against other ways to judge one, in one run.
 * Rounds are interleaved and medians shown, so that other load affects all ways alike. Timings never fail.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Session } from '../../server/src/execution/boundarySession.ts';
import { findInterpreter, type Outcome } from '../../server/src/execution/index.ts';
import { type PlainOptions, PlainSession } from '../../server/src/execution/plainSession.ts';
import { loadParser } from '../../server/src/specification/index.ts';
import { type BenchTask, type Candidate, devTasks } from './candidates.ts';
import { evaluating } from './evaluating.ts';
import { sixtyTests } from './packages.ts';
import { cpuBelow } from './processes.ts';
import { type Cost, output, referenceOf } from './references.ts';
import {
  cancelling,
  editedExample,
  growth,
  lastReply,
  numpyAgainstPlain,
  startAdding,
  zygoteMemory,
} from './sessions.ts';
import { median, print } from './table.ts';

const { values: options } = parseArgs({
  options: {
    /** Candidates for the row on growth. */
    growth: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    interpreter: { type: 'string' },
  },
});

/** Candidates of a trivial specification in a round. */
const TRIVIAL = 100;

const lanes = availableParallelism();
const rounds = Number(options.rounds);
await loadParser();
const found = await findInterpreter({ file: import.meta.filename, flag: options.interpreter, env: process.env });
if ('error' in found) throw new Error(found.error);
const { interpreter } = found;
const tasks = devTasks(8, 10);
console.log(`Python ${interpreter.version}, ${lanes} cores, ${process.platform} ${process.arch}`);
if (tasks.length === 0)
  console.log('The dev sets are not here (../shared/data): ways to judge a candidate are left out.');
else {
  await compareWays(tasks);
  print(`assay eval, ${lanes} cores`, await evaluating(interpreter));
}
print('Sessions', [
  await lastReply(interpreter),
  ...(await sixtyTests()),
  ...(await cancelling(interpreter)),
  ...(await editedExample(interpreter)),
  ...(await numpyAgainstPlain(interpreter)),
  ...(await zygoteMemory(interpreter)),
  ...(await growth(interpreter, Number(options.growth))),
]);

interface Way {
  readonly name: string;
  /** Candidates in a round. */
  readonly batch: number;
  /** The cost of these jobs, `abreast` at a time. */
  run(jobs: readonly Candidate[], abreast: number): Promise<Cost>;
}

async function compareWays(all: readonly BenchTask[]): Promise<void> {
  const jobs = all.flatMap(({ candidates }) => candidates);
  const sessions = new Map<number, Started>();
  for (const abreast of [1, lanes]) {
    if (!sessions.has(abreast)) sessions.set(abreast, await startAll(all, abreast));
  }
  const judged = (run: (started: Started) => Promise<Cost>) => (_: unknown, abreast: number) =>
    run(sessions.get(abreast)!);
  const ways: Way[] = [
    { name: '(a) fork, _exit, wait: no candidate', batch: 200, run: referenceOf(interpreter, 'fork') },
    { name: '    the same with the runner’s imports', batch: 100, run: referenceOf(interpreter, 'warmed') },
    { name: '(b) python -I -S -c', batch: 20, run: spawned },
    { name: '(c) human-eval’s method', batch: 20, run: referenceOf(interpreter, 'humaneval') },
    { name: '(d) EvalPlus’s method', batch: 40, run: referenceOf(interpreter, 'evalplus') },
    { name: 'Assay, across the boundary', batch: jobs.length, run: judged(({ across }) => each(all, across)) },
    {
      name: 'Assay, confined, its text loaded afresh',
      batch: jobs.length,
      run: judged(({ afresh }) => each(all, afresh)),
    },
    {
      name: 'Assay, confined, a trivial specification',
      batch: TRIVIAL,
      run: judged(({ trivial }) => trivial(TRIVIAL)),
    },
    { name: 'Assay, confined', batch: jobs.length, run: judged(({ plain }) => each(all, plain)) },
  ];
  const times = ways.map(() => ({ one: [] as number[], all: [] as number[], cpu: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, way] of ways.entries()) {
      const batch = Array.from({ length: way.batch }, (_, at) => jobs[(round * way.batch + at) % jobs.length]!);
      const [one, abreast] = [await way.run(batch, 1), await way.run(batch, lanes)];
      times[index]!.one.push((1000 * one.seconds) / way.batch);
      times[index]!.cpu.push((1000 * one.cpu) / way.batch);
      times[index]!.all.push((1000 * abreast.seconds) / way.batch);
    }
  }
  for (const started of sessions.values()) started.close();
  console.log(`\n${jobs.length} passing programs of ${all.length} tasks of the dev sets, with their visible asserts`);
  const head = ['ms', '× (a)', '÷ Assay', 'CPU ms', '× (a)', '÷ Assay', `ms, ${lanes} abreast`, 'a second'];
  const row = (name: string, cells: readonly string[]) =>
    console.log(`  ${name.padEnd(38)}${cells.map((cell, at) => cell.padStart(at === 6 ? 15 : 9)).join('')}`);
  row('', head);
  const middle = times.map(({ one, cpu, all: abreast }) => [median(one), median(cpu), median(abreast)] as const);
  const [floor, assay] = [middle[0]!, middle.at(-1)!];
  for (const [index, [one, cpu, abreast]] of middle.entries()) {
    const ratios = (value: number, at: 0 | 1) => [
      value.toFixed(2),
      (value / floor[at]).toFixed(1),
      (value / assay[at]).toFixed(1),
    ];
    row(ways[index]!.name, [...ratios(one, 0), ...ratios(cpu, 1), abreast.toFixed(2), (1000 / abreast).toFixed(0)]);
  }
  console.log(
    '  ÷ Assay: by the last row. Aims: of a trivial specification at most 1.8 × (a), 10 times faster than (c), 3 times than (d)',
  );
}

/** Sessions of every task, and one of `def add`. */
interface Started {
  readonly plain: Judging;
  readonly afresh: Judging;
  readonly across: Judging;
  readonly trivial: (count: number) => Promise<Cost>;
  close(): void;
}

/** The outcomes of a candidate of a task. */
type Judging = (task: number, candidate: Candidate) => Promise<readonly Outcome[]>;

async function startAll(all: readonly BenchTask[], slots: number): Promise<Started> {
  const signal = AbortSignal.timeout(3_600_000);
  const plain: PlainSession[] = [];
  const boundary: Session[] = [];
  for (const { specification, text, context } of all) {
    const shared = { specification, interpreter, timeout: 2, memory: 512, minimum: 'none' } as const;
    const source = { text, tests: [], unsaved: {}, together: [] };
    plain.push(await PlainSession.start({ ...shared, plain: source }, slots, signal));
    boundary.push(await Session.start({ ...shared, context, preload: [] }, slots, signal));
  }
  const adding = await startAdding(interpreter, slots);
  const inPlain =
    (options?: PlainOptions): Judging =>
    async (task, { text }) => {
      const { outcomes, reaches } = await plain[task]!.evaluate(text, signal, options);
      if (!outcomes) throw new Error(`it is not confined: ${JSON.stringify(reaches)}`);
      return outcomes;
    };
  return {
    plain: inPlain(),
    afresh: inPlain({ way: 'afresh' }),
    across: (task, { source }) => boundary[task]!.evaluate(source, signal),
    trivial: (count) => costOf(() => adding.judge(count)),
    close: () => {
      for (const one of [...plain, ...boundary, adding]) one.close();
    },
  };
}

/** Judges every candidate of every task in its running session, as many at a time as the session has slots. */
function each(all: readonly BenchTask[], judge: Judging): Promise<Cost> {
  return costOf(async () => {
    for (const [index, { candidates, specification }] of all.entries()) {
      const outcomes = await Promise.all(candidates.map((one) => judge(index, one)));
      const wrong = outcomes.flat().find((one) => one.kind !== 'verdict' || one.verdict.status !== 'pass');
      if (wrong) throw new Error(`${specification.target.name}: ${JSON.stringify(wrong)}`);
    }
  });
}

async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const [started, before] = [performance.now(), cpuBelow(process.pid)];
  await run();
  return { seconds: (performance.now() - started) / 1000, cpu: cpuBelow(process.pid) - before };
}

function spawned(jobs: readonly Candidate[], abreast: number): Promise<Cost> {
  const queue = jobs.values();
  const lane = async () => {
    for (const { source, asserts } of queue) {
      await output(interpreter, ['-I', '-S', '-c', `${source}\n${asserts.join('\n')}`]);
    }
  };
  return costOf(() => Promise.all(Array.from({ length: abreast }, lane)));
}
