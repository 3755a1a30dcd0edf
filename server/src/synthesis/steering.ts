/** The search that a model's failed samples steer. */
import type { Report, Specification } from '../../../protocol/index.ts';
import type { Evaluate, LibraryFunction, Sample } from '../sampling/sampler.ts';
import { SECONDS, solution } from '../sampling/searchSampler.ts';
import { answerOf, needsRepair } from './repair.ts';

/** The most samples that steer a search. */
export const MOST = 10;
/** The most characters of one. */
const LONGEST = 12_000;

/** The programs that failed, best first, whole; none where something passes, or where nothing was judged. */
export function steeringSamples(report: Report, specification: Specification): string[] {
  if (!needsRepair(report)) return [];
  return report.candidates
    .filter(({ refused, verdicts }) => refused === undefined && verdicts.length > 0)
    .map((one) => answerOf(one, specification))
    .filter(({ length }) => length <= LONGEST)
    .slice(0, MOST);
}

export interface SteeredRequest {
  readonly specification: Specification;
  readonly samples: readonly string[];
  readonly limit: number;
  readonly library?: readonly LibraryFunction[];
}

/** What one search finds, best first. */
export async function steered(request: SteeredRequest, evaluate: Evaluate, signal: AbortSignal): Promise<Sample[]> {
  const found: Sample[] = [];
  for await (const one of evaluate({ ...request, seconds: SECONDS }, signal)) {
    if (!('body' in one)) continue;
    const { how, rank } = one;
    const text = solution(request.specification.target, one);
    found.push({ form: 'solution', text, searched: { how, rank } });
  }
  return found;
}
