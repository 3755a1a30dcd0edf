/** Measures how far programs agree, input by input: the result of most is the best guess at the right one. */
import type { Input } from './inputs.ts';
import type { Row } from './outcomes.ts';
import type { Passer } from './passer.ts';

/** The factor for an input on which most samples raise or do not end: the function is probably not meant for it. */
const RAISING = 0.2;
/** The factor for each step of oddness. */
const ODD = 0.125;

/** The weight of an input, 0 to 1. */
export function trustOf(input: Input, row: Row, passers: readonly Passer[]): number {
  return ODD ** input.oddness * (raisingShare(row, passers) > 0.5 ? RAISING : 1);
}

function raisingShare({ classes, outcomes }: Row, passers: readonly Passer[]): number {
  let [raising, all] = [0, 0];
  classes.forEach((number, at) => {
    if (number < 0) return;
    all += passers[at]!.samples;
    if (outcomes[number]!.kind !== 'value') raising += passers[at]!.samples;
  });
  return all === 0 ? 1 : raising / all;
}

/**
 * For each program, the part of all samples that give its result, 0 to 1, averaged over the inputs by their trust. So clusters that do
 * nearly the same support each other (the overlap of SRank, arXiv 2311.03366; the vote by execution of MBR-exec, arXiv 2204.11454).
 */
export function agreementOf(inputs: readonly Input[], rows: readonly Row[], passers: readonly Passer[]): number[] {
  const sums = passers.map(() => 0);
  const total = passers.reduce((sum, { samples }) => sum + samples, 0);
  let weights = 0;
  rows.forEach((row, at) => {
    const trust = trustOf(inputs[at]!, row, passers);
    const samples = new Map<number, number>();
    row.classes.forEach((number, index) => {
      samples.set(number, (samples.get(number) ?? 0) + passers[index]!.samples);
    });
    weights += trust;
    row.classes.forEach((number, index) => {
      if (number >= 0) sums[index]! += (trust * samples.get(number)!) / total;
    });
  });
  return sums.map((sum) => (weights === 0 ? 1 : sum / weights));
}
