/** What our client's status item shows: sampler, destination, interpreter, sandbox, and what is running. */
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

  /** Sends what has changed; `undefined` takes a part away. */
  update(news: Partial<StatusParams>): void {
    this.#now = { ...this.#now, ...news };
    if (!this.#client.ours) return;
    const text = JSON.stringify(this.#now, shown);
    if (text === this.#sent) return;
    this.#sent = text;
    void this.#connection.sendNotification(StatusChanged.type, JSON.parse(text));
  }
}

/** All of it is read by people, but for addresses of documents. */
function shown(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'uri' ? printable(value) : value;
}
