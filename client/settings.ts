/** The way to Assay's settings. */
import * as vscode from 'vscode';

/** Opens those of these names, which are given without `assay.`. */
export function openSettings(names: readonly string[]): vscode.Command {
  const query = `@id:${[...new Set(names)].map((name) => `assay.${name}`).join(',')}`;
  // What is set for a machine stands, where the server is on another, in settings of their own.
  const command = `workbench.action.${vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings'}`;
  return { title: 'Open Settings', command, arguments: [{ query }] };
}
