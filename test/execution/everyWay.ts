/** Judges one candidate in every way: with its code in the function's place, with its text loaded afresh, and across the boundary. */
import type { Example } from '../../protocol/index.ts';
import { Session } from '../../server/src/execution/boundarySession.ts';
import type { JudgePreparation, Outcome, Subject } from '../../server/src/execution/index.ts';
import { PlainSession } from '../../server/src/execution/plainSession.ts';

/** The outcomes of one example. */
export interface Row {
  readonly example: Example;
  readonly swap: Outcome;
  readonly afresh: Outcome;
  /** Undefined where the boundary does not have the example, or was not asked. */
  readonly across: Outcome | undefined;
}

export interface Judgement {
  /** Empty where the candidate is confined. */
  readonly reaches: readonly string[];
  readonly rows: readonly Row[];
}

export class EveryWay {
  readonly #plain: PlainSession;
  readonly #boundary: Session | undefined;

  private constructor(plain: PlainSession, boundary: Session | undefined) {
    this.#plain = plain;
    this.#boundary = boundary;
  }

  static async start(
    preparation: JudgePreparation,
    signal: AbortSignal,
    { slots = 1, boundary = true }: { readonly slots?: number; readonly boundary?: boolean } = {},
  ): Promise<EveryWay> {
    const plain = await PlainSession.start(preparation, slots, signal);
    if (!boundary || preparation.specification.steps.length === 0) return new EveryWay(plain, undefined);
    const { across, ...rest } = preparation;
    const { offer } = plain.found;
    try {
      return new EveryWay(plain, await Session.start({ ...rest, ...across(offer), offer, preload: [] }, slots, signal));
    } catch (error) {
      plain.close();
      throw error;
    }
  }

  get examples(): readonly Example[] {
    return this.#plain.found.examples;
  }

  /** Judges a candidate in each way. One that is not confined is forced into the plain process too. */
  async judge(subject: Subject, signal: AbortSignal, timeouts?: number): Promise<Judgement> {
    const options = { force: true, strict: false, ...(timeouts === undefined ? {} : { timeouts }) };
    const swap = await this.#plain.evaluate(subject.text, signal, options);
    const afresh = await this.#plain.evaluate(subject.text, signal, { ...options, way: 'afresh' });
    const across = await this.#across(subject, signal, timeouts);
    return {
      reaches: swap.reaches.map(({ line, what }) => `${what}, line ${line}`),
      rows: this.#plain.found.examples.map((example, index) => ({
        example,
        swap: swap.outcomes![index]!,
        afresh: afresh.outcomes![index]!,
        across: across[index],
      })),
    };
  }

  async #across(subject: Subject, signal: AbortSignal, timeouts?: number): Promise<(Outcome | undefined)[]> {
    const session = this.#boundary;
    if (!session) return [];
    const outcomes = await session.evaluate(
      subject.child(this.#plain.found.offer),
      signal,
      timeouts === undefined ? {} : { timeouts },
    );
    const keyOf = (origin: number, { case: id }: Example) => `${origin}:${id ?? ''}`;
    const places = session.origins.map((origin, index) => keyOf(origin, session.examples[index]!));
    return this.#plain.found.examples.map((one) => outcomes[places.indexOf(keyOf(one.origin, one))]);
  }

  close(): void {
    this.#plain.close();
    this.#boundary?.close();
  }
}

/** `fail`, `error`, …; `notRun` without a verdict. */
export function statusOf(outcome: Outcome): string {
  return outcome.kind === 'verdict' ? outcome.verdict.status : 'notRun';
}

/** An outcome in words. */
export function told(outcome: Outcome): string {
  if (outcome.kind === 'notRun') return `notRun (${outcome.reason})`;
  const { status, message, actual } = outcome.verdict;
  return `${status}${message === undefined ? '' : ` (${message})`}${actual === undefined ? '' : ` got ${actual}`}`;
}
