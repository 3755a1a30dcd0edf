import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, invoke, lensesOf, openPython, positionOf, test, waitFor } from './harness.ts';

const stubs = `def lower(text):
    """Return text in lower case."""


def first(text):
    """Return the first word of text."""


assert lower("AbC") == "abc"
assert first(lower("Hello World")) == "hello"
assert first(lower("One two")) == "one"
`;

test('Synthesize File fills all stubs with one edit, which one undo takes back', async () => {
  const { document } = await openPython(stubs);
  const actions = await actionsAt(document, positionOf(document, 'lower'), vscode.CodeActionKind.RefactorRewrite);
  const action = actions.find(({ title }) => title === 'Synthesize all 2 stubs of this file');
  assert.equal(action?.edit, undefined);
  await invoke(action?.command);
  assert.equal(document.getText(), stubs);
  const lens = await waitFor('the offer', async () =>
    (await lensesOf(document)).find(({ command }) => command?.title === '2 of 2 functions found · Accept all'),
  );
  assert.equal(await invoke(lens.command), true);
  assert.match(document.getText(), /lower case\."""\n {4}return [\s\S]+first word of text\."""\n {4}return /);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), stubs);
  assert.equal(await vscode.commands.executeCommand('assay.acceptFile'), true);
  await vscode.commands.executeCommand('undo');
  const compare = (await lensesOf(document)).find(({ command }) => command?.title === 'Compare');
  await invoke(compare?.command);
  const { input } = await waitFor('the diff', () => vscode.window.tabGroups.activeTabGroup.activeTab);
  assert.ok(input instanceof vscode.TabInputTextDiff, 'not a diff');
  assert.equal(input.original.toString(), document.uri.toString());
  const shown = await vscode.workspace.openTextDocument(input.modified);
  assert.match(shown.getText(), /first word of text\."""\n {4}return /);
  assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate', input.modified), true);
  assert.equal(document.getText(), shown.getText());
});
