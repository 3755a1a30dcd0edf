/** An editor for tests: speaks the protocol to a server, keeps documents, applies what it is asked to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type ApplyWorkspaceEditParams,
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type ShowMessageRequestParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CommandArguments, Outcome } from '../../protocol/commands.ts';
import {
  type LanguageModelInfo,
  type LanguageModelReply,
  type LanguageModelReplyParams,
  LanguageModelReplyRequest,
} from '../../protocol/languageModels.ts';
import type { ExampleMark, MarksParams, MessageParams, StatusParams } from '../../protocol/messages.ts';
import { type StartedServer, serverInProcess, serverProcess } from './startedServer.ts';

/** The capabilities of Neovim, Helix and similar editors, as far as Assay reads them. */
export const modern: ClientCapabilities = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    codeLens: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: {
    codeLens: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
  window: { workDoneProgress: true, showMessage: { messageActionItem: {} } },
};

/** Our own client's. */
export const vscode: ClientCapabilities = { ...modern, experimental: { assay: {} } };

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The section `assay`, for a client that can be asked. */
  readonly settings?: Record<string, unknown>;
  /** The workspace's folders, by their names in `Editor.folder`; the default is that folder itself. */
  readonly folders?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The built server, where the test is about its process. */
  readonly inOwnProcess?: boolean;
}

export interface Progress {
  readonly token: string | number;
  readonly value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;
}

