/** Makes inputs of what a model proposes about a function. Its text is hostile: only calls with literals are taken. */
import type { Specification, Suggestion } from '../../../protocol/index.ts';
import { alike, type Value } from '../python/values.ts';
import { expectationIn } from '../specification/expectation.ts';
import { callsIn } from './calls.ts';
import type { Input, Inputs, Suggested } from './inputs.ts';

/** What a model proposed about a function beside its samples, as `proposalsIn` reads it. None of it is an example. */
export interface Proposed {
  readonly suggestions: readonly Pick<Suggestion, 'source' | 'samples'>[];
  /** Calls without a result. */
  readonly calls: readonly string[];
}

/** The most inputs of a model, suggested examples first. */
export const MOST_PROPOSED = 20;

/** The inputs with those that are proposed. One that is there already keeps its place, and gets what is expected of it. */
export function withProposed(
  inputs: readonly Input[],
  { suggestions, calls }: Proposed,
  { target }: Pick<Specification, 'target'>,
  made: Inputs,
): Input[] {
  const all = new Map(inputs.map((one) => [one.source, one]));
  const most = all.size + MOST_PROPOSED;
  for (const { source, samples = 0 } of [...suggestions, ...calls.map((call) => ({ source: call, samples: 0 }))]) {
    const [call, ...more] = callsIn({ target, examples: [{ source }] });
    const found = call && more.length === 0 ? made.proposed(call) : undefined;
    if (!found) continue;
    const { input, isPlain } = found;
    const known = all.get(input.source) ?? (all.size < most ? input : undefined);
    if (!known) continue;
    const value = isPlain ? expectationIn(source)?.value : undefined;
    const suggested = value === undefined ? known.suggested : added(known.suggested, value, samples);
    all.set(input.source, { ...known, ...(suggested && { suggested }) });
  }
  return [...all.values()];
}

function added(known: readonly Suggested[] = [], value: Value, samples: number): Suggested[] {
  const at = known.findIndex((one) => alike(one.value, value));
  if (at < 0) return [...known, { value, samples }];
  return known.map((one, index) => (index === at ? { ...one, samples: one.samples + samples } : one));
}
