/** Shows the server's messages, with a button for the remedy that they name. */
import * as vscode from 'vscode';
import { MessageType, type ShowMessageParams } from 'vscode-languageclient/node';
import { clientCommands } from '../protocol/commands.ts';
import { openSettings } from './settings.ts';

export async function tell({ type, message }: ShowMessageParams): Promise<void> {
  const offer = offerIn(message);
  const chosen = await showing(type)(message, ...(offer ? [offer.title] : []));
  if (offer && chosen === offer.title) await vscode.commands.executeCommand(offer.command, ...(offer.arguments ?? []));
}

function offerIn(message: string): vscode.Command | undefined {
  const named = [...message.matchAll(/\bassay\.([a-zA-Z]+(?:\.[a-z]+)?)/g)].map(([, name]) => name!);
  const settings = named.filter((name) => vscode.workspace.getConfiguration('assay').has(name));
  if (settings.length > 0) return openSettings(settings);
  if (/\brestricted mode\b/.test(message)) return { title: 'Manage Trust', command: 'workbench.trust.manage' };
  if (/\b(its|the) output\b/.test(message)) return { title: 'Show Output', command: clientCommands.showOutput };
  return undefined;
}

function showing(type: MessageType): (message: string, ...buttons: string[]) => Thenable<string | undefined> {
  if (type === MessageType.Error) return vscode.window.showErrorMessage;
  return type === MessageType.Warning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}