export class Editor {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'assay-editor-'));
  readonly messages: MessageParams[] = [];
  readonly questions: ShowMessageRequestParams[] = [];
  readonly progress: Progress[] = [];
  readonly applied: ApplyWorkspaceEditParams[] = [];
  readonly statuses: StatusParams[] = [];
  readonly diagnostics = new Map<string, Diagnostic[]>();
  /** By the document that holds the functions. */
  readonly marks = new Map<string, readonly ExampleMark[]>();
  readonly methods: string[] = [];
  /** The documents for which the server has asked the editor's interpreter. */
  readonly interpreterAsked: string[] = [];
  refreshes = 0;
  settings: Record<string, unknown>;
  /** The settings of a document; a test may give folders their own. */
  settingsOf: (uri: string) => Record<string, unknown> = () => this.settings;
  /** The key in the secret storage, for every server. */
  key: string | null = null;
  /** The editor's language models; the next field gives their answers. */
  languageModels: LanguageModelInfo[] = [];
  languageModel: (
    asked: LanguageModelReplyParams,
    token: CancellationToken,
  ) => LanguageModelReply | Promise<LanguageModelReply> = () => ({ error: 'There is no such model.' });
  /** The button that the user presses. */
  answer: string | undefined;
  greeting!: InitializeResult;
  readonly connection: ProtocolConnection;
  readonly #server: StartedServer;
  readonly #documents = new Map<string, TextDocument>();
  /** Of each cell. */
  readonly #notebooks = new Map<string, string>();
  #count = 0;

  private constructor(options: EditorOptions) {
    this.settings = options.settings ?? {};
    const start = options.inOwnProcess ? serverProcess : serverInProcess;
    this.#server = start({
      folder: this.folder,
      env: { ...process.env, OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, ...options.env },
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#server.output),
      new StreamMessageWriter(this.#server.input),
    );
    this.#listen();
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(options);
    const uri = pathToFileURL(editor.folder).href;
    editor.connection.listen();
    editor.greeting = await editor.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: options.folders?.map((name) => ({ uri: `${uri}/${name}`, name })) ?? [{ uri, name: 'folder' }],
      capabilities: options.capabilities ?? modern,
      ...(options.initializationOptions !== undefined && { initializationOptions: options.initializationOptions }),
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  /** Ends the server in order and gives its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.#gone();
  }

  /** Goes away without a word, as an editor that was killed. */
  vanish(): Promise<number | null> {
    this.#server.input.destroy();
    return this.#gone();
  }

  async #gone(): Promise<number | null> {
    const code = await this.#server.exited;
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  /** All that the server has said: messages of every kind, and what it printed. */
  get written(): string {
    return this.#server.written();
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** Opens a document and gives its URI. */
  async open(text: string, name = `file${++this.#count}.py`): Promise<string> {
    const uri = name.includes(':') ? name : pathToFileURL(path.join(this.folder, name)).href;
    this.#documents.set(uri, TextDocument.create(uri, 'python', 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text },
    });
    return uri;
  }

  /** Opens a notebook and gives its URI and its cells'; those that begin with `#md` are prose. */
  async openNotebook(cells: readonly string[], name = `notebook${++this.#count}.ipynb`) {
    const uri = pathToFileURL(path.join(this.folder, name)).href;
    const own = cells.map((text, index) => ({
      text,
      uri: `${uri.replace('file:', 'vscode-notebook-cell:')}#W${index}`,
    }));
    const code = own.filter(({ text }) => !text.startsWith('#md'));
    for (const { text, uri: cell } of code) {
      this.#documents.set(cell, TextDocument.create(cell, 'python', 1, text));
      this.#notebooks.set(cell, uri);
    }
    await this.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: code.map(({ uri: document }) => ({ kind: 2, document })),
      },
      cellTextDocuments: code.map(({ text, uri: cell }) => ({ uri: cell, languageId: 'python', version: 1, text })),
    });
    return { notebook: uri, cells: code.map(({ uri: cell }) => cell) };
  }

  /** Puts a code cell before the others of a notebook, or takes its first `take` cells away. */
  async changeCells(notebook: string, { insert, take = 0 }: { insert?: string; take?: number }): Promise<void> {
    const document = `${notebook.replace('file:', 'vscode-notebook-cell:')}#N${++this.#count}`;
    const added = insert === undefined ? [] : [{ uri: document, languageId: 'python', version: 1, text: insert }];
    const closed = [...this.#notebooks].filter(([, own]) => own === notebook).slice(0, take);
    for (const [uri] of closed) this.#notebooks.delete(uri);
    await this.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebook, version: this.#count },
      change: {
        cells: {
          structure: {
            array: { start: 0, deleteCount: take, cells: added.map(({ uri }) => ({ kind: 2, document: uri })) },
            didOpen: added,
            didClose: closed.map(([uri]) => ({ uri })),
          },
        },
      },
    });
  }

  /** Gives a notebook these of its cells, in this order. */
  async arrangeCells(notebook: string, cells: readonly string[]): Promise<void> {
    const before = [...this.#notebooks].filter(([, own]) => own === notebook).map(([uri]) => uri);
    for (const uri of before) this.#notebooks.delete(uri);
    for (const uri of cells) this.#notebooks.set(uri, notebook);
    await this.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: notebook, version: ++this.#count },
      change: {
        cells: {
          structure: {
            array: { start: 0, deleteCount: before.length, cells: cells.map((document) => ({ kind: 2, document })) },
            didOpen: [],
            didClose: before.filter((uri) => !cells.includes(uri)).map((uri) => ({ uri })),
          },
        },
      },
    });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  /** Where `word` first stands. */
  at(uri: string, word: string): Position {
    const document = this.#document(uri);
    const offset = document.getText().indexOf(word);
    if (offset < 0) throw new Error(`“${word}” is not in the document`);
    return document.positionAt(offset);
  }

  /** Types `newText` in the place of `word`. */
  async replace(uri: string, word: string, newText: string): Promise<void> {
    const document = this.#document(uri);
    const start = this.at(uri, word);
    const end = document.positionAt(document.offsetAt(start) + word.length);
    await this.#change(uri, [{ range: { start, end }, text: newText }]);
  }

  /** Adds and removes folders of the workspace, by their names in `folder`. */
  async changeFolders(change: { added?: readonly string[]; removed?: readonly string[] }): Promise<void> {
    const uri = pathToFileURL(this.folder).href;
    const named = (names: readonly string[] = []) => names.map((name) => ({ uri: `${uri}/${name}`, name }));
    const event = { added: named(change.added), removed: named(change.removed) };
    await this.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  lenses(uri: string): Promise<CodeLens[]> {
    return this.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  }

  async titles(uri: string): Promise<string[]> {
    return (await this.lenses(uri)).map(({ command }) => command!.title);
  }

  async hover(uri: string, word: string): Promise<string> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: this.at(uri, word),
    });
    return hover ? (hover.contents as { value: string }).value : '';
  }

  actions(uri: string, word: string, only?: string[]): Promise<CodeAction[]> {
    const position = this.at(uri, word);
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: this.diagnostics.get(uri) ?? [], ...(only && { only }) },
    });
  }

  execute<T = Outcome | null>(command: string, about: CommandArguments, extra: object = {}): Promise<T> {
    return this.connection.sendRequest('workspace/executeCommand', { command, arguments: [about], ...extra });
  }

  async configure(settings: Record<string, unknown>): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  #document(uri: string): TextDocument {
    return this.#documents.get(uri)!;
  }

  async #change(
    uri: string,
    contentChanges: { range: { start: Position; end: Position }; text: string }[],
  ): Promise<void> {
    const before = this.#document(uri);
    const after = TextDocument.update(before, contentChanges, before.version + 1);
    this.#documents.set(uri, after);
    const change = { document: { uri, version: after.version }, changes: contentChanges };
    const notebook = this.#notebooks.get(uri);
    if (notebook) {
      await this.connection.sendNotification('notebookDocument/didChange', {
        notebookDocument: { uri: notebook, version: after.version },
        change: { cells: { textContent: [change] } },
      });
      return;
    }
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: change.document,
      contentChanges,
    });
  }

  #listen(): void {
    const { connection } = this;
    const on = <P>(method: string, answer: (params: P) => unknown) =>
      connection.onRequest(method, (params: P) => {
        this.methods.push(method);
        return answer(params);
      });
    const hear = <P>(method: string, take: (params: P) => void) => connection.onNotification(method, take);
    on('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
      items.map(({ scopeUri }) => this.settingsOf(scopeUri)),
    );
    on('client/registerCapability', () => null);
    on('window/workDoneProgress/create', () => null);
    on('workspace/codeLens/refresh', () => {
      this.refreshes++;
      return null;
    });
    on('window/showMessageRequest', (question: ShowMessageRequestParams) => {
      this.questions.push(question);
      return question.actions?.find(({ title }) => title === this.answer) ?? null;
    });
    on('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => this.#apply(params));
    on('assay/editorInterpreter', ({ uri }: { uri: string }) => {
      this.interpreterAsked.push(uri);
      return null;
    });
    on('assay/apiKey', () => this.key);
    on('assay/confirmHost', () => true);
    on('assay/languageModels', () => this.languageModels);
    connection.onRequest(LanguageModelReplyRequest.type, (asked, token) => {
      this.methods.push('assay/languageModelReply');
      return Promise.resolve(this.languageModel(asked, token));
    });
    hear('window/showMessage', (message: MessageParams) => {
      this.messages.push(message);
    });
    hear('assay/status', (status: StatusParams) => {
      this.statuses.push(status);
    });
    hear('assay/marks', ({ uri, marks }: MarksParams) => {
      this.marks.set(uri, marks);
    });
    hear('$/progress', (progress: Progress) => {
      this.progress.push(progress);
    });
    hear('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
      this.diagnostics.set(params.uri, params.diagnostics);
    });
    connection.onUnhandledNotification(({ method }) => {
      this.methods.push(method);
    });
  }

  /** Applies the edit of a code action. */
  async apply(edit: ApplyWorkspaceEditParams['edit']): Promise<void> {
    const { applied, failureReason } = await this.#apply({ edit });
    if (!applied) throw new Error(`not applied: ${failureReason}`);
  }

  /** As editors do: only to the versions that the edit names, where it names them, and all of it or nothing. */
  async #apply(params: ApplyWorkspaceEditParams): Promise<{ applied: boolean; failureReason?: string }> {
    this.applied.push(params);
    const changes = (params.edit.documentChanges ?? []).filter((change) => 'edits' in change);
    const isOther = changes.some(({ textDocument: { uri, version } }) => version !== this.#document(uri).version);
    if (isOther) return { applied: false, failureReason: 'another version' };
    for (const { textDocument, edits } of changes) await this.#takeOver(textDocument.uri, edits as never);
    for (const [uri, edits] of Object.entries(params.edit.changes ?? {})) await this.#takeOver(uri, edits);
    return { applied: true };
  }

  async #takeOver(uri: string, edits: Parameters<typeof TextDocument.applyEdits>[1]): Promise<void> {
    const document = this.#document(uri);
    const text = TextDocument.applyEdits(document, edits);
    const range = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    await this.#change(uri, [{ range, text }]);
  }
}

/** Asks until the answer is true. */
export async function until(what: string, holds: () => unknown, timeout = 50_000): Promise<void> {
  for (const end = Date.now() + timeout; !(await holds()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
  }
}
