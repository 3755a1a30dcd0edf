/** Shows the server's messages, with a button for the remedy that they name. */
import * as vscode from 'vscode';
import { MessageType } from 'vscode-languageclient/node';
import { clientCommands } from '../protocol/commands.ts';
import type { NextStep } from '../protocol/index.ts';
import type { MessageParams } from '../protocol/messages.ts';
import { changeSetting, openSettings } from './settings.ts';

export async function tell({ type, message, next }: MessageParams): Promise<void> {
  const offer = next && offerFor(next);
  const chosen = await showing(type)(message, ...(offer ? [offer.title] : []));
  if (offer && chosen === offer.title) await offer.take();
}

interface Offer {
  readonly title: string;
  take(): Thenable<unknown>;
}

function offerFor(next: NextStep): Offer {
  switch (next.kind) {
    case 'openSettings':
      return executing(openSettings(next.names));
    case 'manageTrust':
      return executing({ title: vscode.l10n.t('Manage Trust'), command: 'workbench.trust.manage' });
    case 'showOutput':
      return executing({ title: vscode.l10n.t('Show Output'), command: clientCommands.showOutput });
    case 'setApiKey':
      return executing({ title: vscode.l10n.t('Set API Key'), command: clientCommands.setApiKey });
    case 'changeSetting':
      return { title: next.title, take: () => changeSetting(next.name, next.value) };
    case 'pickModel':
      return { title: vscode.l10n.t('Choose a Model'), take: () => pickModel(next.models) };
  }
}

function executing({ title, command, arguments: given = [] }: vscode.Command): Offer {
  return { title, take: () => vscode.commands.executeCommand(command, ...given) };
}

async function pickModel(models: readonly string[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick([...models], {
    title: vscode.l10n.t('Model'),
    placeHolder: vscode.l10n.t('Sets {0}', 'assay.model'),
  });
  if (chosen !== undefined) await changeSetting('model', chosen);
}

function showing(type: MessageType): (message: string, ...buttons: string[]) => Thenable<string | undefined> {
  if (type === MessageType.Error) return vscode.window.showErrorMessage;
  return type === MessageType.Warning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
}
