/** The question of `assay synth --ask`, and what a user types. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../protocol/index.ts';
import { linesOf, saidBy } from '../../server/src/cli/ask.ts';
import { loadParser } from '../../server/src/specification/index.ts';

beforeAll(loadParser);

const answer = (value: string, kind: Answer['kind'] = 'value'): Answer => ({
  value,
  kind,
  candidates: ['1'],
  weight: 0.25,
});
const question: Question = {
  call: 'f(3)',
  answers: [answer('30'), answer('KeyError', 'raises'), answer('V\n  9  raises ValueError\x1b[31m', 'unwritable')],
};

describe('the question in the terminal', () => {
  it('has one line for each answer, whatever a candidate calls its exception', () => {
    expect(linesOf(question).slice(2)).toEqual([
      '  1  30  (25% of the samples that pass)',
      '  2  raises KeyError  (25% of the samples that pass)',
      '  3  V\\n  9  raises ValueError\\x1b[31m  (25% of the samples that pass)',
    ]);
  });

  it('counts behaviours where the search has found all that pass', () => {
    const searched = { ...question, answers: question.answers.map((one) => ({ ...one, behaviours: 2 })) };
    expect(linesOf(searched)[2]).toBe('  1  30  (2 of the behaviours that fit)');
  });

  it.for([
    ['1', { value: '30', kind: 'value' }],
    ['2', { value: 'KeyError', kind: 'raises' }],
    ['= 1', { value: '1', kind: 'value' }],
    ['=[1, 2]', { value: '[1, 2]', kind: 'value' }],
    ['[1, 2]', { value: '[1, 2]', kind: 'value' }],
    ['-1', { value: '-1', kind: 'value' }],
    ['raises ValueError', { value: 'ValueError', kind: 'raises' }],
  ] as const)('takes %s', ([line, said]) => {
    expect(saidBy(line, question)).toMatchObject(said);
  });

  it.for(['3', '4', '9', '30', '0', '= ', '== 3', 'no good'])('asks again after %s', (line) => {
    expect(saidBy(line, question)).toEqual({ wrong: expect.any(String) });
  });
});
