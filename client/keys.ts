/** API keys: one per origin, in the editor's secret storage and nowhere else. */
import * as vscode from 'vscode';

const OPENAI = 'https://api.openai.com';

export async function storedKey(secrets: vscode.SecretStorage, origin: string): Promise<string | null> {
  return (await secrets.get(nameOf(origin))) ?? null;
}

/** Asks for a server and its key; an empty key removes the stored one. */
export async function setApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const configured = vscode.workspace.getConfiguration('assay').get<string>('baseUrl');
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set API Key'),
    prompt: vscode.l10n.t('The model server that the key is for'),
    value: originOf(configured ?? '') ?? OPENAI,
    validateInput: (value) => (originOf(value) ? undefined : vscode.l10n.t('An address such as {0}', OPENAI)),
  });
  const origin = originOf(address ?? '');
  if (!origin) return;
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set API Key'),
    prompt: vscode.l10n.t('The key for {0}; leave it empty to remove the stored key', origin),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  if (key.trim() === '') await secrets.delete(nameOf(origin));
  else await secrets.store(nameOf(origin), key.trim());
  void vscode.window.showInformationMessage(
    key.trim()
      ? vscode.l10n.t('The key for {0} is stored.', origin)
      : vscode.l10n.t('The key for {0} is removed.', origin),
  );
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? new URL(address).origin : undefined;
}

function nameOf(origin: string): string {
  return `assay.key ${origin}`;
}
