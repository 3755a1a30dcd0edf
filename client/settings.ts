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
  return { title: 'Open Settings', command, arguments: [{ query }] };
}

/** Changes the user's setting. Names a setting of the workspace that goes before it, with a button that changes that too. */
export async function changeOwnSetting(name: SettingName, value: string, scope: vscode.Uri | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('assay', scope);
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  const { workspaceValue, workspaceFolderValue } = settings.inspect<string>(name) ?? {};
  const other = workspaceFolderValue ?? workspaceValue;
  if (other === undefined || other === value) return;
  const change = `Set It to ${value} Here`;
  const chosen = await vscode.window.showWarningMessage(
    `This workspace sets assay.${name} to ${other}, which goes before your own setting.`,
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

const OWNERS: Readonly<Record<vscode.ConfigurationTarget, string>> = {
  [vscode.ConfigurationTarget.Global]: 'your settings',
  [vscode.ConfigurationTarget.Workspace]: 'this workspace’s settings',
  [vscode.ConfigurationTarget.WorkspaceFolder]: 'this folder’s settings',
};

/** What to say where the user has just named a server or a model, and `assay.sampler` keeps it from being asked. */
export function overridden(change: vscode.ConfigurationChangeEvent): MessageParams | undefined {
  const settings = vscode.workspace.getConfiguration('assay', scope());
  const named = (['baseUrl', 'model'] as const).find(
    (name) => change.affectsConfiguration(`assay.${name}`) && settings.get<string>(name)?.trim(),
  );
  if (named === undefined || settings.get('sampler') !== 'search') return undefined;
  const where = OWNERS[target(settings, 'sampler')];
  return {
    type: MessageType.Info,
    message: `assay.${named} has no effect yet: assay.sampler is “search” in ${where}, so no model is asked.`,
    next: {
      kind: 'changeSetting',
      title: named === 'model' ? 'Use the Model' : 'Use the Server',
      name: 'sampler',
      value: 'auto',
    },
  };
}
