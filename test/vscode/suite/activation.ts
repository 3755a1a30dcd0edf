import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, test, waitFor } from './harness.ts';

test('starts with the first Python file that is opened', async () => {
  await openPython('answer = 42\n');
  const extension = vscode.extensions.getExtension('assay.assay');
  assert.ok(extension, 'the extension is not there');
  await waitFor('its activation', () => extension.isActive);
});

test('offers every command that its manifest names', async () => {
  const manifest = vscode.extensions.getExtension('assay.assay')!.packageJSON;
  const named: string[] = manifest.contributes.commands.map((command: { command: string }) => command.command);
  const registered = new Set(await vscode.commands.getCommands(true));
  assert.deepEqual(
    named.filter((command) => !registered.has(command)),
    [],
  );
});
