/** How often the first candidate is right by parts of the score alone. */
import { agreementOf } from '../../../server/src/selection/agreement.ts';
import { clustersOf } from '../../../server/src/selection/clusters.ts';
import { type Row, rowsOf } from '../../../server/src/selection/outcomes.ts';
import { type Passer, weightOf } from '../../../server/src/selection/passer.ts';
import { sizeOf } from '../../../server/src/selection/size.ts';
import { type Case, isRight } from './draws.ts';

type Rule = (parts: { readonly cluster: number; readonly agreement: number; readonly srank: number }) => number;

/** SRank's overlap (arXiv 2311.03366) is the agreement where every input counts alike. */
const rules: Readonly<Record<string, Rule>> = {
  'cluster weight alone': ({ cluster }) => cluster,
  'agreement alone': ({ agreement }) => agreement,
  'SRank’s overlap alone': ({ srank }) => srank,
  'cluster and SRank’s overlap': ({ cluster, srank }) => 2 * cluster + 3 * srank,
  'cluster and agreement': ({ cluster, agreement }) => 2 * cluster + 3 * agreement,
};

/** The parts of the score for which the dev sets have no data. */
export const withoutData = ['suggested examples (CodeT)', 'log-probability', 'inputs of a model'];

/** By rule, the number of draws whose first candidate is right. */
export function rightBy(draws: readonly Case[]): Map<string, number> {
  const right = new Map(Object.keys(rules).map((name) => [name, 0]));
  for (const one of draws) {
    const passers = [...one.passers].sort((a, b) => (a.solution < b.solution ? -1 : 1));
    const observations = passers.map(({ observation }) => observation);
    const rows = rowsOf(observations, one.inputs.length);
    const clusters = clustersOf(rows, passers);
    const agreement = agreementOf(one.inputs, rows, passers);
    const srank = overlapOf(rows, passers);
    const parts = passers.map((_, at) => {
      const cluster = weightOf(
        passers.filter((_passer, index) => clusters[index] === clusters[at]),
        passers,
      );
      return { cluster, agreement: agreement[at]!, srank: srank[at]! };
    });
    for (const [name, rule] of Object.entries(rules)) {
      const score = parts.map(rule);
      const first = passers
        .map((_, at) => at)
        .sort((a, b) => score[b]! - score[a]! || bySize(passers[a]!, passers[b]!))[0]!;
      if (isRight(one, passers[first]!.id)) right.set(name, right.get(name)! + 1);
    }
  }
  return right;
}

/** For each program, the part of all samples that give its result, averaged over the inputs: the interaction of SRank's clusters by their sizes. */
function overlapOf(rows: readonly Row[], passers: readonly Passer[]): number[] {
  return passers.map((_, at) => {
    const shares = rows.map(({ classes }) =>
      classes[at]! < 0
        ? 0
        : weightOf(
            passers.filter((_passer, index) => classes[index] === classes[at]),
            passers,
          ),
    );
    return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, rows.length);
  });
}

function bySize(one: Passer, other: Passer): number {
  return other.samples - one.samples || sizeOf(one.solution) - sizeOf(other.solution);
}
