/** Makes the part of a report about behaviours: their number, the questions, and the confidence in the first candidate. */
import type { CandidateReport, Question, Report } from '../../../protocol/index.ts';
import { chanceOf, type Evidence } from '../selection/confidence.ts';
import type { Selection } from '../selection/select.ts';

export type Behaviours = Pick<Report, 'behaviours' | 'changes' | 'confidence' | 'questions'>;
export type Counts = Pick<Evidence, 'received' | 'passing' | 'examples'>;

/** The results of small changes of the first candidate, where all that pass do the same. */
export interface Unpinned {
  /** Changes that were judged. */
  readonly tried: number;
  /** Those that pass every example and differ on an input. */
  readonly unnoticed: number;
  readonly questions: readonly Question[];
}

/** The user may say of some that they can't happen. */
const MOST_QUESTIONS = 20;

/**
 * `ordered`: the candidates as they are shown. Their first need not be the first of the selection, since the rank also knows what
 * overfits and what is unverified.
 */
export function behavioursOf(
  selection: Selection,
  unpinned: Unpinned | undefined,
  ordered: readonly CandidateReport[],
  counts: Counts,
): Behaviours {
  const { weights, clusters, agreements, inputs, questions } = selection;
  if (inputs === 0) return {};
  const shown = new Set(ordered.flatMap(({ id }) => clusters.get(id) ?? []));
  const behaviours = { count: weights.length, inputs, weights: [...shown].map((number) => weights[number]!) };
  const isSearch = ordered.every(({ passed, searched }) => !passed || searched !== undefined);
  const between = isSearch ? questions.map((one) => byBehaviours(one, clusters)) : questions;
  const asked = [...between, ...(unpinned?.questions ?? [])];
  const changes = unpinned && { changes: { tried: unpinned.tried, unnoticed: unpinned.unnoticed } };
  const found = { behaviours, questions: asked.slice(0, MOST_QUESTIONS), ...changes };
  const first = ordered[0]?.id ?? '';
  const [number, agreement] = [clusters.get(first), agreements.get(first)];
  if (number === undefined || agreement === undefined) return found;
  return { ...found, confidence: chanceOf({ ...counts, inputs, agreement, cluster: weights[number]! }) };
}

/** The question, whose answers tell how many behaviours give them. */
function byBehaviours(question: Question, clusters: Selection['clusters']): Question {
  const count = (ids: readonly string[]) => new Set(ids.map((id) => clusters.get(id))).size;
  const answers = question.answers.map((one) => ({ ...one, behaviours: count(one.candidates) }));
  return { ...question, answers };
}
