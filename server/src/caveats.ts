import type { CandidateReport } from '../../protocol/index.ts';

/** What is to be known of a candidate that passes all the same. Names in it are the candidate's: print them with care. */
export function caveatsOf({ changes, orderDependent, unreached, unverified }: CandidateReport): string[] {
  const found: string[] = [];
  if (changes) found.push(`changed ${changes.join(', ')}, which a check then reads`);
  if (unreached) found.push('what it gives keeps a loop or a condition from ever coming to its assert');
  if (orderDependent) found.push('passes in this order of the examples only: it keeps something between its calls');
  if (unverified)
    found.push('unverified: judged in its own process, since what an example hands over has no way out of ours');
  return found;
}
