/** Finds the inputs whose answers tell most about which candidate is right. */
import type { Answer, Question } from '../../../protocol/index.ts';
import { builtins } from '../candidates/index.ts';
import type { CallOutcome } from '../execution/index.ts';
import { type Quote, readsBack, sourceOf, type Value } from '../python/values.ts';
import { trustOf } from './agreement.ts';
import type { Input } from './inputs.ts';
import { type Row, same, unchanged } from './outcomes.ts';
import { type Passer, weightOf } from './passer.ts';

/** The factor for a question with an exception or a timeout among its answers: it is harder to answer. */
const RAISING = 0.5;
/** A question of `LONG` characters loses the part `LENGTH` of its worth. */
const LONG = 200;
const LENGTH = 0.3;
/** The most answers of a question. */
const MOST = 6;

/** The questions, the best first. `quote` is the kind of quotes for strings in the answers. */
export function questionsOf(
  inputs: readonly Input[],
  rows: readonly Row[],
  passers: readonly Passer[],
  quote: Quote = "'",
): Question[] {
  return inputs
    .flatMap((input, at) => {
      const groups = groupsOf(rows[at]!, at, passers);
      const worth = groups === undefined ? 0 : worthOf(input, rows[at]!, groups, passers);
      return worth > 0 ? [{ worth, question: questionOf(input, groups!, passers, quote) }] : [];
    })
    .sort((one, other) => other.worth - one.worth || one.question.call.length - other.question.call.length)
    .map(({ question }) => question);
}

interface Group {
  readonly outcome: CallOutcome;
  readonly members: readonly Passer[];
}

/**
 * The candidates by their result, as an assert sees it; undefined if the input can't be a question. Candidates with an unknown or an
 * unstable result are left out: a single one would prevent the question.
 */
function groupsOf({ classes, outcomes }: Row, input: number, passers: readonly Passer[]): Group[] | undefined {
  const groups: { outcome: CallOutcome; members: Passer[] }[] = [];
  for (const [at, number] of classes.entries()) {
    if (number < 0 || passers[at]!.observation.unstable.has(input)) continue;
    const outcome = outcomes[number]!;
    const group = groups.find((one) => same(unchanged(one.outcome), unchanged(outcome)));
    if (group) group.members.push(passers[at]!);
    else groups.push({ outcome, members: [passers[at]!] });
  }
  const isAnswerable = groups.some(({ outcome }) => outcome.kind === 'value' && readsBack(outcome.value));
  return groups.length > 1 && isAnswerable ? groups : undefined;
}

/** The bits that the answer tells, reduced if the input is odd, hard to answer or long. */
function worthOf(input: Input, row: Row, groups: readonly Group[], passers: readonly Passer[]): number {
  const shares = groups.map(({ members }) => weightOf(members, passers));
  const bits = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
  const raises = groups.some(({ outcome }) => outcome.kind !== 'value') ? RAISING : 1;
  return bits * trustOf(input, row, passers) * raises * (1 - LENGTH * Math.min(1, input.source.length / LONG));
}

function questionOf(input: Input, groups: readonly Group[], passers: readonly Passer[], quote: Quote): Question {
  const answers = groups
    .map(({ outcome, members }): Answer => {
      const candidates = members.map(({ id }) => id);
      return { ...answerOf(outcome, quote), candidates, weight: weightOf(members, passers) };
    })
    .sort((one, other) => other.weight - one.weight || (one.value < other.value ? -1 : 1));
  return { call: input.source, answers: answers.slice(0, MOST) };
}

function answerOf(outcome: CallOutcome, quote: Quote): Pick<Answer, 'value' | 'kind'> {
  // A candidate chooses the name of an exception's type, and an answer goes into the user's file.
  if (outcome.kind === 'raises')
    return { value: outcome.type, kind: builtins.has(outcome.type) ? 'raises' : 'unwritable' };
  if (outcome.kind !== 'value') return { value: 'does not end', kind: 'unwritable' };
  return { value: sourceOf(outcome.value, quote), kind: writable(outcome.value) };
}

function writable(value: Value): Answer['kind'] {
  return readsBack(value) ? 'value' : 'unwritable';
}

/** The questions that remain after an answer: those about the candidates that give this answer. */
export function narrowed(
  questions: readonly Question[],
  call: string,
  answer: Pick<Answer, 'value' | 'kind'>,
): Question[] {
  const given = questions.find((one) => one.call === call)?.answers;
  const right = given?.find(({ value, kind }) => value === answer.value && kind === answer.kind);
  if (!right) return [];
  const left = new Set(right.candidates);
  return questions.flatMap((question) => {
    const answers = question.answers.flatMap((one) => {
      const candidates = one.candidates.filter((id) => left.has(id));
      return candidates.length === 0
        ? []
        : [{ ...one, candidates, weight: one.weight * (candidates.length / one.candidates.length) }];
    });
    const total = answers.reduce((sum, { weight }) => sum + weight, 0);
    return answers.length < 2
      ? []
      : [{ ...question, answers: answers.map((one) => ({ ...one, weight: one.weight / total })) }];
  });
}
