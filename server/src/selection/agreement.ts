/** How far programs agree, input by input: what most do is the best guess at what is right. */
import type { Input } from './inputs.ts';
import type { Row } from './outcomes.ts';
import type { Passer } from './passer.ts';

/** Where most samples raise or do not end, the input is probably none that the function is for. */
const RAISING = 0.2;
/** By what an input counts less for each step outside of what the examples show. */
const ODD = 0.125;

/** What the programs' doing on an input counts, 0 to 1. */
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
 * For each program the part of all samples that do as it does, 0 to 1, on average over the inputs, each by its trust: clusters that do
 * nearly the same support one another (the overlap of SRank, arXiv 2311.03366; the vote by execution of MBR-exec, arXiv 2204.11454).
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
