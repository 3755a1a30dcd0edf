/** The commands that run something: they say which function, and the server does the rest. */
import * as vscode from 'vscode';
import { type CommandArguments, type Outcome, serverCommands } from '../protocol/commands.ts';
import type { Server } from './server.ts';

export function synthesizeFunction(server: Server, given: unknown): Promise<Outcome | undefined> {
  return run(server, serverCommands.synthesize, given);
}

export function verifyFunction(server: Server, given: unknown): Promise<Outcome | undefined> {
  return run(server, serverCommands.verify, given);
}

export async function cancelRun(server: Server, given: unknown): Promise<void> {
  await run(server, serverCommands.cancel, given);
}

async function run(server: Server, command: string, given: unknown): Promise<Outcome | undefined> {
  const about = aboutOf(server, given);
  if (!about) return undefined;
  return ((await server.execute(command, { ...about, wait: true })) as Outcome | null) ?? undefined;
}

/** What a lens or an action is about, else the function at the cursor. Says so where there is none. */
export function aboutOf(server: Server, given: unknown): CommandArguments | undefined {
  if (isArguments(given)) return given;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') {
    void vscode.window.showInformationMessage('Open a Python file, put the cursor into a function, and try again.');
    return undefined;
  }
  const { line, character } = editor.selection.active;
  return { uri: server.uriOf(editor.document), position: { line, character } };
}

function isArguments(given: unknown): given is CommandArguments {
  // VS Code hands a `Uri` to commands in menus, which has no `uri`.
  return typeof given === 'object' && given !== null && typeof (given as CommandArguments).uri === 'string';
}
