/** Makes the server's parts for one client and connects them. */
import { availableParallelism } from 'node:os';
import { type Connection, type InitializeParams, TextDocuments } from 'vscode-languageserver';
import { AgentCalls } from './features/agents/agentCalls.ts';
import { Answers, type Places } from './features/answers.ts';
import { Questions } from './features/ask/questions.ts';
import { type Client, clientOf } from './features/client/client.ts';
import { Messages } from './features/client/messages.ts';
import { SettingsOfDocuments } from './features/client/settings.ts';
import { Setup } from './features/client/setup.ts';
import { Workspace } from './features/client/workspace.ts';
import { CommandExecutor } from './features/commandExecutor.ts';
import { DocumentEvents } from './features/documentEvents.ts';
import { type OpenDocument, openDocuments } from './features/documents.ts';
import { Notebooks } from './features/notebook/notebooks.ts';
import { pointedAt } from './features/pointer.ts';
import { type Placed, Reports } from './features/reports.ts';
import { KeptReports } from './features/runs/keptReports.ts';
import { RejudgeOnEdit } from './features/runs/rejudgeOnEdit.ts';
import { Runs } from './features/runs/runs.ts';
import { Suggester } from './features/runs/suggester.ts';
import { VerifyOnSave } from './features/runs/verifyOnSave.ts';
import { WholeFiles } from './features/runs/wholeFiles.ts';
import { ProgressReporter } from './features/runs/workDoneProgress.ts';
import { WorkshopOfServer } from './features/runs/workshop.ts';
import { Candidates } from './features/show/candidates/candidates.ts';
import { CandidatesNews } from './features/show/candidates/news.ts';
import { Publisher } from './features/show/publisher.ts';
import { Status } from './features/show/status.ts';
import { View } from './features/show/view.ts';
import { History, historyFile } from './history/index.ts';
import { redactorOf } from './support/redaction.ts';
import { surroundings } from './support/stateFolder.ts';

/** The options that a client may send at the start. */
interface InitializationOptions {
  /** Settings, from a client that does not answer requests for them. */
  readonly assay?: unknown;
  /** `false` is restricted mode. A client that says nothing was started by its user on purpose. */
  readonly trusted?: boolean;
  /** A separate file for the history, instead of the one that all editors and terminals of a user share. */
  readonly history?: string;
  /** A folder for the state between sessions. The default is the platform's folder, which the terminal shares. */
  readonly state?: string;
}

/** The parts that the connection's handlers use. */
export interface Assembly {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly documents: TextDocuments<OpenDocument>;
  readonly notebooks: Notebooks;
  readonly places: Places;
  readonly reports: Reports;
  readonly messages: Messages;
  readonly settings: SettingsOfDocuments;
  readonly status: Status;
  readonly history: History;
  readonly view: View;
  readonly events: DocumentEvents;
  readonly answers: Answers;
  readonly agents: AgentCalls;
  readonly setup: Setup;
  readonly candidates: Candidates;
  /** Ends all runs; their reports stay. */
  cancelAll(): void;
  /** Ends the server's work for good. */
  close(): Promise<void>;
}

