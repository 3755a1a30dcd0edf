/** The candidates of each function with samples, and the functions that they call. */

import type { CandidateReport, Report, Specification } from '../../../../protocol/index.ts';
import type { Program } from '../../candidates/index.ts';
import { withoutLine } from '../../specification/index.ts';

export interface Pool {
  /** The report of the draw, or of the last judging. */
  report: Report;
  readonly programs: ReadonlyMap<string, Program>;
  readonly isOwnGrammar: boolean;
  /** The function's specification in the text of `report`. */
  specification: Specification;
  /** The key of the other functions' choices at that time. */
  among: string;
}

/** The id of each function's candidate, in the order of insertion. */
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

  /** The pool of a function with samples. */
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

  /** Whether a candidate of the caller names the other function. */
  calls(caller: string, other: string): boolean {
    return this.candidates(caller).some(({ solution }) => names(solution, other));
  }

  /** Whether the caller's chosen candidate names it. */
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

  /** Whether candidates of the failing function call it, or failing examples of the chosen or best of them need it. */
  hasPartIn(name: string, failing: string, choice: Choice): boolean {
    const { report } = this.get(failing);
    const candidate = this.chosen(failing, choice) ?? report.candidates[0];
    const failed = report.examples.filter((_, index) => candidate?.verdicts[index]?.status !== 'pass');
    return this.calls(failing, name) || failed.some(({ source }) => names(source, name));
  }
}

/** Whether the source has the function's simple name as a word. */
export function names(source: string, name: string): boolean {
  const simple = withoutLine(name)
    .split('.')
    .findLast((part) => !/^(?:setter|getter|deleter)$/.test(part))!;
  return new RegExp(`(?<![\\w])${simple}(?![\\w])`).test(source);
}
