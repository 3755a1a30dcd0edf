/** Tests suggested examples, chosen from VS Code's own list. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
`;

test('suggested examples are added one by one, each taken back by one undo', async () => {
  const configuration = vscode.workspace.getConfiguration('assay');
  await configuration.update('sampler', 'languageModel', vscode.ConfigurationTarget.Workspace);
  await configuration.update('model', 'proposes', vscode.ConfigurationTarget.Global);
  try {
    const { document } = await openPython(stub);
    const about = { uri: document.uri.toString(), function: 'first_word' };
    const taken = vscode.commands.executeCommand<number>('assay.suggestExamples', about);
    const proposed = ['assert first_word("  padded") == "padded"\n', 'assert first_word("one") == "one"\n'];
    await waitFor('the examples in the file', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return proposed.every((line) => document.getText().includes(line));
    });
    assert.equal(await taken, 2);
    assert.equal(document.getText().replace(proposed[0]!, '').replace(proposed[1]!, ''), stub);
    await vscode.commands.executeCommand('undo');
    assert.equal(proposed.filter((line) => document.getText().includes(line)).length, 1);
    assert.ok(document.getText().startsWith(stub));
  } finally {
    await configuration.update('sampler', 'search', vscode.ConfigurationTarget.Workspace);
    await configuration.update('model', undefined, vscode.ConfigurationTarget.Global);
  }
});
