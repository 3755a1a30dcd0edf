import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

const diff = () => {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'assay-preview' ? input : undefined;
};

test('in a diff, keys go from candidate to candidate, and accepting closes it and leads to the function', async () => {
  const { document } = await openPython(`import os\n\n\n${stub}`);
  const about = { uri: document.uri.toString(), function: 'first_word' };
  await vscode.commands.executeCommand('assay.synthesizeFunction', about);
  void vscode.commands.executeCommand('assay.compareCandidates', about);
  await waitFor('the first candidate to be chosen', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return diff();
  });
  const first = diff()!.modified;
  await vscode.commands.executeCommand('assay.nextCandidate');
  const second = await waitFor('the next candidate', () => diff()?.modified);
  assert.notEqual(second.query, first.query);
  assert.equal(
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff).length,
    1,
  );
  await vscode.commands.executeCommand('assay.previousCandidate');
  assert.equal(diff()?.modified.query, first.query);
  const { label } = vscode.window.tabGroups.activeTabGroup.activeTab!;
  assert.match(label, /^first_word 1 of \d+: first_word\(.+\) (→|raises) .+ · passes 2 of 2 asserts/);

  assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate'), true);
  await waitFor('the diff to close', () => !diff());
  const editor = await waitFor('the file', () => vscode.window.activeTextEditor);
  assert.equal(editor.document.uri.toString(), document.uri.toString());
  assert.equal(editor.selection.active.line, 3);
  assert.match(document.getText(), /"""\n {4}return /);
});
