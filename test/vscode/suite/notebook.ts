import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverAt, invoke, lensesOf, positionOf, test, waitFor, workspaceFolder } from './harness.ts';

const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });
const prose = { cell_type: 'markdown', metadata: {}, source: '# Words' };
const stub = `def first_word(text: str) -> str:
    """Return the first word of text."""


assert first_word(GREETING) == "hello"
assert first_word("one two three") == "one"`;

async function openNotebook(): Promise<vscode.NotebookDocument> {
  const cells = [prose, cell('%precision 2\nGREETING = "hello world"'), cell(stub)];
  const metadata = { language_info: { name: 'python' }, kernelspec: { name: 'python3', display_name: 'Python 3' } };
  const uri = vscode.Uri.joinPath(workspaceFolder(), 'words.ipynb');
  await vscode.workspace.fs.writeFile(
    uri,
    Buffer.from(JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 })),
  );
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

test('a stub in a notebook is synthesized with the cells above and accepted in its own cell', async () => {
  const notebook = await openNotebook();
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
});
