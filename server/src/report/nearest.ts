import type { CandidateReport, Report } from '../../../protocol/index.ts';

/** The most candidates to show if none passes. */
const MOST = 2;

/** The best candidates for reading, one for each way to fail. */
export function nearestOf({ candidates }: Report): CandidateReport[] {
  const run = candidates.filter(({ refused, verdicts }) => refused === undefined && verdicts.length > 0);
  const first = run.filter(
    ({ cluster }, at) => cluster === undefined || run.findIndex((one) => one.cluster === cluster) === at,
  );
  return first.slice(0, MOST);
}
