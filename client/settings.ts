/** Opens Assay's settings. */
import * as vscode from 'vscode';
import type { SettingName } from '../protocol/index.ts';

/** The command that opens these settings; names come without `assay.`. */
export function openSettings(names: readonly SettingName[]): vscode.Command {
  const query = `@id:${[...new Set(names)].map((name) => `assay.${name}`).join(',')}`;
  // In a remote window, machine-scoped settings are in the remote settings.
  const command = `workbench.action.${vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings'}`;
  return { title: 'Open Settings', command, arguments: [{ query }] };
}
