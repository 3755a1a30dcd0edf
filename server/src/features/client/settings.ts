/** The settings of each document: requested from the client if it supports that, else from its start options or notifications. */
import { type _Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Notice } from '../../../../protocol/index.ts';
import { type ParsedSettings, parseSettings, type Settings } from '../../config.ts';
import type { Client } from './client.ts';

export class SettingsOfDocuments {
  readonly #connection: _Connection;
  readonly #client: Client;
  readonly #onProblem: (problem: Notice) => void;
  readonly #pulled = new Map<string, Promise<Settings>>();
  #given: unknown;

  constructor(
    connection: _Connection,
    client: Client,
    options: { given: unknown; onProblem: (problem: Notice) => void },
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#given = options.given;
    this.#onProblem = options.onProblem;
  }

  /** Registers for notifications of changes; call it when the client is ready. */
  async watch(): Promise<void> {
    if (!this.#client.dynamicConfiguration) return;
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'assay' });
  }

  of(uri: string): Promise<Settings> {
    const known = this.#pulled.get(uri);
    if (known) return known;
    const pulled = this.#pull(uri);
    this.#pulled.set(uri, pulled);
    return pulled;
  }

  /** Handles a change. `sent` is the content of the notification: all settings, or nothing if the server must request them. */
  changed(sent: unknown): void {
    this.forgetAll();
    const section = (sent as { assay?: unknown } | null | undefined)?.assay;
    if (section !== undefined) this.#given = section;
  }

  /** The next use requests them again. */
  forgetAll(): void {
    this.#pulled.clear();
  }

  forget(uri: string): void {
    this.#pulled.delete(uri);
  }

  async #pull(uri: string): Promise<Settings> {
    if (!this.#client.configuration) return this.#read(this.#given);
    try {
      const section: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'assay' });
      // A client that knows the request but not the section answers null; its start options still hold.
      return this.#read(section ?? this.#given);
    } catch (error) {
      this.#connection.console.warn(`The client refused workspace/configuration: ${(error as Error).message}`);
      return this.#read(this.#given);
    }
  }

  #read(raw: unknown): Settings {
    const { settings, problems }: ParsedSettings = parseSettings(raw);
    for (const problem of problems) this.#onProblem(problem);
    return settings;
  }
}
