/** Doubts about examples, as the editor shows them. */
import { describe, expect, it } from 'vitest';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import type { Suspicion } from '../../protocol/index.ts';
import { summary } from '../../server/src/cli/reportText.ts';
import type { OpenDocument } from '../../server/src/features/documents.ts';
import { standingOf } from '../../server/src/features/reports.ts';
import { actionsAt } from '../../server/src/features/show/codeAction.ts';
import { diagnosticsFor, source as ours } from '../../server/src/features/show/diagnostics.ts';
import { contradictionDiagnostics } from '../../server/src/features/show/doubts.ts';
import { hoverAt } from '../../server/src/features/show/hover.ts';
import { commandsFor } from '../../server/src/features/show/offeredCommands.ts';
import { PythonDocument } from '../../server/src/specification/index.ts';
import { candidate, pass, placed, report, returned, source, specify } from './reports.ts';

const suspicion: Suspicion = { example: 0, line: 5, expected: "'hello'", instead: "'Hello'", samples: 8, weight: 0.8 };

function suspected(more: Partial<Suspicion> = {}, text = source) {
  const specification = specify(text);
  const made = report([candidate('1', 8, [returned("'Hello'"), pass])], {
    examples: specification.examples,
    fingerprint: specification.fingerprint,
    suspicious: [{ ...suspicion, ...more }],
  });
  const entry = { name: 'first_word', specification, text, phase: 'ended' as const, report: made };
  return { entry, specification, standing: standingOf(entry, specification) };
}

/** The text after the action at the suspicious example; undefined where there is none. */
function mended(more: Partial<Suspicion>, text = source): { title: string; text: string } | undefined {
  const python = new PythonDocument('/project/words.py', text);
  const client = { editsInActions: true, versionedEdits: true, snippetEdits: false };
  try {
    const one = suspected(more, text);
    const { range } = one.specification.examples[more.example ?? 0]!;
    const fix = actionsAt(range, [one], {
      open: { uri: 'file:///project/words.py', version: 7, python } as OpenDocument,
      client,
      commands: commandsFor({ ours: false, ...client }),
      wholeFound: () => ({ refused: 'nothing' }),
      questionOf: () => undefined,
      suggested: () => [],
      suggests: false,
      diagnostics: [],
    }).find(({ title }) => title.startsWith('Expect'));
    if (!fix) return undefined;
    const [change] = fix.edit!.documentChanges as { edits: TextEdit[] }[];
    return {
      title: fix.title,
      text: TextDocument.applyEdits(TextDocument.create('', 'python', 7, text), change!.edits),
    };
  } finally {
    python.dispose();
  }
}

describe('a suspicious example', () => {
  it('is pointed out at its line, as information', () => {
    const [note] = diagnosticsFor([suspected()]);
    expect(note).toMatchObject({ severity: 3, code: 'suspicious', range: { start: { line: 4, character: 0 } } });
    expect(note!.message).toBe(
      "first_word: 8 of 10 samples give 'Hello' here, not 'hello': perhaps the example is wrong. A quick fix expects that value instead.",
    );
  });

  it('is told in the terminal, and not again in the hover at its diagnostic', () => {
    const hover = hoverAt({ line: 4, character: 3 }, [suspected()], { kind: 'plaintext' });
    expect(JSON.stringify(hover)).not.toContain('8 of 10 samples give');
    expect(summary(suspected().entry.report)).toContain("line 5: 8 of 10 samples give 'Hello' here, not 'hello'");
  });

  it('is no more where the examples have changed', () => {
    const now = source.replace('== "hello"', '== "Hello"');
    expect(diagnosticsFor([placed(suspected().entry.report, { now })])).toEqual([]);
  });

  it('is mended by an edit of the literal alone, in its quotes', () => {
    expect(mended({})).toEqual({
      title: 'Expect "Hello" instead',
      text: source.replace('== "hello"', '== "Hello"'),
    });
    const turned = source.replace(
      'first_word("hello world") == "hello"',
      "(\n    'hello' == first_word('hello world')\n), 'no'",
    );
    expect(mended({}, turned)!.text).toBe(turned.replace("'hello' ==", "'Hello' =="));
    const sorted = source.replace('first_word("hello world") == "hello"', 'sorted(first_word("hello")) == ["h", 1.5]');
    expect(mended({ instead: "['x', 2]" }, sorted)!.text).toBe(sorted.replace('["h", 1.5]', '["x", 2]'));
  });

  it('is mended in a doctest, where nothing is escaped', () => {
    const doctest = 'def first_word(text):\n    """Do it.\n\n    >>> first_word("hello")\n    \'hello\'\n    """\n';
    expect(mended({}, doctest)!.text).toBe(doctest.replace("    'hello'", "    'Hello'"));
    expect(mended({ instead: "'a\\\\b'" }, doctest)).toBeUndefined();
  });

  it('is not mended where the value is none, or it compares with no literal', () => {
    expect(mended({ instead: '<Point object>' })).toBeUndefined();
    const computed = source.replace('== "hello"', '== str("hello")');
    expect(mended({}, computed)).toBeUndefined();
  });
});

describe('contradicting examples', () => {
  const text = source.replace('assert first_word("one two") == "one"', 'assert first_word("hello world") == "Hello"');

  function warnings(now: string, known: Parameters<typeof contradictionDiagnostics>[2] = []) {
    const python = new PythonDocument('/project/words.py', now);
    try {
      return contradictionDiagnostics(python, undefined, known, ours);
    } finally {
      python.dispose();
    }
  }

  it('are a warning at the later one', () => {
    expect(warnings(source)).toEqual([]);
    expect(warnings(text)).toEqual([
      {
        range: { start: { line: 5, character: 0 }, end: { line: 5, character: 43 } },
        ...{ severity: 2, source: 'assay', code: 'contradiction' },
        message: "first_word: expects 'Hello' where line 5 expects 'hello' of the same call: no program passes both.",
      },
    ]);
  });

  it('are none where a program passes both, because it keeps state', () => {
    const specification = specify(text);
    const made = report([candidate('1', 1, [pass, pass])], { examples: specification.examples });
    const entry = { name: 'first_word', specification, text, phase: 'ended' as const, report: made };
    expect(warnings(text, [{ entry, specification, standing: standingOf(entry, specification) }])).toEqual([]);
  });
});
