import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { Settings } from '../../config.ts';
import type { Sampler } from '../../sampling/index.ts';
import { loadParser } from '../../specification/index.ts';
import { Failure } from '../failure.ts';
import { executorOf } from '../openExecutor.ts';
import { samplerFor } from '../samplerFor.ts';
import { type CommonOptions, interpreterFor, number, settingsFrom } from '../target.ts';
import { say, sayJson, warn } from '../terminal.ts';
import { Figures } from './figures.ts';
import { SampleFile } from './samples.ts';
import { judgeTask, type TaskVerdicts } from './taskJudge.ts';
import { readTasks } from './tasks.ts';

export interface EvalOptions extends CommonOptions {
  readonly tasks: string;
  readonly samples: string;
  readonly verdicts?: string;
  readonly questions?: string;
  readonly askModel?: boolean;
  readonly steered?: boolean;
  readonly sampler?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly requestTimeout?: string;
  readonly tokenCeiling?: string;
  readonly pricePrompt?: string;
  readonly priceCompletion?: string;
}

/** Tasks that run at once: one for each core, and one more that starts its interpreter meanwhile. */
const abreast = availableParallelism() + 1;
/** Candidates of one task that run at once: two, so that a slow one does not hold up the rest. It limits the memory on any number of cores. */
const SLOTS = 2;

/** Runs `assay eval`; 0 if it ran. Throws Failure. */
export async function runEval(options: EvalOptions, signal: AbortSignal): Promise<number> {
  const result = await evaluate(options, signal, (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} tasks`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (options.json) sayJson(result);
  else for (const [name, value] of Object.entries(result)) say(`${name.padEnd(20)} ${JSON.stringify(value)}`);
  return 0;
}

/** Runs the pipeline over a benchmark and returns the totals. `onTask` gets the number of finished tasks and of all tasks. Throws Failure. */
export async function evaluate(
  options: EvalOptions,
  signal: AbortSignal,
  onTask: (done: number, of: number) => void = () => undefined,
): Promise<ReturnType<Figures['at']>> {
  const settings = settingsFrom(options, {
    askModel: options.askModel,
    sampler: options.sampler,
    model: options.model,
    baseUrl: options.baseUrl,
    requestTimeout: number(options.requestTimeout),
    tokenCeiling: number(options.tokenCeiling),
    'price.prompt': number(options.pricePrompt),
    'price.completion': number(options.priceCompletion),
  });
  const oracle = settings.askModel ? await modelFor(settings, signal) : undefined;
  await loadParser();
  const tasks = readTasks(options.tasks);
  const samples = await SampleFile.index(options.samples);
  const known = new Set(tasks.map(({ id }) => id));
  const stray = samples.tasks().find((id) => !known.has(id));
  if (stray !== undefined)
    throw new Failure(`${options.samples} has samples of ${stray}, which is not a task of ${options.tasks}.`);
  const interpreter = await interpreterFor(path.join(process.cwd(), 'task.py'), process.cwd(), options);
  const executor = executorOf({ slots: SLOTS });
  const figures = new Figures(Date.now(), settings.price);
  const verdicts = new InOrder(options.verdicts);
  const queue = tasks.entries();
  // A task has no project, so it must not import modules from the working directory.
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-eval-'));
  const judging = {
    file: path.join(folder, 'task.py'),
    executor,
    interpreter,
    settings,
    signal,
    questions: questionsOf(options),
    steered: options.steered ?? false,
    ...(oracle && { oracle }),
  };
  const told = new Set<string>();
  const warnOnce = (line: string) => {
    if (!told.has(line)) warn(`The model could not be asked which program is right: ${line}`);
    told.add(line);
  };
  const work = async () => {
    for (const [index, task] of queue) {
      signal.throwIfAborted();
      const result = await judgeTask(task, samples.samplesOf(task.id), judging);
      figures.add(result);
      if (result.asked?.error !== undefined) warnOnce(result.asked.error);
      verdicts.put(index, result);
      onTask(figures.tasks, tasks.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: abreast }, work));
  } finally {
    verdicts.close();
    await executor.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return figures.at(Date.now());
}

/** The model to ask which of a task's programs is right. Throws Failure. */
async function modelFor(settings: Settings, signal: AbortSignal): Promise<Sampler> {
  const sampler = await samplerFor(settings, {}, signal);
  if (!sampler.asksModel)
    throw new Failure('--ask-model needs a model: set OPENAI_BASE_URL or --base-url, and --model.');
  return sampler;
}

/** Throws Failure. */
function questionsOf({ questions = '0' }: EvalOptions): number {
  if (!/^\d{1,2}$/.test(questions)) throw new Failure('--questions takes a number from 0 to 99.');
  return Number(questions);
}

/** Writes the lines of `--verdicts` in the order of the tasks, each as soon as all earlier lines are written. */
class InOrder {
  readonly #fd: number | undefined;
  readonly #early = new Map<number, string>();
  #next = 0;

  constructor(file: string | undefined) {
    try {
      this.#fd = file === undefined ? undefined : openSync(file, 'w');
    } catch (error) {
      throw new Failure(`${file} can't be written (${(error as NodeJS.ErrnoException).code}).`);
    }
  }

  put(index: number, { task, verdicts }: TaskVerdicts): void {
    if (this.#fd === undefined) return;
    this.#early.set(index, `${JSON.stringify({ task_id: task, n: verdicts })}\n`);
    for (let line = this.#early.get(this.#next); line !== undefined; line = this.#early.get(this.#next)) {
      writeSync(this.#fd, line);
      this.#early.delete(this.#next++);
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }
}
