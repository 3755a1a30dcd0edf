import type { Observation } from '../execution/index.ts';

/** A candidate that passes every example, with its results on inputs that no example makes. */
export interface Passer {
  readonly id: string;
  /** The number of samples that gave it. */
  readonly samples: number;
  /** The mean log-probability of their tokens, where it is known. */
  readonly logprob?: number | undefined;
  readonly solution: string;
  readonly observation: Observation;
}

/** The part of all samples that pass which gave `some`. */
export function weightOf(some: readonly Passer[], all: readonly Passer[]): number {
  const total = all.reduce((sum, { samples }) => sum + samples, 0);
  return total === 0 ? 0 : some.reduce((sum, { samples }) => sum + samples, 0) / total;
}
