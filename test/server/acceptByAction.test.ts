/** A client without support for requested edits: an action contains the edit that accepts. */
import { afterEach, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { startScripted } from '../servers/scripted.ts';
import { Editor, modern } from './editor.ts';
import { firstWord, search } from './sources.ts';

let editor: Editor;
afterEach(() => editor.stop());

const { applyEdit: _, ...workspace } = modern.workspace!;
const capabilities = { ...modern, workspace };

/** The document and its text after an action's edit. */
function edited({ edit }: CodeAction): { uri: string; version?: number | null; text: string } {
  const [change] = (edit!.documentChanges ?? []) as {
    textDocument: { uri: string; version: number };
    edits: TextEdit[];
  }[];
  const [uri, edits] = change ? [change.textDocument.uri, change.edits] : Object.entries(edit!.changes!)[0]!;
  const text = TextDocument.applyEdits(TextDocument.create(uri, 'python', 0, editor.text(uri)), edits);
  return { uri, ...(change && { version: change.textDocument.version }), text };
}

const commandsOf = (actions: readonly CodeAction[]) => actions.flatMap(({ command }) => command?.command ?? []);

it('accepts by an action, for the version that it was made for', async () => {
  editor = await Editor.start({ settings: search, capabilities });
  const uri = await editor.open(firstWord);
  await editor.execute('assay.server.synthesize', { uri, function: 'first_word', wait: true });
  const lenses = await editor.lenses(uri);
  expect(lenses.map(({ command }) => command!.title)).toEqual([
    expect.stringMatching(/(pass|asserts|others) \(a code action accepts\) · synthesize again$/),
  ]);
  expect(lenses.map(({ command }) => command!.command)).toEqual(['assay.server.synthesize']);
  const [fix, ...others] = await editor.actions(uri, 'first_word');
  expect(fix!.kind).toBe('quickfix');
  expect(edited(fix!)).toEqual({
    uri,
    version: 1,
    text: firstWord.replace('text."""\n', 'text."""\n    return text.split()[0]\n'),
  });
  expect(commandsOf([fix!, ...others])).not.toContain('assay.server.accept');
  await editor.execute('assay.server.accept', { uri, function: 'first_word' });
  expect(editor.methods).not.toContain('workspace/applyEdit');
  expect(editor.messages.map(({ message }) => message)).toEqual([expect.stringContaining('code action')]);
});

it('accepts so what was found for a file, and in the cell of a notebook', async () => {
  const model = await startScripted({ one: ['def one():\n    return 1'], two: ['def two():\n    return 2'] });
  const settings = { sampler: 'openai', baseUrl: model.baseUrl, model: 'scripted', samples: 1, repairRounds: 0 };
  editor = await Editor.start({ settings, capabilities });
  const stub = (name: string) => `def ${name}():\n    """Say ${name}."""\n`;
  const [one, two] = [`${stub('one')}assert one() == 1\n`, `${stub('two')}assert two() == 2\n`];
  const uri = await editor.open(`${one}\n\n${two}`);
  await editor.execute('assay.server.synthesizeFile', { uri, wait: true });
  const lenses = await editor.lenses(uri);
  expect(lenses.map(({ command }) => command!.command)).not.toContain('assay.server.acceptFile');
  const whole = (await editor.actions(uri, 'two')).find(({ title }) => title.startsWith('Accept all'));
  expect(edited(whole!).text).toContain('    return 1\n');
  expect(edited(whole!).text).toContain('    return 2\n');

  const { cells } = await editor.openNotebook(['x = 1\ny = 2\n', two]);
  const cell = cells[1]!;
  await editor.execute('assay.server.synthesize', { uri: cell, function: 'two', wait: true });
  const [fix] = await editor.actions(cell, 'two');
  expect(edited(fix!)).toEqual({ uri: cell, version: 1, text: two.replace('two."""\n', 'two."""\n    return 2\n') });
  await model.close();
});
