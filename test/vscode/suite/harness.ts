/** A small test runner and helpers for tests inside VS Code's extension host. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SuiteResult } from '../launch.ts';

interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
  readonly timeout: number;
}

const tests: Test[] = [];

/** Registers a test; tests run in the order of registration, each with all editors closed before it. Times are milliseconds. */
export function test(name: string, body: () => Promise<void>, { timeout = 30_000 } = {}): void {
  tests.push({ name, body, timeout });
}

/** Called by VS Code: runs all tests, writes their results for the launcher, and throws if one failed. */
export async function run(): Promise<void> {
  const results: SuiteResult[] = [];
  for (const { name, body, timeout } of tests) {
    const started = Date.now();
    const error = await outcome(body, timeout);
    results.push({ name, ms: Date.now() - started, ...(error === undefined ? {} : { error }) });
    console.log(`${error === undefined ? 'pass' : 'FAIL'} ${name}${error === undefined ? '' : `\n${error}`}`);
  }
  await writeFile(required('ASSAY_TEST_RESULTS'), JSON.stringify(results));
  const failed = results.filter((result) => result.error !== undefined).length;
  if (failed > 0) throw new Error(`${failed} of ${results.length} tests failed`);
}

async function outcome(body: () => Promise<void>, timeout: number): Promise<string | undefined> {
  const timer = new AbortController();
  try {
    await closeEditors();
    const late = sleep(timeout, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`not done after ${timeout} ms`);
    });
    await Promise.race([body(), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    timer.abort();
  }
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: the launcher sets it.`);
  return value;
}

/** Closes every editor without a question, even unsaved ones. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** The open folder. Its settings choose the embedded search. */
export function workspaceFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders![0]!.uri;
}

let files = 0;

/**
 * Writes `text` to a new Python file of the workspace and shows it. The first `|||` in it, which is left out, is the place
 * of the cursor.
 */
export async function openPython(text: string, name = `opened_${++files}.py`): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text.replace('|||', '')));
  return show(await vscode.workspace.openTextDocument(uri), text.indexOf('|||'));
}

/** The same as an untitled document that was never saved. */
export async function openUntitledPython(text: string): Promise<vscode.TextEditor> {
  const content = text.replace('|||', '');
  return show(await vscode.workspace.openTextDocument({ language: 'python', content }), text.indexOf('|||'));
}

async function show(document: vscode.TextDocument, cursor: number): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(Math.max(cursor, 0));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** The first position of `word` in the document. */
export function positionOf(document: vscode.TextDocument, word: string): vscode.Position {
  const offset = document.getText().indexOf(word);
  if (offset < 0) throw new Error(`“${word}” is not in ${path.basename(document.fileName)}`);
  return document.positionAt(offset);
}

/** Repeats `ask` until there is an answer (neither undefined, null, false nor an empty list), and returns it. */
export async function waitFor<T>(
  what: string,
  ask: () => T | Thenable<T>,
  timeout = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  for (const end = Date.now() + timeout; ; await sleep(50)) {
    const answer = await ask();
    const isEmpty = answer === undefined || answer === null || answer === false;
    if (!isEmpty && !(Array.isArray(answer) && answer.length === 0)) return answer as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
  }
}

/** The text of all hovers at a place. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** The lenses of a document with their commands resolved, in file order. */
export async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.toSorted((a, b) => a.range.start.compareTo(b.range.start));
}

/** The code actions at a place, optionally of one kind. */
export async function actionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    kind?.value,
    100,
  );
}

/** Executes the command of an action or a lens. */
export async function invoke(command: vscode.Command | undefined): Promise<unknown> {
  if (!command) throw new Error('there is no command to run');
  return vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}
