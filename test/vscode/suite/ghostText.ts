import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""|||


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

/** Commits the ghost text once it is there; until then the command has no effect. A person presses Tab once, too. */
async function tab(document: vscode.TextDocument): Promise<void> {
  const before = document.getText();
  await waitFor('the ghost text to be taken', async () => {
    await sleep(500);
    if (document.getText() === before) await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    await sleep(500);
    return document.getText() !== before;
  });
}

test('a synthesis with the cursor in the stub draws the best body, and Tab takes it, as one undo', async () => {
  const { document } = await openPython(stub);
  const before = document.getText();
  await vscode.commands.executeCommand('assay.synthesizeFunction');
  assert.equal(document.getText(), before, 'nothing is inserted unasked');
  await tab(document);
  assert.match(document.getText(), /"""Return the first word of text\."""\n {4}return .+\n\n\nassert/);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), before);
});

test('dots go with the same edit, and come back with the same undo', async () => {
  const { document } = await openPython(stub.replace('|||', '\n    ...|||'));
  const before = document.getText();
  await vscode.commands.executeCommand('assay.synthesizeFunction');
  await tab(document);
  await waitFor('the dots to go', () => !document.getText().includes('...'));
  assert.match(document.getText(), /text\."""\n {4}return .+\n\n\nassert/);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), before);
});
