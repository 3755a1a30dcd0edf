/** Has the Testing view while `assay.testingView` is on. */
import * as vscode from 'vscode';
import type { Server } from './server.ts';
import { TestingView } from './testingView.ts';
import type { Marks } from './ticks.ts';

const SETTING = 'assay.testingView';

export class Testing implements vscode.Disposable {
  readonly #server: Server;
  readonly #subscriptions: readonly vscode.Disposable[];
  #view: TestingView | undefined;

  constructor(server: Server, marks: Marks) {
    this.#server = server;
    this.#subscriptions = [
      marks.onDidChange((uri) => this.#view?.changed(server.toCode.asUri(uri))),
      server.onDidStart(() => this.#view?.refreshAll()),
      vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(SETTING) && this.#switch()),
    ];
    this.#switch();
  }

  /** The labels of the items, from the top; empty while the view is off. */
  get labels(): readonly string[] {
    return this.#view?.labels ?? [];
  }

  async goTo(item: vscode.TestItem): Promise<void> {
    await this.#view?.goTo(item);
  }

  dispose(): void {
    this.#view?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #switch(): void {
    const isWanted = vscode.workspace.getConfiguration().get<boolean>(SETTING, true);
    if (isWanted === (this.#view !== undefined)) return;
    this.#view?.dispose();
    this.#view = isWanted ? new TestingView(this.#server) : undefined;
  }
}
