/** The candidates of each function that was drawn for, and which functions they call. */

import type { CandidateReport, Report, Specification } from '../../../../protocol/index.ts';
import type { Program } from '../../candidates/index.ts';
import { withoutLine } from '../../specification/index.ts';

export interface Pool {
  /** As it was drawn, or as it was judged last. */
  report: Report;
  readonly programs: ReadonlyMap<string, Program>;
  readonly isOwnGrammar: boolean;
  /** The function in the text that `report` was made in. */
  specification: Specification;
  /** The choices of others that it was made with. */
  among: string;
}

/** For each function its candidate's id, in the order in which they are put in. */
export type Choice = ReadonlyMap<string, string>;

export class Pools {
  readonly #pools = new Map<string, Pool>();

  get size(): number {
    return this.#pools.size;
  }

  get names(): string[] {
    return [...this.#pools.keys()];
  }

  has(name: string): boolean {
    return this.#pools.has(name);
  }

  /** Of a function that was drawn for. */
  get(name: string): Pool {
    return this.#pools.get(name)!;
  }

  set(name: string, pool: Pool): void {
    this.#pools.set(name, pool);
  }

  candidates(name: string): readonly CandidateReport[] {
    return this.#pools.get(name)?.report.candidates ?? [];
  }

  chosen(name: string, choice: Choice): CandidateReport | undefined {
    return this.candidates(name).find(({ id }) => id === choice.get(name));
  }

  /** Some candidate of the caller names the other. */
  calls(caller: string, other: string): boolean {
    return this.candidates(caller).some(({ solution }) => names(solution, other));
  }

  /** The chosen candidate of the caller names it. */
  isCalledBy(name: string, caller: string, choice: Choice): boolean {
    const chosen = this.chosen(caller, choice);
    return chosen !== undefined && names(chosen.solution, name);
  }

  /** The solutions of all candidates. */
  codeOf(name: string): string {
    return this.candidates(name)
      .map(({ solution }) => solution)
      .join('\n');
  }

  /** Do candidates of the failing function call it, or examples need it which the chosen or best one of them fails? */
  hasPartIn(name: string, failing: string, choice: Choice): boolean {
    const { report } = this.get(failing);
    const candidate = this.chosen(failing, choice) ?? report.candidates[0];
    const failed = report.examples.filter((_, index) => candidate?.verdicts[index]?.status !== 'pass');
    return this.calls(failing, name) || failed.some(({ source }) => names(source, name));
  }
}

/** Does the source have the function's simple name as a word? */
export function names(source: string, name: string): boolean {
  const simple = withoutLine(name)
    .split('.')
    .findLast((part) => !/^(?:setter|getter|deleter)$/.test(part))!;
  return new RegExp(`(?<![\\w])${simple}(?![\\w])`).test(source);
}
