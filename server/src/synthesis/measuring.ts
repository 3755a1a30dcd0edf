/** Measures how the time and memory of candidates that do the same grow. */
import type { Specification } from '../../../protocol/index.ts';
import type { CandidateJudge } from '../execution/index.ts';
import { growing } from '../selection/growing.ts';
import { type Growth, growthsOf } from '../selection/growth.ts';
import type { Passing } from './observing.ts';

/** Milliseconds for all candidates. */
const MOST = 6000;

/** By id, for those that clearly grow more than others of their cluster. Rejects with ExecutionError, or with the reason of `signal`. */
export async function growths(
  specification: Specification,
  candidates: readonly Passing[],
  clusters: ReadonlyMap<string, number>,
  session: CandidateJudge,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Growth>> {
  const inputs = growing(specification);
  const sizeOf = (cluster: number | undefined) => candidates.filter(({ id }) => clusters.get(id) === cluster).length;
  const compared = candidates.filter(({ id }) => clusters.has(id) && sizeOf(clusters.get(id)) > 1);
  if (inputs.length === 0 || compared.length === 0) return new Map();
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MOST)]);
  const sources = inputs.map(({ source }) => source);
  const measured = await Promise.all(
    compared.map(async ({ id, subject }) => {
      try {
        return [{ id, cluster: clusters.get(id)!, costs: await session.measure(subject, sources, bounded) }];
      } catch (error) {
        signal.throwIfAborted();
        if (bounded.aborted) return [];
        throw error;
      }
    }),
  );
  return growthsOf(
    measured.flat(),
    inputs.map(({ size }) => size),
  );
}
