/** Plays the model that is asked which answer is right: it knows the task's own solution, and errs as often as it is told to. */
import type { Ballot } from '../../../protocol/index.ts';
import { type Pair, tournament } from '../../../server/src/selection/ballots.ts';
import { same, unchanged } from '../../../server/src/selection/outcomes.ts';
import type { Random } from '../../../server/src/selection/random.ts';
import { select } from '../../../server/src/selection/select.ts';
import type { Case } from './draws.ts';

/** How often the two orders disagree, or the reply can't be read; and how often it says neither where both are wrong. */
const UNDECIDED = 0.15;
const NEITHER = 0.5;

/** The first program with the votes of a model that chooses the right answer with probability `accuracy`, and the number of pairs. */
export function askedModel(drawn: Case, accuracy: number, random: Random): { first: string; pairs: number } {
  const { passers, inputs, selection, reference } = drawn;
  if (!reference || selection.weights.length < 2) return { first: selection.order[0]!, pairs: 0 };
  const ballots: Ballot[] = [];
  const rounds = tournament(selection);
  for (let next = rounds.next(); !next.done; next = rounds.next(ballots.at(-1)!.chosen)) {
    const chosen = choice(rightOf(next.value, drawn), accuracy, random);
    ballots.push({ ...next.value, ...(chosen !== undefined && { chosen }) });
  }
  return { first: select(passers, inputs, "'", ballots).order[0]!, pairs: ballots.length };
}

/** The index of the right answer; undefined if both are wrong. */
function rightOf({ call, answers }: Pair, { passers, inputs, reference }: Case): 0 | 1 | undefined {
  const at = inputs.findIndex(({ source }) => source === call);
  const isRight = (index: 0 | 1) => {
    const passer = passers.find(({ id }) => answers[index].candidates.includes(id))!;
    return same(unchanged(passer.observation.outputs[at]!), unchanged(reference!.outputs[at]!));
  };
  if (isRight(0)) return 0;
  return isRight(1) ? 1 : undefined;
}

function choice(right: 0 | 1 | undefined, accuracy: number, random: Random): 0 | 1 | undefined {
  const happens = (chance: number) => random.below(1000) < 1000 * chance;
  if (happens(UNDECIDED)) return undefined;
  if (right === undefined) return happens(NEITHER) ? undefined : happens(0.5) ? 0 : 1;
  return happens(accuracy) ? right : right === 0 ? 1 : 0;
}
