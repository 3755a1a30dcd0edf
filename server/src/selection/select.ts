/** Selects among candidates that pass: finds which is probably right, and the questions that would settle it. */
import type { Ballot, Question } from '../../../protocol/index.ts';
import type { Quote } from '../python/values.ts';
import { agreementOf } from './agreement.ts';
import { voteOf, withAnswers } from './ballots.ts';
import { clustersOf } from './clusters.ts';
import type { Input } from './inputs.ts';
import { rowsOf } from './outcomes.ts';
import { type Passer, weightOf } from './passer.ts';
import { questionsOf } from './question.ts';
import { sizeOf } from './size.ts';
import { drawingLots } from './stability.ts';
import { suggestedOf } from './suggested.ts';

/**
 * The score of a candidate is CLUSTER × the weight of its cluster + AGREEMENT × its agreement + MODEL × the model's vote. The first two were fitted with
 * test/bench/selection. Terms for the examples' inputs, constants, exceptions and sizes did not help on tasks that were held back.
 */
const CLUSTER = 2;
const AGREEMENT = 3;
/**
 * The weight of the model's vote, which is from -1 to 1. So its choice between two answers moves one past the other by 1.2: as far as two
 * clusters of 2 to 1 lie apart that differ on half of the inputs, (2/3 − 1/3) × (2 + 3 × 1/2). A clearer majority stands, since the model
 * has mostly written these samples itself, and errs as they do. With models played by test/bench/selection, a heavier vote loses more by a
 * poor one than it gains by a good one.
 */
const MODEL = 0.6;
/**
 * SUGGESTED × the part of the suggested examples that it passes is added. No data to fit it is at hand. Only a third of what models suggest is
 * right, so all of it together counts less than the cluster, and one alone (0.4) as much as a fifth of the samples in the cluster.
 */
const SUGGESTED = 2;

export interface Selection {
  /** The candidates' ids, best first; equals by samples, then by log-probability where it is known of all, then by size. */
  readonly order: readonly string[];
  /** The number of each candidate's cluster, by id, from 0 in the order of `order`. */
  readonly clusters: ReadonlyMap<string, number>;
  /** The weight of each cluster: its part of the samples that pass. */
  readonly weights: readonly number[];
  readonly questions: readonly Question[];
  /** The number of inputs on which a call of at least one candidate has ended. */
  readonly inputs: number;
  /** The agreement of each candidate, by id. */
  readonly agreements: ReadonlyMap<string, number>;
  /** The ids of unstable candidates. */
  readonly unstable: ReadonlySet<string>;
}

/** Selects. The order of `given` does not matter. `ballots` has the model's choices, where it was asked. */
export function select(
  given: readonly Passer[],
  inputs: readonly Input[],
  quote: Quote = "'",
  ballots: readonly Ballot[] = [],
): Selection {
  const passers = drawingLots([...given].sort((one, other) => (one.solution < other.solution ? -1 : 1)));
  const observations = passers.map(({ observation }) => observation);
  const rows = rowsOf(observations, inputs.length);
  const known = rows.filter(({ outcomes }) => outcomes.some(({ kind }) => kind !== 'timeout'));
  const clusters = clustersOf(rows, passers);
  const agreement = agreementOf(inputs, rows, passers);
  const weights = clusters.map((own) =>
    weightOf(
      passers.filter((_, at) => clusters[at] === own),
      passers,
    ),
  );
  const suggested = suggestedOf(inputs, passers);
  const score = passers.map(
    ({ id }, at) =>
      CLUSTER * weights[at]! + AGREEMENT * agreement[at]! + SUGGESTED * suggested[at]! + MODEL * voteOf(ballots, id),
  );
  // Between some that have one and some that have none, it would give no order.
  const isTold = passers.every(({ logprob }) => logprob !== undefined);
  const likelihood = ({ logprob = 0 }: Passer) => (isTold ? logprob : 0);
  const places = passers
    .map((_, at) => at)
    .sort(
      (one, other) =>
        score[other]! - score[one]! ||
        passers[other]!.samples - passers[one]!.samples ||
        likelihood(passers[other]!) - likelihood(passers[one]!) ||
        sizeOf(passers[one]!.solution) - sizeOf(passers[other]!.solution) ||
        one - other,
    );
  const numbers = new Map<number, number>();
  for (const at of places) if (!numbers.has(clusters[at]!)) numbers.set(clusters[at]!, numbers.size);
  const byNumber: number[] = [];
  for (const at of places) byNumber[numbers.get(clusters[at]!)!] = weights[at]!;
  return {
    order: places.map((at) => passers[at]!.id),
    clusters: new Map(passers.map(({ id }, at) => [id, numbers.get(clusters[at]!)!])),
    weights: byNumber,
    questions: withAnswers(questionsOf(inputs, rows, passers, quote), ballots),
    inputs: known.length,
    agreements: new Map(passers.map(({ id }, at) => [id, agreement[at]!])),
    unstable: new Set(passers.filter(({ observation }) => observation.unstable.size > 0).map(({ id }) => id)),
  };
}
