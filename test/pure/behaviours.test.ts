/** The behaviours of candidates that pass, in a report. */
import { describe, expect, it } from 'vitest';
import { behavioursOf } from '../../server/src/report/behaviours.ts';
import { chanceOf } from '../../server/src/selection/confidence.ts';
import type { Selection } from '../../server/src/selection/select.ts';
import { candidate, pass } from './reports.ts';

const selection: Selection = {
  order: ['common', 'rare'],
  clusters: new Map([
    ['common', 0],
    ['rare', 1],
  ]),
  weights: [0.9, 0.1],
  questions: [],
  inputs: 40,
  agreements: new Map([
    ['common', 0.95],
    ['rare', 0.2],
  ]),
  unstable: new Set(),
};
const [common, rare, other] = ['common', 'rare', 'other'].map((id) => candidate(id, 1, [pass]));
const counts = { received: 10, passing: 10, examples: 3 };

describe('the behaviours of a report', () => {
  it('are those of its candidates in their order, and the confidence is that of its first', () => {
    expect(behavioursOf(selection, undefined, [common!, rare!], counts)).toMatchObject({
      behaviours: { weights: [0.9, 0.1] },
      confidence: chanceOf({ ...counts, cluster: 0.9, agreement: 0.95, inputs: 40 }),
    });
    expect(behavioursOf(selection, undefined, [rare!, common!], counts)).toMatchObject({
      behaviours: { weights: [0.1, 0.9] },
      confidence: chanceOf({ ...counts, cluster: 0.1, agreement: 0.2, inputs: 40 }),
    });
  });

  it('count, in the answers to a question, what the search has found, since its programs are no samples', () => {
    const answer = { value: '1', kind: 'value', candidates: ['common', 'rare'], weight: 0.5 } as const;
    const asked = { ...selection, questions: [{ call: 'f(1)', answers: [answer] }] };
    const searched = { how: 'an expression', rank: 4 };
    const of = (...ordered: Parameters<typeof behavioursOf>[2]) =>
      behavioursOf(asked, undefined, ordered, counts).questions?.[0]?.answers[0]?.behaviours;
    expect(of({ ...common!, searched }, { ...rare!, searched })).toBe(2);
    expect(of({ ...common!, searched }, rare!)).toBeUndefined();
  });

  it('say nothing of a first candidate that was not observed, and nothing at all where no call ended', () => {
    expect(behavioursOf(selection, undefined, [other!, common!], counts).confidence).toBeUndefined();
    expect(behavioursOf({ ...selection, inputs: 0 }, undefined, [common!], counts)).toEqual({});
  });
});
