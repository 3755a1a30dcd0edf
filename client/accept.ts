/** Accepting a candidate: one edit, one undo, and only to the text that the server made it for. */
import * as vscode from 'vscode';
import { type Acceptance, AcceptanceRequest, CandidateAccepted, type CandidateParams } from '../protocol/messages.ts';
import { aboutOf, wholeOf } from './commands.ts';
import { closePreview, previewAt, previewed } from './preview.ts';
import type { Server } from './server.ts';

/** Resolves to whether the document was changed; shows the reason where it was not. In a diff, it leads back to the function. */
export async function acceptCandidate(server: Server, given: unknown): Promise<boolean> {
  const preview = previewAt(given);
  const about = preview ? previewed(preview) : aboutOf(server, given);
  const accepted = about && (await accept(server, about));
  if (preview && accepted) await leaveDiff(preview, accepted);
  return accepted !== undefined;
}

/** Does the same for all functions that a synthesis of the file has found. The server sees from the text that they were accepted. */
export async function acceptFile(server: Server, given: unknown): Promise<boolean> {
  const about = wholeOf(server, given);
  return about !== undefined && (await accept(server, { uri: about.uri, whole: true })) !== undefined;
}

interface Accepted {
  readonly document: vscode.TextDocument;
  readonly line: number;
}

async function accept(server: Server, about: CandidateParams): Promise<Accepted | undefined> {
  const answer = await server.request(AcceptanceRequest, about);
  if ('refused' in answer) {
    void vscode.window.showWarningMessage(answer.refused);
    return undefined;
  }
  const document = openDocument(server, answer.uri);
  const refused = document
    ? await apply(server, answer)
    : vscode.l10n.t('The file was closed. Open it and accept again.');
  if (refused === undefined && !about.whole) {
    await server.notify(CandidateAccepted, { uri: about.uri, function: answer.function, candidate: answer.candidate });
  }
  if (refused) void vscode.window.showWarningMessage(refused);
  return document && refused === undefined ? { document, line: answer.line ?? 0 } : undefined;
}

/** Closes the diff and puts the cursor on the function. A cell keeps the place that its notebook shows. */
async function leaveDiff(preview: vscode.Uri, { document, line }: Accepted): Promise<void> {
  await closePreview(preview);
  if (document.uri.scheme === 'vscode-notebook-cell') return;
  const place = document.lineAt(Math.min(line, document.lineCount - 1)).range.start;
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
}

function openDocument(server: Server, named: string): vscode.TextDocument | undefined {
  const uri = server.toCode.asUri(named);
  return vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
}

/** Why the edit was not applied, or undefined. */
async function apply(server: Server, answer: Acceptance): Promise<string | undefined> {
  const changed = vscode.l10n.t(
    'The file changed before the candidate for {0} was inserted. Accept it again.',
    answer.function,
  );
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, version, edits } of [answer, ...(answer.others ?? [])]) {
    const document = openDocument(server, uri);
    if (document?.version !== version) return changed;
    for (const { range, newText, expected } of edits) {
      const place = server.toCode.asRange(range);
      if (document.getText(place) !== expected) return changed;
      edit.replace(document.uri, place, newText);
    }
  }
  // VS Code keeps the versions of the documents with the edit, and refuses all of it if one of them has changed since.
  return (await vscode.workspace.applyEdit(edit)) ? undefined : changed;
}
