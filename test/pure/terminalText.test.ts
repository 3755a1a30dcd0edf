import { expect, it } from 'vitest';
import type { Verdict } from '../../protocol/index.ts';
import { nearestLines, summary, verdictLines } from '../../server/src/cli/reportText.ts';
import { candidate, pass, report, returned } from './reports.ts';

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

it('shows the nearest candidates with their code, one for each way to fail, and by how little', () => {
  const near = { ...returned("'hello world'"), difference: "' world' is too much at the end" };
  const lines = nearestLines(
    report([
      { ...candidate('1', 5, [near, pass]), cluster: 0 },
      { ...candidate('2', 2, [near, pass], 'return str(text)'), cluster: 0 },
      { ...candidate('3', 1, [near, near], 'return "\u001b"'), cluster: 1 },
      { ...candidate('4', 1, [near, near], 'return None'), cluster: 2 },
    ]),
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]!.split('\n')).toEqual([
    'The nearest candidate, 5 of 9 samples, passes 1 of 2:',
    '    def first_word(text):',
    '        """Return the first word of text."""',
    '        return text',
    '  FAIL    line 5: assert first_word("hello world") == "hello"',
    "          got 'hello world', not 'hello'",
    "          ' world' is too much at the end",
    '  pass    line 6: assert first_word("one two") == "one"',
  ]);
  expect(lines[1]).toContain('Another, 1 of 9 samples, passes 0 of 2:');
  expect(lines[1]).toContain('return "\\x1b"');
});
