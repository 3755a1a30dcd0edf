/** Asks once for permission to send code to a host, by the host's name. */
import * as vscode from 'vscode';

const ALLOWED = 'assay.allowedHosts';

export async function confirmHost(memory: vscode.Memento, host: string): Promise<boolean> {
  const allowed = memory.get<string[]>(ALLOWED, []);
  if (allowed.includes(host)) return true;
  const send = `Send to ${host}`;
  const chosen = await vscode.window.showWarningMessage(
    `Assay is about to send code to ${host}.`,
    {
      modal: true,
      detail: "The function's signature, docstring, examples and the context that they need leave this machine.",
    },
    send,
  );
  if (chosen !== send) return false;
  await memory.update(ALLOWED, [...allowed, host]);
  return true;
}
