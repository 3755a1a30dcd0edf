import { describe, expect, it } from 'vitest';
import { functionHover, hoverAt } from '../../server/src/features/show/hover.ts';
import { penFor } from '../../server/src/features/show/markdown.ts';
import { printableLines } from '../../server/src/support/printable.ts';
import { candidate, pass, placed, raised, report, returned, source, specify } from './reports.ts';

const at = (
  one: ReturnType<typeof placed>,
  word: string,
  kind: 'markdown' | 'plaintext' = 'markdown',
  text = source,
) => {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  const hover = hoverAt({ line: before.length - 1, character: before.at(-1)!.length }, [one], kind);
  return hover && (hover.contents as { value: string }).value;
};

const sixOfTen = report([
  candidate('1', 6, [pass, pass], 'return text.split()[0]'),
  candidate('2', 3, [returned("'hello world'"), pass]),
  candidate('3', 1, [raised('IndexError: list index out of range'), returned("''", "'one'")]),
]);

describe('the hover', () => {
  it('reads a rate as a share and its counts, on the name and in the docstring', () => {
    for (const word of ['first_word(text', 'Return the first']) {
      expect(at(placed(sixOfTen), word)).toContain('**Assay** 60% (6 of 10) of the samples pass every example');
    }
  });

  it('shows the code that would be accepted, as long as it can be', () => {
    const hover = at(placed(sixOfTen), 'first_word(text');
    expect(hover).toContain('The best candidate:\n\n```python\ndef first_word(text):\n    return text.split()[0]\n```');
    const now = source.replace('== "one"', '== "two"');
    expect(at(placed(sixOfTen, { now }), 'first_word(text', 'markdown', now)).not.toContain('best candidate');
    const two = report([candidate('1', 1, [pass, pass], 'return 1'), candidate('2', 1, [pass, pass], 'return 2')]);
    expect(at(placed(two), 'first_word(text')).toContain('The best candidate, ahead of 1 other that passes:');
  });

  it('shows the nearest candidates where none passes, and by how little they miss', () => {
    const near = { ...returned("'hello world'"), difference: "' world' is too much at the end" };
    const failing = report([candidate('1', 6, [near, pass]), candidate('2', 4, [near, near], 'return None')]);
    const hover = at(placed(failing), 'first_word(text')!;
    expect(hover).toContain(
      'The nearest candidate, 6 samples, passes 1 of 2 asserts:\n\n```python\ndef first_word(text):\n    return text\n```',
    );
    expect(hover).toContain("```python\n'hello world'\n```\n\n```text\n' world' is too much at the end\n```");
    expect(hover).toContain('Another, 4 samples, passes 0 of 2 asserts:');
    expect(at(placed(failing), 'assert first_word("hello')).toContain("' world' is too much at the end");
    const running = { ...failing, state: { kind: 'running' as const } };
    expect(at(placed(running), 'first_word(text')).not.toContain('nearest candidate');
    expect(at(placed(sixOfTen), 'first_word(text')).not.toContain('nearest candidate');
  });

  it('says of the search that its rate tells little', () => {
    expect(at(placed(sixOfTen), 'first_word(text')).toContain('the rate says little');
    expect(at(placed({ ...sixOfTen, sampler: 'openai' }), 'first_word(text')).not.toContain('the rate says little');
  });

  it('gives each example its own rate, the wrong values with their counts, and what was expected', () => {
    const hover = at(placed(sixOfTen), 'assert first_word("hello');
    expect(hover).toBe(
      [
        '**Assay** 60% (6 of 10) of the samples pass this example',
        '3 samples returned',
        "```python\n'hello world'\n```",
        '1 sample raised',
        '```text\nIndexError: list index out of range\n```',
        'expected',
        "```python\n'hello'\n```",
      ].join('\n\n'),
    );
    expect(at(placed(sixOfTen), 'assert first_word("one')).toContain('90% (9 of 10)');
  });

  it('adds the counts of candidates that returned the same', () => {
    const same = report([
      candidate('1', 2, [returned('None'), pass]),
      candidate('2', 3, [returned('None'), pass], 'pass'),
    ]);
    expect(at(placed(same), 'assert first_word("hello')).toContain('5 samples returned');
  });

  it('says that nothing was printed where a doctest expected something', () => {
    const silent = report([candidate('1', 1, [returned(''), pass])]);
    expect(at(placed(silent), 'assert first_word("hello')).toContain('1 sample printed nothing');
  });

  it('shows the first few of many wrong values and counts the others', () => {
    const many = report(
      [1, 2, 3, 4, 5, 6].map((n) => candidate(String(n), 1, [returned(String(n)), pass], `return ${n}`)),
    );
    expect(at(placed(many), 'assert first_word("hello')).toMatch(/and 2 other outcomes$/);
  });

  it('never rounds to all or to none', () => {
    const nearly = report([candidate('1', 199, [pass, pass]), candidate('2', 1, [pass, returned('0')])]);
    expect(at(placed(nearly), 'first_word(text')).toContain('99% (199 of 200)');
  });

  it('says stale where the specification has changed', () => {
    const now = source.replace('== "one"', '== "two"');
    expect(at(placed(sixOfTen, { now }), 'first_word(text', 'markdown', now)).toContain('**stale**');
    const other = at(placed(sixOfTen, { now }), 'assert first_word("one', 'markdown', now);
    expect(other).toBe('**Assay** this example was not there when the samples were run · **stale**. Synthesize again.');
    expect(at(placed(sixOfTen, { now }), 'assert first_word("hello', 'markdown', now)).toContain('60% (6 of 10)');
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

  it('counts refused samples and why', () => {
    const some = report([candidate('1', 1, [pass, pass])], {
      samples: { requested: 10, received: 3, refused: [{ reason: 'The reply holds no code.', count: 2 }] },
    });
    expect(at(placed(some), 'first_word(text')).toContain('2 samples refused: The reply holds no code.');
    expect(at(placed(some), 'first_word(text')).toContain('33% (1 of 3)');
  });

  it('is nothing elsewhere', () => {
    expect(at(placed(sixOfTen), '\n\nassert')).toBeNull();
  });
});

describe('what a candidate wrote', () => {
  const hostile = "'```\\n[click](command:workbench.action.quit) <img src=x onerror=alert(1)>\u001b[2J\u202e'";

  it('stays inside its fence, and shows its control characters', () => {
    const hover = at(
      placed(report([candidate('1', 1, [returned(hostile), raised('E: ````` \u001b]0;x\u0007')])])),
      'assert first_word("hello',
    )!;
    const [fence] = /^`{4}python$/m.exec(hover)!;
    expect(fence).toBe('````python');
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
      'plaintext',
    )!;
    expect(hover).toContain("'a*b`\\\\(c\\x1b'");
    expect(hover.startsWith('Assay 0% (0 of 1)')).toBe(true);
  });
});

it('names a test of another file by its function, its case and that file', () => {
  const [first, ...others] = specify().examples;
  const source = '@pytest.mark.parametrize("x", [1])\n@other\ndef test_first(x):\n    assert first_word(x)';
  const tested = { ...first!, file: '/project/tests/test_words.py', kind: 'pytest' as const, source, case: 'x0' };
  const made = report([candidate('1', 1, [pass, pass])], { examples: [tested, ...others] });
  const text = functionHover(placed(made), penFor('markdown'));
  expect(text).toContain('`test_first [x0]` tests/test');
  expect(text).not.toContain('parametrize');
});

it('says of the best candidate what is to be known though it passes, and obeys no name in it', () => {
  const best = { ...candidate('1', 1, [pass, pass]), changes: ['xs', '**bold**'], unreached: true };
  const text = functionHover(placed(report([best, candidate('2', 1, [pass, pass])])), penFor('markdown'));
  expect(text).toContain('The best candidate: changed xs, ');
  expect(text).not.toContain('**bold**');
  expect(text).toContain('from reaching an assert');
  const plain = functionHover(placed(report([candidate('2', 1, [pass, pass])])), penFor('markdown'));
  expect(plain).not.toMatch(/The best candidate: \S/);
});
