/** Opens and changes Assay's settings, and says when one has no effect because of another. */
import * as vscode from 'vscode';
import { MessageType } from 'vscode-languageclient/node';
import type { SettingName } from '../protocol/index.ts';
import type { MessageParams } from '../protocol/messages.ts';

/** The command that opens these settings; names come without `assay.`. */
export function openSettings(names: readonly SettingName[]): vscode.Command {
  const query = `@id:${[...new Set(names)].map((name) => `assay.${name}`).join(',')}`;
  // In a remote window, machine-scoped settings are in the remote settings.
  const command = `workbench.action.${vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings'}`;
  return { title: vscode.l10n.t('Open Settings'), command, arguments: [{ query }] };
}

/** Changes the user's setting. Names a setting of the workspace that goes before it, with a button that changes that too. */
export async function changeOwnSetting(name: SettingName, value: string, scope: vscode.Uri | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('assay', scope);
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  const { workspaceValue, workspaceFolderValue } = settings.inspect<string>(name) ?? {};
  const other = workspaceFolderValue ?? workspaceValue;
  if (other === undefined || other === value) return;
  const change = vscode.l10n.t('Set It to {0} Here', value);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('This workspace sets assay.{0} to {1}, which goes before your own setting.', name, other),
    change,
  );
  if (chosen !== change) return;
  const { Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  await settings.update(name, value, workspaceFolderValue === undefined ? Workspace : WorkspaceFolder);
}

/** Gives a setting another value, in the place whose value counts now. */
export function changeSetting(name: SettingName, value: string): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('assay', scope());
  return settings.update(name, value, target(settings, name));
}

function target(settings: vscode.WorkspaceConfiguration, name: SettingName): vscode.ConfigurationTarget {
  const set = settings.inspect(name);
  if (set?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder;
  if (set?.workspaceValue !== undefined) return vscode.ConfigurationTarget.Workspace;
  return vscode.ConfigurationTarget.Global;
}

/** The resource whose settings count: the open file, else the first folder. */
function scope(): vscode.Uri | undefined {
  return vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

function withoutEffect(name: string, place: vscode.ConfigurationTarget): string {
  switch (place) {
    case vscode.ConfigurationTarget.Global:
      return vscode.l10n.t(
        'assay.{0} has no effect yet: assay.sampler is “search” in your settings, so no model is asked.',
        name,
      );
    case vscode.ConfigurationTarget.Workspace:
      return vscode.l10n.t(
        'assay.{0} has no effect yet: assay.sampler is “search” in this workspace’s settings, so no model is asked.',
        name,
      );
    case vscode.ConfigurationTarget.WorkspaceFolder:
      return vscode.l10n.t(
        'assay.{0} has no effect yet: assay.sampler is “search” in this folder’s settings, so no model is asked.',
        name,
      );
  }
}

/** What to say where the user has just named a server or a model, and `assay.sampler` keeps it from being asked. */
export function overridden(change: vscode.ConfigurationChangeEvent): MessageParams | undefined {
  const settings = vscode.workspace.getConfiguration('assay', scope());
  const named = (['baseUrl', 'model'] as const).find(
    (name) => change.affectsConfiguration(`assay.${name}`) && settings.get<string>(name)?.trim(),
  );
  if (named === undefined || settings.get('sampler') !== 'search') return undefined;
  return {
    type: MessageType.Info,
    message: withoutEffect(named, target(settings, 'sampler')),
    next: {
      kind: 'changeSetting',
      title: named === 'model' ? vscode.l10n.t('Use the Model') : vscode.l10n.t('Use the Server'),
      name: 'sampler',
      value: 'auto',
    },
  };
}
