import type { CandidateReport, Report } from '../../../protocol/index.ts';

/** Candidates that are shown where none passes. */
const MOST = 2;

/** The best candidates, to read: one for each way to fail. */
export function nearestOf({ candidates }: Report): CandidateReport[] {
  const run = candidates.filter(({ refused, verdicts }) => refused === undefined && verdicts.length > 0);
  const first = run.filter(
    ({ cluster }, at) => cluster === undefined || run.findIndex((one) => one.cluster === cluster) === at,
  );
  return first.slice(0, MOST);
}
