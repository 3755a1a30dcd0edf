import type { Report, ReportState } from '../../../protocol/index.ts';
import { type Program, programOf, splice, variantsOf } from '../candidates/index.ts';
import {
  type CandidateJudge,
  ExecutionError,
  type Judged,
  type JudgePreparation,
  type Outcome,
  type Subject,
} from '../execution/index.ts';
import { nothingToRun } from '../report/nothingToRun.ts';
import { type Entry, ReportBuilder, type ReportHeader } from '../report/reportBuilder.ts';
import type { Sample } from '../sampling/sampler.ts';
import { childSource, namesAtHand, type Offer, PythonDocument, plainSource } from '../specification/index.ts';
import type { JobRequest, JobTools, JudgingRequest, SynthesisRequest, VerificationRequest } from './job.ts';
import { Rounds } from './rounds.ts';
import { judging, reported } from './together.ts';

/** The report of the body that stands there, where there is nothing to draw: it passes, or nothing could be run. */
export async function leavesBody(request: JobRequest, tools: JobTools): Promise<Report | undefined> {
  if (request.specification.target.body !== 'real') return undefined;
  const report = await verify(request, tools);
  const isLeft = report.state.kind !== 'done' || report.candidates.some((one) => one.passed || one.unverified);
  return isLeft ? report : undefined;
}

/**
 * Draws samples and runs each as it comes, whatever body stands there. Expected failures end in the report's state; the abort of
 * `signal` too.
 */
export async function synthesize(request: SynthesisRequest, tools: JobTools): Promise<Report> {
  const { sampler, settings } = request;
  const rounds = new Rounds(request, tools);
  const header = {
    sampler: sampler.name,
    ...(sampler.model === undefined ? {} : { model: sampler.model }),
    ...(settings.price === undefined ? {} : { price: settings.price }),
    heldBack: rounds.heldBack,
  };
  const asked = { job: 'synthesis', requested: rounds.requested, ...header } as const;
  const report = await runJob(request, tools, asked, (job) => rounds.draw(job));
  rounds.end(report);
  return report;
}

/** Runs the present body, or the given candidates, against the examples. */
export async function verify(request: VerificationRequest, tools: JobTools): Promise<Report> {
  const requested = request.candidates?.length ?? 1;
  return runJob(request, tools, { job: 'verification', requested }, async (job) => {
    if (!request.candidates) job.takePresent();
    for (const { id, sample } of request.candidates ?? []) job.takeAs(id, sample);
    return undefined;
  });
}

/** Runs the candidates of an earlier synthesis again, in the document and against the examples of now. Draws nothing. */
export async function judge(request: JudgingRequest, tools: JobTools): Promise<Report> {
  const { samples, sampler, model, candidates, rounds, history, hints, tokens } = request.drawn;
  const header = { requested: samples.requested, ...(sampler && { sampler }), ...(model && { model }) };
  const report = await runJob(request, tools, { job: 'synthesis', ...header }, async (job) => {
    for (const { reason, count } of samples.refused) for (let one = 0; one < count; one++) job.builder.refuse(reason);
    for (const { id, samples: count } of candidates) {
      const program = request.programs.get(id);
      if (program) job.takeProgram(id, count, program);
    }
    return undefined;
  });
  const origin = { ...(rounds && { rounds }), ...(history && { history }), ...(hints && { hints }) };
  return { ...report, ...origin, ...(tokens && { tokens }) };
}

