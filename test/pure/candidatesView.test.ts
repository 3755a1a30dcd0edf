/** What the candidates view shows, made from a report. */
import { describe, expect, it } from 'vitest';
import type { CandidatesView, Report } from '../../protocol/index.ts';
import type { Entry, Placed } from '../../server/src/features/reports.ts';
import { shownVerdict } from '../../server/src/features/show/candidates/verdict.ts';
import { candidatesView, type ViewContext } from '../../server/src/features/show/candidates/view.ts';
import { candidate, pass, placed, raised, report, returned, source } from './reports.ts';

const context: ViewContext = {
  uri: 'file:///project/words.py',
  doubts: [],
  contradictions: [],
  history: [],
  placeOf: (_, line) => ({ uri: 'file:///project/words.py', line, label: `words.py:${line + 1}` }),
};

function viewOf(
  made: Report,
  more: Partial<ViewContext> = {},
  entry: Partial<Entry> & { now?: string } = {},
): CandidatesView {
  return candidatesView(placed(made, entry), made, { ...context, ...more });
}

const sixOfTen = report([
  { ...candidate('1', 6, [pass, pass], 'return text.split()[0]'), cluster: 0, untried: [3] },
  { ...candidate('2', 3, [returned("'hello world'"), pass]), cluster: 1 },
  { ...candidate('3', 1, [raised('IndexError: \u001b[2J'), returned("''", "'one'")], 'return text[0]'), cluster: 2 },
]);

