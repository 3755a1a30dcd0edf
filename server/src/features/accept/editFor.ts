import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../../../protocol/index.ts';
import type { Client } from '../client/client.ts';
import type { OpenDocument } from '../documents.ts';
import { placeOf } from '../notebook/placeInCells.ts';

/** One edit of a document, or of a notebook's cell; versioned where the client takes versions. */
export function editFor(
  open: OpenDocument,
  edit: TextEdit,
  { versionedEdits }: Pick<Client, 'versionedEdits'>,
): WorkspaceEdit {
  const { uri, version, edit: own } = placeOf(open, edit);
  const plain = { range: { start: own.range.start, end: own.range.end }, newText: own.newText };
  if (!versionedEdits) return { changes: { [uri]: [plain] } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [plain] }] };
}
