import type { CandidateReport } from '../../../protocol/index.ts';

/** `its time grows with n², where that of others that do the same grows with n`; one for time and one for memory. */
export function growthInWords({ growth }: Pick<CandidateReport, 'growth'>): string[] {
  return (['time', 'memory'] as const).flatMap((what) => {
    const grows = growth?.[what];
    if (grows === undefined) return [];
    const others = grows.others === '1' ? 'hardly grows' : `grows with ${grows.others}`;
    return [`its ${what} grows with ${grows.own}, where that of others that do the same ${others}`];
  });
}
