import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openPython, positionOf, test, waitFor } from './harness.ts';

const text = `def double(number):
    """Return twice number."""
    return number + 1


assert double(1) == 2
assert double(5) == 10
`;

const items = (): string => vscode.extensions.getExtension('assay.assay')!.exports.testItems().join(' | ');
const shows = (expected: RegExp) => waitFor(`the items ${expected}`, () => expected.test(items()));

test('the Testing view lists the examples of open files, and follows edits and half-typed lines', async () => {
  const { document } = await openPython(text, 'doubling.py');
  await shows(/\bdoubling\.py \| double \| assert double\(1\) == 2 \| assert double\(5\) == 10( \||$)/);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), 'assert double(0) == 0\n');
  await vscode.workspace.applyEdit(edit);
  await shows(/\bdoubling\.py \| .* == 10 \| assert double\(0\) == 0/);
  const broken = new vscode.WorkspaceEdit();
  const start = positionOf(document, 'double(1) == 2');
  broken.replace(document.uri, new vscode.Range(start, start.translate(0, 14)), 'double(1');
  await vscode.workspace.applyEdit(broken);
  await new Promise((resolve) => setTimeout(resolve, 800));
  assert.match(items(), /assert double\(1\) == 2 \| /);
});

test('Run All Tests runs the present bodies, and marks their examples', async () => {
  const { document } = await openPython(text, 'doubling2.py');
  await shows(/\bdoubling2\.py/);
  await vscode.commands.executeCommand('testing.runAll');
  const { exports } = vscode.extensions.getExtension('assay.assay')!;
  const marks = () => exports.marks(document.uri).map(({ status }: { status: string }) => status);
  await waitFor('the marks', () => marks().join(' ') === 'pass fail');
});

test('the Testing view can be switched off', async () => {
  await openPython(text, 'doubling3.py');
  await shows(/\bdoubling3\.py/);
  const settings = vscode.workspace.getConfiguration('assay');
  await settings.update('testingView', false, vscode.ConfigurationTarget.Global);
  try {
    await waitFor('no items', () => items() === '');
  } finally {
    await settings.update('testingView', undefined, vscode.ConfigurationTarget.Global);
  }
  await shows(/\bdoubling3\.py/);
});
