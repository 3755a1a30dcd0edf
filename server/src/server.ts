/** The language server: dispatches the client's messages to the features. */
import {
  CodeActionKind,
  type Connection,
  ExecuteCommandRequest,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { AgentCallRequest } from '../../protocol/agents.ts';
import { serverCommands } from '../../protocol/commands.ts';
import {
  AcceptanceRequest,
  CandidateAccepted,
  CandidatesRequest,
  DebugRequest,
  DoctorRequest,
  ExamplesRequest,
  FirstExampleRequest,
  GhostTextRequest,
  ModelsRequest,
  PreviewRequest,
  type Refusal,
  TrustChanged,
  VerdictRequest,
} from '../../protocol/messages.ts';
import { type Assembly, assemble } from './assembly.ts';
import { acceptance, previews } from './features/accept/accept.ts';
import { noteAcceptance } from './features/accept/historyCommands.ts';
import type { OpenDocument } from './features/documents.ts';
import { loadParser } from './specification/index.ts';
import { printable } from './support/printable.ts';
import { version } from './support/version.ts';

/** Answers the client at the other end of `connection` until it leaves. `env` has its user's environment. */
export function serve(connection: Connection, env: NodeJS.ProcessEnv = process.env): void {
  connection.onInitialize(async (params) => {
    const server = await AssayServer.initialize(connection, params, env);
    server.register(connection);
    return server.greeting();
  });
  connection.listen();
}

/** Notebooks of this machine, untitled ones, and the Interactive Window. */
const notebooks = ['file', 'untitled', 'vscode-interactive'].map((scheme) => ({ notebookType: '*', scheme }));

class AssayServer {
  readonly #parts: Assembly;

  /** Loads the parser first, because every feature needs it. */
  static async initialize(
    connection: Connection,
    params: InitializeParams,
    env: NodeJS.ProcessEnv,
  ): Promise<AssayServer> {
    await loadParser();
    return new AssayServer(assemble(connection, params, env));
  }

  private constructor(parts: Assembly) {
    this.#parts = parts;
  }

  greeting(): InitializeResult {
    return {
      serverInfo: { name: 'assay', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: {
          notebookSelector: notebooks.map((notebook) => ({ notebook, cells: [{ language: 'python' }] })),
          save: true,
        },
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
    this.#registerDocuments(connection);
    this.#registerRequests(connection);
    this.#registerSession(connection);
  }

  #registerDocuments(connection: Connection): void {
    const { documents, notebooks, events, messages } = this.#parts;
    const opened = (open: OpenDocument) => events.opened(open);
    const changed = (open: OpenDocument) => events.changed(open);
    const closed = (open: OpenDocument) => events.closed(open);
    const saved = (open: OpenDocument) => {
      events.saved(open).catch((error) => messages.unexpected('verifying on save failed', error));
    };
    documents.listen(connection);
    documents.onDidOpen(({ document }) => opened(document));
    documents.onDidChangeContent(({ document }) => changed(document));
    documents.onDidSave(({ document }) => saved(document));
    documents.onDidClose(({ document }) => closed(document));
    notebooks.listen(connection, { opened, changed, saved, closed });
  }

  #registerRequests(connection: Connection): void {
    const { agents, answers, candidates, history, places, reports, setup, workspace } = this.#parts;
    connection.onHover((params) => answers.hover(params));
    connection.onCodeLens((params) => answers.codeLens(params));
    connection.onCodeAction((params) => answers.codeAction(params));
    // Not `onExecuteCommand`, which removes the client's progress token.
    connection.onRequest(ExecuteCommandRequest.type, (params, token) => answers.execute(params, token));
    connection.onRequest(AcceptanceRequest.type, (params) =>
      told(params.whole ? answers.whole(params.uri) : answers.candidate(params, acceptance)),
    );
    connection.onRequest(PreviewRequest.type, (params) =>
      told(params.whole ? answers.wholePreview(params.uri) : answers.candidate(params, previews)),
    );
    connection.onRequest(AgentCallRequest.type, (params, token) => agents.answer(params, token));
    connection.onRequest(GhostTextRequest.type, (params) => answers.ghosts(params));
    connection.onRequest(ExamplesRequest.type, (params) => answers.examples(params));
    connection.onRequest(DebugRequest.type, async (params) => told(await answers.debug(params)));
    connection.onRequest(DoctorRequest.type, (params, token) => setup.doctor(params, token));
    connection.onRequest(ModelsRequest.type, (params, token) => setup.models(params, token));
    connection.onRequest(FirstExampleRequest.type, (params) => told(answers.firstExample(params)));
    connection.onRequest(CandidatesRequest.type, (params) => candidates.view(params));
    connection.onRequest(VerdictRequest.type, (params) => candidates.verdict(params));
    connection.onNotification(CandidateAccepted.type, ({ uri, function: name, candidate }) => {
      if (workspace.isTrusted) noteAcceptance(history, reports.get(places.get(uri)?.uri ?? uri, name), candidate);
    });
  }

  #registerSession(connection: Connection): void {
    const { client, documents, notebooks, settings, status, workspace, view } = this.#parts;
    const showAnew = () => {
      for (const { uri } of [...documents.all(), ...notebooks.all]) view.moved(uri);
      view.refreshLenses();
    };
    connection.onInitialized(async () => {
      status.update({});
      if (client.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          workspace.change(added, removed);
          settings.forgetAll();
          showAnew();
        });
      }
      await settings.watch();
    });
    connection.onDidChangeConfiguration((change) => {
      settings.changed(change.settings);
      showAnew();
    });
    connection.onNotification(TrustChanged.type, ({ trusted }) => {
      workspace.isTrusted = trusted;
      if (!trusted) this.#parts.cancelAll();
      status.update({ trusted });
      view.refreshLenses();
    });
    connection.onShutdown(() => this.#parts.close());
  }
}

/** Makes the text of a refusal printable, because a client shows it unchanged. */
function told<T extends object>(answer: T | Refusal): T | Refusal {
  return 'refused' in answer ? { refused: printable(answer.refused) } : answer;
}
