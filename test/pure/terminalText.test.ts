import { expect, it } from 'vitest';
import type { Verdict } from '../../protocol/index.ts';
import { summary, verdictLines } from '../../server/src/cli/reportText.ts';
import { candidate, report } from './reports.ts';

const failed = (message: string | undefined, actual?: string): Verdict => ({
  status: 'fail',
  integrity: 'boundary',
  ...(actual === undefined ? {} : { expected: '(1, (2, 3))', actual }),
  ...(message === undefined ? {} : { message }),
  ms: 1,
});

function lines(verdict: Verdict): string[] {
  const one = candidate('1', 1, [verdict, verdict]);
  return verdictLines(report([one]), one)[0]!.split('\n');
}

it('shows values as they are, and the variables of a loop in brackets behind them', () => {
  expect(lines(failed('(with n = 4)', '(1, (2, 4))'))).toEqual([
    'FAIL    line 5: assert first_word("hello world") == "hello"',
    '          got (1, (2, 4)), not (1, (2, 3)) (with n = 4)',
  ]);
  expect(lines(failed('too short', "'a'"))[1]).toBe("          got 'a', not (1, (2, 3)), too short");
  expect(lines(failed('returned None'))[1]).toBe('          returned None');
  expect(lines(failed(undefined))).toHaveLength(1);
  expect(lines(failed(undefined, ''))[1]).toBe('          got nothing, not (1, (2, 3))');
});

it('counts samples where there are some', () => {
  expect(summary(report([]))).toMatch(/^first_word: no samples, drawn by search; sandbox partial\.$/);
  const few = report([candidate('1', 2, [])], { sampler: 'openai' });
  expect(summary(few)).toMatch(/^first_word: 100% \(2 of 2\) samples pass, drawn by openai.* 10 were asked for\.$/);
});

it('spells out names that come from outside', () => {
  const one = report([candidate('1', 1, [])], { sampler: 'openai', model: 'm\u001b[2J', function: 'f\u3164' });
  expect(summary(one)).toMatch(/^f\\u3164: .* drawn by openai, m\\x1b\[2J; /);
});
