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
  const editor = await vscode.window.showTextDocument(server.toCode.asUri(answer.uri));
  if (editor.document.version !== answer.version) {
    void vscode.window.showWarningMessage('The file changed before the example was inserted. Add it again.');
    return false;
  }
  const position = server.toCode.asPosition(answer.position);
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
  await vscode.window.showTextDocument(server.toCode.asUri(about.uri), { selection: new vscode.Range(place, place) });
  await vscode.commands.executeCommand('editor.action.quickFix');
}
