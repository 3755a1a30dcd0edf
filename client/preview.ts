/** Shows the change that accepting a candidate would make, in VS Code's own diff. */
import * as vscode from 'vscode';
import type { CommandArguments } from '../protocol/commands.ts';
import { type Preview, PreviewRequest } from '../protocol/messages.ts';
import { aboutOf } from './commands.ts';
import type { Server } from './server.ts';

const SCHEME = 'assay-preview';

/** Serves the documents on the right-hand side; they are read-only, and are dropped when they are closed. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #shown = new Map<string, Preview>();
  /** The text of a notebook's cells, which are shown together. */
  readonly #cells = new Map<string, string>();
  /** For lines that no example runs. */
  readonly #dim = vscode.window.createTextEditorDecorationType({ opacity: '0.5' });
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[] = [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      this.#shown.delete(uri.toString());
      this.#cells.delete(uri.toString());
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const one of editors) this.#dimIn(one);
    }),
    this.#changed,
    this.#dim,
  ];

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#shown.get(uri.toString())?.text ?? this.#cells.get(uri.toString());
  }

  /** Shows one candidate; the user chooses it where there are several. */
  async compare(server: Server, given: unknown): Promise<void> {
    const about = aboutOf(server, given);
    if (!about) return;
    const answer = await server.request(PreviewRequest, about);
    if ('refused' in answer) {
      void vscode.window.showWarningMessage(answer.refused);
      return;
    }
    const chosen = await choose(answer.previews);
    if (!chosen) return;
    if (chosen.others) return this.#showCells(server, answer.function, chosen);
    const original = server.toCode.asUri(chosen.uri);
    const accepted = about.whole ? { whole: true } : { function: answer.function, candidate: chosen.candidate };
    const query = JSON.stringify({ uri: about.uri, ...accepted });
    const preview = vscode.Uri.from({ scheme: SCHEME, path: pathOf(original), query });
    this.#shown.set(preview.toString(), chosen);
    this.#changed.fire(preview);
    await vscode.commands.executeCommand('vscode.diff', original, preview, `${answer.function}: ${chosen.title}`);
  }

  /** Shows the cells of a notebook that would change, in one editor. */
  async #showCells(server: Server, name: string, { title, others = [], ...first }: Preview): Promise<void> {
    const pairs = [first, ...others].map(({ uri, text }): [vscode.Uri, vscode.Uri, vscode.Uri] => {
      const original = server.toCode.asUri(uri);
      const preview = vscode.Uri.from({ scheme: SCHEME, path: pathOf(original), fragment: original.fragment });
      this.#cells.set(preview.toString(), text);
      this.#changed.fire(preview);
      return [original, original, preview];
    });
    await vscode.commands.executeCommand('vscode.changes', `${name}: ${title}`, pairs);
  }

  #dimIn(editor: vscode.TextEditor): void {
    const { document } = editor;
    const lines = this.#shown.get(document.uri.toString())?.untried;
    if (!lines) return;
    const hoverMessage = 'No example runs this line.';
    const ranges = lines.filter((line) => line < document.lineCount).map((line) => document.lineAt(line).range);
    editor.setDecorations(
      this.#dim,
      ranges.map((range) => ({ range, hoverMessage })),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** The name tells VS Code the language, which in a cell is always Python. */
function pathOf({ path }: vscode.Uri): string {
  return `/${path
    .split('/')
    .at(-1)!
    .replace(/\.ipynb$/, '.py')}`;
}

async function choose(previews: readonly Preview[]): Promise<Preview | undefined> {
  if (previews.length === 1) return previews[0];
  const items = previews.map((preview) => ({ label: preview.detail, description: preview.title, preview }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: 'Candidate to compare with the file, best first',
  });
  return chosen?.preview;
}

/** The candidate that a preview's own Accept button accepts. */
export function previewed(given: unknown): CommandArguments | undefined {
  return given instanceof vscode.Uri && given.scheme === SCHEME
    ? (JSON.parse(given.query) as CommandArguments)
    : undefined;
}
