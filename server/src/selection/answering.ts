/** Plays a user: a reference answers the questions, and programs with other answers are dropped. */
import type { Ballot } from '../../../protocol/index.ts';
import type { Observation } from '../execution/index.ts';
import type { Input } from './inputs.ts';
import { same, unchanged } from './outcomes.ts';
import type { Passer } from './passer.ts';
import { select } from './select.ts';

/** The id of the first program after at most so many questions; undefined if there is no program. */
export function firstAfter(
  given: readonly Passer[],
  inputs: readonly Input[],
  reference: Observation,
  questions: number,
  ballots: readonly Ballot[] = [],
): string | undefined {
  let passers = given;
  let selection = select(passers, inputs, "'", ballots);
  const asked = new Set<string>();
  for (let count = 0; count < questions; count++) {
    const question = selection.questions.find(({ call }) => !asked.has(call));
    if (!question) break;
    asked.add(question.call);
    const at = inputs.findIndex(({ source }) => source === question.call);
    const right = reference.outputs[at]!;
    // Where the reference has no answer, the user says that the input can't happen.
    if (right.kind === 'timeout' || right.kind === 'unknown') continue;
    const left = passers.filter(({ observation }) => same(unchanged(observation.outputs[at]!), unchanged(right)));
    if (left.length === 0) continue;
    passers = left;
    selection = select(passers, inputs, "'", ballots);
  }
  return selection.order[0];
}
