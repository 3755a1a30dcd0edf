/** Judges in the plain process, which loads file, package and tests as Python does, and forks for each candidate. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Example, ExampleKind, LeftOut, NotRun, Reach, Sandbox, Specification } from '../../../protocol/index.ts';
import { type Offer, type PlainSource, withoutLine } from '../specification/index.ts';
import { type EvaluationOptions, holdsMinimum, importRoots, type Preparation } from './boundarySession.ts';
import { Evaluations, launched, type Opening, opened, type Started } from './evaluations.ts';
import { ExecutionError } from './executionError.ts';
import { type Cost, costsOf, type Observation, observationOf } from './observation.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Observe, Observed, Order, PlaceInFile, PlainReady, ToldExample, ToldReason } from './wire.ts';

export interface PlainPreparation extends Omit<Preparation, 'context' | 'atHand' | 'preload'> {
  /** The whole file, for loading. */
  readonly plain: PlainSource;
}

/** Seconds of CPU for a candidate's calls on all inputs. */
const OBSERVED = 4;
/** The same for measured calls. */
const MEASURED = 2;

export interface PlainOptions extends EvaluationOptions {
  /** Run the candidate even if it is not confined. `strict`: under the same lock as across the boundary. */
  readonly force?: boolean;
  readonly strict?: boolean;
  /** The text without the parts that the editor could not read, for a file that does not parse. */
  readonly mended?: string;
  /** Seconds in which an earlier run of it waited without computing. */
  readonly waited?: number;
  /** How the candidate takes its place in the file; both ways give the same verdicts. */
  readonly way?: 'swap' | 'afresh';
}

export interface PlainOutcomes {
  /** Undefined where the candidate is not confined and `force` was not set. */
  readonly outcomes?: readonly Outcome[];
  readonly reaches: readonly Reach[];
  /** It asks for names that only the examples may use. */
  readonly asksForSecrets?: boolean;
}

/** An example that the interpreter found. */
interface FoundExample extends Example {
  /** Its index in the specification; -1 where the editor did not find it. */
  readonly origin: number;
}

export interface Found {
  readonly examples: readonly FoundExample[];
  readonly notRun: readonly NotRun[];
  /** Statements of the file that can't run there. */
  readonly leftOut: readonly LeftOut[];
  /** The outcomes of the present function. */
  readonly present: readonly Outcome[];
  readonly reaches: readonly Reach[];
  readonly offer: Offer;
  readonly sandbox: Sandbox;
  readonly memory: number;
  /** Total seconds in which a candidate may wait without computing. */
  readonly waiting: number;
}

type Ready = Found & Started<'plain'>;

export class PlainSession {
  readonly #evaluations: Evaluations<'plain', Ready>;

  private constructor(evaluations: Evaluations<'plain', Ready>) {
    this.#evaluations = evaluations;
  }

  /**
   * Starts the process, loads everything and notes the examples. `from` ends here: if it had loaded the same file with another text, its
   * process continues and loads only the part after the first difference. Throws ExecutionError.
   */
  static async start(
    preparation: PlainPreparation,
    slots: number,
    signal: AbortSignal,
    from?: PlainSession,
  ): Promise<PlainSession> {
    const { order, make } = openingOf(preparation, slots);
    let line = from === undefined ? undefined : from.#evaluations.release();
    const evaluations = await Evaluations.start<'plain', Ready>(async (one, settle) => {
      const taken = line;
      line = undefined;
      const again: Opening<'plain', Found> = { orders: [{ op: 'again', order }], make };
      // If that fails, a new process will report the reason.
      const ready = taken && (await opened(taken, again, one, settle).catch(() => undefined));
      return ready ?? launched(preparation.interpreter, 'plain', { orders: [order], make }, one, settle);
    }, signal);
    const session = new PlainSession(evaluations);
    const { reference } = preparation.plain;
    if (reference !== undefined)
      await session.#evaluations.run({ op: 'job', text: reference, reference: true, force: true }, signal);
    return session;
  }

