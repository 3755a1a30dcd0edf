/** CodeT's dual agreement (arXiv 2207.10397): programs gain by the suggested examples that they pass. */
import { alike } from '../python/values.ts';
import type { Input } from './inputs.ts';
import type { Passer } from './passer.ts';

/** Further suggestions that nothing passes: the fewer there are, the less they count, because two of three are wrong. */
const UNSEEN = 4;

/** For each program, the part of the suggested examples that it passes, 0 to 1. A call counts once, shared among the values suggested for it. */
export function suggestedOf(inputs: readonly Input[], passers: readonly Passer[]): number[] {
  const asked = inputs.flatMap(({ suggested = [] }, at) => {
    const total = suggested.reduce((sum, { samples }) => sum + samples, 0);
    return total > 0 ? [{ at, suggested, total }] : [];
  });
  return passers.map(({ observation: { outputs, unstable } }) => {
    const passed = asked.map(({ at, suggested, total }) => {
      const outcome = outputs[at];
      if (outcome?.kind !== 'value' || unstable.has(at)) return 0;
      return (suggested.find(({ value }) => alike(value, outcome.value))?.samples ?? 0) / total;
    });
    return passed.reduce((sum, one) => sum + one, 0) / (asked.length + UNSEEN);
  });
}
