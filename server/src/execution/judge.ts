/** Chooses between the two ways to judge a candidate: the plain process if it is confined, else across the boundary. */
import type { Example, LeftOut, NotRun, Position, Reach, Sandbox } from '../../../protocol/index.ts';
import type { Offer, PlainSource } from '../specification/index.ts';
import { type EvaluationOptions, type ExpandedExamples, type Preparation, Session } from './boundarySession.ts';
import type { Cost, Observation } from './observation.ts';
import type { Outcome } from './outcome.ts';
import { type PlainPreparation, PlainSession } from './plainSession.ts';

export interface JudgePreparation extends PlainPreparation {
  /** The additional inputs for judging across the boundary; called when a candidate is not confined. */
  across(offer: Offer): Pick<Preparation, 'context' | 'atHand'>;
}

/** A candidate in the forms for both ways. */
export interface Subject {
  /** The file's text with the candidate in it. */
  readonly text: string;
  /** The same text without the parts that the editor could not read, if there are any. */
  readonly mended?: string;
  /** The source that the candidate's process executes across the boundary; called only for this way. */
  child(offer: Offer): string;
}

export interface Judged {
  readonly outcomes: readonly Outcome[];
  /** The reasons why the candidate is not confined, by line; empty where it is. */
  readonly reaches: readonly Reach[];
}

/** Judges the candidates of one specification. */
export interface CandidateJudge extends ExpandedExamples {
  readonly sandbox: Sandbox;
  evaluate(subject: Subject, signal: AbortSignal, options?: EvaluationOptions): Promise<Judged>;
  /** The results of the present function. */
  present(signal: AbortSignal): Promise<Judged>;
  /** Calls a candidate on inputs, which are calls of the function as source; no example runs. `seconds`: of CPU, for all. */
  observe(subject: Subject, inputs: readonly string[], signal: AbortSignal, seconds?: number): Promise<Observation>;
  /** What calls cost on inputs that grow, by the number of the input; undefined where nothing came of it. */
  measure(subject: Subject, inputs: readonly string[], signal: AbortSignal): Promise<(Cost | undefined)[]>;
  /** The lines of `subject.text` that are the candidate's and that no example runs; undefined where they can't be known. */
  unrun(subject: Subject, signal: AbortSignal): Promise<readonly number[] | undefined>;
}

export class Judge implements CandidateJudge {
  readonly ended: Promise<void>;
  readonly #plain: PlainSession;
  readonly #preparation: JudgePreparation;
  readonly #slots: number;
  readonly #closing = new AbortController();
  #boundary: Promise<Session> | undefined;

  private constructor(plain: PlainSession, preparation: JudgePreparation, slots: number) {
    this.#plain = plain;
    this.#preparation = preparation;
    this.#slots = slots;
    this.ended = plain.ended;
  }

  /**
   * Loads the file and finds its examples. `from` judged another text of the file and ends here: everything that it loaded before the
   * texts differ is reused. Throws ExecutionError.
   */
  static async start(preparation: JudgePreparation, slots: number, signal: AbortSignal, from?: Judge): Promise<Judge> {
    const former = from === undefined ? undefined : from.#givesWay();
    return new Judge(await PlainSession.start(preparation, slots, signal, former), preparation, slots);
  }

  get sandbox(): Sandbox {
    return this.#plain.found.sandbox;
  }

  get examples(): readonly Example[] {
    return this.#plain.found.examples.map(({ origin: _origin, ...example }) => example);
  }

  get origins(): readonly number[] {
    return this.#plain.found.examples.map(({ origin }) => origin);
  }

  get notRun(): readonly NotRun[] {
    return this.#plain.found.notRun;
  }

  get leftOut(): readonly LeftOut[] {
    return this.#plain.found.leftOut;
  }

  /** The results of the present function, which ran when the examples were noted. */
  async present(_signal: AbortSignal): Promise<Judged> {
    const { present, reaches } = this.#plain.found;
    return { outcomes: present, reaches };
  }

