/** Leads newcomers: offers the walkthrough once, and opens the example that it speaks about. */
import * as vscode from 'vscode';

const OFFERED = 'assay.walkthroughOffered';

/** Asks once on this machine, and never again, whatever the answer is. */
export async function offerWalkthrough({
  globalState,
  extension,
  extensionMode,
}: vscode.ExtensionContext): Promise<void> {
  if (extensionMode === vscode.ExtensionMode.Test || globalState.get(OFFERED)) return;
  await globalState.update(OFFERED, true);
  const open = vscode.l10n.t('Open Walkthrough');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Assay is ready. A walkthrough shows it in seven steps; it needs no account and no model.'),
    open,
    vscode.l10n.t('Not Now'),
  );
  if (chosen !== open) return;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false);
}

const example = `def count_words(text: str) -> int:
    """Return the number of words in text."""


assert count_words("to be or not to be") == 6
assert count_words("") == 0
`;

/** Opens a stub with two asserts in a new file that is nowhere saved, with the cursor in the stub. */
export async function openExample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: example });
  const { end } = document.lineAt(1).range;
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
}
