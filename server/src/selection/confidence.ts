/** The chance that the first candidate is right, as measured on tasks whose hidden tests are known. */
import { HIGHEST, HIGHEST_OF_HALF, INTERCEPT, WEIGHTS } from './confidenceTable.ts';

/** The facts about the first candidate and the samples of its synthesis. */
export interface Evidence {
  /** The part of the passing samples that do exactly what it does, 0 to 1. */
  readonly cluster: number;
  /** The part that does so, input by input, 0 to 1. */
  readonly agreement: number;
  /** Samples that pass every example, and those that were received. */
  readonly passing: number;
  readonly received: number;
  readonly examples: number;
  /** Inputs on which the programs were observed. */
  readonly inputs: number;
}

/** The inputs of the model: each is a number of about 0 to 1, under the name of its weight. */
export function featuresOf(evidence: Evidence): Readonly<Record<keyof typeof WEIGHTS, number>> {
  const { cluster, agreement, passing, received, examples, inputs } = evidence;
  return {
    cluster,
    agreement,
    passRate: received === 0 ? 0 : passing / received,
    passing: Math.log2(1 + passing) / 7,
    examples: Math.log2(1 + examples) / 3,
    inputs: Math.log2(1 + inputs) / 7,
  };
}

/**
 * The chance, 0 to 1. It is never higher than the part of the surest candidates that was right; where at most half of the samples do as the
 * candidate does, than the part of such candidates.
 */
export function chanceOf(evidence: Evidence): number {
  const features = featuresOf(evidence);
  const names = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
  const sum = names.reduce((total, name) => total + WEIGHTS[name] * features[name], INTERCEPT);
  return Math.min(evidence.cluster > HALF ? HIGHEST : HIGHEST_OF_HALF, 1 / (1 + Math.exp(-sum)));
}

/** A cluster of this weight has as much beside it. */
export const HALF = 0.5;

/** From this chance on, a candidate is called likely right. Of the measured ones, at least 92 of 100 were right. */
export const LIKELY = 0.85;
/** Below this chance, it is called a guess. */
const GUESS = 0.6;

/** `likely right, 88%`, `perhaps right, 71%`, `a guess, 45%` */
export function confidenceInWords(chance: number): string {
  const words = chance >= LIKELY ? 'likely right' : chance >= GUESS ? 'perhaps right' : 'a guess';
  return `${words}, ${Math.round(100 * chance)}%`;
}
