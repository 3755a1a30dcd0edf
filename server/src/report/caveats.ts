import type { CandidateReport, Reach } from '../../../protocol/index.ts';

function first([one]: readonly Reach[]): string {
  return one ? `: it ${one.what}, line ${one.line}` : '';
}

/** What is to be known of a candidate that passes all the same. Names in it are the candidate's: print them with care. */
export function caveatsOf(candidate: CandidateReport): string[] {
  const { changes, orderDependent, unreached, unverified, reaches = [], notes = [] } = candidate;
  const found: string[] = [];
  if (changes) found.push(`changed ${changes.join(', ')}, which a check then reads`);
  if (unreached) found.push('its result keeps a loop or a condition from reaching an assert');
  if (orderDependent) found.push('passes only in this order of the examples: it keeps state between its calls');
  if (unverified) found.push(`unverified: it could reach what judges it${first(reaches)}`);
  // What the user's own body does is known to the user.
  else if (reaches.length > 0 && candidate.id !== 'present') found.push(`not confined${first(reaches)}`);
  return [...found, ...notes];
}
