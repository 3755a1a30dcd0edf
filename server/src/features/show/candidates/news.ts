/** Tells our client which functions the candidates view would show in another way than before. */
import type { _Connection } from 'vscode-languageserver';
import { CandidatesChanged } from '../../../../../protocol/messages.ts';
import type { Client } from '../../client/client.ts';
import type { Entry, Placed } from '../../reports.ts';

/** What the view of a function was made from. */
interface Seen {
  readonly entry: Entry;
  readonly rest: string;
}

export class CandidatesNews {
  readonly #connection: _Connection;
  readonly #client: Pick<Client, 'ours'>;
  /** By document and function. */
  readonly #seen = new Map<string, ReadonlyMap<string, Seen>>();

  constructor(connection: _Connection, client: Pick<Client, 'ours'>) {
    this.#connection = connection;
    this.#client = client;
  }

  /** Call this at a limited rate. `openCall` is the call of the open question of a function. */
  publish(uri: string, placed: readonly Placed[], openCall: (placed: Placed) => string | undefined): void {
    if (!this.#client.ours) return;
    const before = this.#seen.get(uri);
    const now = new Map(
      placed.map((one) => [one.entry.name, { entry: one.entry, rest: restOf(one, openCall(one)) }] as const),
    );
    if (now.size > 0) this.#seen.set(uri, now);
    else this.#seen.delete(uri);
    const names = new Set([...now.keys(), ...(before?.keys() ?? [])]);
    const changed = [...names].filter((name) => !isSame(before?.get(name), now.get(name)));
    if (changed.length > 0) this.#send(uri, changed, now.size > 0);
  }

  closed(uri: string): void {
    if (this.#seen.delete(uri)) this.#send(uri, [], false);
  }

  #send(uri: string, functions: readonly string[], hasReports: boolean): void {
    void this.#connection.sendNotification(CandidatesChanged.type, { uri, functions, hasReports });
  }
}

function isSame(one: Seen | undefined, other: Seen | undefined): boolean {
  return one?.entry === other?.entry && one?.rest === other?.rest;
}

/** Where the function and its examples are, and how the report relates to the text. */
function restOf({ specification: { target, examples }, standing }: Placed, openCall: string | undefined): string {
  const lines = examples.map(({ file, range }) => [file, range.start.line]);
  const accepted = standing.kind === 'accepted' ? standing.candidate.id : '';
  return JSON.stringify([standing.kind, accepted, target.nameRange.start.line, target.source, lines, openCall]);
}
