/** Tells VS Code whether the active editor has reports: then its title shows the button for the candidates view. */
import * as vscode from 'vscode';
import type { Server } from './server.ts';

const KEY = 'assay.hasReport';

export class ReportContext implements vscode.Disposable {
  readonly #server: Server;
  readonly #documents = new Set<string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.#set()),
      server.onCandidatesChanged(({ uri, hasReports }) => {
        if (hasReports) this.#documents.add(uri);
        else this.#documents.delete(uri);
        this.#set();
      }),
    ];
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }

  #set(): void {
    const document = vscode.window.activeTextEditor?.document;
    // Over the panel, no text editor is active, and the button is not shown anyway.
    const has = document !== undefined && this.#documents.has(this.#server.uriOf(document));
    void vscode.commands.executeCommand('setContext', KEY, has);
  }
}
