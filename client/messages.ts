/** What the server says, with a button for what it says to do. */
import * as vscode from 'vscode';
import { MessageType, type ShowMessageParams } from 'vscode-languageclient/node';
import { clientCommands } from '../protocol/commands.ts';

interface Offer {
  readonly title: string;
  readonly command: string;
  readonly argument?: { readonly query: string };
}

export async function tell({ type, message }: ShowMessageParams): Promise<void> {
  const offer = offerIn(message);
  const chosen = await showing(type)(message, ...(offer ? [offer.title] : []));
  if (offer && chosen === offer.title) await vscode.commands.executeCommand(offer.command, offer.argument);
}

function offerIn(message: string): Offer | undefined {
  const settings = [...message.matchAll(/\bassay\.([a-zA-Z]+(?:\.[a-z]+)?)/g)].map(([, name]) => name!);
  const known = settings.filter((name) => vscode.workspace.getConfiguration('assay').has(name));
  if (known.length > 0) {
    const query = `@id:${[...new Set(known)].map((name) => `assay.${name}`).join(',')}`;
    // What is set for a machine stands, where the server is on another, in settings of their own.
    const command = `workbench.action.${vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings'}`;
    return { title: 'Open Settings', command, argument: { query } };
  }
  if (/\brestricted mode\b/.test(message)) return { title: 'Manage Trust', command: 'workbench.trust.manage' };
  if (/\b(its|the) output\b/.test(message)) return { title: 'Show Output', command: clientCommands.showOutput };
  return undefined;
}

function showing(type: MessageType): (message: string, ...buttons: string[]) => Thenable<string | undefined> {
  if (type === MessageType.Error) return vscode.window.showErrorMessage;
  return type === MessageType.Warning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}
