/** The language server: takes what the client says apart, and hands it to the feature that it is for. */
import { availableParallelism } from 'node:os';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  ExecuteCommandRequest,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { serverCommands } from '../../protocol/commands.ts';
import { AcceptanceRequest, CandidateAccepted, PreviewRequest, TrustChanged } from '../../protocol/messages.ts';
import { acceptance, previews } from './features/accept.ts';
import { Answers, type Places } from './features/answers.ts';
import { type Client, clientOf } from './features/client.ts';
import { fileOf, type OpenDocument, openDocuments, workspaceOf } from './features/documents.ts';
import { CommandExecutor } from './features/executeCommand.ts';
import { noteAcceptance } from './features/historyCommands.ts';
import { Messages } from './features/messages.ts';
import { Notebooks } from './features/notebooks.ts';
import { ProgressReporter } from './features/progress.ts';
import { Publisher } from './features/publisher.ts';
import { type Placed, Reports } from './features/reports.ts';
import { Runs } from './features/runs.ts';
import { SettingsOfDocuments } from './features/settings.ts';
import { Status } from './features/status.ts';
import { Suggester } from './features/suggest.ts';
import { pointedAt } from './features/targets.ts';
import { Throttle } from './features/throttle.ts';
import { VerifyOnSave } from './features/verifyOnSave.ts';
import { WholeFiles } from './features/wholeFile.ts';
import { WorkshopOfServer } from './features/workshop.ts';
import { History, historyFile } from './history/index.ts';
import { redactorOf } from './redaction.ts';
import { loadParser } from './spec/index.ts';
import { version } from './version.ts';

/** What is sent again, at most, while a report grows. */
const REFRESH_MS = 100;

/** Answers the client at the other end of `connection` until it leaves. */
export function serve(connection: Connection): void {
  connection.onInitialize(async (params) => {
    const server = await AssayServer.initialize(connection, params);
    server.register(connection);
    return server.greeting();
  });
  connection.listen();
}

/** What a client may give at the start. */
interface InitializationOptions {
  /** Settings, for a client that can't be asked for them. */
  readonly assay?: unknown;
  /** `false` is restricted mode. A client that says nothing was started by its user on purpose. */
  readonly trusted?: boolean;
  /** Another file for the history than the one that all editors and terminals of a user share. */
  readonly history?: string;
  /** A folder for what is remembered between two sessions; without it, the platform's place, which the terminal shares. */
  readonly state?: string;
}

