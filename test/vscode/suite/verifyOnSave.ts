import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, positionOf, test, waitFor } from './harness.ts';

const failing = `def double(number):
    """Return twice number."""
    return number + 1


assert double(1) == 2
assert double(5) == 10
`;

interface Mark {
  readonly line: number;
  readonly status: string;
  readonly text?: string;
  readonly stale?: boolean;
}

function marks(document: vscode.TextDocument): string {
  const { exports } = vscode.extensions.getExtension('assay.assay')!;
  const shown: Mark[] = exports.marks(document.uri);
  return shown
    .map(({ line, status, text, stale }) => [line, status, text, stale && 'stale'].filter(Boolean).join(' '))
    .join(', ');
}

const shows = (document: vscode.TextDocument, expected: string) =>
  waitFor(`the marks ${expected}`, () => marks(document) === expected).catch(() =>
    assert.equal(marks(document), expected),
  );

async function replace(document: vscode.TextDocument, word: string, newText: string): Promise<void> {
  const start = positionOf(document, word);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(start, document.positionAt(document.offsetAt(start) + word.length)),
    newText,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

test('a save shows nothing until verifyOnSave is on, and then ticks, crosses and values that follow edits', async () => {
  const { document } = await openPython(failing);
  const settings = () => vscode.workspace.getConfiguration('assay');
  await replace(document, 'def double', '# Saved.\ndef double');
  await document.save();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(marks(document), '');
  await settings().update('verifyOnSave', true, vscode.ConfigurationTarget.Workspace);
  try {
    await replace(document, '# Saved.', '# Saved again.');
    await document.save();
    await shows(document, '6 pass, 7 fail got 6');
    await replace(document, 'number + 1', 'number * 2');
    await shows(document, '6 pass stale, 7 fail got 6 stale');
    await document.save();
    await shows(document, '6 pass, 7 pass');
  } finally {
    await settings().update('verifyOnSave', undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test('Verify Function shows the same marks', async () => {
  const { document } = await openPython(failing);
  await vscode.commands.executeCommand('assay.verifyFunction', { uri: document.uri.toString(), function: 'double' });
  await shows(document, '5 pass, 6 fail got 6');
});
