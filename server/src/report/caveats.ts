import type { CandidateReport, Reach } from '../../../protocol/index.ts';
import { growthInWords } from './growth.ts';
import { untriedInWords } from './untried.ts';

function first([one]: readonly Reach[]): string {
  return one ? `: it ${one.what}, line ${one.line}` : '';
}

/** Caveats about a passing candidate. They contain names from the candidate, so escape them before printing. */
export function caveatsOf(candidate: CandidateReport): string[] {
  const { changes, overfits, unstable, orderDependent, unreached, unverified, reaches = [], notes = [] } = candidate;
  const untried = untriedInWords(candidate);
  const found: string[] = [];
  if (overfits) found.push(`overfits: it ${overfits}`);
  if (unstable) found.push('gives something else when it is called again with the same arguments');
  if (changes) found.push(`changed ${changes.join(', ')}, which a check then reads`);
  if (unreached) found.push('its result keeps a loop or a condition from reaching an assert');
  if (orderDependent) found.push('passes only in this order of the examples: it keeps state between its calls');
  if (unverified) found.push(`unverified: it could reach what judges it${first(reaches)}`);
  // The user knows the behaviour of the present body.
  else if (reaches.length > 0 && candidate.id !== 'present') found.push(`not confined${first(reaches)}`);
  if (untried !== undefined) found.push(untried);
  found.push(...growthInWords(candidate));
  return [...found, ...notes];
}
