import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionsAt,
  hoverAt,
  invoke,
  lensesOf,
  openPython,
  openUntitledPython,
  positionOf,
  test,
  waitFor,
} from './harness.ts';

const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word("hello world") == "hello"
assert first_word("one two three") == "one"
`;

const lensTitled = (document: vscode.TextDocument, title: RegExp) =>
  waitFor(`a lens ${title}`, async () =>
    (await lensesOf(document)).find((lens) => title.test(lens.command?.title ?? '')),
  );

test('a lens over a stub synthesizes it, a hover shows the doubt and the rates, and the lens accepts', async () => {
  const { document } = await openPython(stub);
  await invoke((await lensTitled(document, /^Synthesize from 2 asserts$/)).command);
  const hover = await hoverAt(document, positionOf(document, 'first_word'));
  assert.match(hover, /it fits 2 asserts; so do \d+ others/);
  assert.match(await hoverAt(document, positionOf(document, 'assert first_word("one')), /pass this example/);
  await invoke((await lensTitled(document, / · Accept$/)).command);
  assert.match(document.getText(), /"""Return the first word of text\."""\n {4}return /);
  assert.ok(document.isDirty, 'accepting saves nothing');
  await lensTitled(document, /^accepted · /);
});

test('accepting is undone by one undo', async () => {
  const { document } = await openPython(stub);
  await vscode.commands.executeCommand('assay.synthesizeFunction', {
    uri: document.uri.toString(),
    function: 'first_word',
  });
  await invoke((await lensTitled(document, / · Accept$/)).command);
  assert.notEqual(document.getText(), stub);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), stub);
  await lensTitled(document, / · Accept$/);
});

test('the command works at the cursor, in an untitled document as well', async () => {
  const { document } = await openUntitledPython(stub.replace('one two', 'one||| two'));
  const outcome = await vscode.commands.executeCommand<{ state: string }>('assay.synthesizeFunction');
  assert.equal(outcome.state, 'done');
  assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate'), true);
  assert.match(document.getText(), /return /);
});

test('a quick fix on a note and a rewrite accept the best candidate, each by a command', async () => {
  const { document } = await openPython(stub);
  const place = positionOf(document, 'first_word');
  const before = await actionsAt(document, place, vscode.CodeActionKind.RefactorRewrite);
  assert.ok(before.some(({ title }) => title === 'Synthesize first_word from 2 asserts'));
  await vscode.commands.executeCommand('assay.synthesizeFunction', {
    uri: document.uri.toString(),
    function: 'first_word',
  });
  const [note] = await waitFor('the note', () => vscode.languages.getDiagnostics(document.uri));
  assert.equal(note!.severity, vscode.DiagnosticSeverity.Information);
  const fix = await waitFor(
    'the quick fix',
    async () => (await actionsAt(document, place, vscode.CodeActionKind.QuickFix))[0],
  );
  assert.match(fix.title, /^Accept: return /);
  assert.equal(fix.edit, undefined);
  await invoke(fix.command);
  assert.match(document.getText(), /return /);
  await waitFor('the note to go', () => vscode.languages.getDiagnostics(document.uri).length === 0);
});

test('a report follows its examples and goes stale with its docstring, and then nothing is accepted', async () => {
  const { document } = await openPython(stub);
  await vscode.commands.executeCommand('assay.synthesizeFunction', {
    uri: document.uri.toString(),
    function: 'first_word',
  });
  const changes = [
    { word: '"one"', newText: '"three"', lens: /^none of \d+ passes now · draw more$/ },
    { word: 'Return', newText: 'Give', lens: /^stale · synthesize again$/ },
  ];
  for (const { word, newText, lens } of changes) {
    const place = positionOf(document, word);
    const changed = new vscode.WorkspaceEdit();
    changed.replace(document.uri, new vscode.Range(place, place.translate(0, word.length)), newText);
    await vscode.workspace.applyEdit(changed);
    await lensTitled(document, lens);
    const text = document.getText();
    assert.equal(
      await vscode.commands.executeCommand('assay.acceptCandidate', {
        uri: document.uri.toString(),
        function: 'first_word',
      }),
      false,
    );
    assert.equal(document.getText(), text);
  }
});

test('Compare Candidates shows a diff that can be accepted from', async () => {
  const { document } = await openPython(stub);
  const about = { uri: document.uri.toString(), function: 'first_word' };
  await vscode.commands.executeCommand('assay.synthesizeFunction', about);
  const acceptance = await waitFor('a candidate', async () => {
    const actions = await actionsAt(
      document,
      positionOf(document, 'first_word'),
      vscode.CodeActionKind.RefactorRewrite,
    );
    return actions.find(({ title }) => title.startsWith('Accept: '))?.command;
  });
  await vscode.commands.executeCommand('assay.compareCandidates', acceptance.arguments![0]);
  const tab = await waitFor('the diff', () => vscode.window.tabGroups.activeTabGroup.activeTab);
  assert.ok(tab.input instanceof vscode.TabInputTextDiff, 'not a diff');
  const preview = await vscode.workspace.openTextDocument(tab.input.modified);
  assert.match(preview.getText(), /"""Return the first word of text\."""\n {4}return /);
  assert.equal(document.getText(), stub);
  assert.equal(await vscode.commands.executeCommand('assay.acceptCandidate', tab.input.modified), true);
  assert.equal(document.getText(), preview.getText());
});

test('a function without examples gets an assert below it, with places to fill in', async () => {
  const { document } = await openPython('def area(width: int) -> int:\n    """Return the area."""\n');
  const actions = await actionsAt(document, positionOf(document, 'area'), vscode.CodeActionKind.RefactorRewrite);
  const action = actions.find(({ title }) => title === 'Add an assert for area');
  assert.ok(action?.edit, 'the action has no edit');
  await vscode.workspace.applyEdit(action.edit);
  assert.equal(document.getText().split('\n').at(-2), 'assert area(width) == ...');
});

test('the server can be restarted, and goes on as before', async () => {
  const { document } = await openPython(stub);
  await lensTitled(document, /^Synthesize from 2 asserts$/);
  await Promise.all([
    vscode.commands.executeCommand('assay.restartServer'),
    vscode.commands.executeCommand('assay.restartServer'),
  ]);
  await lensTitled(document, /^Synthesize from 2 asserts$/);
});
