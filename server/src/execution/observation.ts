/** Reads the runner's report of a candidate's results on inputs. */
import { type Value, valueFrom } from '../python/values.ts';
import type { Observed, Output } from './wire.ts';

/** The outcome of one call. */
export type CallOutcome =
  | { readonly kind: 'value'; readonly value: Value; readonly changed: readonly Changed[]; readonly printed?: string }
  | { readonly kind: 'raises'; readonly type: string; readonly message: string; readonly changed: readonly Changed[] }
  | { readonly kind: 'timeout' }
  /** The arguments can't be made, or the call was never tried, so the result is unknown. */
  | { readonly kind: 'unknown' };

/** The number of an argument, and its value after the call. */
type Changed = readonly [number, Value];

/** The results of one candidate, by the number of the input. */
export interface Observation {
  readonly outputs: readonly CallOutcome[];
  /** The inputs on which a second call had another result than the first. */
  readonly unstable: ReadonlySet<number>;
  /** Seconds of CPU of each call. */
  readonly cpu: readonly number[];
}

/** What a call took. */
export interface Cost {
  /** Of CPU; the least of some calls. */
  readonly seconds: number;
  /** The most that it held at once. */
  readonly bytes?: number;
  /** It took more than it might, so this is the least. */
  readonly isOver?: true;
}

/** By the number of the input; undefined for one that was not called, and that gave nothing. */
export function costsOf({ outputs }: Observed, count: number): (Cost | undefined)[] {
  const costs: (Cost | undefined)[] = new Array(count).fill(undefined);
  for (const { input, cpu, peak, timeout, raises, unbuilt } of outputs) {
    if (input < 0 || input >= count || raises !== undefined || unbuilt !== undefined) continue;
    costs[input] = { seconds: cpu, ...(peak !== undefined && { bytes: peak }), ...(timeout && { isOver: true }) };
  }
  return costs;
}

export function observationOf({ outputs }: Observed, count: number): Observation {
  const known: (Output | undefined)[] = new Array(count).fill(undefined);
  for (const one of outputs) if (one.input >= 0 && one.input < count) known[one.input] = one;
  return {
    outputs: known.map(outputOf),
    unstable: new Set(outputs.filter((one) => one.unstable).map((one) => one.input)),
    cpu: known.map((one) => one?.cpu ?? 0),
  };
}

function outputOf(output: Output | undefined): CallOutcome {
  if (output === undefined || output.unbuilt !== undefined) return { kind: 'unknown' };
  if (output.timeout) return { kind: 'timeout' };
  const changed = changedIn(output.changed);
  if (output.raises !== undefined) {
    return { kind: 'raises', type: output.raises, message: output.message ?? '', changed };
  }
  if (output.value === undefined) return { kind: 'unknown' };
  const printed = output.printed === undefined ? {} : { printed: output.printed };
  return { kind: 'value', value: valueFrom(output.value), changed, ...printed };
}

function changedIn(told: unknown): Changed[] {
  return (Array.isArray(told) ? told : []).flatMap((one) =>
    Array.isArray(one) && Number.isInteger(one[0]) ? [[Number(one[0]), valueFrom(one[1])] as const] : [],
  );
}
