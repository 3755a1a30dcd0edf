/** The candidates view: one panel beside the editor, with the page of webview/ in it. It follows the cursor, or stays at a function. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { CandidatesView, NoCandidates } from '../protocol/candidates.ts';
import type { FromPage, KeptState, ToPage } from '../protocol/candidatesPage.ts';
import { type CommandArguments, clientCommands, serverCommands } from '../protocol/commands.ts';
import {
  type CandidatesChangedParams,
  type CandidatesParams,
  CandidatesRequest,
  VerdictRequest,
} from '../protocol/messages.ts';
import { typedAnswer } from './ask.ts';
import { candidatesHtml } from './candidatesHtml.ts';
import { aboutOf } from './commands.ts';
import { reveal } from './reveal.ts';
import type { Server } from './server.ts';

const TYPE = 'assay.candidates';
/** Milliseconds without a movement of the cursor after which the view follows it. */
const PAUSE = 200;

export class CandidatesPanel implements vscode.Disposable, vscode.WebviewPanelSerializer<KeptState> {
  readonly #extension: vscode.Uri;
  readonly #server: Server;
  #panel: vscode.WebviewPanel | undefined;
  #pinned = false;
  /** The function that is asked for, and what was last sent about it. */
  #about: CandidatesParams | undefined;
  #view: CandidatesView | NoCandidates | undefined;
  /** A view is being fetched; `again` where it has changed meanwhile. */
  #fetching: 'once' | 'again' | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(extension: vscode.Uri, server: Server) {
    this.#extension = extension;
    this.#server = server;
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(TYPE, this),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.#follow(editor)),
      server.onCandidatesChanged((changed) => this.#changed(changed)),
    ];
  }

  /** Shows a function: the one that a lens or an action names, else the one at the cursor. */
  async show(given: unknown): Promise<void> {
    const about = aboutOf(this.#server, given);
    if (!about) return;
    this.#panel ??= this.#adopt(
      vscode.window.createWebviewPanel(TYPE, vscode.l10n.t('Candidates'), vscode.ViewColumn.Beside, this.#options),
    );
    this.#panel.reveal(undefined, false);
    this.#about = pointer(about);
    await this.#fetch();
  }

  /** A window was reloaded with the view in it. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: KeptState | undefined): Promise<void> {
    panel.webview.options = this.#options;
    this.#panel?.dispose();
    this.#pinned = kept?.pinned ?? false;
    this.#about = kept && { uri: kept.uri, function: kept.function };
    this.#panel = this.#adopt(panel);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#subscriptions) one.dispose();
    this.#panel?.dispose();
  }

  get #options(): vscode.WebviewPanelOptions & vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'dist')] };
  }

  #adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#view = undefined;
    });
    panel.onDidChangeViewState(() => panel.visible && void this.#fetch());
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#heard(message));
    panel.webview.html = this.#html(panel.webview);
    return panel;
  }

  #html(webview: vscode.Webview): string {
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, 'dist', name)).toString();
    const nonce = randomBytes(18).toString('base64');
    return candidatesHtml({
      script: file('candidates.js'),
      style: file('candidates.css'),
      source: webview.cspSource,
      nonce,
      title: vscode.l10n.t('Candidates'),
      language: vscode.l10n.bundle ? vscode.env.language : 'en',
      bundle: vscode.l10n.bundle ?? {},
    });
  }

  /** Follows the cursor to functions that have something to show. */
  #follow({ document, selection }: vscode.TextEditor): void {
    if (!this.#panel?.visible || this.#pinned || document.languageId !== 'python') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const { line, character } = selection.active;
      const about = { uri: this.#server.uriOf(document), position: { line, character } };
      const view = await this.#server.request(CandidatesRequest, about);
      if (this.#pinned || view.function === undefined) return;
      if ('empty' in view && this.#view && !('empty' in this.#view)) return;
      this.#about = named(view) ?? about;
      this.#send(view);
    }, PAUSE);
  }

  #changed({ uri, functions }: CandidatesChangedParams): void {
    const isOurs = this.#view?.uri === uri || this.#about?.uri === uri;
    const name = this.#view?.function;
    if (!isOurs || !this.#panel?.visible) return;
    if (functions.length === 0 || name === undefined || functions.includes(name)) void this.#fetch();
  }

  /** Fetches what there is to show; what changes meanwhile is fetched once more afterwards. */
  async #fetch(): Promise<void> {
    if (this.#fetching) {
      this.#fetching = 'again';
      return;
    }
    this.#fetching = 'once';
    try {
      const about = this.#about;
      if (!about) {
        this.#send({ empty: vscode.l10n.t('Put the cursor into a function with examples.') });
        return;
      }
      const view = await this.#server.request(CandidatesRequest, about);
      if (about === this.#about) {
        // From now on the name counts, because the cursor's place moves with the text.
        this.#about = named(view) ?? about;
        this.#send(view);
      }
    } finally {
      const again = (this.#fetching as string) === 'again';
      this.#fetching = undefined;
      if (again) void this.#fetch();
    }
  }

  #send(view: CandidatesView | NoCandidates): void {
    this.#view = view;
    if (!this.#panel) return;
    this.#panel.title =
      view.function === undefined ? vscode.l10n.t('Candidates') : vscode.l10n.t('Candidates: {0}', view.function);
    this.#post({ kind: 'view', view, pinned: this.#pinned });
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }

  async #heard(message: FromPage): Promise<void> {
    const about = this.#view && named(this.#view);
    switch (message.kind) {
      case 'ready':
        return this.#fetch();
      case 'pin':
        this.#pinned = message.pinned;
        return;
      case 'reveal':
        return reveal(this.#server.toCode.asUri(message.place.uri), message.place.line);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
    }
    if (!about) return;
    const run = (command: string, more: Partial<CommandArguments> = {}) =>
      vscode.commands.executeCommand<void>(command, { ...about, ...more });
    switch (message.kind) {
      case 'verdict': {
        const { candidate, example } = message;
        const verdict = await this.#server.request(VerdictRequest, { ...about, candidate, example });
        if (verdict) this.#post({ kind: 'verdict', verdict });
        return;
      }
      case 'accept':
        return run(clientCommands.accept, { candidate: message.candidate });
      case 'compare':
        return run(clientCommands.compare, { candidate: message.candidate });
      case 'cancel':
        return run(clientCommands.cancel);
      case 'run':
        if (message.command === 'verify') return run(clientCommands.verify);
        return run(message.fresh ? clientCommands.synthesizeAfresh : clientCommands.synthesize);
      case 'answer':
        await this.#server.execute(serverCommands.answer, { ...about, answer: message.answer });
        return;
      case 'otherAnswer': {
        const answer = await typedAnswer(message.call);
        if (answer) await this.#server.execute(serverCommands.answer, { ...about, answer });
        return;
      }
      case 'correct':
        await this.#server.execute(serverCommands.correctExample, { ...about, line: message.line });
    }
  }
}

/** The part of a command's arguments that names a function. */
function pointer({ uri, function: name, position }: CommandArguments): CandidatesParams {
  return { uri, ...(name !== undefined && { function: name }), ...(position && { position }) };
}

function named({ uri, function: name }: CandidatesView | NoCandidates): CommandArguments | undefined {
  return uri !== undefined && name !== undefined ? { uri, function: name } : undefined;
}
