/** Goes to a line of a file or of a notebook's cell, in the editor that shows it already, if there is one. */
import * as vscode from 'vscode';

export async function reveal(uri: vscode.Uri, line: number): Promise<void> {
  const isHere = (document: vscode.TextDocument) => document.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => isHere(cell.document)),
  );
  if (notebook) {
    const index = notebook.getCells().findIndex((cell) => isHere(cell.document));
    const selections = [new vscode.NotebookRange(index, index + 1)];
    await vscode.window.showNotebookDocument(notebook, { selections, viewColumn: vscode.ViewColumn.One });
    return;
  }
  const shown = vscode.window.visibleTextEditors.find(({ document }) => isHere(document));
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(uri, { selection, viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One });
}
