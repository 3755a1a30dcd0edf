import { createHash } from 'node:crypto';
import type { Ballot, CandidateReport, Sandbox, Specification } from '../../../../protocol/index.ts';
import { type Program, programOf, splice, variantsOf } from '../../candidates/index.ts';
import type { Settings } from '../../config.ts';
import {
  type CandidateJudge,
  type Executor,
  type Interpreter,
  type Outcome,
  type Subject,
  searchPrograms,
} from '../../execution/index.ts';
import type { Evaluate, Sample, Sampler, Searched } from '../../sampling/sampler.ts';
import { firstAfter } from '../../selection/answering.ts';
import { chanceOf } from '../../selection/confidence.ts';
import { rank } from '../../selection/rank.ts';
import { type Selection, select } from '../../selection/select.ts';
import { childSource, namesAtHand, type Offer, PythonDocument, specificationOf } from '../../specification/index.ts';
import { redactorOf } from '../../support/redaction.ts';
import { type Consulted, consult } from '../../synthesis/consulting.ts';
import { type Observed, observe } from '../../synthesis/observing.ts';
import { answerOf } from '../../synthesis/repair.ts';
import { searched } from '../../synthesis/searching.ts';
import { MOST as MOST_STEERING, steered } from '../../synthesis/steering.ts';
import { Failure } from '../failure.ts';
import { hiddenPart, linesIn, tested } from './hiddenTest.ts';
import type { Task } from './tasks.ts';

export interface TaskVerdicts {
  readonly task: string;
  /** For each sample, in order: whether it passes the visible examples, and the hidden test. */
  readonly verdicts: readonly (readonly [visible: boolean, hidden: boolean])[];
  readonly distinct: number;
  /** Whether the first-ranked candidate that passes the visible examples passes the hidden test; undefined where there is none. */
  readonly offered?: boolean;
  /** The chance that it is right, as the selection says it. */
  readonly chance?: number;
  /** The programs that a search found which the samples steered, where none of them passes the visible examples; with `--steered`. */
  readonly found?: number;
  /** What the model was asked which of the programs is right. */
  readonly asked?: Consulted;
  readonly sandbox: Sandbox;
}

export interface Judging {
  /** The path that each task claims to have. */
  readonly file: string;
  readonly executor: Executor;
  readonly interpreter: Interpreter;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  /** Questions that the task's own solution answers. */
  readonly questions: number;
  /** Search around samples of which none passes. */
  readonly steered?: boolean;
  /** The model to ask which of the programs that pass is right. */
  readonly oracle?: Sampler;
}

/** The most candidates that wait for their verdicts at once; enough to keep every core busy. */
const WAITING = 32;
/** The most programs that a search around the samples gives. */
const MOST_FOUND = 5;

/** Runs a task's samples. One evaluation has the visible examples and the hidden test; equal programs run once. */
export async function judgeTask(task: Task, samples: Iterable<Sample>, judging: Judging): Promise<TaskVerdicts> {
  const { file, executor, interpreter, settings, signal } = judging;
  const visible = task.asserts?.join('\n') ?? '';
  const document = new PythonDocument(file, `${task.setup}\n${task.prompt}\n\n${visible}\n`);
  try {
    const specification = specificationOf(document, task.entryPoint, {});
    if ('error' in specification) throw new Failure(`${task.id}: ${specification.error}`);
    const hidden = hiddenPart(task);
    const reference = withReference(document, specification, task);
    const { session, release } = await executor.acquire(
      {
        specification: tested(file, document.text, task),
        interpreter,
        plain: {
          text: document.text + hidden,
          tests: [],
          unsaved: {},
          together: [],
          ...(reference !== undefined && { reference: reference + hidden }),
        },
        across: (offer) => ({
          context: childSource(document, task.entryPoint, specification, [], offer),
          atHand: namesAtHand(document, specification, offer),
        }),
        timeout: settings.timeout,
        memory: settings.memory,
        minimum: settings.sandbox.minimum,
      },
      signal,
    );
    try {
      const judge = new TaskJudge(document, specification, hidden, session, judging);
      for (const sample of samples) await judge.take(sample);
      if (judging.steered) await judge.steer();
      return {
        task: task.id,
        ...(await judge.finish(reference === undefined ? undefined : reference + hidden)),
        sandbox: session.sandbox,
      };
    } finally {
      release();
    }
  } finally {
    document.dispose();
  }
}

