/** Adds a first assert below a function, with its placeholders as tab stops; and leads to an example. */
import * as vscode from 'vscode';
import { FirstExampleRequest } from '../protocol/messages.ts';
import { aboutOf } from './commands.ts';
import type { Server } from './server.ts';

/** Resolves to whether the assert is in the document. */
export async function addExample(server: Server, given: unknown): Promise<boolean> {
  const about = aboutOf(server, given);
  if (!about) return false;
  const answer = await server.request(FirstExampleRequest, about);
  if ('refused' in answer) {
    void vscode.window.showWarningMessage(answer.refused);
    return false;
  }
  const document = await vscode.workspace.openTextDocument(server.toCode.asUri(answer.uri));
  if (document.version !== answer.version) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The file changed before the example was inserted. Add it again.'),
    );
    return false;
  }
  const position = server.toCode.asPosition(answer.position);
  const editor = await editorOf(document);
  if (!editor) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, position, answer.newText);
    return vscode.workspace.applyEdit(edit);
  }
  const snippet = new vscode.SnippetString(answer.snippet);
  if (answer.snippet !== undefined) return editor.insertSnippet(snippet, position);
  const added = await editor.edit((edit) => edit.insert(position, answer.newText));
  const value = editor.document.getText().lastIndexOf('...');
  const start = editor.document.positionAt(value);
  editor.selection = new vscode.Selection(start, start.translate(0, '...'.length));
  return added;
}

/** Puts the cursor at an example, and opens the quick fixes there. */
export async function showExample(server: Server, given: unknown): Promise<void> {
  const about = aboutOf(server, given);
  if (!about?.position) return;
  const place = server.toCode.asPosition(about.position);
  // Unlike `showTextDocument`, this shows a cell within its notebook.
  const options = { selection: new vscode.Range(place, place) };
  await vscode.commands.executeCommand('vscode.open', server.toCode.asUri(about.uri), options);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

/** The editor of a file, which is opened if need be; or of a cell, if its notebook shows it. */
async function editorOf(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  const isCell = document.uri.scheme === 'vscode-notebook-cell';
  const shown = vscode.window.visibleTextEditors.find((one) => one.document === document);
  return isCell ? shown : vscode.window.showTextDocument(document);
}