  /** A judge for a text in which only the function's body differs; it loads nothing again. */
  view(preparation: JudgePreparation): CandidateJudge {
    return preparation.plain.text === this.#preparation.plain.text
      ? this
      : new View(this, preparation, this.#delta(preparation));
  }

  /** Judges the user's own body, which runs here even if it can reach its judge. */
  async body({ text, mended }: PlainSource, signal: AbortSignal): Promise<Judged> {
    const options = { force: true, strict: false, ...(mended !== undefined && { mended }) };
    const { outcomes = [], reaches } = await this.#plain.evaluate(text, signal, options);
    return { outcomes, reaches };
  }

  /** In the plain process, whatever the candidate reaches: there is nothing here that it could forge but its own outputs. */
  observe(subject: Subject, inputs: readonly string[], signal: AbortSignal, seconds?: number): Promise<Observation> {
    return this.#plain.observe(subject, inputs, signal, seconds);
  }

  measure(subject: Subject, inputs: readonly string[], signal: AbortSignal): Promise<(Cost | undefined)[]> {
    return this.#plain.measure(subject, inputs, signal);
  }

  unrun(subject: Subject, signal: AbortSignal): Promise<readonly number[] | undefined> {
    return this.#plain.unrun(subject, signal);
  }

  #delta({ plain }: JudgePreparation): number {
    return linesIn(plain.text) - linesIn(this.#preparation.plain.text);
  }

  /** Runs one candidate. Rejects with ExecutionError, or with the abort's reason. */
  async evaluate(subject: Subject, signal: AbortSignal, options: EvaluationOptions = {}): Promise<Judged> {
    const { text, mended } = subject;
    const asked = { ...options, ...(mended !== undefined && { mended }) };
    const { outcomes, reaches, asksForSecrets } = await this.#plain.evaluate(text, signal, asked);
    if (outcomes) return { outcomes, reaches };
    const { across, waited } = await this.#across(subject, signal, options);
    const done = across.filter((one) => one !== undefined);
    if (done.length === across.length && done.every(passes)) return { outcomes: done, reaches };
    // Plain Python judges examples whose values can't cross, and marks these verdicts: they prove nothing, because the program can reach
    // its judge. A pass there is not a failure either: the program may need values that can't cross.
    const forced = await this.#plain.evaluate(text, signal, { ...asked, force: true, strict: true, waited });
    const merged = across.map((one, index): Outcome => {
      const plain = forced.outcomes![index]!;
      return one && (passes(one) || !passes(plain) || asksForSecrets) ? one : plain;
    });
    return { outcomes: merged, reaches };
  }

  /** The outcome of each example across the boundary, undefined where it can't cross; and the seconds of waiting. */
  async #across(
    subject: Subject,
    signal: AbortSignal,
    { always = [], ...options }: EvaluationOptions,
  ): Promise<{ readonly across: readonly (Outcome | undefined)[]; readonly waited: number }> {
    if (this.#preparation.specification.steps.length === 0) {
      return { across: this.examples.map(() => undefined), waited: 0 };
    }
    this.#boundary ??= this.#startBoundary();
    const session = await this.#boundary;
    const keys = session.origins.map((origin, index) => keyOf(origin, session.examples[index]!));
    const places = this.#plain.found.examples.map((one) => keys.indexOf(keyOf(one.origin, one)));
    const wanted = always.flatMap((index) => (places[index]! < 0 ? [] : [places[index]!]));
    const { outcomes, waited } = await session.time(subject.child(this.#plain.found.offer), signal, {
      ...options,
      always: wanted,
    });
    const across = places.map((place) => {
      const outcome = outcomes[place];
      return outcome?.kind === 'verdict' ? outcome : undefined;
    });
    return { across, waited };
  }

  #startBoundary(): Promise<Session> {
    const { across, ...rest } = this.#preparation;
    const { offer, waiting } = this.#plain.found;
    return Session.start({ ...rest, ...across(offer), offer, waiting, preload: [] }, this.#slots, this.#closing.signal);
  }

  /** Ends every process. */
  close(): void {
    this.#plain.close();
    this.#closeBoundary();
  }

  #givesWay(): PlainSession {
    this.#closeBoundary();
    return this.#plain;
  }

  #closeBoundary(): void {
    this.#closing.abort();
    // A session that could not start has nothing to end.
    this.#boundary?.then((session) => session.close()).catch(() => undefined);
  }
}

/** A judge for another text of the file. */
class View implements CandidateJudge {
  readonly examples: readonly Example[];
  readonly notRun: readonly NotRun[];
  readonly leftOut: readonly LeftOut[];
  readonly #judge: Judge;
  readonly #plain: PlainSource;

  /** `delta` is the number of lines added to the function's body. */
  constructor(judge: Judge, { specification, plain }: JudgePreparation, delta: number) {
    this.#judge = judge;
    this.#plain = plain;
    const { target, file } = specification;
    const last = target.range.end.line + 1 - delta;
    const moved = (one: { readonly file: string; readonly line: number }) =>
      one.file === file && one.line > last ? delta : 0;
    this.examples = judge.examples.map((one, index) => {
      const like = specification.examples[judge.origins[index]!];
      if (like) return { ...like, ...(one.case !== undefined && { case: one.case }) };
      const by = moved(one);
      const place = ({ line, character }: Position) => ({ line: line + by, character });
      return { ...one, line: one.line + by, range: { start: place(one.range.start), end: place(one.range.end) } };
    });
    this.leftOut = judge.leftOut.map((one) => ({ ...one, line: one.line + moved({ file, line: one.line }) }));
    this.notRun = judge.notRun.map((one) => ({ ...one, line: one.line + moved(one) }));
  }

  get sandbox(): Sandbox {
    return this.#judge.sandbox;
  }

  get origins(): readonly number[] {
    return this.#judge.origins;
  }

  evaluate(subject: Subject, signal: AbortSignal, options?: EvaluationOptions): Promise<Judged> {
    return this.#judge.evaluate(subject, signal, options);
  }

  observe(subject: Subject, inputs: readonly string[], signal: AbortSignal, seconds?: number): Promise<Observation> {
    return this.#judge.observe(subject, inputs, signal, seconds);
  }

  measure(subject: Subject, inputs: readonly string[], signal: AbortSignal): Promise<(Cost | undefined)[]> {
    return this.#judge.measure(subject, inputs, signal);
  }

  unrun(subject: Subject, signal: AbortSignal): Promise<readonly number[] | undefined> {
    return this.#judge.unrun(subject, signal);
  }

  present(signal: AbortSignal): Promise<Judged> {
    return this.#judge.body(this.#plain, signal);
  }
}

function passes(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.status === 'pass';
}

function linesIn(text: string): number {
  return text.split(/\r\n?|\n/).length;
}

function keyOf(origin: number, { case: id }: Example): string {
  return `${origin}:${id ?? ''}`;
}
