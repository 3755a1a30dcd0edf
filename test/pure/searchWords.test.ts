import { describe, expect, it } from 'vitest';
import type { CandidateReport, Example, Report } from '../../protocol/index.ts';
import { foundInWords, guessInWords, guessWithChance, othersToOffer } from '../../server/src/report/searchWords.ts';
import { chanceOfFound } from '../../server/src/selection/searchConfidence.ts';

const found = (id: string, cluster: number): CandidateReport => ({
  id,
  samples: 1,
  solution: 'def f(x):\n    return x',
  passed: true,
  searched: { how: 'fold with a condition', rank: 7 },
  cluster,
  verdicts: [],
  edits: [],
});
const report = (changes: Partial<Report> = {}): Report => ({
  ...{ file: 'a.py', function: 'f', fingerprint: '', state: { kind: 'done' }, job: 'synthesis', notRun: [] },
  examples: Array<Example>(3).fill({ kind: 'assert' } as Example),
  samples: { requested: 10, received: 2, refused: [] },
  candidates: [found('1', 0), found('2', 1)],
  ...{ passRate: 1, sampler: 'search', sandbox: { tier: 'full' }, confidence: 0.45, seconds: 1 },
  evidence: { fits: 42, near: 7 },
  ...changes,
});

describe('a program of the search', () => {
  it('is a guess with its doubt, unless it is likely right', () => {
    expect(guessInWords(report())).toBe('fits 3 asserts; so do 41 others');
    expect(guessWithChance(report())).toBe('a guess, 45% · fits 3 asserts; so do 41 others');
    expect(guessInWords(report({ evidence: { fits: 1, near: 0 } }))).toBe('fits 3 asserts');
    expect(guessInWords(report({ confidence: 0.9 }))).toBeUndefined();
  });

  it('is no guess where a model wrote it', () => {
    const { searched: _, ...written } = found('1', 0);
    expect(guessInWords(report({ candidates: [written] }))).toBeUndefined();
    expect(foundInWords(written)).toBeUndefined();
  });

  it('says how it was found', () => {
    expect(foundInWords(found('1', 0))).toBe('found by search: fold with a condition');
  });

  it('has other behaviours beside it, not other spellings', () => {
    const all = [found('1', 0), found('2', 0), found('3', 1), found('4', 1), found('5', 2)];
    expect(othersToOffer(all).map(({ id }) => id)).toEqual(['3', '5']);
  });

  it('is the surer, the fewer others fit and the further they are behind', () => {
    const known = { rank: 6, gap: 4, fits: 2, near: 20, examples: 4 };
    expect(chanceOfFound({ ...known, fits: 60 })).toBeLessThanOrEqual(chanceOfFound(known));
    expect(chanceOfFound({ ...known, gap: 0 })).toBeLessThanOrEqual(chanceOfFound(known));
  });
});
