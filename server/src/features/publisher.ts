/** What the server sends of its own accord about a document: notes on its functions, and how its examples stand. */
import type { _Connection, Diagnostic } from 'vscode-languageserver';
import { type ExampleMark, MarksChanged } from '../../../protocol/messages.ts';
import type { Client } from './client.ts';
import { diagnosticsFor } from './diagnostics.ts';
import { failuresOf, marksOf } from './marks.ts';
import type { Placed } from './reports.ts';

export class Publisher {
  readonly #connection: _Connection;
  readonly #client: Pick<Client, 'ours'>;
  /** The marks that our client has, so that none are sent twice. */
  readonly #marks = new Map<string, string>();

  constructor(connection: _Connection, client: Pick<Client, 'ours'>) {
    this.#connection = connection;
    this.#client = client;
  }

  publish(uri: string, placed: readonly Placed[]): void {
    const notes = diagnosticsFor(placed);
    if (this.#client.ours) this.#sendMarks(uri, marksOf(uri, placed));
    this.#sendDiagnostics(uri, this.#client.ours ? notes : [...notes, ...failuresOf(placed)]);
  }

  clear(uri: string): void {
    this.#sendMarks(uri, []);
    this.#sendDiagnostics(uri, []);
  }

  #sendDiagnostics(uri: string, diagnostics: Diagnostic[]): void {
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  #sendMarks(uri: string, marks: readonly ExampleMark[]): void {
    const content = JSON.stringify(marks);
    if (content === (this.#marks.get(uri) ?? '[]')) return;
    if (marks.length > 0) this.#marks.set(uri, content);
    else this.#marks.delete(uri);
    void this.#connection.sendNotification(MarksChanged.type, { uri, marks });
  }
}
