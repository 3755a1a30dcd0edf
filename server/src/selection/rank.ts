import type { CandidateReport, Status } from '../../../protocol/index.ts';

/** What decides a candidate's place besides its report. */
export interface Standing {
  readonly report: CandidateReport;
  /** It changed an argument, or a name of the module, that an example gave it. */
  readonly changesArguments: boolean;
}

const worth: Readonly<Record<Status, number>> = { pass: 1, fail: 0.3, error: 0.1, blocked: 0.05, timeout: 0 };

/**
 * Best first: what passes across the boundary, then what passed in-process, then by examples passed; among equals those that
 * leave their arguments alone, that more samples gave, and that are shorter.
 */
export function rank<T extends Standing>(candidates: readonly T[]): T[] {
  return [...candidates].sort(
    (one, other) =>
      grade(other.report) - grade(one.report) ||
      Number(one.changesArguments) - Number(other.changesArguments) ||
      score(other.report) - score(one.report) ||
      other.report.samples - one.report.samples ||
      sizeOf(one.report) - sizeOf(other.report) ||
      one.report.solution.length - other.report.solution.length,
  );
}

function grade(candidate: CandidateReport): number {
  if (candidate.refused !== undefined) return 0;
  if (candidate.passed) return 3;
  return candidate.unverified ? 2 : 1;
}

function score(candidate: CandidateReport): number {
  return candidate.verdicts.reduce((sum, verdict) => sum + worth[verdict.status], 0);
}

/** Tokens, roughly: a longer name for the same variable makes no larger program. */
function sizeOf({ solution }: CandidateReport): number {
  return solution.match(/\w+|[^\w\s]/g)?.length ?? 0;
}