/** One session, one builder, and `draw`, which feeds the job and returns what went wrong, if anything. */
async function runJob(
  request: JobRequest,
  tools: JobTools,
  header: Omit<ReportHeader, 'specification' | 'interpreter'>,
  draw: (job: Job) => Promise<ReportState | undefined>,
): Promise<Report> {
  const { interpreter } = request;
  const builder = new ReportBuilder(
    { ...header, specification: reported(request), interpreter: interpreter.path },
    Date.now,
  );
  const programs = new Map<string, Program>();
  let release: () => void = () => undefined;
  let state: ReportState;
  try {
    const started = tools.executor.acquire(preparationOf(request), tools.signal);
    const session = started.then((acquired) => {
      release = acquired.release;
      builder.sandbox = acquired.session.sandbox;
      builder.expand(acquired.session);
      return acquired.session;
    });
    const job = new Job(request, builder, programs, session, tools);
    // The file's tests run once before anything is known: that may take its time.
    tools.onReport(builder.build({ kind: 'running' }), programs);
    // A file or an interpreter that can't be used ends the job before a model is asked, and paid, for anything.
    const { examples, notRun } = await session;
    // Among others it may be judged later, by the examples of its callers.
    if (examples.length === 0 && header.job === 'synthesis' && !request.together) {
      throw new ExecutionError(nothingToRun({ function: request.specification.target.name, notRun }));
    }
    tools.onReport(builder.build({ kind: 'running' }), programs);
    const failure = await draw(job);
    await job.settled();
    state = failure ?? { kind: 'done' };
  } catch (error) {
    if (tools.signal.aborted) state = { kind: 'cancelled' };
    else if (error instanceof ExecutionError) state = { kind: 'failed', message: error.message };
    else throw error;
  } finally {
    release();
  }
  const report = builder.build(tools.signal.aborted ? { kind: 'cancelled' } : state);
  tools.onReport(report, programs);
  return report;
}

/** Takes samples, tells equal programs, and runs each distinct one as soon as it is there. */
class Job {
  readonly builder: ReportBuilder;
  readonly #request: JobRequest;
  readonly #session: Promise<CandidateJudge>;
  readonly #tools: JobTools;
  readonly #programs: Map<string, Program>;
  readonly #byKey = new Map<string, Entry>();
  readonly #running: Promise<void>[] = [];
  #count = 0;
  #isBroken: boolean | undefined;

  constructor(
    request: JobRequest,
    builder: ReportBuilder,
    programs: Map<string, Program>,
    session: Promise<CandidateJudge>,
    tools: JobTools,
  ) {
    this.#request = request;
    this.builder = builder;
    this.#programs = programs;
    this.#session = session;
    this.#tools = tools;
  }

  /** A drawn sample: one more of a program that is known, or a new candidate, whose id it gives. */
  take(sample: Sample): string | undefined {
    const { document, specification } = this.#request;
    const read = variantsOf(sample, document, specification);
    if ('refused' in read) {
      this.refuse(read.refused);
      return undefined;
    }
    const known = this.#byKey.get(read.key);
    if (known) {
      this.builder.again(known);
      this.#tell();
      return known.id;
    }
    this.#count++;
    const entry = this.#start(String(this.#count), read.programs);
    this.#byKey.set(read.key, entry);
    return entry.id;
  }

  /** A given candidate: an entry of its own, though an equal one may have been run already. */
  takeAs(id: string, sample: Sample): void {
    const { document, specification } = this.#request;
    const read = variantsOf(sample, document, specification);
    if ('refused' in read) {
      this.builder.add({ id, samples: 1, solution: '', edits: [], refused: read.refused });
      this.#tell();
      return;
    }
    this.#start(id, read.programs);
  }

  takeProgram(id: string, samples: number, program: Program): void {
    this.#start(id, [program], samples);
  }

