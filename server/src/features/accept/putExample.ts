import { type _Connection, ApplyWorkspaceEditRequest } from 'vscode-languageserver';
import type { TextEdit } from '../../../../protocol/index.ts';
import { printable } from '../../support/printable.ts';
import type { Client } from '../client/client.ts';
import type { Messages } from '../client/messages.ts';
import type { OpenDocument } from '../documents.ts';
import { editFor } from './editFor.ts';

/** Asks the client to put an example into the document, or to correct one, and tells the user if it does not. Returns whether it did. */
export async function putExample(
  {
    connection,
    client,
    messages,
  }: { readonly connection: _Connection; readonly client: Client; readonly messages: Messages },
  open: OpenDocument,
  name: string,
  example: TextEdit,
  title = `Add an example for ${name}`,
): Promise<boolean> {
  if (client.editsInActions) {
    messages.refuse(`This editor can't apply edits from a server. Add an example for ${name} with its code action.`);
    return false;
  }
  const label = printable(title);
  const edit = editFor(open, example, client);
  const { applied, failureReason } = await connection.sendRequest(ApplyWorkspaceEditRequest.type, { label, edit });
  if (!applied)
    messages.warn(`The editor did not take the example for ${name} (${failureReason ?? 'it gave no reason'}).`);
  return applied;
}
