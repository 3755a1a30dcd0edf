/** The chance that the first candidate is right, as measured on tasks whose hidden tests are known. */
import { HIGHEST, INTERCEPT, WEIGHTS } from './confidenceTable.ts';

/** What is known of the first candidate, and of the samples that it is one of. */
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

/** Each a number of about 0 to 1, by the name of its weight. */
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

/** 0 to 1, never above what was measured for the surest. */
export function chanceOf(evidence: Evidence): number {
  const features = featuresOf(evidence);
  const names = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
  const sum = names.reduce((total, name) => total + WEIGHTS[name] * features[name], INTERCEPT);
  return Math.min(HIGHEST, 1 / (1 + Math.exp(-sum)));
}

/** From here on a candidate is called likely right: of those that were, at least 92 of 100 are. */
export const LIKELY = 0.85;
/** Below, it is no more than a guess. */
const GUESS = 0.6;

/** `likely right, 88%`, `perhaps right, 71%`, `a guess, 45%` */
export function confidenceInWords(chance: number): string {
  const words = chance >= LIKELY ? 'likely right' : chance >= GUESS ? 'perhaps right' : 'a guess';
  return `${words}, ${Math.round(100 * chance)}%`;
}
