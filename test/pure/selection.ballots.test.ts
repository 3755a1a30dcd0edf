/** Pairs of answers for a model, its votes, and what it says in reply. */
import { describe, expect, it } from 'vitest';
import type { Answer, Ballot, Question } from '../../protocol/index.ts';
import { choiceIn } from '../../server/src/sampling/prompts/index.ts';
import { type Contest, type Pair, tournament, voteOf, withAnswers } from '../../server/src/selection/ballots.ts';

const answer = (value: string, ...candidates: string[]): Answer => ({ value, kind: 'value', candidates, weight: 0 });
const question = (call: string, ...answers: Answer[]): Question => ({ call, answers });

/** Candidates `a`, `b`, … of clusters 0, 1, … */
function contest(weights: number[], ...questions: Question[]): Contest {
  return { weights, questions, clusters: new Map(weights.map((_, at) => ['abcdefgh'[at]!, at])) };
}

/** Plays with the given choices, and returns the pairs as `call: one or other`. */
function played(given: Contest, choices: (0 | 1 | undefined)[] = []): string[] {
  const rounds = tournament(given);
  const pairs: Pair[] = [];
  for (let next = rounds.next(); !next.done; next = rounds.next(choices[pairs.length - 1])) pairs.push(next.value);
  return pairs.map(({ call, answers: [one, other] }) => `${call}: ${one.value} or ${other.value}`);
}

describe('the pairs for a model', () => {
  const three = question('f(1)', answer('1', 'a'), answer('2', 'b'), answer('3', 'c'));

  it('are of the heaviest clusters, the winner against the next', () => {
    expect(played(contest([0.5, 0.3, 0.2], three), [0, 0])).toEqual(['f(1): 1 or 2', 'f(1): 1 or 3']);
    expect(played(contest([0.5, 0.3, 0.2], three), [1])).toEqual(['f(1): 1 or 2', 'f(1): 2 or 3']);
    expect(played(contest([0.2, 0.3, 0.5], three))).toEqual(['f(1): 3 or 2', 'f(1): 3 or 1']);
  });

  it('are few', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const many = question('f(1)', ...letters.map((id, at) => answer(String(at), id)));
    const weights = letters.map(() => 1 / 8);
    expect(played(contest(weights, many))).toHaveLength(3);
  });

  it('come once, however many clusters give the same answers', () => {
    const two = question('f(1)', answer('1', 'a'), answer('2', 'b', 'c'));
    const other = question('f(2)', answer('1', 'b'), answer('2', 'c', 'a'));
    expect(played(contest([0.5, 0.3, 0.2], two, other), [0])).toEqual(['f(1): 1 or 2']);
    expect(played(contest([0.5, 0.3, 0.2], two, other), [1])).toEqual(['f(1): 1 or 2', 'f(2): 1 or 2']);
  });

  it('are of the best question that a model can be asked', () => {
    const long = question('f(1)', answer('1'.repeat(500), 'a'), answer('2', 'b'));
    const endless = question('f(2)', { ...answer('does not end', 'a'), kind: 'unwritable' }, answer('2', 'b'));
    const short = question('f(3)', answer('1', 'a'), { ...answer('KeyError', 'b'), kind: 'raises' });
    expect(played(contest([0.5, 0.5], long, endless, short))).toEqual(['f(3): 1 or KeyError']);
    expect(played(contest([0.5, 0.5], long))).toEqual([]);
  });
});

describe('the model’s vote', () => {
  const ballot = (chosen: 0 | 1 | undefined, one: Answer, other: Answer): Ballot => ({
    ...{ call: 'f(1)', answers: [one, other] },
    ...(chosen !== undefined && { chosen }),
  });
  const [a, b, c] = [answer('1', 'a'), answer('2', 'b'), answer('3', 'c')];

  it('is for all candidates that give the answer, and against those that give the other', () => {
    const votes = [ballot(1, a, answer('2', 'b', 'd'))];
    expect(['a', 'b', 'd', 'c'].map((id) => voteOf(votes, id))).toEqual([-1, 1, 1, 0]);
    expect(voteOf([ballot(undefined, a, b)], 'a')).toBe(0);
    expect(voteOf([ballot(0, a, b), ballot(1, a, c)], 'a')).toBe(0);
  });

  it('is shown beside the question, that of the last winner', () => {
    const asked = [question('f(1)', a, b, c), question('f(2)', a, b)];
    const [one, other] = withAnswers(asked, [ballot(0, a, b), ballot(0, a, c)]);
    expect([one!.model, other!.model]).toEqual([{ value: '1', kind: 'value', votes: 4 }, undefined]);
    expect(withAnswers(asked, [ballot(0, a, b), ballot(1, a, c)])[0]!.model).toMatchObject({ value: '3', votes: 2 });
    expect(withAnswers(asked, [ballot(undefined, a, b)])).toEqual(asked);
  });
});

describe('the choice in a reply', () => {
  it.each([
    ['Answer: A', 'A'],
    ['It is empty, so\n\n**Answer: B**\n', 'B'],
    ['The final answer is: `neither`.', 'neither'],
    ['Answer: A?\nNo, that is wrong.\nAnswer: b', 'B'],
    ['<think>Answer: A</think>Answer: B', 'B'],
    ['b.', 'B'],
    ['Answer: A or B', undefined],
    ['A good question.', undefined],
    ['Both are right', undefined],
    ['', undefined],
  ])('%j is %s', (reply, choice) => {
    expect(choiceIn(reply)).toBe(choice);
  });
});
