import { describe, expect, it } from 'vitest';
import { functionHover } from '../../server/src/features/show/functionHover.ts';
import { type HoverContext, hoverAt } from '../../server/src/features/show/hover.ts';
import { linksOf } from '../../server/src/features/show/hoverLinks.ts';
import { penFor } from '../../server/src/features/show/markdown.ts';
import { printableLines } from '../../server/src/support/printable.ts';
import { candidate, pass, placed, raised, report, returned, source, specify } from './reports.ts';

const at = (
  one: ReturnType<typeof placed>,
  word: string,
  { text = source, ...context }: Partial<HoverContext> & { text?: string } = {},
) => {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  const place = { line: before.length - 1, character: before.at(-1)!.length };
  const hover = hoverAt(place, [one], { kind: 'markdown', ...context });
  return hover && (hover.contents as { value: string }).value;
};

const sixOfTen = report([
  candidate('1', 6, [pass, pass], 'return text.split()[0]'),
  candidate('2', 3, [returned("'hello world'"), pass]),
  candidate('3', 1, [raised('IndexError: list index out of range'), returned("''", "'one'")]),
]);

describe('the hover of a function', () => {
  it('is a verdict, how sure it is, the code, the links, and each example that fails once', () => {
    const sure = { ...sixOfTen, confidence: 0.91, sampler: 'openai' };
    for (const word of ['first_word(text', 'Return the first']) {
      expect(at(placed(sure), word, { linksOf: () => 'LINKS' })).toBe(
        [
          '**Assay** 60% (6 of 10) of the samples pass · likely right, 91%',
          '```python\ndef first_word(text):\n    return text.split()[0]\n```',
          'LINKS',
          [
            '```text',
            'assert first_word("hello world") == "hello"',
            "  expected    'hello'",
            "  3 × got     'hello world'",
            '  1 × raised  IndexError: list index out of range',
            '',
            'assert first_word("one two") == "one"',
            "  expected  'one'",
            "  1 × got   ''",
            '```',
          ].join('\n'),
          'sampler openai · sandbox partial · 1.3 s',
        ].join('\n\n'),
      );
    }
  });

  it('shows the code as long as it can be accepted', () => {
    const now = source.replace('== "one"', '== "two"');
    expect(at(placed(sixOfTen, { now }), 'first_word(text', { text: now })).not.toContain('def first_word');
    const two = report([candidate('1', 1, [pass, pass], 'return 1'), candidate('2', 1, [pass, pass], 'return 2')]);
    expect(at(placed(two), 'first_word(text')).toContain('```\n\nahead of 1 other that passes.');
  });

  it('shows the nearest candidate where none passes, and only what it fails, by how little', () => {
    const near = { ...returned("'hello world'"), difference: "' world' is too much at the end" };
    const failing = report([candidate('1', 6, [near, pass]), candidate('2', 4, [near, near], 'return None')]);
    const hover = at(placed(failing), 'first_word(text')!;
    expect(hover).toContain(
      'The nearest candidate, 6 samples, passes 1 of 2 asserts:\n\n```python\ndef first_word(text):\n    return text\n```',
    );
    expect(hover).toContain(
      [
        '```text',
        'assert first_word("hello world") == "hello"',
        "  expected  'hello'",
        "  got       'hello world'",
        "            ' world' is too much at the end",
        '```',
      ].join('\n'),
    );
    expect(hover).not.toContain('return None');
    const running = { ...failing, state: { kind: 'running' as const } };
    expect(at(placed(running), 'first_word(text')).not.toContain('nearest candidate');
    expect(at(placed(sixOfTen), 'first_word(text')).not.toContain('nearest candidate');
  });

  it('says what the accepted candidate passes, and nothing of the others', () => {
    const stub = '    """Return the first word of text."""\n';
    const now = source.replace(stub, `${stub}    return text.split()[0]\n`);
    const [head, ...rest] = at(placed(sixOfTen, { now }), 'first_word(text', { text: now })!.split('\n\n');
    expect(head).toBe('**Assay** accepted: passes 2 of 2 asserts');
    expect(rest).toEqual(['sampler search · sandbox partial · 1.3 s']);
  });

  it('says from when it is, where its document was opened again', () => {
    const restored = { at: new Date('2026-11-30T14:20:00').toISOString(), fingerprint: '' };
    const now = new Date('2026-11-30T18:00:00');
    expect(at(placed(sixOfTen, { restored }), 'first_word(text', { now })).toMatch(
      /of the samples pass · from 14:20\n/,
    );
  });

  it('counts refused samples and why', () => {
    const some = report([candidate('1', 1, [pass, pass])], {
      samples: { requested: 10, received: 3, refused: [{ reason: 'The reply holds no code.', count: 2 }] },
    });
    expect(at(placed(some), 'first_word(text')).toContain('2 samples refused: The reply holds no code.');
    expect(at(placed(some), 'first_word(text')).toContain('33% (1 of 3)');
  });

  it('never rounds to all or to none, and says where there is nothing to count', () => {
    const nearly = report([candidate('1', 199, [pass, pass]), candidate('2', 1, [pass, returned('0')])]);
    expect(at(placed(nearly), 'first_word(text')).toContain('99% (199 of 200)');
    expect(at(placed(report([])), 'first_word(text')).toMatch(/^\*\*Assay\*\* no samples\n/);
  });

  it('is nothing elsewhere', () => {
    expect(at(placed(sixOfTen), '\n\nassert')).toBeNull();
  });
});

