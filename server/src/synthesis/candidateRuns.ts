import { type Program, programOf, splice, variantsOf } from '../candidates/index.ts';
import { type CandidateJudge, ExecutionError, type Judged, type Outcome, type Subject } from '../execution/index.ts';
import { type Entry, logprobOf } from '../report/candidateReport.ts';
import type { ReportBuilder } from '../report/reportBuilder.ts';
import type { Sample } from '../sampling/sampler.ts';
import { quoteIn } from '../selection/calls.ts';
import { slowerLast } from '../selection/growth.ts';
import { type Selection, select } from '../selection/select.ts';
import { redactorOf } from '../support/redaction.ts';
import { type Choices, type Consultation, consult } from './consulting.ts';
import type { JobRequest, JobTools } from './job.ts';
import { growths } from './measuring.ts';
import { type Observed, observe, type Passing } from './observing.ts';
import { unpinned } from './pinning.ts';
import { searched } from './searching.ts';
import { Subjects } from './subjects.ts';
import { type Located, untried } from './untried.ts';

/** The most candidates, best first, of which more is found out than whether they pass. */
const LOOKED_AT = 8;

/** Takes samples, tells equal programs, and runs each distinct one as soon as it is there. */
export class CandidateRuns {
  readonly builder: ReportBuilder;
  readonly #request: JobRequest;
  readonly #session: Promise<CandidateJudge>;
  readonly #tools: JobTools;
  readonly #programs: Map<string, Program>;
  readonly #byKey = new Map<string, Entry>();
  readonly #running: Promise<void>[] = [];
  readonly #subjects: Subjects;
  /** What was observed last, and of which candidates. */
  #observed: { readonly key: string; readonly found: Observed | undefined } | undefined;
  /** Ids of candidates whose time grows more than that of others of their cluster. */
  #slower: ReadonlySet<string> = new Set();
  #count = 0;

  constructor(
    request: JobRequest,
    builder: ReportBuilder,
    programs: Map<string, Program>,
    session: Promise<CandidateJudge>,
    tools: JobTools,
  ) {
    this.#request = request;
    this.#subjects = new Subjects(request);
    this.builder = builder;
    this.#programs = programs;
    this.#session = session;
    this.#tools = tools;
  }