  get ended(): Promise<void> {
    return this.#evaluations.ended;
  }

  get found(): Found {
    return this.#evaluations.started;
  }

  /** Runs the file's text with a candidate in it. Rejects with ExecutionError, or with the abort's reason. */
  async evaluate(text: string, signal: AbortSignal, options: PlainOptions = {}): Promise<PlainOutcomes> {
    const answer = await this.#evaluations.run({ op: 'job', text, ...options }, signal);
    if (answer.op === 'observed') throw new ExecutionError('The runner has answered something else than it was asked.');
    const reaches = reachesIn(answer);
    if (answer.op === 'unconfined') return { reaches, asksForSecrets: answer.secret };
    return { reaches, outcomes: answer.verdicts.map(outcomeOf) };
  }

  /**
   * Calls a candidate on inputs, which are calls of the function as source, for so many seconds of CPU: what is left then stays
   * unknown. Rejects with ExecutionError, or with the abort's reason.
   */
  async observe(
    { text, mended }: { readonly text: string; readonly mended?: string },
    inputs: readonly string[],
    signal: AbortSignal,
    seconds = OBSERVED,
  ): Promise<Observation> {
    return observationOf(await this.#observed({ text, mended, inputs, seconds }, signal), inputs.length);
  }

  /** What calls cost on inputs that grow. Rejects with ExecutionError, or with the abort's reason. */
  async measure(
    { text, mended }: { readonly text: string; readonly mended?: string },
    inputs: readonly string[],
    signal: AbortSignal,
  ): Promise<(Cost | undefined)[]> {
    const asked = { text, mended, inputs, seconds: MEASURED, measures: true };
    return costsOf(await this.#observed(asked, signal), inputs.length);
  }

  async #observed(
    { mended, ...asked }: Omit<Observe, 'op' | 'id' | 'mended'> & { readonly mended: string | undefined },
    signal: AbortSignal,
  ): Promise<Observed> {
    const job = { op: 'observe' as const, ...asked, ...(mended !== undefined && { mended }) };
    const answer = await this.#evaluations.run(job, signal);
    if (answer.op !== 'observed') throw new ExecutionError('The runner has answered something else than it was asked.');
    return answer;
  }

  /**
   * The lines of a text with a candidate in it that are the candidate's and that no example runs. Undefined where they can't be known:
   * unless it is confined and passes each example again. Rejects with ExecutionError, or with the abort's reason.
   */
  async unrun(
    { text, mended }: { readonly text: string; readonly mended?: string },
    signal: AbortSignal,
  ): Promise<readonly number[] | undefined> {
    const job = { op: 'job' as const, text, ...(mended !== undefined && { mended }), lines: true, timeouts: 1 };
    const answer = await this.#evaluations.run(job, signal);
    const passes = answer.op === 'verdicts' && answer.verdicts.every(({ status }) => status === 'pass');
    return passes ? answer.unrun : undefined;
  }

  close(): void {
    this.#evaluations.close();
  }
}

/** The order for the process, and the reader of its answer. */
function openingOf(
  preparation: PlainPreparation,
  slots: number,
): { readonly order: Order; make(ready: PlainReady): Found } {
  const { specification, workspace, plain } = preparation;
  const { target, file } = specification;
  const others = plain.together.map(withoutLine);
  const order: Order = {
    op: 'order',
    module: specification.module,
    file,
    path: importRoots(specification, workspace),
    cwd: workspace ?? path.dirname(file),
    text: plain.text,
    ...(plain.mended !== undefined && { mended: plain.mended }),
    target: withoutLine(target.name),
    line: target.line,
    stub: target.body === 'stub',
    together: others,
    listed: specification.steps.flatMap((step) => (step.do === 'example' ? [step.source.trim()] : [])),
    listedCases: specification.examples.filter(isCase).map(placeOf),
    patience: Object.fromEntries(
      specification.steps.flatMap((step) =>
        step.do === 'example' && step.patience !== undefined
          ? step.asserts.map((one) => [one.line, step.patience!] as const)
          : [],
      ),
    ),
    excluded: target.body === 'stub' ? specification.notRun.map(placeOf) : [],
    tests: plain.tests,
    around: plain.around ?? [],
    unsaved: plain.unsaved,
    cpu: preparation.timeout,
    memory: preparation.memory * 1024 * 1024,
    slots,
  };
  const make = (ready: PlainReady): Found => {
    const { sandbox, memory, waiting } = ready;
    holdsMinimum(sandbox, preparation.minimum);
    return { sandbox, memory, waiting, ...foundIn(specification, plain.text, ready) };
  };
  return { order, make };
}

/** Merges the interpreter's examples with the editor's: where both have an example, its range and source are the editor's. */
function foundIn(
  specification: Specification,
  text: string,
  ready: PlainReady,
): Omit<Found, 'sandbox' | 'memory' | 'waiting'> {
  const known = new Map<string, number>();
  specification.examples.forEach((one, index) => {
    const key = keyOf(one.file, one.line, one.kind);
    if (!known.has(key)) known.set(key, index);
  });
  const lines = text.split(/\r\n?|\n/);
  const exampleOf = ([file, line, kind, source, id]: ToldExample): FoundExample => {
    const origin = known.get(keyOf(file, line, kind)) ?? -1;
    const like = specification.examples[origin];
    const length = file === specification.file ? (lines[line - 1]?.length ?? 0) : 0;
    const range = { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: length } };
    return { ...(like ?? { file, line, kind, source, range }), ...(id === null ? {} : { case: id }), origin };
  };
  const examples = ready.examples.map(exampleOf);
  const notRun = ready.notRun.map(([file, line, kind, source, id, reason]): NotRun => {
    const like = specification.examples[known.get(keyOf(file, line, kind)) ?? -1];
    return { file, line, source: like?.source ?? source, ...(id === null ? {} : { case: id }), reason };
  });
  const seen = new Set([...examples, ...notRun].map((one) => `${real(one.file)}:${one.line}`));
  const missing = specification.examples
    .filter((one) => isCase(one) && !seen.has(`${real(one.file)}:${one.line}`))
    .map(({ file, line, source }): NotRun => {
      const reason =
        ready.reasons[real(file)] ?? 'its framework does not collect it as a test: rename it or its class.';
      return { file, line, source, reason };
    });
  const failures = ready.failures.map(([line, message]) => ({ line, message }));
  const given = specification.notRun.filter((one) => !seen.has(`${real(one.file)}:${one.line}`));
  return {
    examples,
    notRun: [...given, ...notRun, ...missing],
    leftOut: failures,
    present: ready.present.map(outcomeOf),
    reaches: reachesIn(ready),
    offer: ready.offer,
  };
}

function reachesIn({ reaches }: { readonly reaches: readonly ToldReason[] }): Reach[] {
  return reaches.map(([line, what]) => ({ line, what }));
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): PlaceInFile {
  return [real(file), line];
}

function isCase({ kind }: Example): boolean {
  return kind === 'pytest' || kind === 'unittest';
}

function keyOf(file: string, line: number, kind: ExampleKind): string {
  const family = kind === 'doctest' || kind === 'pytest' || kind === 'unittest' ? 'other' : 'statement';
  return `${real(file)}:${line}:${family}`;
}

const known = new Map<string, string>();

/** A file's path in the interpreter's form. */
function real(file: string): string {
  let found = known.get(file);
  if (found === undefined) {
    try {
      found = realpathSync(file);
    } catch {
      // A file that is not on the disk has no real path.
      found = file;
    }
    known.set(file, found);
  }
  return found;
}
