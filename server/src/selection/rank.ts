import type { CandidateReport, Status } from '../../../protocol/index.ts';
import { sizeOf } from './size.ts';

const worth: Readonly<Record<Status, number>> = { pass: 1, fail: 0.3, error: 0.1, blocked: 0.05, timeout: 0 };

export interface RankOptions {
  /** Ids of candidates that pass, the likeliest first, by their results on generated inputs. */
  readonly order?: readonly string[];
}

/**
 * Ranks the candidates, best first. First come those that pass confined or across the boundary; among them, those that change nothing that
 * a check reads and leave no check unreached. Then come those that pass in-process, then those that pass in one order of the examples only,
 * then those that answer the examples by heart, then the rest by passed examples. Equals go by `order`, then by samples, then by size. What
 * the embedded search has found goes by the search's own rank. The order in which samples arrive does not matter.
 */
export function rank(candidates: readonly CandidateReport[], { order = [] }: RankOptions = {}): CandidateReport[] {
  const places = new Map(order.map((id, at) => [id, at]));
  const place = ({ id }: CandidateReport) => places.get(id) ?? order.length;
  // Beside samples that fail, the search may have found what passes.
  const passing = candidates.filter(({ passed }) => passed);
  const compared = passing.length > 0 ? passing : candidates;
  const among = compared.every(({ searched }) => searched !== undefined)
    ? (one: CandidateReport, other: CandidateReport) => searchRank(one) - searchRank(other)
    : (one: CandidateReport, other: CandidateReport) =>
        place(one) - place(other) || other.samples - one.samples || bySize(one, other);
  return [...candidates].sort(
    (one, other) => grade(other) - grade(one) || score(other) - score(one) || among(one, other),
  );
}

function searchRank({ searched }: CandidateReport): number {
  return searched?.rank ?? Number.MAX_SAFE_INTEGER;
}

function grade(candidate: CandidateReport): number {
  if (candidate.refused !== undefined) return 0;
  if (!candidate.passed && !candidate.unverified) return 1;
  if (candidate.overfits) return 2;
  if (candidate.orderDependent) return 3;
  if (candidate.unverified) return 4;
  return candidate.changes || candidate.unreached ? 5 : 6;
}

function score(candidate: CandidateReport): number {
  return candidate.verdicts.reduce((sum, verdict) => sum + worth[verdict.status], 0);
}

function bySize({ solution: one }: CandidateReport, { solution: other }: CandidateReport): number {
  return sizeOf(one) - sizeOf(other) || one.length - other.length || (one < other ? -1 : Number(one > other));
}