export function assemble(connection: Connection, params: InitializeParams, env: NodeJS.ProcessEnv): Assembly {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const roots = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : []);
  const workspace = new Workspace(roots, options.trusted !== false);
  const isTrusted = () => workspace.isTrusted;
  const client = clientOf(params);
  const messages = new Messages(connection, client);
  const problem = (message: string) => messages.warnOnce({ message });

  const documents: TextDocuments<OpenDocument> = new TextDocuments(openDocuments(() => documents.all()));
  const notebooks = new Notebooks();
  const documentOf = (uri: string) => documents.get(uri) ?? notebooks.get(uri);
  const settings = new SettingsOfDocuments(connection, client, {
    given: options.assay,
    onProblem: (wrong) => messages.warnOnce(wrong),
  });
  const status = new Status(connection, client, {
    trusted: workspace.isTrusted,
    sampler: 'auto',
    sandbox: { tier: 'not probed' },
    running: [],
  });
  const redactor = redactorOf(env);
  const history = new History({ file: options.history || historyFile(surroundings(env)), redactor, problem });
  const kept = new KeptReports({ history, workspaceOf: (open) => workspace.of(open) });
  const reports = new Reports((entry) => kept.keep(entry));
  const placedIn = (open: OpenDocument): Placed[] => reports.placed(open, workspace.of(open));
  const places: Places = {
    get: documentOf,
    cell: (uri) => notebooks.cell(uri),
    placed: placedIn,
    workspaceOf: (open) => workspace.of(open),
  };
  const workshop = new WorkshopOfServer({
    ...{ connection, client, settings, messages, status, history, redactor, env },
    ...(typeof options.state === 'string' && { state: options.state }),
    workspaceOf: (file) => workspace.folderOf(file),
  });

  const publisher = new Publisher(connection, client);
  const news = new CandidatesNews(connection, client);
  const questions = new Questions();
  const work = () => ({ runs, wholeFiles, workshop });
  const workspaceIn = (open: OpenDocument) => workspace.of(open);
  const view = new View({
    ...{ connection, client, publisher, news, status, documentOf, placedIn, work },
    openCall: (uri, placed) => questions.of(uri, placed)[0]?.call,
    workspaceOf: workspaceIn,
    settingsOf: (uri) => settings.of(uri),
  });
  const progress = new ProgressReporter(connection, client.workDoneProgress);
  const suggester = new Suggester({ connection, client, messages, workshop, progress, placedIn });
  const changed = (uri: string) => {
    view.grown(uri);
    // The examples of a function may have changed during its run.
    rejudgeOnEdit.later(uri);
  };
  const running = { reports, workshop, progress, changed };
  const width = Math.min(4, availableParallelism());
  const runs = new Runs({ ...running, width });
  const wholeFiles = new WholeFiles({ ...running, placedIn, workspaceOf: (open) => workspace.of(open) });

  const rejudgeOnEdit = new RejudgeOnEdit({
    ...{ reports, workshop, width, documentOf, placedIn, isTrusted },
    isRunning: (uri, name) => wholeFiles.isRunning(uri) || runs.get(uri, name) !== undefined,
    changed: (uri) => view.renewed(uri),
    onError: (error) => messages.unexpected('judging again after an edit failed', error),
  });

  const executor = new CommandExecutor({
    ...{
      questions,
      connection,
      client,
      messages,
      runs,
      history,
      suggester,
      wholeFiles,
      isTrusted,
      documentOf,
      placedIn,
    },
    changed: (uri) => view.grown(uri),
    specificationOf: (open, about) => pointedAt(open, about, workspace.of(open)),
  });
  const verifyOnSave = new VerifyOnSave({
    runs,
    verify: (uri) => executor.verifyAll(uri),
    onError: (error) => messages.unexpected('verifying on save failed', error),
  });
  const events = new DocumentEvents({
    ...{
      reports,
      runs,
      rejudgeOnEdit,
      wholeFiles,
      suggester,
      questions,
      settings,
      verifyOnSave,
      messages,
      view,
      isTrusted,
      kept,
      documentOf,
      placedIn,
    },
    all: () => documents.all(),
  });
  const answers = new Answers({
    places,
    client,
    settings,
    workshop,
    suggester,
    questions,
    wholeFiles,
    executor,
    isTrusted,
  });
  const candidates = new Candidates({ places, questions, history, destination: () => status.destination });

  const agents = new AgentCalls({ workspace, documents, workshop, env });

  const cancelAll = () => {
    runs.cancelAll();
    rejudgeOnEdit.cancelAll();
    suggester.cancelAll();
    wholeFiles.cancelAll();
  };
  return {
    ...{ client, workspace, documents, notebooks, places, reports, messages, settings, status, history, view },
    ...{ events, answers, agents, candidates, cancelAll },
    setup: new Setup(workshop, isTrusted),
    async close() {
      view.stop();
      verifyOnSave.stop();
      rejudgeOnEdit.stop();
      cancelAll();
      await workshop.close();
      kept.write();
      history.close();
    },
  };
}
