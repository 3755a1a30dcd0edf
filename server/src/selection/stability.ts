/** Inputs on which most programs give something else from run to run: there the function is meant to, as one that draws lots. */
import type { CallOutcome, Observation } from '../execution/index.ts';
import { type Passer, weightOf } from './passer.ts';

/** The programs, of whose values there nothing counts but whether they stay the same. */
export function drawingLots(passers: readonly Passer[]): readonly Passer[] {
  const inputs = new Set(passers.flatMap(({ observation }) => [...observation.unstable]));
  const lots = new Set([...inputs].filter((input) => isMostly(passers, input)));
  if (lots.size === 0) return passers;
  return passers.map((one) => ({ ...one, observation: drawn(one.observation, lots) }));
}

function isMostly(passers: readonly Passer[], input: number): boolean {
  return (
    weightOf(
      passers.filter(({ observation }) => observation.unstable.has(input)),
      passers,
    ) > 0.5
  );
}

function drawn({ outputs, unstable, ...rest }: Observation, lots: ReadonlySet<number>): Observation {
  return {
    ...rest,
    outputs: outputs.map((outcome, input) =>
      lots.has(input) && outcome.kind === 'value' ? told(unstable.has(input)) : outcome,
    ),
    unstable: new Set([...unstable].filter((input) => !lots.has(input))),
  };
}

/** No question can be about it. */
function told(differs: boolean): CallOutcome {
  return { kind: 'value', value: ['opaque', differs ? 'another each time' : 'the same each time'], changed: [] };
}