describe('the hover of an example', () => {
  it('has its own rate, what was expected, and the wrong values with their counts', () => {
    expect(at(placed(sixOfTen), 'assert first_word("hello')).toBe(
      [
        '**Assay** 60% (6 of 10) of the samples pass this example',
        [
          '```text',
          "expected    'hello'",
          "3 × got     'hello world'",
          '1 × raised  IndexError: list index out of range',
          '```',
        ].join('\n'),
      ].join('\n\n'),
    );
    expect(at(placed(sixOfTen), 'assert first_word("one')).toContain('90% (9 of 10)');
  });

  it('adds the counts of candidates that returned the same', () => {
    const same = report([
      candidate('1', 2, [returned('None'), pass]),
      candidate('2', 3, [returned('None'), pass], 'pass'),
    ]);
    expect(at(placed(same), 'assert first_word("hello')).toContain('5 × got   None');
  });

  it('says that nothing was printed where a doctest expected something', () => {
    const silent = report([candidate('1', 1, [returned(''), pass])]);
    expect(at(placed(silent), 'assert first_word("hello')).toContain('\nprinted nothing\n');
  });

  it('marks blanks where values differ in nothing else, and only there', () => {
    const blank = report([candidate('1', 1, [returned("'a b '", "'a  b'"), returned("'x  y'", "'z'")])]);
    expect(at(placed(blank), 'assert first_word("hello')).toContain("expected  'a··b'\ngot       'a·b·'");
    expect(at(placed(blank), 'assert first_word("one')).toContain("got       'x  y'");
    const hard = report([candidate('1', 1, [returned('a\u00a0b\tc', 'a b c'), pass])]);
    expect(at(placed(hard), 'assert first_word("hello')).toContain('expected  a·b·c\ngot       a\\xa0b\\tc');
  });

  it('shows the first few of many wrong values and counts the others', () => {
    const many = report(
      [1, 2, 3, 4, 5, 6].map((n) => candidate(String(n), 1, [returned(String(n)), pass], `return ${n}`)),
    );
    expect(at(placed(many), 'assert first_word("hello')).toMatch(/and 2 other outcomes\n```$/);
  });

  it('says stale where the specification has changed', () => {
    const now = source.replace('== "one"', '== "two"');
    expect(at(placed(sixOfTen, { now }), 'first_word(text', { text: now })).toMatch(/ · stale\n/);
    const other = at(placed(sixOfTen, { now }), 'assert first_word("one', { text: now });
    expect(other).toBe('**Assay** this example was not there when the samples were run · **stale**. Synthesize again.');
    expect(at(placed(sixOfTen, { now }), 'assert first_word("hello', { text: now })).toContain('60% (6 of 10)');
  });

  it('keeps to examples by their line when one of them could not be run', () => {
    const { examples } = sixOfTen;
    const notRun = [
      { file: examples[0]!.file, line: examples[0]!.line, source: examples[0]!.source, reason: 'It needs numpy.' },
    ];
    const partly = report([candidate('1', 4, [pass])], { examples: [examples[1]!], notRun });
    expect(at(placed(partly), 'assert first_word("hello')).toBe('**Assay** not run: It needs numpy.');
    expect(at(placed(partly), 'assert first_word("one')).toContain('100% (4 of 4)');
  });

  it('says nothing that the diagnostic at the same place says', () => {
    const present = (verdict: typeof pass) =>
      placed(report([{ ...candidate('present', 1, [verdict, pass]) }], { job: 'verification' }));
    const plain = returned("'b'");
    expect(at(present(plain), 'assert first_word("hello', { isListed: true })).toBeNull();
    expect(at(present(plain), 'assert first_word("hello')).toContain("got       'b'");
    const subtle = { ...plain, difference: "character 0: 'b' ≠ 'h'" };
    expect(at(present(subtle), 'assert first_word("hello', { isListed: true })).toContain('character 0');
  });
});

describe('the links', () => {
  const uri = 'file:///project/it%27s%20(a).py';
  const of = (made: ReturnType<typeof report>, now = source) =>
    (linksOf(placed(made, { now }), uri, false) ?? '').split(' · ').map((link) => {
      const [, title, command, given] = /^\[(\w+)\]\(command:([\w.]+)\?([^()\s]+)\)$/.exec(link) ?? [];
      return [title, command, given && JSON.parse(decodeURIComponent(given))[0]];
    });

  it('accept the best, go on to the next behaviour, compare and say why', () => {
    const about = { uri, function: 'first_word' };
    const [first, ...others] = sixOfTen.candidates.map((one) => ({ ...one, passed: true, cluster: Number(one.id) }));
    expect(of({ ...sixOfTen, candidates: [first!, ...others] })).toEqual([
      ['Accept', 'assay.acceptCandidate', { ...about, candidate: '1' }],
      ['Next', 'assay.compareCandidates', { ...about, candidate: '2' }],
      ['Compare', 'assay.compareCandidates', about],
      ['Why', 'assay.showCandidates', about],
    ]);
  });

  it('offer nothing to accept where none passes, or where the report is stale', () => {
    const none = report([candidate('1', 6, [returned('1'), pass]), candidate('2', 4, [returned('2'), returned('3')])]);
    expect(of(none).map(([title]) => title)).toEqual(['Next', 'Compare', 'Why']);
    expect(of(sixOfTen, source.replace('== "one"', '== "two"')).map(([title]) => title)).toEqual(['Why']);
  });
});

describe('what a candidate wrote', () => {
  const hostile = "'```\\n[click](command:workbench.action.quit) <img src=x onerror=alert(1)>\u001b[2J\u202e'";

  it('stays inside its fence, and shows its control characters', () => {
    const hover = at(
      placed(report([candidate('1', 1, [returned(hostile), raised('E: ````` \u001b]0;x\u0007')])])),
      'assert first_word("hello',
    )!;
    expect(hover).toMatch(/^`{4}text$/m);
    expect(hover).toContain('\\x1b[2J\\u202e');
    expect(printableLines(hover)).toBe(hover);
  });

  it('is no markup in a sentence either', () => {
    const reason = '[x](command:a) **b** <i> `c` https://evil.example www.evil.example';
    const hover = at(
      placed(report([], { samples: { requested: 1, received: 1, refused: [{ reason, count: 1 }] } })),
      'first_word(text',
    )!;
    expect(hover).toContain(
      '\\[x\\]\\(command:a\\) \\*\\*b\\*\\* \\<i\\> \\`c\\` https\\://evil.example www\\.evil.example',
    );
  });

  it('stands as it is in plain text, but for control characters', () => {
    const hover = at(
      placed(report([candidate('1', 1, [returned("'a*b`\\\\(c\u001b'"), pass])])),
      'assert first_word("hello',
      { kind: 'plaintext' },
    )!;
    expect(hover).toContain("'a*b`\\\\(c\\x1b'");
    expect(hover.startsWith('Assay 0% (0 of 1)')).toBe(true);
  });
});

it('names a test of another file by its function, its case and that file', () => {
  const [first, ...others] = specify().examples;
  const source = '@pytest.mark.parametrize("x", [1])\n@other\ndef test_first(x):\n    assert first_word(x)';
  const tested = { ...first!, file: '/project/tests/test_words.py', kind: 'pytest' as const, source, case: 'x0' };
  const made = report([candidate('1', 1, [returned('1'), pass])], { examples: [tested, ...others] });
  const text = functionHover(placed(made), penFor('markdown'));
  expect(text).toContain('test_first [x0]  (tests/test_words.py)\n');
  expect(text).not.toContain('parametrize');
});

it('says of the best candidate what is to be known though it passes, and obeys no name in it', () => {
  const best = { ...candidate('1', 1, [pass, pass]), changes: ['xs', '**bold**'], unreached: true };
  const text = functionHover(placed(report([best, candidate('2', 1, [pass, pass])])), penFor('markdown'));
  expect(text).toContain('This candidate: changed xs, ');
  expect(text).not.toContain('**bold**');
  expect(text).toContain('from reaching an assert');
  const plain = functionHover(placed(report([candidate('2', 1, [pass, pass])])), penFor('markdown'));
  expect(plain).not.toContain('This candidate');
});
