import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Executor } from '../../execution/index.ts';
import { loadParser } from '../../spec/index.ts';
import { Failure } from '../failure.ts';
import { type CommonOptions, interpreterFor, settingsFrom } from '../target.ts';
import { judgeTask, type TaskVerdicts } from './judge.ts';
import { passAt } from './passAtK.ts';
import { SampleFile } from './samples.ts';
import { readTasks } from './tasks.ts';

export interface EvalOptions extends CommonOptions {
  readonly tasks: string;
  readonly samples: string;
  readonly verdicts?: string;
}

/** Tasks in work at once: while one waits for its last candidates, another starts its interpreter. */
const ABREAST = 2;

/** Runs `assay eval`; 0 if it ran. Throws Failure. */
export async function runEval(options: EvalOptions, signal: AbortSignal): Promise<number> {
  const settings = settingsFrom(options);
  await loadParser();
  const tasks = readTasks(options.tasks);
  const samples = await SampleFile.index(options.samples);
  const known = new Set(tasks.map(({ id }) => id));
  const stray = samples.tasks().find((id) => !known.has(id));
  if (stray !== undefined)
    throw new Failure(`${options.samples} has samples of ${stray}, which is no task of ${options.tasks}.`);
  const here = path.join(process.cwd(), 'task.py');
  const interpreter = await interpreterFor(here, process.cwd(), options);
  const executor = new Executor();
  const started = Date.now();
  const results: TaskVerdicts[] = [];
  const queue = tasks.entries();
  const work = async () => {
    for (const [index, task] of queue) {
      signal.throwIfAborted();
      results[index] = await judgeTask(task, samples.samplesOf(task.id), { executor, interpreter, settings, signal });
      if (process.stderr.isTTY) process.stderr.write(`\r${results.filter(Boolean).length} of ${tasks.length} tasks`);
    }
  };
  try {
    await Promise.all(Array.from({ length: ABREAST }, work));
  } finally {
    await executor.close();
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (options.verdicts !== undefined) {
    const lines = results.map(({ task, verdicts }) => JSON.stringify({ task_id: task, n: verdicts }));
    writeFileSync(options.verdicts, `${lines.join('\n')}\n`);
  }
  const figures = figuresOf(results, (Date.now() - started) / 1000);
  if (options.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(20)} ${JSON.stringify(value)}`);
  return 0;
}

function figuresOf(results: readonly TaskVerdicts[], seconds: number) {
  const samples = results.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const distinct = results.reduce((sum, one) => sum + one.distinct, 0);
  const counts = results
    .filter(({ verdicts }) => verdicts.length > 0)
    .map(({ verdicts }) => ({ n: verdicts.length, c: verdicts.filter(([, hidden]) => hidden).length }));
  return {
    tasks: results.length,
    samples,
    distinct,
    passAt: counts.length === 0 ? {} : passAt(counts, [1, 5, 10, 100]),
    offered: results.filter(({ offered }) => offered !== undefined).length,
    offeredCorrect: results.filter(({ offered }) => offered === true).length,
    oracle: results.filter(({ verdicts }) => verdicts.some(([visible, hidden]) => visible && hidden)).length,
    seconds,
    candidatesPerSecond: seconds === 0 ? 0 : distinct / seconds,
    sandbox: results[0]?.sandbox ?? { tier: 'not probed' },
  };
}
