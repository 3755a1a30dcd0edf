import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../../../protocol/index.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';

/** One edit of a document, versioned where the client takes versions. */
export function editFor(
  { uri, version }: OpenDocument,
  edit: TextEdit,
  { versionedEdits }: Pick<Client, 'versionedEdits'>,
): WorkspaceEdit {
  const plain = { range: { start: edit.range.start, end: edit.range.end }, newText: edit.newText };
  if (!versionedEdits) return { changes: { [uri]: [plain] } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [plain] }] };
}
