/** Work-done progress of runs: on the token that came with a request, else on one that the server asks for. */

import type { _Connection } from 'vscode-languageserver';
import {
  type ProgressToken,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver';
import { printable } from '../../support/printable.ts';

type Value = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

export interface Progress {
  report(message: string, percentage: number): void;
  end(message: string): void;
}

export const noProgress: Progress = { report: () => undefined, end: () => undefined };

export interface ProgressOptions {
  readonly title: string;
  readonly token?: ProgressToken;
  cancel(): void;
}

export class ProgressReporter {
  readonly #connection: _Connection;
  readonly #supported: boolean;
  readonly #cancel = new Map<ProgressToken, () => void>();
  #last = 0;

  constructor(connection: _Connection, supported: boolean) {
    this.#connection = connection;
    this.#supported = supported;
    connection.onNotification(WorkDoneProgressCancelNotification.type, ({ token }) => this.#cancel.get(token)?.());
  }

  /** Does nothing for a client without progress. What comes before the client has agreed to a token is kept back. */
  begin({ title, token: given, cancel }: ProgressOptions): Progress {
    if (given === undefined && !this.#supported) return noProgress;
    const token = given ?? `assay-${++this.#last}`;
    this.#cancel.set(token, cancel);
    // Nothing is kept back for a token of the client's own: its end must come before the answer to that request.
    let held: Value[] | undefined = given === undefined ? [] : undefined;
    const send = (value: Value) => {
      if (held) held.push(value);
      else void this.#connection.sendProgress(WorkDoneProgress.type, token, value);
    };
    if (given === undefined) {
      this.#connection.sendRequest(WorkDoneProgressCreateRequest.type, { token }).then(
        () => {
          const kept = held ?? [];
          held = undefined;
          kept.forEach(send);
        },
        // A client that refuses the token sees no progress, which is its right; the run goes on.
        (error: Error) => this.#connection.console.log(`No progress for ${title}: ${error.message}`),
      );
    }
    send({ kind: 'begin', title: printable(title), cancellable: true, percentage: 0 });
    return {
      report: (message, percentage) => send({ kind: 'report', message: printable(message), percentage }),
      end: (message) => {
        this.#cancel.delete(token);
        send({ kind: 'end', message: printable(message) });
      },
    };
  }
}
