import type { CandidateReport } from '../../../protocol/index.ts';

/**
 * Numbers the candidates by behaviour, from 0 in the given order. Candidates that pass go by `observed`, which has their clusters on
 * generated inputs; the others go by their outcomes on the examples.
 */
export function cluster(
  candidates: readonly CandidateReport[],
  observed: ReadonlyMap<string, number> = new Map(),
): CandidateReport[] {
  const numbers = new Map<string, number>();
  return candidates.map((candidate) => {
    if (candidate.verdicts.length === 0) return candidate;
    const behaviour =
      observed.get(candidate.id)?.toString() ??
      JSON.stringify(candidate.verdicts.map(({ status, actual, message }) => [status, actual, message]));
    const number = numbers.get(behaviour) ?? numbers.size;
    numbers.set(behaviour, number);
    return { ...candidate, cluster: number };
  });
}
