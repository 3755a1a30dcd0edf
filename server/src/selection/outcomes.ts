/** Which candidates do the same on which input. */
import type { CallOutcome, Observation } from '../execution/index.ts';
import { alike } from '../python/values.ts';

/** One input, as the candidates did on it. */
export interface Row {
  /** By candidate: those with one number do the same; -1 where nothing is known of it. */
  readonly classes: readonly number[];
  /** By the number of a class: what it does. */
  readonly outcomes: readonly CallOutcome[];
}

/** A row for each input. Candidates whose calls differ from run to run do what nobody else does. */
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

/** Equal values and equal changes, or the same type of exception. */
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

/** An assert says nothing of changed arguments and of what is printed. */
export function unchanged(outcome: CallOutcome): CallOutcome {
  if (outcome.kind === 'value') return { kind: 'value', value: outcome.value, changed: [] };
  return outcome.kind === 'raises' ? { ...outcome, changed: [] } : outcome;
}
