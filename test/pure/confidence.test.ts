/** How sure the first candidate is. */
import { describe, expect, it } from 'vitest';
import { chanceOf, confidenceInWords, LIKELY } from '../../server/src/selection/confidence.ts';

const sure = { cluster: 1, agreement: 1, passing: 100, received: 100, examples: 3, inputs: 60 };

describe('the confidence', () => {
  it('grows with the samples that agree, and with those that pass', () => {
    const one = { ...sure, passing: 4, received: 10 };
    expect(chanceOf({ ...one, cluster: 0.9 })).toBeGreaterThan(chanceOf({ ...one, cluster: 0.6 }));
    expect(chanceOf({ ...one, passing: 8 })).toBeGreaterThan(chanceOf(one));
  });

  it('is never a certainty', () => {
    expect(chanceOf(sure)).toBeGreaterThan(LIKELY);
    expect(chanceOf(sure)).toBeLessThan(0.98);
  });

  it('is never likely where another behaviour weighs as much', () => {
    for (const cluster of [0.5, 1 / 3]) expect(chanceOf({ ...sure, cluster, agreement: 0.9 })).toBeLessThan(LIKELY);
  });

  it.for([
    [0.88, 'likely right, 88%'],
    [0.71, 'perhaps right, 71%'],
    [0.4, 'a guess, 40%'],
  ] as const)('%f reads “%s”', ([chance, words]) => {
    expect(confidenceInWords(chance)).toBe(words);
  });
});
