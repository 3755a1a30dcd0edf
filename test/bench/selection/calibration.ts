/** Fits the confidence to what is right, and shows how far it can be relied upon. */
import { type Evidence, featuresOf, HALF } from '../../../server/src/selection/confidence.ts';
import { type Case, isRight } from './draws.ts';

export interface Observation {
  readonly group: string;
  readonly features: readonly number[];
  readonly right: boolean;
  /** So that each task counts once, however often it was drawn. */
  readonly weight: number;
}

export const names = Object.keys(
  featuresOf({ cluster: 0, agreement: 0, passing: 0, received: 0, examples: 0, inputs: 0 }),
);

function evidenceOf({ selection, passing, received, task }: Case): Evidence {
  const cluster = selection.weights[0] ?? 0;
  return {
    cluster,
    agreement: selection.agreements.get(selection.order[0] ?? '') ?? 0,
    passing,
    received,
    examples: task.examples.length,
    inputs: selection.inputs,
  };
}

export function observationOf(drawn: Case, draws: number): Observation {
  return {
    group: drawn.task.id,
    features: Object.values(featuresOf(evidenceOf(drawn))),
    right: isRight(drawn, drawn.selection.order[0]!),
    weight: 1 / draws,
  };
}

export interface Model {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** Logistic regression by Newton's method; the penalty keeps weights small where there is little to learn from. */
export function fitted(observations: readonly Omit<Observation, 'group'>[], penalty = 1): Model {
  const size = observations[0]!.features.length + 1;
  let beta: number[] = new Array(size).fill(0);
  for (let step = 0; step < 30; step++) {
    const gradient: number[] = new Array(size).fill(0);
    const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const { features, right, weight } of observations) {
      const x = [1, ...features];
      const chance = logistic(dot(beta, x));
      for (let i = 0; i < size; i++) {
        gradient[i]! += weight * (Number(right) - chance) * x[i]!;
        for (let j = 0; j < size; j++) hessian[i]![j]! += weight * chance * (1 - chance) * x[i]! * x[j]!;
      }
    }
    for (let i = 0; i < size; i++) {
      const own = i === 0 ? 1e-6 : penalty;
      gradient[i]! -= own * beta[i]!;
      hessian[i]![i]! += own;
    }
    const change = solved(hessian, gradient);
    beta = beta.map((one, i) => one + change[i]!);
  }
  return { intercept: beta[0]!, weights: beta.slice(1) };
}

export function chanceBy({ intercept, weights }: Model, features: readonly number[]): number {
  return logistic(intercept + dot(weights, features));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * other[at]!, 0);
}

/** Gauss with pivots. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  return rows.map((row, at) => row[size]! / row[at]!);
}

const FOLDS = 5;

/** The chance of each observation by a model that has not seen its task. */
export function crossValidated(observations: readonly Observation[]): number[] {
  const foldOf = (group: string) => [...group].reduce((sum, one) => (sum * 31 + one.codePointAt(0)!) % 9973, 7) % FOLDS;
  const folds = observations.map(({ group }) => foldOf(group));
  const models = Array.from({ length: FOLDS }, (_, fold) => {
    const seen = observations.filter((_one, at) => folds[at] !== fold);
    return { model: fitted(seen), highest: rightOfHalf(seen) };
  });
  return observations.map(({ features }, at) => {
    const { model, highest } = models[folds[at]!]!;
    const chance = chanceBy(model, features);
    return isOfHalf(features) ? Math.min(chance, highest) : chance;
  });
}

function isOfHalf(features: readonly number[]): boolean {
  return features[names.indexOf('cluster')]! <= HALF;
}

/** Of candidates with at most half of the samples the part that is right. */
export function rightOfHalf(observations: readonly Observation[]): number {
  const even = observations.filter(({ features }) => isOfHalf(features));
  const weight = (some: readonly Observation[]) => some.reduce((sum, one) => sum + one.weight, 0);
  return even.length === 0 ? 1 : weight(even.filter(({ right }) => right)) / weight(even);
}

export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly said: number;
  readonly right: number;
}

/** Of observations by what was said of them, in tenths. */
export function reliability(observations: readonly Observation[], chances: readonly number[]): Bin[] {
  return Array.from({ length: 10 }, (_, tenth): Bin => {
    const inBin = observations
      .map((one, at) => ({ one, chance: chances[at]! }))
      .filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === tenth);
    const count = inBin.reduce((sum, { one }) => sum + one.weight, 0);
    const mean = (of: (item: (typeof inBin)[number]) => number) =>
      count === 0 ? 0 : inBin.reduce((sum, item) => sum + item.one.weight * of(item), 0) / count;
    return { from: tenth / 10, count, said: mean(({ chance }) => chance), right: mean(({ one }) => Number(one.right)) };
  });
}

/** Expected calibration error: how far what was said lies from what was right, over the tenths. */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { count, said, right }) => sum + (count / total) * Math.abs(said - right), 0);
}
