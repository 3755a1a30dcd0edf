/** Says in words what the embedded search has found, and how little the examples may say about it. */
import type { CandidateReport, Report } from '../../../protocol/index.ts';
import { confidenceInWords, LIKELY } from '../selection/confidence.ts';
import { counted } from '../support/counted.ts';

/** `fits 3 asserts; so do 41 others`: the doubt about a program of the search. Undefined for others, and where it is likely right. */
export function guessInWords(report: Report): string | undefined {
  const { candidates, confidence, examples, evidence } = report;
  if (report.job !== 'synthesis' || !candidates[0]?.passed || candidates[0].searched === undefined) return undefined;
  if (confidence !== undefined && confidence >= LIKELY) return undefined;
  const asserts = examples.every(({ kind }) => kind === 'assert');
  const fits = `fits ${counted(examples.length, asserts ? 'assert' : 'example')}`;
  const others = Math.max(evidence?.fits ?? 0, report.behaviours?.count ?? 0) - 1;
  if (others < 1) return fits;
  return `${fits}; so ${others === 1 ? 'does 1 other' : `do ${others} others`}`;
}

/** `a guess, 45% · fits 3 asserts; so do 41 others` */
export function guessWithChance(report: Report): string | undefined {
  const guess = guessInWords(report);
  if (guess === undefined) return undefined;
  return `${report.confidence === undefined ? 'a guess' : confidenceInWords(report.confidence)} · ${guess}`;
}

/** `found by search: fold with a condition`; undefined for what a model wrote. */
export function foundInWords({ searched }: CandidateReport): string | undefined {
  return searched && `found by search: ${searched.how}`;
}

/** The candidates after the first, one for each behaviour where the search found them: other spellings are no choice. */
export function othersToOffer(passing: readonly CandidateReport[]): CandidateReport[] {
  const [first, ...others] = passing;
  const known = new Set([first?.cluster]);
  return others.filter(({ searched, cluster }) => {
    if (searched === undefined || cluster === undefined) return true;
    const isNew = !known.has(cluster);
    known.add(cluster);
    return isNew;
  });
}