  /** Takes a drawn sample: one more of a known program, or a new candidate. Returns the candidate's id. */
  take(sample: Sample): string | undefined {
    const { document, specification } = this.#request;
    const read = variantsOf(sample, document, specification);
    if ('refused' in read) {
      this.refuse(read.refused);
      return undefined;
    }
    const known = this.#byKey.get(read.key);
    if (known) {
      this.builder.again(known, sample);
      this.#tell();
      return known.id;
    }
    this.#count++;
    const { searched, logprob } = sample;
    const entry = this.#start(String(this.#count), read.programs, {
      samples: 1,
      ...(searched && { searched }),
      logprob,
    });
    this.#byKey.set(read.key, entry);
    return entry.id;
  }

  /** Takes a given candidate, which gets an entry of its own even if an equal one has run. */
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

  takeProgram(id: string, drawn: Drawn, program: Program): void {
    this.#start(id, [program], drawn);
  }

  /** Takes a candidate that is the function's body already, and judges the file as it is. */
  takeAccepted(id: string, drawn: Drawn, program: Program): void {
    const { document, specification } = this.#request;
    const entry: Entry = { id, ...drawnOf(drawn), solution: specification.target.source, edits: [] };
    this.builder.add(entry);
    this.#programs.set(id, program);
    const subject = this.#subjects.of(document.text);
    this.#run(entry, (session) => session.evaluate(subject, this.#tools.signal, { order: true }));
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
        ? session.evaluate(this.#subjects.of(document.text), this.#tools.signal, { order: true })
        : session.present(this.#tools.signal),
    );
  }

  refuse(reason: string): void {
    this.builder.refuse(reason);
    this.#tell();
  }

  /** Resolves when all candidates have their verdicts. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
    await this.#session;
  }

  /** Observes the candidates that pass, and selects among them. A failure becomes a note, because the verdicts hold without it. */
  async select(): Promise<void> {
    const all = this.builder.build({ kind: 'running' }).candidates.filter((one) => one.passed);
    // A candidate that answers the examples by heart shows nothing about other inputs.
    const general = all.filter((one) => one.overfits === undefined);
    const passing = this.#passing(general.length > 0 ? general : all);
    await this.#unlessItFails(async () => {
      const observed = await this.#observe(passing);
      if (!observed) return;
      this.#selectAmong(observed);
    });
  }

  /** Observes all that ran, whether they pass or not, on inputs that tell them apart where there are such. Undefined if no example shows a call. */
  async compared(): Promise<Observed | undefined> {
    const ran = this.builder.build({ kind: 'running' }).candidates.filter((one) => one.refused === undefined);
    const passing = this.#passing(ran);
    const observed = await this.#observe(passing);
    if (!observed) return undefined;
    const selection = select(observed.passers, observed.inputs, quoteIn(this.#request.specification));
    return searched(observed, selection, passing, await this.#session, this.#tools.signal);
  }

  /**
   * Finds what else is worth knowing about those that pass, after `select` and off the way of verdicts: simpler questions, the lines that no example runs,
   * what grows more than others, and, if all do the same, what the examples don't pin down.
   */
  async lookCloser(): Promise<void> {
    const ranked = this.builder.build({ kind: 'running' }).candidates.filter((one) => one.passed);
    await this.#unlessItFails(async () => {
      const passing = this.#passing(ranked.slice(0, LOOKED_AT));
      await this.#findSimplerInputs();
      await this.#findUntried(passing);
      await this.#findGrowth(passing);
      await this.#findUnpinned();
    });
  }

  /** Looks for inputs that tell the candidates apart more simply, or at all. */
  async #findSimplerInputs(): Promise<void> {
    const { selection } = this.builder;
    const observed = this.#observed?.found;
    if (!selection || !observed) return;
    const passing = this.#passing(observed.passers);
    const found = await searched(
      this.#withSamples(observed),
      selection,
      passing,
      await this.#session,
      this.#tools.signal,
    );
    if (found.inputs.length === observed.inputs.length) return;
    this.#observed = { ...this.#observed!, found };
    this.#selectAmong(found);
  }

  async #findUntried(passing: readonly Located[]): Promise<void> {
    const lines = await untried(passing, await this.#session, this.#tools.signal);
    passing.forEach(({ id }, at) => {
      const entry = this.builder.entry(id);
      if (entry && lines[at]) entry.untried = lines[at];
    });
  }

  async #findGrowth(passing: readonly Passing[]): Promise<void> {
    const { selection } = this.builder;
    if (!selection) return;
    const { clusters } = selection;
    const session = await this.#session;
    const found = await growths(this.#request.specification, passing, clusters, session, this.#tools.signal);
    for (const [id, growth] of found) this.builder.entry(id)!.growth = growth;
    this.#slower = new Set([...found].flatMap(([id, { time }]) => (time === undefined ? [] : [id])));
    this.builder.selection = { ...selection, order: this.#slowerLast(selection) };
  }

  async #findUnpinned(): Promise<void> {
    const { selection } = this.builder;
    const observed = this.#observed?.found;
    if (!selection || !observed || selection.weights.length !== 1) return;
    const id = selection.order[0]!;
    const [best] = this.#passing([{ id }]);
    const passer = observed.passers.find((one) => one.id === id);
    if (!best || !passer) return;
    const { specification } = this.#request;
    const { inputs } = observed;
    const session = await this.#session;
    this.builder.unpinned = await unpinned(specification, best, { passer, inputs }, session, this.#tools.signal);
  }

  /** The candidates as they run, in the order of the programs. */
  #passing(candidates: readonly { readonly id: string }[]): Located[] {
    const wanted = new Set(candidates.map(({ id }) => id));
    return [...this.#programs].flatMap(([id, program]) => {
      const entry = wanted.has(id) ? this.builder.entry(id) : undefined;
      if (!entry) return [];
      const { subject, first } = this.#entryOf(id, program);
      return [{ id, samples: entry.samples, logprob: logprobOf(entry), solution: entry.solution, subject, first }];
    });
  }

  async #unlessItFails(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error;
      this.builder.note ??= `The candidates could not be compared on other inputs: ${error.message}`;
    }
  }

  /** Puts what tells the selected candidates apart to the model of `consultation`, and selects again with its votes. */
  async consult(consultation: Omit<Consultation, 'contest' | 'hints' | 'spent'>, known?: Choices): Promise<void> {
    const { builder } = this;
    const found = this.#observed?.found;
    if (!found || !builder.selection || builder.selection.weights.length < 2) return;
    // Those that pass can be accepted meanwhile.
    this.#tell();
    const { signal, onSent, redactor = redactorOf(process.env) } = this.#tools;
    const { ballots, usage, error } = await consult(
      {
        ...consultation,
        contest: builder.selection,
        spent: builder.spent,
        ...(builder.hints && { hints: builder.hints }),
      },
      { signal, redactor, ...(onSent && { onSent }), ...(known && { known }) },
    );
    builder.addBallots(ballots, usage);
    if (error !== undefined) builder.addNote(`The model could not be asked which program is right: ${error}`);
    this.#selectAmong(this.#withSamples(found));
  }

  #selectAmong({ passers, inputs }: Observed): void {
    const { builder } = this;
    const selection = select(passers, inputs, quoteIn(this.#request.specification), builder.ballots);
    builder.selection = { ...selection, order: this.#slowerLast(selection) };
  }

  #slowerLast({ order, clusters }: Selection): readonly string[] {
    return slowerLast(order, clusters, (id) => this.#slower.has(id));
  }

  /** Observes the candidates, unless these were observed last; samples may have come since. */
  async #observe(passing: readonly Passing[]): Promise<Observed | undefined> {
    const key = JSON.stringify(passing.map(({ id, solution }) => [id, solution]));
    if (this.#observed?.key !== key) {
      const { specification } = this.#request;
      const proposed = this.#tools.history?.proposed(specification);
      const found = await observe(specification, passing, await this.#session, this.#tools.signal, proposed);
      this.#observed = { key, found };
    }
    const { found } = this.#observed;
    return found && this.#withSamples(found);
  }

  #withSamples({ passers, ...rest }: Observed): Observed {
    const drawn = (id: string) => {
      const entry = this.builder.entry(id)!;
      return { samples: entry.samples, logprob: logprobOf(entry) };
    };
    return { ...rest, passers: passers.map((one) => ({ ...one, ...drawn(one.id) })) };
  }

  /** Runs a program with a trace of its failing calls; it doesn't count as a sample. */
  async examine(sample: Sample): Promise<readonly Outcome[] | undefined> {
    const { document, specification } = this.#request;
    const read = programOf(sample, document, specification);
    if ('refused' in read) return undefined;
    const subject = this.#subjects.of(splice(document, specification, read.program).text);
    return (await (await this.#session).evaluate(subject, this.#tools.signal, { trace: true })).outcomes;
  }

  /** Runs the programs of a sample, the least code first, up to one that passes; the last is the reply as it is. */
  #start(id: string, programs: readonly Program[], drawn: Drawn = { samples: 1 }): Entry {
    const whole = this.#entryOf(id, programs.at(-1)!);
    const entry: Entry = { ...whole.entry, ...drawnOf(drawn) };
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

  #entryOf(id: string, program: Program): { entry: Omit<Entry, 'samples'>; subject: Subject; first: number } {
    const { document, specification } = this.#request;
    const { edits, text, solution, first } = splice(document, specification, program);
    return {
      entry: { id, solution, edits, ...(program.notes && { notes: program.notes }) },
      subject: this.#subjects.of(text),
      first,
    };
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

/** The samples of a candidate, the mean log-probability of their tokens, and what the search knows about it. */
interface Drawn extends Pick<Entry, 'samples' | 'searched'> {
  readonly logprob?: number | undefined;
}

function drawnOf({ logprob, ...drawn }: Drawn): Pick<Entry, 'samples' | 'searched' | 'logprobs'> {
  return { ...drawn, ...(logprob !== undefined && { logprobs: [logprob] }) };
}

function passes(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.status === 'pass' && outcome.verdict.integrity !== 'in-process';
}