  takePresent(): void {
    const { document, specification } = this.#request;
    const entry: Entry = {
      id: 'present',
      samples: 1,
      solution: specification.target.source,
      edits: [],
      ...(!this.#request.strict && { isTrusted: true }),
    };
    this.builder.add(entry);
    this.#run(entry, async (session) =>
      this.#request.strict
        ? session.evaluate(this.#subjectOf(document.text), this.#tools.signal, { order: true })
        : session.present(this.#tools.signal),
    );
  }

  refuse(reason: string): void {
    this.builder.refuse(reason);
    this.#tell();
  }

  /** When all that was taken has its verdicts. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
    await this.#session;
  }

  /** Runs a program with a trace of its failing calls; it doesn't count as a sample. */
  async examine(sample: Sample): Promise<readonly Outcome[] | undefined> {
    const { document, specification } = this.#request;
    const read = programOf(sample, document, specification);
    if ('refused' in read) return undefined;
    const subject = this.#subjectOf(splice(document, specification, read.program).text);
    return (await (await this.#session).evaluate(subject, this.#tools.signal, { trace: true })).outcomes;
  }

  /** Runs the programs of a sample, the least code first, up to one that passes; the last is the reply as it is. */
  #start(id: string, programs: readonly Program[], samples = 1): Entry {
    const whole = this.#entryOf(id, programs.at(-1)!);
    const entry: Entry = { ...whole.entry, samples };
    this.builder.add(entry);
    this.#programs.set(id, programs.at(-1)!);
    this.#run(entry, async (session) => {
      for (const program of programs.slice(0, -1)) {
        const less = this.#entryOf(id, program);
        const judged = await session.evaluate(less.subject, this.#tools.signal, { order: true });
        if (!judged.outcomes.every(passes)) continue;
        const { notes: _notes, ...rest } = entry;
        Object.assign(entry, { ...rest, ...less.entry, samples: entry.samples });
        this.#programs.set(id, program);
        return judged;
      }
      return session.evaluate(whole.subject, this.#tools.signal, { order: true });
    });
    return entry;
  }

  #entryOf(id: string, program: Program): { entry: Omit<Entry, 'samples'>; subject: Subject } {
    const { document, specification } = this.#request;
    const { edits, text, solution } = splice(document, specification, program);
    return {
      entry: { id, solution, edits, ...(program.notes && { notes: program.notes }) },
      subject: this.#subjectOf(text),
    };
  }

  /** Of a file with a syntax error somewhere: the candidate's text without it. */
  #mended(text: string): string | undefined {
    const { document, workspace } = this.#request;
    this.#isBroken ??= plainSource(judging(this.#request).document, workspace).mended !== undefined;
    if (!this.#isBroken) return undefined;
    const spliced = new PythonDocument(document.file, text);
    try {
      return plainSource(spliced, workspace).mended;
    } finally {
      spliced.dispose();
    }
  }

  /** A document with a candidate in it. */
  #subjectOf(text: string): Subject {
    const child = (offer: Offer) => {
      const spliced = new PythonDocument(this.#request.document.file, text);
      try {
        const judged = judging(this.#request);
        return childSource(spliced, judged.specification.target.name, judged.specification, judged.others, offer);
      } finally {
        spliced.dispose();
      }
    };
    const mended = this.#mended(text);
    return { text, child, ...(mended !== undefined && { mended }) };
  }

  #run(entry: Entry, evaluate: (session: CandidateJudge) => Promise<Judged>): void {
    const evaluation = this.#session.then(evaluate).then(({ outcomes, reaches }) => {
      entry.outcomes = outcomes;
      entry.reaches = reaches;
      this.#tell();
    });
    // Awaited in `settled`; until then a failure must not count as unhandled.
    evaluation.catch(() => undefined);
    this.#running.push(evaluation);
    this.#tell();
  }

  #tell(): void {
    this.#tools.onReport(this.builder.build({ kind: 'running' }), this.#programs);
  }
}

function passes(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.status === 'pass' && outcome.verdict.integrity !== 'in-process';
}

function preparationOf(request: JobRequest): JudgePreparation {
  const { settings, interpreter } = request;
  const { document, specification, others } = judging(request);
  return {
    specification,
    interpreter,
    ...workspaceOf(request),
    plain: plainSource(document, request.workspace, others),
    // What every candidate's process starts from: what the stub itself needs, without the function.
    across: (offer) => ({
      context: childSource(document, specification.target.name, specification, others, offer),
      atHand: namesAtHand(document, specification, offer),
    }),
    timeout: specification.directive.timeout ?? settings.timeout,
    memory: settings.memory,
    minimum: settings.sandbox.minimum,
  };
}

function workspaceOf(request: JobRequest): { workspace?: string } {
  return request.workspace === undefined ? {} : { workspace: request.workspace };
}
