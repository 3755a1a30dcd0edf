import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

test('Doctor shows the rows of the terminal as a page', async () => {
  await openPython('answer = 42\n');
  const text = await vscode.commands.executeCommand<string>('assay.doctor');
  for (const word of [
    /^# Assay Doctor/,
    /\*\*interpreter\*\* .*Python 3/,
    /\*\*sandbox\*\* /,
    /\*\*sampler\*\* search: ready/,
  ])
    assert.match(text, word);
  await waitFor('the page', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('Assay Doctor'));
});

test('Choose Sampler names the setting of the workspace that goes before the chosen one', async () => {
  await openPython('answer = 42\n');
  const settings = () => vscode.workspace.getConfiguration('assay');
  void vscode.commands.executeCommand('assay.chooseSampler');
  await waitFor('the choice of the first sampler', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return settings().inspect('sampler')?.globalValue === 'auto';
  });
  assert.equal(settings().get('sampler'), 'search', 'the workspace keeps its own until the user presses the button');
  await settings().update('sampler', undefined, vscode.ConfigurationTarget.Global);
});
