/** Puts two clusters at a time to a model, and counts its choices. */
import type { Answer, Ballot, ModelAnswer, Question } from '../../../protocol/index.ts';

/** The most pairs of clusters. */
const MOST_PAIRS = 3;
/** The most characters of a call, and of an answer, for a model. */
const LONGEST = 400;

/** The clusters of a selection, and the questions that tell them apart, the best first. */
export interface Contest {
  readonly clusters: ReadonlyMap<string, number>;
  readonly weights: readonly number[];
  readonly questions: readonly Question[];
}

/** Two answers to put to a model, each with the candidates that give it. */
export type Pair = Omit<Ballot, 'chosen'>;

/**
 * A tournament between the heaviest clusters: the heaviest meets the next, and the winner the one after that. Each pair is answered by the
 * index of the right answer, or by undefined for none: then the heavier one stays. Two answers are one pair, however many clusters give them.
 */
export function* tournament(contest: Contest): Generator<Pair, void, 0 | 1 | undefined> {
  const { clusters, weights } = contest;
  const [first, ...others] = weights.map((_, number) => number).sort((one, other) => weights[other]! - weights[one]!);
  const held: Pair[] = [];
  let champion = first!;
  for (const challenger of others) {
    if (held.length === MOST_PAIRS) return;
    if (held.some(({ answers }) => isBetween(answers, clusters, champion, challenger))) continue;
    const pair = pairOf(contest, champion, challenger);
    if (!pair) continue;
    held.push(pair);
    if ((yield pair) === 1) champion = challenger;
  }
}

/** The best question on which two clusters differ, with their answers. */
function pairOf({ clusters, questions }: Contest, one: number, other: number): Pair | undefined {
  for (const { call, answers } of questions) {
    const own = answers.find((answer) => isOf(answer, clusters, one));
    const theirs = answers.find((answer) => isOf(answer, clusters, other));
    if (!own || !theirs || own === theirs || call.length > LONGEST) continue;
    if (isShown(own) && isShown(theirs)) return { call, answers: [own, theirs] };
  }
  return undefined;
}

function isBetween(answers: Ballot['answers'], clusters: Contest['clusters'], one: number, other: number): boolean {
  const at = (number: number) => answers.findIndex((answer) => isOf(answer, clusters, number));
  return at(one) >= 0 && at(other) >= 0 && at(one) !== at(other);
}

function isOf({ candidates }: Pick<Answer, 'candidates'>, clusters: Contest['clusters'], number: number): boolean {
  return candidates.some((id) => clusters.get(id) === number);
}

function isShown({ value, kind }: Answer): boolean {
  return kind !== 'unwritable' && value.length <= LONGEST;
}

/** The model's vote on a candidate, from -1 (another answer was chosen, each time) to 1 (its own was); 0 if it was not asked about it. */
export function voteOf(ballots: readonly Ballot[], id: string): number {
  const votes = ballots.flatMap(({ answers, chosen }) => {
    const own = answers.findIndex(({ candidates }) => candidates.includes(id));
    if (own < 0) return [];
    return chosen === undefined ? [0] : [chosen === own ? 1 : -1];
  });
  return votes.length === 0 ? 0 : votes.reduce((sum, one) => sum + one, 0) / votes.length;
}

/** The questions with the model's answers. Of several choices about one call, the last is between the winners of those before. */
export function withAnswers(questions: readonly Question[], ballots: readonly Ballot[]): Question[] {
  return questions.map((question) => {
    const chosen = ballots.flatMap(({ call, answers, chosen: at }) =>
      call === question.call && at !== undefined ? [answers[at]] : [],
    );
    const last = chosen.at(-1);
    if (!last) return question;
    const { value, kind } = last;
    const votes = 2 * chosen.filter((one) => one.value === value && one.kind === kind).length;
    const model: ModelAnswer = { value, kind, votes };
    return { ...question, model };
  });
}
