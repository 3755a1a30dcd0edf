/** Gives a run its interpreter, sampler and other tools. It finds them at the run's turn, because nothing starts before the user acts. */
import type { _Connection } from 'vscode-languageserver';
import type { Directive, Notice, Problem, Sandbox, Specification, Tokens } from '../../../../protocol/index.ts';
import {
  ApiKeyRequest,
  ConfirmHostRequest,
  type DoctorFindings,
  EditorInterpreterRequest,
  type OfferedModels,
} from '../../../../protocol/messages.ts';
import type { Settings } from '../../config.ts';
import { examine, rowsOf } from '../../doctor/index.ts';
import { Executor, findInterpreter, type Interpreter } from '../../execution/index.ts';
import type { History } from '../../history/index.ts';
import { noticeOf } from '../../report/weakSandbox.ts';
import {
  type Chosen,
  chooseSampler,
  type Dialects,
  destinationOf,
  languageModelSampler,
  offeredServers,
  rememberedDialects,
  type Sampler,
} from '../../sampling/index.ts';
import { printableLines } from '../../support/printable.ts';
import type { Redactor } from '../../support/redaction.ts';
import type { Client } from '../client/client.ts';
import { languageModelsOf } from '../client/languageModels.ts';
import type { Messages } from '../client/messages.ts';
import type { SettingsOfDocuments } from '../client/settings.ts';
import type { Status } from '../show/status.ts';

export interface Place {
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly executor: Executor;
  /** Absolute path. */
  readonly workspace?: string;
}

export interface Workshop {
  readonly history: History;
  readonly redactor: Redactor;
  /** Writes the text that goes to a model to the output. */
  sent(name: string, text: string): void;
  placeOf(uri: string, file: string): Promise<Place | Problem>;
  sampler(
    specification: Specification,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ sampler: Sampler } | Problem>;
  /** The stronger model that the settings name beside the chosen one; undefined where they name none. */
  stronger(than: Sampler, settings: Settings, signal: AbortSignal): Promise<{ sampler: Sampler } | Problem | undefined>;
  /** Adds the tokens of a synthesis to the session's sum. */
  spent(tokens: Tokens): void;
  /** Shows the user a notice, once. */
  tell(notice: Notice): void;
}

export interface WorkshopOptions {
  readonly connection: _Connection;
  readonly client: Client;
  readonly settings: SettingsOfDocuments;
  readonly messages: Messages;
  readonly status: Status;
  readonly history: History;
  readonly redactor: Redactor;
  readonly env: NodeJS.ProcessEnv;
  /** A folder for the state between processes; the default is the platform's folder. */
  readonly state?: string;
  workspaceOf(file: string): string | undefined;
}

export class WorkshopOfServer implements Workshop {
  readonly #options: WorkshopOptions;
  readonly #executor: Executor;
  /** The dialects of model servers, for later runs. */
  readonly #dialects: Dialects;
  readonly #allowedHosts = new Set<string>();
  #configured = '';
  #spent: Tokens = { prompt: 0, completion: 0 };

