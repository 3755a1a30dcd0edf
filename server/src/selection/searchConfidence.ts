/** The chance that the first program of the embedded search is right, as measured on tasks whose hidden tests are known. */
import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { HIGHEST, INTERCEPT, WEIGHTS } from './searchTable.ts';

/** What the search knows about its first program. */
export interface Found {
  /** Its rank, lower is better: its cost, with a penalty for each doubt. */
  readonly rank: number;
  /** How much higher the rank of the next behaviour is. */
  readonly gap: number;
  /** Behaviours that fit every example. */
  readonly fits: number;
  /** Expressions that fit all examples but one: each would have predicted the last one wrong. */
  readonly near: number;
  readonly examples: number;
}

/** What the search knows about the first of the candidates that pass; undefined if it did not find that one. */
export function foundOf(
  ordered: readonly CandidateReport[],
  evidence: Report['evidence'],
  examples: number,
): Found | undefined {
  const [first, ...others] = ordered.filter(({ passed }) => passed).map(({ searched }) => searched?.rank);
  if (first === undefined) return undefined;
  const gap = others[0] === undefined ? Number.POSITIVE_INFINITY : others[0] - first;
  return { rank: first, gap, fits: evidence?.fits ?? ordered.length, near: evidence?.near ?? 0, examples };
}

/** The most that a gap counts. */
const WIDEST = 8;

/** The inputs of the model: each is a number of about 0 to 1, under the name of its weight. */
export function featuresOfFound({
  rank,
  gap,
  fits,
  near,
  examples,
}: Found): Readonly<Record<keyof typeof WEIGHTS, number>> {
  return {
    rank: rank / 20,
    gap: Math.min(gap, WIDEST) / WIDEST,
    fits: Math.log2(1 + fits) / 6,
    near: Math.log2(1 + near) / 12,
    examples: Math.log2(1 + examples) / 3,
  };
}

/** The chance, 0 to 1. It is never higher than the part of the surest programs that was right. */
export function chanceOfFound(found: Found): number {
  const features = featuresOfFound(found);
  const names = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
  const sum = names.reduce((total, name) => total + WEIGHTS[name] * features[name], INTERCEPT);
  return Math.min(HIGHEST, 1 / (1 + Math.exp(-sum)));
}
