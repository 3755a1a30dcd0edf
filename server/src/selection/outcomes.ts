/** Compares the candidates' results, input by input. */
import type { CallOutcome, Observation } from '../execution/index.ts';
import { alike } from '../python/values.ts';

/** The candidates' results on one input. */
export interface Row {
  /** By candidate: the number of its result, so that equal results have one number; -1 if its result is unknown. */
  readonly classes: readonly number[];
  /** The results by their numbers. */
  readonly outcomes: readonly CallOutcome[];
}

/** A row for each input. An unstable result equals no other. */
export function rowsOf(observations: readonly Observation[], inputs: number): Row[] {
  return Array.from({ length: inputs }, (_, input) => rowOf(observations, input));
}

function rowOf(observations: readonly Observation[], input: number): Row {
  const outcomes: CallOutcome[] = [];
  const byText = new Map<string, number>();
  const classes = observations.map((one) => {
    const outcome = one.outputs[input];
    if (outcome === undefined || outcome.kind === 'unknown') return -1;
    if (one.unstable.has(input)) return outcomes.push(outcome) - 1;
    const text = JSON.stringify(outcome);
    const known = byText.get(text);
    if (known !== undefined) return known;
    const like = outcomes.findIndex((other) => same(outcome, other));
    const number = like >= 0 ? like : outcomes.push(outcome) - 1;
    byText.set(text, number);
    return number;
  });
  return { classes, outcomes };
}

/** Whether two results are the same: equal values and equal changes, or exceptions of one type. */
export function same(one: CallOutcome, other: CallOutcome): boolean {
  if (one.kind === 'timeout' || other.kind === 'timeout') return one.kind === other.kind;
  if (one.kind === 'unknown' || other.kind === 'unknown') return false;
  if (one.kind === 'raises' || other.kind === 'raises') {
    return one.kind === 'raises' && other.kind === 'raises' && one.type === other.type;
  }
  return (
    alike(one.value, other.value) &&
    (one.value[0] !== 'none' || one.printed === other.printed) &&
    one.changed.length === other.changed.length &&
    one.changed.every(([at, value], index) => other.changed[index]![0] === at && alike(value, other.changed[index]![1]))
  );
}

/** The result as an assert sees it, without changed arguments and without output. */
export function unchanged(outcome: CallOutcome): CallOutcome {
  if (outcome.kind === 'value') return { kind: 'value', value: outcome.value, changed: [] };
  return outcome.kind === 'raises' ? { ...outcome, changed: [] } : outcome;
}
