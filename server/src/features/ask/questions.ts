/** Keeps the inputs that the user has put aside, and finds the open questions of a function. */
import type { Question } from '../../../../protocol/index.ts';
import { functionKey, isOf } from '../functionKey.ts';
import type { Placed } from '../reports.ts';

export class Questions {
  /** Calls that can't happen, as the user has said, by document and function. */
  readonly #dropped = new Map<string, Set<string>>();

  /** The open questions about the current report, the best first. */
  of(uri: string, { entry, standing }: Placed): readonly Question[] {
    if (standing.kind !== 'current' || entry.phase !== 'ended') return [];
    const dropped = this.#dropped.get(functionKey(uri, entry.name));
    return (entry.report?.questions ?? []).filter(({ call }) => !dropped?.has(call));
  }

  drop(uri: string, name: string, call: string): void {
    const key = functionKey(uri, name);
    this.#dropped.set(key, (this.#dropped.get(key) ?? new Set()).add(call));
  }

  forget(uri: string): void {
    for (const key of [...this.#dropped.keys()]) if (isOf(uri, key)) this.#dropped.delete(key);
  }
}
