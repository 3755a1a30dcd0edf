/** Shows the server's messages, with a button for the remedy that they name. */
import * as vscode from 'vscode';
import { MessageType } from 'vscode-languageclient/node';
import { clientCommands } from '../protocol/commands.ts';
import type { NextStep } from '../protocol/index.ts';
import type { MessageParams } from '../protocol/messages.ts';
import { openSettings } from './settings.ts';

export async function tell({ type, message, next }: MessageParams): Promise<void> {
  const offer = next && offerFor(next);
  const chosen = await showing(type)(message, ...(offer ? [offer.title] : []));
  if (offer && chosen === offer.title) await vscode.commands.executeCommand(offer.command, ...(offer.arguments ?? []));
}

function offerFor(next: NextStep): vscode.Command {
  switch (next.kind) {
    case 'openSettings':
      return openSettings(next.names);
    case 'manageTrust':
      return { title: 'Manage Trust', command: 'workbench.trust.manage' };
    case 'showOutput':
      return { title: 'Show Output', command: clientCommands.showOutput };
  }
}

function showing(type: MessageType): (message: string, ...buttons: string[]) => Thenable<string | undefined> {
  if (type === MessageType.Error) return vscode.window.showErrorMessage;
  return type === MessageType.Warning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}