describe('the view', () => {
  it('has a row for each candidate and a column for each example', () => {
    const { candidates, examples } = viewOf(sixOfTen);
    expect(candidates.map(({ statuses }) => statuses)).toEqual([
      ['pass', 'pass'],
      ['fail', 'pass'],
      ['error', 'fail'],
    ]);
    expect(candidates.map(({ result, passes, acceptable }) => [result, passes, acceptable])).toEqual([
      ['passes 2 of 2 asserts', true, true],
      ['passes 1 of 2 asserts', false, undefined],
      ['passes 0 of 2 asserts', false, undefined],
    ]);
    expect(candidates.map(({ behaviour }) => behaviour)).toEqual(['A', 'B', 'C']);
    expect(examples.map(({ rate, place }) => [rate, place?.line])).toEqual([
      ['60% (6 of 10) of the samples pass', 4],
      ['90% (9 of 10) of the samples pass', 5],
    ]);
  });

  it('says the result as the lens does, how sure it is, and where it comes from', () => {
    const made = {
      ...sixOfTen,
      sampler: 'openai',
      model: 'm',
      confidence: 0.92,
      tokens: { prompt: 10, completion: 20 },
    };
    const { head } = viewOf(made, { destination: 'api.example.com' });
    expect(head).toMatchObject({ verdict: '6 of 10 pass', tone: 'passes', confidence: 'likely right, 92%' });
    expect(head.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      ...['Sampler: openai (m)', 'Code goes to: api.example.com', 'Tokens: 10 tokens in, 20 out', 'Time: 1.3 s'],
      'Sandbox: partial',
    ]);
    expect(head.again).toEqual({ label: 'Draw again', command: 'synthesize', fresh: true });
  });

  it('counts while it runs, and has no row for what has not run', () => {
    const running = report([{ ...candidate('1', 1, [pass], 'return 1'), passed: false }], {
      state: { kind: 'running' },
      samples: { requested: 10, received: 1, refused: [] },
    });
    const view = viewOf(running, {}, { phase: 'running' });
    expect(view.head).toMatchObject({ verdict: '1 of 10 samples · none passes', tone: 'running', progress: 10 });
    expect(view.candidates[0]!.statuses).toEqual(['pass', null]);
  });

  it('knows the candidate that is in the file, and offers no other', () => {
    const accepted = source.replace(
      '"""Return the first word of text."""\n',
      '"""Return the first word of text."""\n    return text.split()[0]\n',
    );
    const view = viewOf(sixOfTen, {}, { now: accepted });
    expect(view).toMatchObject({ standing: 'accepted', head: { verdict: 'accepted · 6 of 10 pass' } });
    expect(view.candidates.map((one) => [one.accepted, one.acceptable])).toEqual([
      [true, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('is stale where the examples have changed, and leads to those that are still there', () => {
    const view = viewOf(sixOfTen, {}, { now: source.replace('== "one"', '== "two"') });
    expect(view.standing).toBe('stale');
    expect(view.head.messages).toEqual([expect.stringContaining('stale')]);
    expect(view.examples.map(({ place }) => place?.line)).toEqual([4, undefined]);
    expect(view.candidates.every(({ acceptable }) => !acceptable)).toBe(true);
  });

  it('says what is to be known of a candidate', () => {
    const best = {
      ...candidate('1', 6, [{ ...pass, integrity: 'in-process' as const }, pass]),
      ...{
        passed: false,
        unverified: true,
        overfits: 'answers the examples',
        reaches: [{ line: 3, what: 'uses os.remove' }],
      },
    };
    const [shown] = viewOf(report([best])).candidates;
    expect(shown).toMatchObject({
      passes: true,
      integrity: expect.stringContaining('unverified'),
      reaches: ['uses os.remove, line 3'],
      caveats: expect.arrayContaining([expect.stringMatching(/^overfits/), expect.stringMatching(/^unverified/)]),
    });
  });

  it('keeps what is not in the matrix: refused samples, and examples that did not run', () => {
    const refused = { ...candidate('9', 2, []), refused: 'The reply repeats the stub.' };
    const made = report([...sixOfTen.candidates, refused], {
      samples: { requested: 20, received: 15, refused: [{ reason: 'The reply has no code.', count: 3 }] },
    });
    const view = viewOf(made);
    expect(view.candidates).toHaveLength(3);
    expect(view.notes).toEqual([
      ...['3 samples refused: The reply has no code.', '2 samples not run: The reply repeats the stub.'],
    ]);
  });

  it('gives each answer with the behaviours that it stands for', () => {
    const question = {
      call: 'first_word(" ")',
      answers: [
        { value: '""', kind: 'value' as const, candidates: ['2'], weight: 1 / 3 },
        { value: 'IndexError', kind: 'raises' as const, candidates: ['1', '3'], weight: 2 / 3 },
      ],
    };
    const made = { ...sixOfTen, behaviours: { count: 3, inputs: 9, weights: [0.6, 0.3, 0.1] } };
    expect(viewOf(made, { question }).question).toMatchObject({
      source: 'first_word(" ")',
      why: 'The programs that pass have 3 behaviours.',
      answers: [
        { label: '""', behaviours: ['B'] },
        { label: 'raises IndexError', behaviours: ['A', 'C'] },
      ],
    });
  });

  it('has no character that a page would hide or obey, and bounds what candidates say', () => {
    const wild = '\u202e\u0007\u200b<img src=x>';
    const long = 'x'.repeat(50_000);
    const made = report(
      [
        {
          ...candidate('1', 1, [raised(wild + long), returned(long)], `return "${wild}" # ${long}`),
          notes: [wild + long],
        },
      ],
      {
        sampler: wild,
        note: wild,
        samples: { requested: 1, received: 1, refused: [{ reason: wild + long, count: 1 }] },
      },
    );
    const view = viewOf(made);
    const verdicts = [0, 1].map((example) => shownVerdict(placed(made), { candidate: '1', example }));
    const text = JSON.stringify([view, verdicts]);
    // JSON writes the second one as an escape.
    expect(['\u202e', '\\u0007', '\u200b'].filter((one) => text.includes(one))).toEqual([]);
    expect(text.length).toBeLessThan(60_000);
    expect(view.candidates[0]!.caveats[0]).toMatch(/^\\u202e\\x07\\u200b<img src=x>/);
  });

  it('stops at 200 candidates and says how many more there are', () => {
    const many = Array.from({ length: 230 }, (_, at) =>
      candidate(`${at}`, 1, [pass, returned(`${at}`)], `return ${at}`),
    );
    const view = viewOf(report(many));
    expect([view.candidates.length, view.more]).toEqual([200, 30]);
  });
});

describe('the values of a result', () => {
  const verdict = (made: Report, id: string, example: number): unknown =>
    shownVerdict(placed(made) as Placed, { candidate: id, example });

  it('are both there, with the line by which they differ', () => {
    const made = report([candidate('1', 1, [returned("'hello world'"), pass])]);
    expect(verdict(made, '1', 0)).toMatchObject({
      ...{ status: 'fail', words: 'gives another value', expected: "'hello'", actual: "'hello world'", lines: [] },
      source: 'assert first_word("hello world") == "hello"',
    });
  });

  it('are none where the report has changed', () => {
    expect(verdict(sixOfTen, 'gone', 0)).toBeNull();
    expect(verdict(sixOfTen, '1', 7)).toBeNull();
  });
});