/** The file with the task's own solution in it, whose run sets the limits; undefined without a readable solution. */
function withReference(
  document: PythonDocument,
  specification: Specification,
  { reference }: Task,
): string | undefined {
  const read = reference && programOf(reference, document, specification);
  return read && 'program' in read ? splice(document, specification, read.program).text : undefined;
}

/** The results of a distinct program. */
interface Run {
  samples: number;
  solution: string;
  /** The file with the program and the hidden test. */
  text: string;
  visible: boolean;
  hidden: boolean;
  changes: readonly string[];
  /** The whole program, and how many visible examples it passes. */
  answer: string;
  passed: number;
  readonly searched?: Searched;
}

class TaskJudge {
  readonly #document: PythonDocument;
  readonly #specification: Specification;
  readonly #hidden: string;
  readonly #session: CandidateJudge;
  readonly #judging: Judging;
  readonly #signal: AbortSignal;
  readonly #runs = new Map<string, Run>();
  /** Runs by the digests of the samples' texts, because many samples have identical texts. */
  readonly #known = new Map<string, Run | undefined>();
  /** A run for each sample; undefined for one that is refused. */
  readonly #samples: (Run | undefined)[] = [];
  readonly #waiting = new Set<Promise<void>>();
  #found: number | undefined;

  constructor(
    document: PythonDocument,
    specification: Specification,
    hidden: string,
    session: CandidateJudge,
    judging: Judging,
  ) {
    this.#document = document;
    this.#specification = specification;
    this.#hidden = hidden;
    this.#session = session;
    this.#judging = judging;
    this.#signal = judging.signal;
  }