export class AssayServer {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #documents: TextDocuments<OpenDocument> = new TextDocuments(openDocuments(() => this.#documents.all()));
  readonly #notebooks = new Notebooks();
  readonly #reports = new Reports();
  readonly #messages: Messages;
  readonly #settings: SettingsOfDocuments;
  readonly #status: Status;
  readonly #history: History;
  readonly #workshop: WorkshopOfServer;
  /** Documents whose reports have grown. */
  readonly #refresh = new Throttle(REFRESH_MS, (uris) => this.#show(uris));
  /** Documents whose text has moved under their reports; their lenses the client asks for itself. */
  readonly #moved = new Throttle(REFRESH_MS, (uris) => this.#publish(uris));
  readonly #runs: Runs;
  readonly #suggester: Suggester;
  readonly #wholeFiles: WholeFiles;
  readonly #executor: CommandExecutor;
  readonly #verifyOnSave: VerifyOnSave;
  readonly #publisher: Publisher;
  readonly #answers: Answers;
  readonly #places: Places = {
    get: (uri) => this.#documents.get(uri) ?? this.#notebooks.get(uri),
    cell: (uri) => this.#notebooks.cell(uri),
    placed: (open) => this.#placed(open),
    workspaceOf: (open) => this.#workspace(open),
  };
  #folders: string[];
  #trusted: boolean;

  /** Loads the parser first: nothing can be said about a document without it. */
  static async initialize(connection: Connection, params: InitializeParams): Promise<AssayServer> {
    await loadParser();
    return new AssayServer(connection, params);
  }

  private constructor(connection: Connection, params: InitializeParams) {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.#connection = connection;
    this.#client = clientOf(params);
    this.#trusted = options.trusted !== false;
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#folders = roots.map(fileOf);
    this.#messages = new Messages(connection, this.#client);
    this.#settings = new SettingsOfDocuments(connection, this.#client, {
      given: options.assay,
      onProblem: (line) => this.#messages.warnOnce(line),
    });
    this.#status = new Status(connection, this.#client, {
      trusted: this.#trusted,
      sampler: 'auto',
      sandbox: { tier: 'not probed' },
      running: [],
    });
    const redactor = redactorOf(process.env);
    this.#history = new History({
      file: options.history || historyFile(),
      redactor,
      problem: (line) => this.#messages.warnOnce(line),
    });
    this.#workshop = new WorkshopOfServer({
      connection,
      client: this.#client,
      settings: this.#settings,
      messages: this.#messages,
      status: this.#status,
      history: this.#history,
      redactor,
      ...(typeof options.state === 'string' && { state: options.state }),
      workspaceOf: (file) => workspaceOf(file, this.#folders),
    });
    const progress = new ProgressReporter(connection, this.#client.workDoneProgress);
    this.#suggester = new Suggester({
      connection,
      client: this.#client,
      messages: this.#messages,
      workshop: this.#workshop,
      progress,
      placedIn: (open) => this.#placed(open),
    });
    this.#runs = new Runs({
      reports: this.#reports,
      workshop: this.#workshop,
      progress,
      width: Math.min(4, availableParallelism()),
      changed: (uri) => this.#refresh.add(uri),
    });
    this.#wholeFiles = new WholeFiles({
      reports: this.#reports,
      workshop: this.#workshop,
      progress,
      workspaceOf: (open) => this.#workspace(open),
      changed: (uri) => this.#refresh.add(uri),
    });
    this.#executor = new CommandExecutor({
      connection,
      client: this.#client,
      messages: this.#messages,
      runs: this.#runs,
      history: this.#history,
      suggester: this.#suggester,
      wholeFiles: this.#wholeFiles,
      isTrusted: () => this.#trusted,
      documentOf: (uri) => this.#places.get(uri),
      placedIn: (open) => this.#placed(open),
      specificationOf: (open, about) => pointedAt(open, about, this.#workspace(open)),
    });
    this.#verifyOnSave = new VerifyOnSave({
      runs: this.#runs,
      verify: (uri) => this.#executor.verifyAll(uri),
      onError: (error) => this.#messages.unexpected('verifying on save failed', error),
    });
    this.#publisher = new Publisher(connection, this.#client);
    this.#answers = new Answers({
      places: this.#places,
      client: this.#client,
      settings: this.#settings,
      workshop: this.#workshop,
      suggester: this.#suggester,
      wholeFiles: this.#wholeFiles,
      executor: this.#executor,
      isTrusted: () => this.#trusted,
    });
  }

  greeting(): InitializeResult {
    return {
      serverInfo: { name: 'assay', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: { notebookSelector: [{ notebook: '*', cells: [{ language: 'python' }] }], save: true },
        hoverProvider: true,
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, CodeActionKind.RefactorRewrite],
        },
        executeCommandProvider: { commands: Object.values(serverCommands), workDoneProgress: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  register(connection: Connection): void {
    this.#documents.listen(connection);
    const saved = (open: OpenDocument) => {
      this.#saved(open).catch((error) => this.#messages.unexpected('verifying on save failed', error));
    };
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document));
    this.#documents.onDidSave(({ document }) => saved(document));
    this.#documents.onDidClose(({ document }) => this.#closed(document));
    const [changed, closed] = [(open: OpenDocument) => this.#changed(open), (open: OpenDocument) => this.#closed(open)];
    this.#notebooks.listen(connection, { changed, saved, closed });

    connection.onInitialized(() => this.#ready());
    const answers = this.#answers;
    connection.onHover((params) => answers.hover(params));
    connection.onCodeLens((params) => answers.codeLens(params));
    connection.onCodeAction((params) => answers.codeAction(params));
    // Not `onExecuteCommand`, which takes the client's progress token away.
    connection.onRequest(ExecuteCommandRequest.type, (params, token) => answers.execute(params, token));
    connection.onRequest(AcceptanceRequest.type, (params) =>
      params.whole ? answers.whole(params.uri) : answers.candidate(params, acceptance),
    );
    connection.onRequest(PreviewRequest.type, (params) => answers.candidate(params, previews));
    connection.onNotification(CandidateAccepted.type, ({ uri, function: name, candidate }) => {
      if (this.#trusted)
        noteAcceptance(this.#history, this.#reports.get(this.#places.get(uri)?.uri ?? uri, name), candidate);
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#settings.changed(settings);
      this.#refreshLenses();
    });
    connection.onNotification(TrustChanged.type, ({ trusted }) => {
      this.#trusted = trusted;
      if (!trusted) {
        this.#runs.cancelAll();
        this.#suggester.cancelAll();
        this.#wholeFiles.cancelAll();
      }
      this.#status.update({ trusted });
      this.#refreshLenses();
    });
    connection.onShutdown(async () => {
      this.#refresh.stop();
      this.#moved.stop();
      this.#verifyOnSave.stop();
      this.#runs.cancelAll();
      this.#suggester.cancelAll();
      this.#wholeFiles.cancelAll();
      await this.#workshop.close();
      this.#history.close();
    });
  }

  async #ready(): Promise<void> {
    this.#status.update({});
    if (this.#client.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => fileOf(uri)));
        this.#folders = [
          ...this.#folders.filter((folder) => !gone.has(folder)),
          ...added.map(({ uri }) => fileOf(uri)),
        ];
      });
    }
    await this.#settings.watch();
  }

  #changed(document: OpenDocument): void {
    this.#wholeFiles.follow(document);
    if (this.#reports.has(document.uri)) this.#moved.add(document.uri);
    for (const { uri } of this.#documents.all())
      if (this.#reports.dependOn(uri, document.python.file)) this.#moved.add(uri);
  }

  #placed(open: OpenDocument): Placed[] {
    return this.#reports.placed(open, this.#workspace(open));
  }

  #workspace(open: OpenDocument): string | undefined {
    return workspaceOf(open.python.file, this.#folders);
  }

  /** Functions that were run on examples of a file of tests follow that file, too. */
  async #saved(saved: OpenDocument): Promise<void> {
    const { file } = saved.python;
    const tested = this.#documents
      .all()
      .filter((open) => open.uri !== saved.uri && this.#reports.dependOn(open.uri, file));
    for (const { uri } of [saved, ...tested]) {
      const { verifyOnSave } = await this.#settings.of(uri);
      if (verifyOnSave && this.#trusted) this.#verifyOnSave.saved(uri);
    }
  }

  #closed(open: OpenDocument): void {
    const { uri, python } = open;
    const ended = this.#runs.close(uri);
    for (const run of ended) {
      this.#messages.inform(
        `${run.function}: its file was closed, so its run has ended. Open it and synthesize again.`,
      );
    }
    this.#verifyOnSave.forget(uri);
    this.#wholeFiles.close(uri);
    this.#reports.drop(uri);
    this.#suggester.forget(uri);
    this.#settings.forget(uri);
    python.dispose();
    this.#publisher.clear(open);
    this.#refresh.add(uri);
  }

  /** What has grown since the last time. */
  #show(uris: ReadonlySet<string>): void {
    this.#publish(uris);
    const running = this.#runs.all.map(({ uri, function: name, progress }) => ({ uri, function: name, progress }));
    this.#status.update({ running: [...running, ...this.#wholeFiles.running], sandbox: this.#workshop.sandbox });
    this.#refreshLenses();
  }

  #publish(uris: ReadonlySet<string>): void {
    for (const uri of uris) {
      const open = this.#places.get(uri);
      if (open) this.#publisher.publish(open, this.#placed(open));
    }
  }

  #refreshLenses(): void {
    if (!this.#client.lensRefresh) return;
    this.#connection.sendRequest(CodeLensRefreshRequest.type).catch((error: Error) => {
      this.#connection.console.log(`The client did not refresh its lenses: ${error.message}`);
    });
  }
}
