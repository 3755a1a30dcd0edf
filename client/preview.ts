/** Shows the change that accepting a candidate would make, in VS Code's own diff. */
import * as vscode from 'vscode';
import type { CommandArguments } from '../protocol/commands.ts';
import { type Preview, PreviewRequest, type Previews } from '../protocol/messages.ts';
import { aboutOf } from './commands.ts';
import type { Server } from './server.ts';

const SCHEME = 'assay-preview';

/** One candidate beside the file, and the others that the user can go to. */
interface Shown {
  readonly preview: Preview;
  readonly all: Previews;
  readonly about: CommandArguments;
}

/** Serves the documents on the right-hand side; they are read-only, and are dropped when they are closed. */
export class CandidatePreviews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #shown = new Map<string, Shown>();
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
    return this.#shown.get(uri.toString())?.preview.text ?? this.#cells.get(uri.toString());
  }

  /** Shows one candidate; the user chooses it where there are several. */
  async compare(server: Server, given: unknown): Promise<void> {
    const about = aboutOf(server, given);
    if (!about) return;
    const { candidate, ...any } = about;
    const all = await server.request(PreviewRequest, any);
    if ('refused' in all) {
      void vscode.window.showWarningMessage(all.refused);
      return;
    }
    const named = all.previews.find((one) => one.candidate === candidate);
    const preview = named ?? (await choose(all.previews));
    if (!preview) return;
    if (preview.others) await this.#showCells(server, all.function, preview);
    else await this.#show(server, { preview, all, about: any });
  }

  /** Goes from the candidate in the diff to the next one, or to the one before; from the last to the first. */
  async step(server: Server, by: 1 | -1): Promise<void> {
    const from = activePreview();
    const shown = from && this.#shown.get(from.toString());
    if (!shown) return;
    const { previews } = shown.all;
    const at = previews.indexOf(shown.preview) + by;
    const preview = previews[(at + previews.length) % previews.length]!;
    if (preview === shown.preview) return;
    await this.#show(server, { ...shown, preview });
    await closePreview(from);
  }

  async #show(server: Server, shown: Shown): Promise<void> {
    const { preview, all, about } = shown;
    const original = server.toCode.asUri(preview.uri);
    const accepted = about.whole ? { whole: true } : { function: all.function, candidate: preview.candidate };
    const query = JSON.stringify({ uri: about.uri, ...accepted });
    const uri = vscode.Uri.from({ scheme: SCHEME, path: pathOf(original), query });
    this.#shown.set(uri.toString(), shown);
    this.#changed.fire(uri);
    const count = all.previews.length;
    const place =
      count === 1 ? '' : ` ${vscode.l10n.t('{0} of {1}', all.previews.indexOf(preview) + 1, count)}: ${preview.detail}`;
    await vscode.commands.executeCommand('vscode.diff', original, uri, `${all.function}${place} · ${preview.title}`);
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
    const lines = this.#shown.get(document.uri.toString())?.preview.untried;
    if (!lines) return;
    const hoverMessage = vscode.l10n.t('No example runs this line.');
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
    placeHolder: vscode.l10n.t('Candidate to compare with the file, best first'),
  });
  return chosen?.preview;
}

/** The preview in the active diff. */
function activePreview(): vscode.Uri | undefined {
  const uri = modifiedOf(vscode.window.tabGroups.activeTabGroup.activeTab);
  return uri?.scheme === SCHEME ? uri : undefined;
}

function modifiedOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  return tab?.input instanceof vscode.TabInputTextDiff ? tab.input.modified : undefined;
}

/** The preview that a command is about: the one whose button was pressed, or the one in the active diff. */
export function previewAt(given: unknown): vscode.Uri | undefined {
  if (given === undefined) return activePreview();
  return given instanceof vscode.Uri && given.scheme === SCHEME ? given : undefined;
}

/** The candidate in a preview. */
export function previewed({ query }: vscode.Uri): CommandArguments {
  return JSON.parse(query) as CommandArguments;
}

/** Closes the diffs with this preview. */
export async function closePreview(preview: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter((tab) => modifiedOf(tab)?.toString() === preview.toString()));
}
