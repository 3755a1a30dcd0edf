/** The commands that run something: they say which function, and the server does the rest. */
import * as vscode from 'vscode';
import { type CommandArguments, type Outcome, serverCommands } from '../protocol/commands.ts';
import type { Server } from './server.ts';

const MOST_OF_A_HINT = 500;

/** Executes a command of the server and waits for its end. `fresh` asks the model again, even if the history has the answer. */
export async function run(
  server: Server,
  command: string,
  given: unknown,
  more: Pick<CommandArguments, 'fresh' | 'hint'> = {},
): Promise<Outcome | undefined> {
  const about = aboutOf(server, given);
  if (!about) return undefined;
  return ((await server.execute(command, { ...about, ...more, wait: true })) as Outcome | null) ?? undefined;
}

export async function synthesizeFile(server: Server, given: unknown): Promise<Outcome | undefined> {
  const about = wholeOf(server, given);
  return about && run(server, serverCommands.synthesizeFile, about);
}

/** Asks the user for a hint and synthesizes with it; a keybinding may pass the hint itself. */
export async function synthesizeWithHint(server: Server, given: unknown): Promise<Outcome | undefined> {
  const about = aboutOf(server, given);
  if (!about) return undefined;
  const hint = about.hint ?? (await askForHint());
  return hint?.trim() ? run(server, serverCommands.synthesize, about, { hint }) : undefined;
}

function askForHint(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Synthesize with Hint'),
    prompt: vscode.l10n.t('One sentence for the model, kept until a candidate for this function is accepted'),
    placeHolder: vscode.l10n.t('Words are separated by any run of spaces'),
    validateInput: (value) =>
      value.length > MOST_OF_A_HINT ? vscode.l10n.t('At most {0} characters', MOST_OF_A_HINT) : undefined,
  });
}

export async function clearHistory(server: Server): Promise<void> {
  const clear = vscode.l10n.t('Clear History');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Forget every synthesis on this machine, with its samples and what was accepted?'),
    { modal: true, detail: vscode.l10n.t('What was accepted stays in your files.') },
    clear,
  );
  if (chosen === clear) await server.execute(serverCommands.clearHistory, {});
}

/** The document of a command for a whole document: a notebook has one even while no cell of it is edited. */
export function wholeOf(server: Server, given: unknown): CommandArguments | undefined {
  const { activeTextEditor, activeNotebookEditor } = vscode.window;
  if (isArguments(given) || activeTextEditor || !activeNotebookEditor) return aboutOf(server, given);
  return { uri: activeNotebookEditor.notebook.uri.toString() };
}

/** The function that a lens or an action names, else the one at the cursor. Shows a message where there is none. */
export function aboutOf(server: Server, given: unknown): CommandArguments | undefined {
  if (isArguments(given)) return given;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a Python file, put the cursor into a function, and try again.'),
    );
    return undefined;
  }
  const { line, character } = editor.selection.active;
  return { uri: server.uriOf(editor.document), position: { line, character } };
}

function isArguments(given: unknown): given is CommandArguments {
  // VS Code passes a `Uri` to commands in menus, and a `Uri` has no `uri`.
  return typeof given === 'object' && given !== null && typeof (given as CommandArguments).uri === 'string';
}
