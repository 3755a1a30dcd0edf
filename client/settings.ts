/** Opens and changes Assay's settings. */
import * as vscode from 'vscode';
import type { SettingName } from '../protocol/index.ts';

/** The command that opens these settings; names come without `assay.`. */
export function openSettings(names: readonly SettingName[]): vscode.Command {
  const query = `@id:${[...new Set(names)].map((name) => `assay.${name}`).join(',')}`;
  // In a remote window, machine-scoped settings are in the remote settings.
  const command = `workbench.action.${vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings'}`;
  return { title: 'Open Settings', command, arguments: [{ query }] };
}

/** Changes the user's setting. Names a setting of the workspace that goes before it, with a button that changes that too. */
export async function changeSetting(name: SettingName, value: string, scope: vscode.Uri | undefined): Promise<void> {
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
