/** The tests for a workspace that is not trusted. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lensesOf, openPython, test, waitFor } from './harness.ts';

test('starts in a workspace that is not trusted', async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  await openPython('answer = 42\n');
  const extension = vscode.extensions.getExtension('assay.assay');
  assert.ok(extension, 'the extension is not there');
  await waitFor('its activation', () => extension.isActive);
});

test('gives agents nothing that runs', async () => {
  const options = { input: { file: 'any.py', function: 'any' }, toolInvocationToken: undefined };
  await assert.rejects(async () => vscode.lm.invokeTool('assay_verify', options));
  const extension = vscode.extensions.getExtension<{ mcpServers(): readonly object[] }>('assay.assay');
  assert.deepEqual(extension?.exports.mcpServers(), []);
});

test('shows a lens that says so, and runs nothing', async () => {
  const text = 'def double(x):\n    """Return twice x."""\n\n\nassert double(2) == 4\n';
  const { document } = await openPython(text);
  const [lens] = await waitFor('the lens', () => lensesOf(document));
  assert.equal(lens!.command!.title, 'Synthesize from 1 assert (restricted: trust this workspace first)');
  assert.equal(
    await vscode.commands.executeCommand('assay.synthesizeFunction', lens!.command!.arguments![0]),
    undefined,
  );
  assert.equal(document.getText(), text);
});
