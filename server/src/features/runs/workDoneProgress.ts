/** Work-done progress of runs: uses the token of a request, else one that the server creates. */

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

  /** Begins progress; does nothing for a client without it. Reports wait until the client has accepted the token. */
  begin({ title, token: given, cancel }: ProgressOptions): Progress {
    if (given === undefined && !this.#supported) return noProgress;
    const token = given ?? `assay-${++this.#last}`;
    this.#cancel.set(token, cancel);
    // Reports on the client's own token never wait, because their end must arrive before the answer to the request.
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
        // A client may refuse the token: then it sees no progress, and the run continues.
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
