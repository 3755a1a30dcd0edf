import { createHash } from 'node:crypto';
import type { CandidateReport, Sandbox, Specification } from '../../../../protocol/index.ts';
import { programOf, splice } from '../../candidates/index.ts';
import type { Settings } from '../../config.ts';
import type { Executor, Interpreter, Outcome, Session } from '../../execution/index.ts';
import type { Sample } from '../../sampling/sampler.ts';
import { rank } from '../../selection/rank.ts';
import { childSource, namesAtHand, PythonDocument, specificationOf } from '../../spec/index.ts';
import { Failure } from '../failure.ts';
import { tested } from './hidden.ts';
import type { Task } from './tasks.ts';

export interface TaskVerdicts {
  readonly task: string;
  /** In sample order: passes the visible examples, passes the hidden test. */
  readonly verdicts: readonly (readonly [visible: boolean, hidden: boolean])[];
  readonly distinct: number;
  /** Whether the first-ranked of those that pass the visible examples passes the hidden test; undefined where none does. */
  readonly offered?: boolean;
  readonly sandbox: Sandbox;
}

export interface Judging {
  /** Where each task is said to stand. */
  readonly file: string;
  readonly executor: Executor;
  readonly interpreter: Interpreter;
  readonly settings: Settings;
  readonly signal: AbortSignal;
}

/** Candidates that wait for their verdicts at once: enough to keep every core at work, however many samples a task has. */
const WAITING = 32;

/** Runs a task's samples: visible examples and hidden test in one evaluation each, equal programs once. */
export async function judgeTask(task: Task, samples: Iterable<Sample>, judging: Judging): Promise<TaskVerdicts> {
  const { file, executor, interpreter, settings, signal } = judging;
  const visible = task.asserts?.join('\n') ?? '';
  const document = new PythonDocument(file, `${task.setup}\n${task.prompt}\n\n${visible}\n`);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Failure(`${task.id}: ${specification.error}`);
    const { session, release } = await executor.acquire(
      {
        specification: tested(specification, document, task),
        interpreter,
        context: childSource(document, task.entryPoint, specification),
        atHand: namesAtHand(document, specification),
        preload: [],
        timeout: settings.timeout,
        memory: settings.memory,
        minimum: settings.sandbox.minimum,
      },
      signal,
    );
    try {
      const judge = new TaskJudge(document, specification, session, signal);
      for (const sample of samples) await judge.take(sample);
      return { task: task.id, ...(await judge.finish()), sandbox: session.sandbox };
    } finally {
      release();
    }
  } finally {
    document.dispose();
  }
}

/** What is kept of a distinct program. */
interface Run {
  samples: number;
  readonly solution: string;
  visible: boolean;
  hidden: boolean;
  changes: readonly string[];
}

class TaskJudge {
  readonly #document: PythonDocument;
  readonly #specification: Specification;
  readonly #session: Session;
  readonly #signal: AbortSignal;
  readonly #runs = new Map<string, Run>();
  /** By the digests of the samples' texts: many are drawn more than once, to the letter. */
  readonly #known = new Map<string, Run | undefined>();
  /** A run for each sample; undefined for one that is refused. */
  readonly #samples: (Run | undefined)[] = [];
  readonly #waiting = new Set<Promise<void>>();

  constructor(document: PythonDocument, specification: Specification, session: Session, signal: AbortSignal) {
    this.#document = document;
    this.#specification = specification;
    this.#session = session;
    this.#signal = signal;
  }

  /** Returns when there is room for the next. */
  async take(sample: Sample): Promise<void> {
    const digest = createHash('sha256').update(`${sample.form}:${sample.text}`).digest('base64');
    if (!this.#known.has(digest)) this.#known.set(digest, this.#runOf(sample));
    const run = this.#known.get(digest);
    if (run) run.samples++;
    this.#samples.push(run);
    if (this.#waiting.size >= WAITING) await Promise.race(this.#waiting);
  }
  /** The run of the sample's program, begun where that is new; undefined where it is refused. */
  #runOf(sample: Sample): Run | undefined {
    const read = programOf(sample, this.#document, this.#specification);
    if ('refused' in read) return undefined;
    const { key } = read.program;
    const known = this.#runs.get(key);
    if (known) return known;
    const { text, solution } = splice(this.#document, this.#specification, read.program);
    const spliced = new PythonDocument(this.#document.file, text);
    const source = childSource(spliced, this.#specification.target.name, this.#specification);
    spliced.dispose();
    const run: Run = { samples: 0, solution, visible: false, hidden: false, changes: [] };
    this.#runs.set(key, run);
    const waiting = this.#judge(source, run).finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
    return run;
  }

  async finish(): Promise<Omit<TaskVerdicts, 'task' | 'sandbox'>> {
    await Promise.all(this.#waiting);
    const passing = [...this.#runs].flatMap(([id, { samples, solution, visible, changes }]): CandidateReport[] => {
      const marks = changes.length > 0 ? { changes } : {};
      return visible ? [{ id, samples, solution, passed: true, ...marks, verdicts: [], edits: [] }] : [];
    });
    const first = rank(passing)[0];
    return {
      verdicts: this.#samples.map((run) => [run?.visible ?? false, run?.hidden ?? false]),
      distinct: this.#runs.size,
      ...(first === undefined ? {} : { offered: this.#runs.get(first.id)!.hidden }),
    };
  }

  async #judge(source: string, run: Run): Promise<void> {
    const shown = this.#specification.examples.length;
    // A program that loops on a visible example may pass the hidden test all the same.
    const always = this.#session.examples.flatMap((_, index) => (index < shown ? [] : [index]));
    const outcomes = await this.#session.evaluate(source, this.#signal, { timeouts: 1, always });
    run.visible = outcomes.slice(0, shown).every(passes);
    run.hidden = outcomes.slice(shown).every(passes);
    run.changes = outcomes.slice(0, shown).flatMap((one) => (one.kind === 'verdict' ? one.changes : []));
  }
}

function passes(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.status === 'pass' && outcome.verdict.integrity === 'boundary';
}
