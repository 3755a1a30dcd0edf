/** Draws what a synthesis has found as ghost text in its stub. `Tab` accepts it, with its imports, as one edit and one undo. */
import * as vscode from 'vscode';
import { CandidateAccepted, type Ghost, type Ghosts, GhostTextRequest } from '../protocol/messages.ts';
import { acceptCandidate } from './accept.ts';
import type { Server } from './server.ts';

/** A command of ours alone: VS Code runs it when it has inserted a ghost text. */
const INSERTED = 'assay.ghostTextInserted';

interface Inserted {
  readonly uri: string;
  readonly function: string;
  readonly ghost: Ghost;
}

export class GhostTexts implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #subscriptions: vscode.Disposable[];

  constructor(server: Server, selector: vscode.DocumentSelector) {
    this.#server = server;
    this.#subscriptions = [
      vscode.languages.registerInlineCompletionItemProvider(selector, this),
      vscode.commands.registerCommand(INSERTED, (inserted: Inserted) => this.#complete(inserted)),
    ];
  }

  /** All behaviours, the best first, so that VS Code's own keys go through them. */
  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.InlineCompletionItem[]> {
    if (!this.#server.isRunning) return [];
    const uri = this.#server.uriOf(document);
    const found: Ghosts | null = await this.#server.request(GhostTextRequest, { uri, position: { line, character } });
    if (found?.version !== document.version) return [];
    return found.ghosts.map((ghost) => ({
      insertText: ghost.newText,
      range: this.#server.toCode.asRange(ghost.range),
      command: {
        title: vscode.l10n.t('Accept'),
        command: INSERTED,
        arguments: [{ uri, function: found.function, ghost }],
      },
    }));
  }

  /** Draws what was found, if the cursor is in the stub. Call it after a synthesis, which the user has asked for. */
  async draw(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== 'python') return;
    const drawn = await this.provideInlineCompletionItems(editor.document, editor.selection.active);
    if (drawn.length > 0) await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /**
   * Where the ghost text was not all, takes it back and accepts the candidate as everywhere, so that it is one edit and one undo. The
   * server compares the text.
   */
  async #complete({ uri, function: name, ghost: { candidate, isWhole } }: Inserted): Promise<void> {
    if (isWhole) {
      await this.#server.notify(CandidateAccepted, { uri, function: name, candidate });
      return;
    }
    await vscode.commands.executeCommand('undo');
    await acceptCandidate(this.#server, { uri, function: name, candidate });
  }
}
