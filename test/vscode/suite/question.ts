/** Tests the question about programs that pass and differ, answered in VS Code's own list. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lensesOf, openPython, test, waitFor } from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

test('a question is answered from a list, and the answer is an example that is judged at once', async () => {
  const configuration = vscode.workspace.getConfiguration('assay');
  await configuration.update('sampler', 'languageModel', vscode.ConfigurationTarget.Workspace);
  await configuration.update('model', 'differs', vscode.ConfigurationTarget.Global);
  try {
    const { document } = await openPython(stub);
    const about = { uri: document.uri.toString(), function: 'first_word' };
    const titled = (title: RegExp) =>
      waitFor(`a lens ${title}`, async () =>
        (await lensesOf(document)).find((lens) => title.test(lens.command?.title ?? '')),
      );
    await vscode.commands.executeCommand('assay.synthesizeFunction', about);
    await titled(/^2 behaviours · which is right\?$/);
    const answered = vscode.commands.executeCommand<number>('assay.answerQuestion', about);
    await waitFor('the answer in the file', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return document.lineCount > stub.split('\n').length;
    });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.ok((await answered) >= 1);
    assert.match(document.getText(), /== "one"\nassert first_word\(".*"\) == ".*"\n/);
    await titled(/^[1-9] of 10 pass · Accept$/);
    assert.ok(document.isDirty, 'an answer saves nothing');
  } finally {
    await configuration.update('sampler', 'search', vscode.ConfigurationTarget.Workspace);
    await configuration.update('model', undefined, vscode.ConfigurationTarget.Global);
  }
});
