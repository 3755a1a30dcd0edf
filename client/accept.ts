/** Accepting a candidate: one edit, one undo, and only to the text that the server made it for. */
import * as vscode from 'vscode';
import { type Acceptance, AcceptanceRequest, CandidateAccepted, type CandidateParams } from '../protocol/messages.ts';
import { aboutOf } from './commands.ts';
import { previewed } from './preview.ts';
import type { Server } from './server.ts';

/** Resolves to whether the document was changed. What stands in the way is told. */
export async function acceptCandidate(server: Server, given: unknown): Promise<boolean> {
  const about = previewed(given) ?? aboutOf(server, given);
  if (!about) return false;
  return accept(server, about);
}

/** The same for all that a synthesis of the whole file has found: the server sees by the text that it was accepted. */
export async function acceptFile(server: Server, given: unknown): Promise<boolean> {
  const about = aboutOf(server, given);
  return about ? accept(server, { uri: about.uri, whole: true }) : false;
}

async function accept(server: Server, about: CandidateParams): Promise<boolean> {
  const answer = await server.request(AcceptanceRequest, about);
  if ('refused' in answer) {
    void vscode.window.showWarningMessage(answer.refused);
    return false;
  }
  const uri = server.toCode.asUri(answer.uri);
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const refused = document ? await apply(server, document, answer) : 'The file was closed. Open it and accept again.';
  if (refused === undefined && !about.whole) {
    await server.notify(CandidateAccepted, { uri: about.uri, function: answer.function, candidate: answer.candidate });
  }
  if (refused) void vscode.window.showWarningMessage(refused);
  return refused === undefined;
}

/** Why the edit was not applied, or undefined. */
async function apply(server: Server, document: vscode.TextDocument, answer: Acceptance): Promise<string | undefined> {
  const changed = `The file changed before the candidate for ${answer.function} was inserted. Accept it again.`;
  if (document.version !== answer.version) return changed;
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText, expected } of answer.edits) {
    const place = server.toCode.asRange(range);
    if (document.getText(place) !== expected) return changed;
    edit.replace(document.uri, place, newText);
  }
  // VS Code notes the document's version with the edit, and refuses it where that has passed.
  return (await vscode.workspace.applyEdit(edit)) ? undefined : changed;
}