  /** Takes a sample; resolves when there is room for the next. */
  async take(sample: Sample): Promise<void> {
    const digest = createHash('sha256').update(`${sample.form}:${sample.text}`).digest('base64');
    if (!this.#known.has(digest)) this.#known.set(digest, this.#runOf(sample));
    const run = this.#known.get(digest);
    if (run) run.samples++;
    this.#samples.push(run);
    if (this.#waiting.size >= WAITING) await Promise.race(this.#waiting);
  }

  /** Where no sample passes the visible examples, searches around them. What is found counts among what is offered, but not as a sample. */
  async steer(): Promise<void> {
    await Promise.all(this.#waiting);
    const runs = [...this.#runs.values()].sort((one, other) => other.passed - one.passed);
    if (runs.length === 0 || runs.some(({ visible }) => visible)) return;
    const { interpreter } = this.#judging;
    const evaluate: Evaluate = (wanted, aborted) => searchPrograms({ ...wanted, interpreter }, aborted);
    const samples = runs.map(({ answer }) => answer).slice(0, MOST_STEERING);
    const asked = { specification: this.#specification, samples, limit: MOST_FOUND };
    const found = await steered(asked, evaluate, this.#signal);
    this.#found = found.length;
    for (const sample of found) {
      const run = this.#runOf(sample);
      if (run) run.samples++;
    }
  }

  /** The run of the sample's program; starts it for a new program. Undefined where the sample is refused. */
  #runOf(sample: Sample): Run | undefined {
    const read = variantsOf(sample, this.#document, this.#specification);
    if ('refused' in read) return undefined;
    const known = this.#runs.get(read.key);
    if (known) return known;
    const { searched: how } = sample;
    const empty = {
      samples: 0,
      solution: '',
      text: '',
      answer: '',
      visible: false,
      hidden: false,
      passed: 0,
      changes: [],
    };
    const run: Run = { ...empty, ...(how && { searched: how }) };
    this.#runs.set(read.key, run);
    const waiting = this.#judge(read.programs, run).finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
    return run;
  }

  /** `reference` is the file with the task's own solution and the hidden test: it answers the questions. */
  async finish(reference: string | undefined): Promise<Omit<TaskVerdicts, 'task' | 'sandbox'>> {
    await Promise.all(this.#waiting);
    const passing = [...this.#runs].filter(([, { visible }]) => visible);
    const subjects = passing.map(([id, { samples, solution, text }]) => {
      return { id, samples, solution, subject: this.#subjectOf(text) };
    });
    const before = await observe(this.#specification, subjects, this.#session, this.#signal);
    const observed =
      before && (await searched(before, select(before.passers, before.inputs), subjects, this.#session, this.#signal));
    const asked = observed && (await this.#ask(select(observed.passers, observed.inputs)));
    const selection = observed && select(observed.passers, observed.inputs, "'", asked?.ballots);
    const candidates = passing.map(([id, { samples, solution, changes, searched: how }]): CandidateReport => {
      const marks = { ...(changes.length > 0 && { changes }), ...(how && { searched: how }) };
      return { id, samples, solution, passed: true, ...marks, verdicts: [], edits: [] };
    });
    const ranked = rank(candidates, selection && { order: selection.order })[0]?.id;
    const settled =
      observed && reference !== undefined && this.#judging.questions > 0
        ? await this.#firstAfter(observed, reference, asked?.ballots)
        : undefined;
    const first = settled ?? ranked;
    return {
      verdicts: this.#samples.map((run) => [run?.visible ?? false, run?.hidden ?? false]),
      distinct: this.#runs.size,
      ...(first === undefined ? {} : { offered: this.#runs.get(first)!.hidden }),
      ...(this.#found !== undefined && { found: this.#found }),
      ...(asked && { asked }),
      ...(selection && {
        chance: this.#chanceOf(
          selection,
          passing.map(([, run]) => run),
        ),
      }),
    };
  }

  /** Asks the model which of the programs is right, where there is one and they differ. It sees what a sampler would see of the task. */
  async #ask(contest: Selection): Promise<Consulted | undefined> {
    const { oracle: sampler, settings, signal } = this.#judging;
    if (!sampler || contest.weights.length < 2) return undefined;
    const redactor = redactorOf(process.env);
    return consult({ specification: this.#specification, settings, sampler, contest }, { signal, redactor });
  }

  async #firstAfter(
    { passers, inputs }: Observed,
    reference: string,
    ballots: readonly Ballot[] = [],
  ): Promise<string | undefined> {
    const { questions } = this.#judging;
    const sources = inputs.map(({ source }) => source);
    const observation = await this.#session.observe(this.#subjectOf(reference), sources, this.#signal);
    return firstAfter(passers, inputs, observation, questions, ballots);
  }

  #chanceOf(selection: Selection, passing: readonly Run[]): number {
    return chanceOf({
      cluster: selection.weights[0]!,
      agreement: selection.agreements.get(selection.order[0] ?? '') ?? 0,
      passing: passing.reduce((sum, { samples }) => sum + samples, 0),
      received: this.#samples.length,
      examples: this.#specification.examples.length,
      inputs: selection.inputs,
    });
  }

  /** `text` has the hidden test already. */
  #subjectOf(text: string): Subject {
    return { text, child: () => '' };
  }

  /** Judges the variants, least code first, until one passes the visible examples; else the whole reply counts. */
  async #judge(programs: readonly Program[], run: Run): Promise<void> {
    for (const program of programs) {
      await this.#judgeOne(program, run);
      if (run.visible) return;
    }
  }

  async #judgeOne(program: Program, run: Run): Promise<void> {
    const { text, solution, edits } = splice(this.#document, this.#specification, program);
    run.solution = solution;
    run.answer = answerOf({ solution, edits }, this.#specification);
    run.text = text + this.#hidden;
    const lines = linesIn(this.#document.text);
    const isShown = this.#session.examples.map(({ line }) => line <= lines);
    // A program that loops on a visible example may still pass the hidden test.
    const always = isShown.flatMap((shown, index) => (shown ? [] : [index]));
    const child = (offer: Offer) => {
      const spliced = new PythonDocument(this.#document.file, text);
      try {
        return childSource(spliced, this.#specification.target.name, this.#specification, [], offer);
      } finally {
        spliced.dispose();
      }
    };
    const subject = { text: text + this.#hidden, child };
    const { outcomes } = await this.#session.evaluate(subject, this.#signal, { timeouts: 1, always, marks: true });
    const shown = outcomes.filter((_, index) => isShown[index]);
    run.visible = shown.every(passes);
    run.passed = shown.filter(passes).length;
    run.hidden = outcomes.filter((_, index) => !isShown[index]).every(passes);
    run.changes = shown.flatMap((one) => (one.kind === 'verdict' ? one.changes : []));
  }
}

function passes(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.status === 'pass' && outcome.verdict.integrity !== 'in-process';
}
