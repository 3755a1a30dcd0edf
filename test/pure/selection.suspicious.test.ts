/** Examples that are probably wrong: most programs give the same other value. */
import { describe, expect, it } from 'vitest';
import type { CandidateReport, Example, Verdict } from '../../protocol/index.ts';
import { suspicionsOf } from '../../server/src/selection/suspicious.ts';

const pass: Verdict = { status: 'pass', integrity: 'confined', ms: 1 };
const gives = (actual: string, expected = '3'): Verdict => ({ ...pass, status: 'fail', actual, expected });
const raises: Verdict = { ...pass, status: 'error', message: 'ValueError' };

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const examples = [4, 5, 6].map((line): Example => ({ file: 'f.py', line, kind: 'assert', source: 'assert', range }));

let ids = 0;
function candidate(samples: number, verdicts: Verdict[], more: Partial<CandidateReport> = {}): CandidateReport {
  const passed = verdicts.every(({ status }) => status === 'pass');
  return { id: String(ids++), samples, solution: '', passed, verdicts, edits: [], ...more };
}

const told = (...candidates: CandidateReport[]) =>
  suspicionsOf(examples.slice(0, candidates[0]?.verdicts.length), candidates).map(
    ({ line, expected, instead, samples, weight }) => ({ line, expected, instead, samples, weight }),
  );

describe('an example is suspicious', () => {
  it('where most samples give the same other value, and pass the others', () => {
    expect(
      told(
        candidate(5, [pass, gives('4'), pass]),
        candidate(2, [pass, gives('4'), pass]),
        candidate(3, [raises, raises, raises]),
      ),
    ).toEqual([{ line: 5, expected: '3', instead: '4', samples: 7, weight: 0.7 }]);
  });

  it('beside a rare program that passes, and not beside several', () => {
    expect(told(candidate(9, [pass, gives('4'), pass]), candidate(1, [pass, pass, pass]))).toHaveLength(1);
    expect(told(candidate(8, [pass, gives('4'), pass]), candidate(2, [pass, pass, pass]))).toEqual([]);
    expect(
      told(
        candidate(8, [pass, gives('4'), pass]),
        candidate(2, [pass, pass, pass], { passed: false, unverified: true }),
      ),
    ).toEqual([]);
  });

  it('beside programs that pass by heart', () => {
    const byHeart = candidate(5, [pass, pass, pass], {
      overfits: 'answers the example on line 5 from the example itself',
    });
    expect(told(candidate(8, [pass, gives('4'), pass]), byHeart)).toHaveLength(1);
  });

  it('not where the samples disagree, are few, or fail other examples too', () => {
    expect(told(candidate(5, [pass, gives('4'), pass]), candidate(5, [pass, gives('5'), pass]))).toEqual([]);
    expect(told(candidate(2, [pass, gives('4'), pass]))).toEqual([]);
    expect(told(candidate(8, [gives('4'), gives('4'), pass]))).toEqual([]);
  });

  it('not for exceptions, for checks that do not compare, and for values that are cut', () => {
    expect(told(candidate(9, [pass, raises, pass]))).toEqual([]);
    expect(told(candidate(9, [pass, { ...raises, status: 'fail' }, pass]))).toEqual([]);
    expect(told(candidate(9, [pass, gives(`[${'1, '.repeat(300)}…`), pass]))).toEqual([]);
    expect(told(candidate(9, [pass, gives(''), pass]))).toEqual([]);
  });

  it('only where nearly all agree, if chance would do or there is no other example', () => {
    const others = candidate(3, [pass, raises, pass]);
    expect(told(candidate(7, [pass, gives('True', 'False'), pass]), others)).toEqual([]);
    expect(told(candidate(17, [pass, gives('True', 'False'), pass]), others)).toHaveLength(1);
    expect(told(candidate(4, [gives('4')]))).toEqual([]);
    expect(told(candidate(6, [gives('4')]), candidate(1, [raises]))).toHaveLength(1);
  });

  it('whatever repairs say, which have seen what it expects', () => {
    const repaired = candidate(9, [pass, gives('5'), pass], { round: 2 });
    expect(told(candidate(9, [pass, gives('4'), pass], { round: 1 }), repaired)).toMatchObject([
      { instead: '4', weight: 1 },
    ]);
    expect(told(candidate(9, [pass, gives('4'), pass]), candidate(9, [pass, pass, pass], { round: 2 }))).toEqual([]);
  });

  it('not where nothing was judged', () => {
    expect(told()).toEqual([]);
    expect(told(candidate(9, [], { refused: 'no code', passed: false }))).toEqual([]);
  });
});
