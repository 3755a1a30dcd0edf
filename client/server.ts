/** The one language server of a window. Starts, stops and restarts run one after the other, never at the same time. */
import * as vscode from 'vscode';
import {
  LanguageClient,
  type NotificationType,
  type RequestType,
  State,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import { LanguageModelReplyRequest, LanguageModelsRequest } from '../protocol/languageModels.ts';
import {
  ApiKeyRequest,
  CandidatesChanged,
  type CandidatesChangedParams,
  ConfirmHostRequest,
  EditorInterpreterRequest,
  MarksChanged,
  MessageShown,
  StatusChanged,
} from '../protocol/messages.ts';
import { serverFlags } from '../protocol/process.ts';
import { confirmHost } from './hosts.ts';
import { trusting } from './hovers.ts';
import { chosenInterpreter } from './interpreter.ts';
import { storedKey } from './keys.ts';
import { languageModelReply, languageModels } from './languageModels.ts';
import { tell } from './messages.ts';
import { showProgress } from './progress.ts';
import type { StatusItem } from './status.ts';
import type { Marks } from './ticks.ts';

export const documentSelector = [
  { language: 'python', scheme: 'file' },
  { language: 'python', scheme: 'untitled' },
  { language: 'python', notebook: 'jupyter-notebook' },
];

/** The port for a debugger of the server, while the extension host is debugged itself. .vscode/launch.json attaches to it. */
const INSPECT = '--inspect=6009';

/** Tells the server that this is our client: the server may send the custom messages and name our commands. */
const announcement: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, assay: {} };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** An extension in development does not write to the developer's own history, nor to the file about servers. */
function ownState({ extensionMode, globalStorageUri }: vscode.ExtensionContext): { history?: string; state?: string } {
  if (extensionMode === vscode.ExtensionMode.Production) return {};
  return {
    ...(!process.env.ASSAY_HISTORY && { history: vscode.Uri.joinPath(globalStorageUri, 'history.db').fsPath }),
    state: globalStorageUri.fsPath,
  };
}

export class Server implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #candidatesChanged = new vscode.EventEmitter<CandidatesChangedParams>();
  readonly onCandidatesChanged = this.#candidatesChanged.event;
  #last: Promise<void> = Promise.resolve();
  readonly #started = new vscode.EventEmitter<void>();
  readonly onDidStart = this.#started.event;

  constructor(
    context: vscode.ExtensionContext,
    output: vscode.LogOutputChannel,
    { status, marks }: { status: StatusItem; marks: Marks },
  ) {
    const module = context.asAbsolutePath('dist/server.js');
    const run = { module, transport: TransportKind.ipc, options: { execArgv: [...serverFlags] } };
    const debug = { ...run, options: { execArgv: [...serverFlags, INSPECT] } };
    const client = new LanguageClient(
      'assay',
      'Assay',
      { run, debug },
      {
        documentSelector,
        outputChannel: output,
        // A function, because the workspace may have become trusted by the time of a restart.
        initializationOptions: () => ({ trusted: vscode.workspace.isTrusted, ...ownState(context) }),
        middleware: {
          handleWorkDoneProgress: (token, value, next) => showProgress(client, token, value, next),
          provideHover: async (document, position, token, next) => trusting(await next(document, position, token)),
        },
      },
    );
    client.registerFeature(announcement);
    client.onNotification(MessageShown.type, tell);
    client.onNotification(StatusChanged.type, (now) => status.show(now));
    client.onNotification(MarksChanged.type, (now) => marks.show(now));
    client.onNotification(CandidatesChanged.type, (changed) => this.#candidatesChanged.fire(changed));
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) marks.clear();
      if (newState !== State.Running) return;
      const { version } = context.extension.packageJSON;
      output.info(`Assay ${version} in VS Code ${vscode.version}: the language server has started.`);
      this.#started.fire();
    });
    client.onRequest(ApiKeyRequest.type, ({ origin }) => storedKey(context.secrets, origin));
    client.onRequest(ConfirmHostRequest.type, ({ host }) => confirmHost(context.globalState, host));
    client.onRequest(LanguageModelsRequest.type, languageModels);
    client.onRequest(LanguageModelReplyRequest.type, languageModelReply);
    client.onRequest(EditorInterpreterRequest.type, ({ uri }) =>
      chosenInterpreter(client.protocol2CodeConverter.asUri(uri)),
    );
    this.#client = client;
  }

  dispose(): void {
    this.#started.dispose();
  }

  /** Starts or restarts the server. */
  restart(): Promise<void> {
    return this.#queue(async () => {
      if (this.#client.isRunning()) await this.#client.restart();
      else await this.#client.start();
    });
  }

  stop(): Promise<void> {
    return this.#queue(async () => {
      if (this.#client.needsStop()) await this.#client.stop();
    });
  }

  get isRunning(): boolean {
    return this.#client.isRunning();
  }

  /** Sends a request; waits for a server that is starting. */
  async request<P, R>(
    { type: { method } }: { type: RequestType<P, R, void> },
    params: P,
    token?: vscode.CancellationToken,
  ): Promise<R> {
    await this.#last;
    // The library would send an absent token as a second parameter.
    return token ? this.#client.sendRequest<R>(method, params, token) : this.#client.sendRequest<R>(method, params);
  }

  async execute(command: string, about: object): Promise<unknown> {
    await this.#last;
    return this.#client.sendRequest('workspace/executeCommand', { command, arguments: [about] });
  }

  async notify<P>({ type: { method } }: { type: NotificationType<P> }, params: P): Promise<void> {
    await this.#last;
    await this.#client.sendNotification(method, params);
  }

  uriOf(document: vscode.TextDocument): string {
    return this.toProtocol(document.uri);
  }

  toProtocol(uri: vscode.Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }

  get toCode(): LanguageClient['protocol2CodeConverter'] {
    return this.#client.protocol2CodeConverter;
  }

  #queue(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step).catch((error: Error) => void this.#offerRestart(error));
    return this.#last;
  }

  async #offerRestart({ message }: Error): Promise<void> {
    const again = vscode.l10n.t('Restart Server');
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t("Assay's language server did not start: {0}", message),
      again,
    );
    if (chosen === again) await this.restart();
  }
}
