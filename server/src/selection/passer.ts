import type { Observation } from '../execution/index.ts';

/** A candidate that passes every example, and what it does on inputs that no example holds. */
export interface Passer {
  readonly id: string;
  /** How many samples gave it. */
  readonly samples: number;
  readonly solution: string;
  readonly observation: Observation;
}

/** Of all samples that passed, the part that gave these. */
export function weightOf(some: readonly Passer[], all: readonly Passer[]): number {
  const total = all.reduce((sum, { samples }) => sum + samples, 0);
  return total === 0 ? 0 : some.reduce((sum, { samples }) => sum + samples, 0) / total;
}