  constructor(options: WorkshopOptions) {
    this.#options = options;
    this.#executor = new Executor({
      onSandbox: (sandbox) => {
        const notice = noticeOf(sandbox, options.state);
        if (notice) options.messages.inform(notice.message, notice.next);
      },
    });
    this.#dialects = rememberedDialects((message) => options.messages.warnOnce({ message }), options.state);
  }

  get executor(): Executor {
    return this.#executor;
  }

  get history(): History {
    return this.#options.history;
  }

  get redactor(): Redactor {
    return this.#options.redactor;
  }

  tell(notice: Notice): void {
    this.#options.messages.informOnce(notice);
  }

  sent(name: string, text: string): void {
    this.#options.connection.console.log(printableLines(`Sent for ${name}:\n${text}`));
  }

  async placeOf(uri: string, file: string): Promise<Place | Problem> {
    const { settings: all, status } = this.#options;
    const settings = await all.of(uri);
    this.history.size = settings.historySize;
    const workspace = this.#options.workspaceOf(file);
    const editor = await this.#editorInterpreter(uri);
    const search = { file, workspace, setting: settings.interpreter, editor, env: this.#options.env };
    const found = await findInterpreter(search);
    if ('error' in found) {
      status.update({ problem: found.error, interpreter: undefined });
      return found;
    }
    const { interpreter } = found;
    status.update({ interpreter: `Python ${interpreter.version} (${interpreter.path})`, problem: undefined });
    return { settings, interpreter, executor: this.#executor, workspace };
  }

  /** What `assay doctor` finds for this document. */
  async examined(uri: string, file: string, signal: AbortSignal): Promise<DoctorFindings | Problem> {
    const place = await this.placeOf(uri, file);
    if ('error' in place) return place;
    const { env, history } = this.#options;
    const found = await examine({ ...place, history: history.file, env }, signal);
    return { rows: rowsOf(found), ...(found.problem !== null && { problem: found.problem }) };
  }

  async models(uri: string, signal: AbortSignal): Promise<OfferedModels> {
    const { settings, env } = this.#options;
    const keyOf = (origin: string) => this.#keyFor(origin);
    return { servers: await offeredServers({ settings: await settings.of(uri), env, signal, keyFor: keyOf }) };
  }

  async sampler(
    specification: Specification,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ sampler: Sampler } | Problem> {
    const { messages } = this.#options;
    const chosen = await this.#choose(settings, specification.directive, signal);
    if ('error' in chosen) {
      this.#options.status.update({ problem: chosen.error });
      return chosen;
    }
    if (chosen.note !== undefined) messages.informOnce(chosen.note);
    const { name, model, destination } = chosen.sampler;
    this.#options.status.update({ sampler: name, model, destination, problem: undefined });
    return chosen;
  }

  async stronger(
    than: Sampler,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<{ sampler: Sampler } | Problem | undefined> {
    const { escalateTo } = settings;
    if (escalateTo === undefined || !than.asksModel || than.model === escalateTo) return undefined;
    return this.#choose({ ...settings, model: escalateTo }, {}, signal);
  }

  #choose(settings: Settings, directive: Directive, signal: AbortSignal): Promise<Chosen> {
    const { client, connection, env } = this.#options;
    const editors = languageModelsOf(connection, settings.requestTimeout);
    return chooseSampler({
      settings,
      directive,
      env,
      signal,
      dialects: this.#dialects,
      keyFor: (origin) => this.#keyFor(origin),
      ...(client.ours && { languageModel: (named) => languageModelSampler(editors, named) }),
      ...((client.ours || client.messageActions) && { confirmHost: (host) => this.#confirmHost(host) }),
    });
  }

  spent({ prompt, completion, estimated, cost }: Tokens): void {
    const before = this.#spent;
    this.#spent = {
      prompt: before.prompt + prompt,
      completion: before.completion + completion,
      ...((before.estimated || estimated) && { estimated: true }),
      ...((before.cost ?? cost) !== undefined && { cost: (before.cost ?? 0) + (cost ?? 0) }),
    };
    this.#options.status.update({ tokens: this.#spent });
  }

  /** Shows the configured sampler until a run has chosen one. */
  configured({ sampler, model, baseUrl }: Settings): void {
    const wanted = `${sampler} ${model ?? ''} ${baseUrl ?? ''}`;
    if (wanted === this.#configured) return;
    this.#configured = wanted;
    const destination = sampler === 'search' ? 'this machine' : baseUrl && destinationOf(baseUrl);
    this.#options.status.update({ sampler, model: sampler === 'search' ? undefined : model, destination });
  }

  /** `not probed` until an interpreter has started. */
  get sandbox(): Sandbox {
    return this.#executor.sandbox;
  }

  close(): Promise<void> {
    return this.#executor.close();
  }

  async #editorInterpreter(uri: string): Promise<string | undefined> {
    if (!this.#options.client.ours) return undefined;
    return (await this.#options.connection.sendRequest(EditorInterpreterRequest.type, { uri })) ?? undefined;
  }

  async #keyFor(origin: string): Promise<string | undefined> {
    if (!this.#options.client.ours) return undefined;
    const key = await this.#options.connection.sendRequest(ApiKeyRequest.type, { origin });
    // A server may repeat the key in its answer.
    if (key) this.redactor.add(key, 'API key');
    return key ?? undefined;
  }

  /** Asks the user about a host. Our client remembers a yes for good; users of other clients are asked once a session. */
  async #confirmHost(host: string): Promise<boolean> {
    if (this.#allowedHosts.has(host)) return true;
    const { client, connection, messages } = this.#options;
    const allowed = client.ours
      ? await connection.sendRequest(ConfirmHostRequest.type, { host })
      : (await messages.ask(
          `Assay would send this function's specification to ${host}.`,
          'Send to this host',
          'Cancel',
        )) === 'Send to this host';
    if (allowed) this.#allowedHosts.add(host);
    return allowed;
  }
}
