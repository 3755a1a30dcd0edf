import { describe, expect, it } from 'vitest';
import type { CandidateReport, Specification } from '../../protocol/index.ts';
import { programOf, splice } from '../../server/src/candidates/index.ts';
import type { Outcome } from '../../server/src/execution/index.ts';
import { PythonDocument, specificationOf } from '../../server/src/specification/index.ts';
import { redactorOf } from '../../server/src/support/redaction.ts';
import { answerOf, needsRepair, turnOf, worthRepair } from '../../server/src/synthesis/repair.ts';
import { candidate, pass, raised, report, returned, specify } from './reports.ts';

const redactor = redactorOf(
  { SERVICE_TOKEN: 'planted-0123456789' },
  { home: '/home/ada', user: 'ada', host: 'analytical-engine' },
);
const failing = (id: string, cluster: number): CandidateReport => ({
  ...candidate(id, 1, [returned("'x'"), pass]),
  cluster,
});

describe('what goes back to the model', () => {
  it('is nothing where something passes, or nothing could be run', () => {
    expect(needsRepair(report([failing('1', 0)]))).toBe(true);
    expect(needsRepair(report([failing('1', 0), candidate('2', 1, [pass, pass])]))).toBe(false);
    expect(needsRepair(report([{ ...failing('1', 0), unverified: true }]))).toBe(false);
    expect(needsRepair(report([failing('1', 0)], { examples: [] }))).toBe(false);
  });

  it('is the best of each behaviour first, none twice, and no more than there are samples for', () => {
    const all = [
      failing('1', 0),
      failing('2', 0),
      failing('3', 1),
      failing('4', 2),
      { ...failing('5', 3), refused: 'no' },
    ];
    const ids = (sent: string[], limit: number) => worthRepair(report(all), new Set(sent), limit).map(({ id }) => id);
    expect(ids([], 10)).toEqual(['1', '3', '4']);
    expect(ids(['3'], 10)).toEqual(['1', '4', '2']);
    expect(ids([], 1)).toEqual(['1']);
    expect(ids(['1', '2', '3', '4'], 10)).toEqual([]);
  });

  it('has the failing examples, the first failing call, and nothing of the environment', () => {
    const outcomes: Outcome[] = [
      { kind: 'verdict', verdict: pass, changes: [] },
      {
        kind: 'verdict',
        verdict: raised("FileNotFoundError: '/home/ada/words'"),
        changes: [],
        trace: [
          { line: 1, text: 'def first_word(text):', values: [['text', "'one two'"]] },
          { line: 0, text: '… 12 lines …', values: [] },
          {
            line: 3,
            text: '    return open(home)',
            values: [['home', "'/home/ada'"]],
            ended: 'raised X: planted-0123456789\nno',
          },
        ],
      },
    ];
    const turn = turnOf('def first_word(text): return open(home)', outcomes, specify(), redactor)!;
    expect(turn.answer).toBe('def first_word(text): return open(home)');
    expect(turn.feedback).toContain('That program fails 1 of 2 examples.');
    expect(turn.feedback).toContain("It raised: FileNotFoundError: '<HOME>/words'.");
    expect(turn.feedback).toContain(
      "def first_word(text):  # text = 'one two'\n… 12 lines …\n    return open(home)  # home = '<HOME>'; raised X: <SERVICE_TOKEN> no\n",
    );
    expect(turn.feedback).not.toContain('hello world');
  });

  it('is nothing that passes, can not be run, or is too long to be a function', () => {
    const passing: Outcome[] = [{ kind: 'verdict', verdict: pass, changes: [] }];
    const notRun: Outcome[] = [{ kind: 'notRun', reason: 'no' }];
    const wrong: Outcome[] = [{ kind: 'verdict', verdict: returned('1'), changes: [] }];
    expect(turnOf('x', passing, specify(), redactor)).toBeUndefined();
    expect(turnOf('x', notRun, specify(), redactor)).toBeUndefined();
    expect(turnOf('x', wrong, specify(), redactor)).toBeDefined();
    expect(turnOf('x'.repeat(20_000), wrong, specify(), redactor)).toBeUndefined();
  });

  it('is the whole program, as it can be read again', () => {
    const text = 'def count(text):\n    """Count words."""\n\n\nassert count("a b") == 2\n';
    const reply =
      'import re\n\ndef words(text):\n    return re.findall(r"\\w+", text)\n\ndef count(text):\n    return len(words(text))\n';
    const document = new PythonDocument('/project/count.py', text);
    const specification = specificationOf(document, 'count', {}) as Specification;
    const read = (sample: string) => programOf({ form: 'solution', text: sample }, document, specification);
    const first = read(reply);
    if ('refused' in first) throw new Error(first.refused);
    const answer = answerOf(splice(document, specification, first.program), specification);
    expect(answer).toMatch(
      /^import re\n+def words\(text\):\n {4}return re\.findall\(.*\)\n+def count\(text\):\n {4}"""Count words\."""\n {4}return len\(words\(text\)\)\n$/,
    );
    expect(read(answer)).toMatchObject({ program: { key: first.program.key } });
    document.dispose();
  });

  it('of a method stands at the margin', () => {
    const text = 'class Box:\r\n    def size(self):\r\n        """Return 1."""\r\n\r\n\r\nassert Box().size() == 1\r\n';
    const document = new PythonDocument('/project/box.py', text);
    const specification = specificationOf(document, 'Box.size', {}) as Specification;
    const read = programOf({ form: 'solution', text: 'def size(self):\n    return 2\n' }, document, specification);
    if ('refused' in read) throw new Error(read.refused);
    expect(answerOf(splice(document, specification, read.program), specification)).toBe(
      'def size(self):\n    """Return 1."""\n    return 2\n',
    );
    document.dispose();
  });
});
