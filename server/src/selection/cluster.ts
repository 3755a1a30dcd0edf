import type { CandidateReport } from '../../../protocol/index.ts';

/** Numbers the candidates by behaviour on their examples, from 0 in the order given: the same outcomes are one cluster. */
export function cluster(candidates: readonly CandidateReport[]): CandidateReport[] {
  const numbers = new Map<string, number>();
  return candidates.map((candidate) => {
    if (candidate.verdicts.length === 0) return candidate;
    const behaviour = JSON.stringify(
      candidate.verdicts.map(({ status, actual, message }) => [status, actual, message]),
    );
    const number = numbers.get(behaviour) ?? numbers.size;
    numbers.set(behaviour, number);
    return { ...candidate, cluster: number };
  });
}
