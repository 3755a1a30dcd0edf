import { describe, expect, it } from 'vitest';
import type { CandidateReport, Verdict } from '../../protocol/index.ts';
import { rank } from '../../server/src/selection/rank.ts';

const verdict = (status: Verdict['status']): Verdict => ({ status, integrity: 'boundary', ms: 1 });

function candidate(id: string, more: Partial<CandidateReport> = {}): CandidateReport {
  const verdicts = more.verdicts ?? [verdict('pass')];
  const passed = verdicts.every(({ status }) => status === 'pass');
  return { id, samples: 1, solution: 'def f(x):\n    return x', passed, verdicts, edits: [], ...more };
}

function order(...candidates: CandidateReport[]): string[] {
  return rank(candidates).map(({ id }) => id);
}

describe('the rank of candidates', () => {
  it('puts what passes across the boundary first, then what passed in-process, or in one order only, then the rest', () => {
    expect(
      order(
        candidate('refused', { passed: false, refused: 'no code', verdicts: [] }),
        candidate('fails', { verdicts: [verdict('fail')] }),
        candidate('in one order', { orderDependent: true, samples: 9 }),
        candidate('unverified', { passed: false, unverified: true }),
        candidate('passes'),
      ),
    ).toEqual(['passes', 'unverified', 'in one order', 'fails', 'refused']);
  });

  it('prefers, of those that pass, what leaves its arguments alone, and then what more samples gave', () => {
    expect(
      order(candidate('changes', { samples: 9, changes: ['xs'] }), candidate('one'), candidate('five', { samples: 5 })),
    ).toEqual(['five', 'one', 'changes']);
  });

  it('orders those that fail by how near they came', () => {
    expect(
      order(
        candidate('times out', { verdicts: [verdict('timeout'), verdict('fail')] }),
        candidate('fails both', { verdicts: [verdict('fail'), verdict('fail')] }),
        candidate('passes one', { verdicts: [verdict('pass'), verdict('timeout')] }),
      ),
    ).toEqual(['passes one', 'fails both', 'times out']);
  });

  it('prefers the smaller program among equals, whatever its names are', () => {
    const [plain, sliced] = ['{each: xs.count(each) for each in xs}', '{x: xs.count(x) for x in xs[1:]}'];
    expect(
      order(
        candidate('sliced', { solution: `def f(xs):\n    return ${sliced}` }),
        candidate('plain', { solution: `def f(xs):\n    return ${plain}` }),
      ),
    ).toEqual(['plain', 'sliced']);
  });

  it('keeps the order of the search, among equals alone', () => {
    const found = (rank: number) => ({ how: 'an expression', rank });
    const drawn = [
      candidate('shorter', { solution: 'def f(h, w, d):\n    return h << d', searched: found(9) }),
      candidate('fails', { verdicts: [verdict('fail')], searched: found(1) }),
      candidate('first', { solution: 'def f(h, w, d):\n    return h * w * d', searched: found(7) }),
    ];
    expect(order(...drawn)).toEqual(['first', 'shorter', 'fails']);
    expect(order(...drawn.map(({ searched: _, ...one }) => one))[0]).toBe('shorter');
  });
});
