/** Shows what `assay doctor` finds as a page: the same rows as in the terminal, rendered by VS Code. */
import * as vscode from 'vscode';
import { type DoctorFindings, DoctorRequest } from '../protocol/messages.ts';
import { scopeOf } from './models.ts';
import type { Server } from './server.ts';

const SCHEME = 'assay-doctor';
const page = vscode.Uri.from({ scheme: SCHEME, path: '/Assay Doctor.md' });

export class Doctor implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  #text = '';

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** Looks, and shows the page. Resolves to its text, undefined where Assay can't look. */
  async show(server: Server): Promise<string | undefined> {
    const found = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Assay: examining interpreter, sandbox and samplers'),
      },
      () => server.request(DoctorRequest, { uri: server.toProtocol(scopeOf()) }),
    );
    if ('refused' in found) {
      void vscode.window.showWarningMessage(found.refused);
      return undefined;
    }
    this.#text = markdownOf(found);
    this.#changed.fire(page);
    // The extension for Markdown, which VS Code brings along, may be disabled.
    const isRendered = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
    if (isRendered) await vscode.commands.executeCommand('markdown.showPreview', page);
    else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(page));
    return this.#text;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function markdownOf({ rows, problem }: DoctorFindings): string {
  const lines = rows.map(({ label, lines: [first, ...more] }) => {
    const details = more.map((line) => `  - ${escaped(line)}\n`).join('');
    return `- **${escaped(label)}** ${escaped(first ?? '')}\n${details}`;
  });
  const verdict =
    problem === undefined
      ? vscode.l10n.t('Assay can run here.')
      : `**${vscode.l10n.t('Nothing runs here:')}** ${escaped(problem)}`;
  const terminal = vscode.l10n.t('The same in a terminal: {0}.', '`assay doctor`');
  return `# ${vscode.l10n.t('Assay Doctor')}\n\n${verdict}\n\n${lines.join('')}\n${terminal}\n`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&');
}
