/** Finds the lines of candidates that no example runs. */
import type { CandidateJudge } from '../execution/index.ts';
import type { Passing } from './observing.ts';

/** Milliseconds for all candidates: their examples run once more. */
const MOST = 2000;

/** A candidate with the line of its subject's text, from 1, on which its solution begins. */
export interface Located extends Passing {
  readonly first: number;
}

/** For each candidate, the lines of its solution, from 1; undefined where they can't be known. Rejects like `unrun`. */
export async function untried(
  candidates: readonly Located[],
  session: CandidateJudge,
  signal: AbortSignal,
): Promise<(readonly number[] | undefined)[]> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(MOST)]);
  return Promise.all(
    candidates.map(async ({ subject, solution, first }) => {
      const last = solution.split(/\r\n?|\n/).length;
      try {
        const lines = await session.unrun(subject, bounded);
        return lines?.map((line) => line - first + 1).filter((line) => line > 0 && line <= last);
      } catch (error) {
        signal.throwIfAborted();
        if (bounded.aborted) return undefined;
        throw error;
      }
    }),
  );
}
