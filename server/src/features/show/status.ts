/** Sends the content of our client's status items: sampler, destination, interpreter, sandbox and running functions. */
import type { _Connection } from 'vscode-languageserver';
import { StatusChanged, type StatusParams } from '../../../../protocol/messages.ts';
import { printable } from '../../support/printable.ts';
import type { Client } from '../client/client.ts';

export class Status {
  readonly #connection: _Connection;
  readonly #client: Client;
  #now: StatusParams;
  #sent = '';

  constructor(connection: _Connection, client: Client, first: StatusParams) {
    this.#connection = connection;
    this.#client = client;
    this.#now = first;
  }

  /** Where the user's code goes, once a run has chosen a sampler. */
  get destination(): string | undefined {
    return this.#now.destination;
  }

  /** Sends the changes; `undefined` removes a part. */
  update(news: Partial<StatusParams>): void {
    this.#now = { ...this.#now, ...news };
    if (!this.#client.ours) return;
    const text = JSON.stringify(this.#now, shown);
    if (text === this.#sent) return;
    this.#sent = text;
    void this.#connection.sendNotification(StatusChanged.type, JSON.parse(text));
  }
}

/** Escapes a value for people; URIs of documents stay unchanged. */
function shown(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'uri' ? printable(value) : value;
}
