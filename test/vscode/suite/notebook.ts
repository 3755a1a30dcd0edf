import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverAt, invoke, lensesOf, positionOf, test, waitFor, workspaceFolder } from './harness.ts';

/** Several searches, of five seconds each where nothing else runs. */
const slow = { timeout: 90_000 };
const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });
const prose = { cell_type: 'markdown', metadata: {}, source: '# Words' };
const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word(GREETING) == "hello"
assert first_word("one two three") == "one"`;

async function openNotebook(name: string, cells: readonly object[]): Promise<vscode.NotebookDocument> {
  const metadata = { language_info: { name: 'python' }, kernelspec: { name: 'python3', display_name: 'Python 3' } };
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(
    uri,
    Buffer.from(JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 })),
  );
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

test(
  'a stub in a notebook is synthesized with the cells above and accepted in its own cell',
  async () => {
    const cells = [prose, cell('%precision 2\nGREETING = "hello world"'), cell(stub)];
    const notebook = await openNotebook('words.ipynb', cells);
    const { document } = notebook.cellAt(2);
    assert.equal(document.languageId, 'python');
    const lensTitled = (title: RegExp) =>
      waitFor(`a lens ${title}`, async () =>
        (await lensesOf(document)).find((lens) => title.test(lens.command?.title ?? '')),
      );
    await invoke((await lensTitled(/^Synthesize from 2 asserts$/)).command);
    const hover = await hoverAt(document, positionOf(document, 'assert first_word(GREETING'));
    assert.match(hover, /of the samples pass this example/);
    await invoke((await lensTitled(/ · Accept$/)).command);
    assert.match(document.getText(), /"""Return the first word of text\."""\n {4}return /);
    assert.equal(notebook.cellAt(1).document.getText(), '%precision 2\nGREETING = "hello world"');
    await lensTitled(/^accepted · /);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(notebook.cellAt(1).document.uri, new vscode.Range(1, 0, 1, 24), 'GREETING = "good evening"');
    await vscode.workspace.applyEdit(edit);
    await lensTitled(/^accepted · fails 1 of 2 asserts$/);
  },
  slow,
);

const lower = `def lower(text):
    """Return text in lower case."""


assert lower("AbC") == "abc"`;
const first = `%%time
def first(text):
    """Return the first word of text."""


assert first(lower("Hello World")) == "hello"
assert first(lower("One two")) == "one"`;

test(
  'the stubs of a notebook are found together, compared, accepted by one edit, and taken back',
  async () => {
    const notebook = await openNotebook('whole.ipynb', [cell(lower), prose, cell('!true'), cell(first)]);
    const [one, two] = [notebook.cellAt(0).document, notebook.cellAt(3).document];
    // Without a cell in edit mode, the command is for the notebook.
    await vscode.commands.executeCommand('notebook.cell.quitEdit');
    await vscode.commands.executeCommand('assay.synthesizeFile');
    const lens = await waitFor('the offer', async () =>
      (await lensesOf(one)).find(({ command }) => command?.title === '2 of 2 functions found · Accept all'),
    );
    const compare = (await lensesOf(one)).find(({ command }) => command?.title === 'Compare');
    await invoke(compare?.command);
    const tab = await waitFor('the changes', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label.startsWith('whole.ipynb: 2 of 2')),
    );
    await vscode.window.tabGroups.close(tab);
    await vscode.window.showNotebookDocument(notebook);
    assert.equal(await invoke(lens.command), true);
    assert.match(one.getText(), /lower case\."""\n {4}return /);
    assert.match(two.getText(), /^%%time\n[\s\S]*first word of text\."""\n {4}return /);
    assert.equal(notebook.cellAt(2).document.getText(), '!true');
    await vscode.commands.executeCommand('notebook.focusTop');
    await vscode.commands.executeCommand('notebook.cell.edit');
    await vscode.commands.executeCommand('undo');
    assert.deepEqual([one.getText(), two.getText()], [lower, first]);
  },
  slow,
);

test('a first example is added in its own cell', async () => {
  const bare = lower.slice(0, lower.indexOf('\n\n\n'));
  const notebook = await openNotebook('bare.ipynb', [cell(bare), cell('print("below")')]);
  const [{ document }, below] = [notebook.cellAt(0), notebook.cellAt(1)];
  const lens = await waitFor('the lens', async () =>
    (await lensesOf(document)).find(({ command }) => command?.title === 'Add an example'),
  );
  await invoke(lens.command);
  await waitFor('the assert', () => document.getText() === `${bare}\n\nassert lower(text) == ...`);
  assert.equal(below.document.getText(), 'print("below")');
});
