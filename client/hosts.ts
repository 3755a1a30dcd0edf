/** Asks once for permission to send code to a host, by the host's name. */
import * as vscode from 'vscode';

const ALLOWED = 'assay.allowedHosts';

export async function confirmHost(memory: vscode.Memento, host: string): Promise<boolean> {
  const allowed = memory.get<string[]>(ALLOWED, []);
  if (allowed.includes(host)) return true;
  const send = vscode.l10n.t('Send to {0}', host);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Assay is about to send code to {0}.', host),
    {
      modal: true,
      detail: vscode.l10n.t(
        "The function's signature, docstring, examples and the context that they need leave this machine.",
      ),
    },
    send,
  );
  if (chosen !== send) return false;
  await memory.update(ALLOWED, [...allowed, host]);
  return true;
}
