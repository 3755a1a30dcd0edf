import { describe, expect, it } from 'vitest';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import type { OpenDocument } from '../../server/src/features/documents.ts';
import { actionsAt } from '../../server/src/features/show/codeAction.ts';
import { commandsFor } from '../../server/src/features/show/offeredCommands.ts';
import { PythonDocument } from '../../server/src/specification/index.ts';
import { candidate, pass, placed, report, returned, source } from './reports.ts';

const uri = 'file:///project/words.py';
const body = '    return text.split()[0]\n';
const filled = source.replace('text."""\n', `text."""\n${body}`);

/** A passing candidate after a run, with its edit. */
function right(id: string, samples: number) {
  const place = { line: 2, character: 0 };
  const edits = [{ range: { start: place, end: place }, newText: body }];
  return { ...candidate(id, samples, [pass, pass], body.trim()), edits };
}

function actions(client: { editsInActions: boolean; versionedEdits: boolean }, now = source) {
  const python = new PythonDocument('/project/words.py', now);
  const open = { uri, version: 7, python } as OpenDocument;
  const made = placed(report([right('1', 6), right('2', 1), candidate('3', 3, [pass, returned('0')])]), { now });
  const start = { line: 0, character: 4 };
  try {
    return actionsAt({ start, end: start }, [made], {
      open,
      client: { snippetEdits: false, ...client },
      commands: commandsFor({ ours: false, ...client }),
      wholeFound: () => ({ refused: 'nothing' }),
      questionOf: ({ entry }) => entry.report?.questions?.[0],
      suggested: () => [],
      suggests: false,
      diagnostics: [],
    });
  } finally {
    python.dispose();
  }
}

describe('accepting', () => {
  it('is a command where the client can be asked to edit', () => {
    const [fix, ...rest] = actions({ editsInActions: false, versionedEdits: true });
    expect(fix).toMatchObject({ kind: 'quickfix', command: { command: 'assay.server.accept' } });
    expect([fix!, ...rest].filter(({ edit }) => edit)).toEqual([]);
  });

  it('is an edit for its version where the client can’t be asked to', () => {
    const all = actions({ editsInActions: true, versionedEdits: true });
    expect(all.map(({ kind }) => kind)).toEqual(['quickfix', 'refactor.rewrite', 'refactor.rewrite']);
    expect(all.filter(({ command }) => command)).toEqual([]);
    expect(all[0]).toMatchObject({ isPreferred: true, diagnostics: [expect.objectContaining({ code: 'candidate' })] });
    for (const { edit } of all) {
      const [change] = edit!.documentChanges as { textDocument: object; edits: TextEdit[] }[];
      expect(change!.textDocument).toEqual({ uri, version: 7 });
      expect(TextDocument.applyEdits(TextDocument.create(uri, 'python', 7, source), change!.edits)).toBe(filled);
      expect(Object.keys(change!.edits[0]!)).toEqual(['range', 'newText']);
    }
  });

  it('is a plain edit where the client takes no versions', () => {
    const [fix] = actions({ editsInActions: true, versionedEdits: false });
    const edits = fix!.edit!.changes![uri]!;
    expect(TextDocument.applyEdits(TextDocument.create(uri, 'python', 7, source), edits)).toBe(filled);
  });

  it('is not offered on a stale report', () => {
    const now = source.replace('"one"', '"two"');
    const stale = actions({ editsInActions: true, versionedEdits: true }, now);
    expect(stale.filter(({ edit }) => edit)).toEqual([]);
    expect(stale.map(({ title }) => title)).toEqual(['Synthesize first_word from 2 asserts']);
  });
});
