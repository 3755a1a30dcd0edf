import type { CandidateReport, Status } from '../../../protocol/index.ts';

const worth: Readonly<Record<Status, number>> = { pass: 1, fail: 0.3, error: 0.1, blocked: 0.05, timeout: 0 };

/**
 * Best first: what passes confined or across the boundary, of it what changes nothing that a check reads and leaves no check
 * unreached; then what passed in-process; then what passes in one order of the examples only; then by examples passed. Among
 * equals those that more samples gave, and that are shorter; of a sampler that draws its best first, those that it drew first.
 */
export function rank(
  candidates: readonly CandidateReport[],
  { drawnBestFirst = false }: { readonly drawnBestFirst?: boolean } = {},
): CandidateReport[] {
  const size = drawnBestFirst ? () => 0 : bySize;
  return [...candidates].sort(
    (one, other) =>
      grade(other) - grade(one) || score(other) - score(one) || other.samples - one.samples || size(one, other),
  );
}

function grade(candidate: CandidateReport): number {
  if (candidate.refused !== undefined) return 0;
  if (!candidate.passed && !candidate.unverified) return 1;
  if (candidate.orderDependent) return 2;
  if (candidate.unverified) return 3;
  return candidate.changes || candidate.unreached ? 4 : 5;
}

function score(candidate: CandidateReport): number {
  return candidate.verdicts.reduce((sum, verdict) => sum + worth[verdict.status], 0);
}

function bySize(one: CandidateReport, other: CandidateReport): number {
  return sizeOf(one) - sizeOf(other) || one.solution.length - other.solution.length;
}

/** Tokens, roughly: a longer name for the same variable makes no larger program. */
function sizeOf({ solution }: CandidateReport): number {
  return solution.match(/\w+|[^\w\s]/g)?.length ?? 0;
}
