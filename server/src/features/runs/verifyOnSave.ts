/** Verifies a file shortly after it is saved; quick successive saves cause one run, for the last of them. */
import type { Run, Runs } from './runs.ts';

/** The delay, because some editors save after each pause in typing, or format and save again. */
const PAUSE_MS = 200;

export interface VerifyOnSaveOptions {
  readonly runs: Runs;
  /** Starts the runs, which show no progress. */
  verify(uri: string): void;
  onError(error: unknown): void;
}

export class VerifyOnSave {
  readonly #options: VerifyOnSaveOptions;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(options: VerifyOnSaveOptions) {
    this.#options = options;
  }

  /** Ends the runs for an earlier save of the document; the user's own runs continue. */
  saved(uri: string): void {
    this.forget(uri);
    const ending = this.#quietRuns(uri);
    for (const run of ending) run.cancel();
    const timer = setTimeout(() => this.#begin(uri, timer, ending).catch(this.#options.onError), PAUSE_MS);
    this.#waiting.set(uri, timer);
  }

  forget(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
  }

  stop(): void {
    for (const uri of [...this.#waiting.keys()]) this.forget(uri);
  }

  async #begin(uri: string, timer: NodeJS.Timeout, ending: readonly Run[]): Promise<void> {
    // A function has only one run at a time, so the earlier ones must end first.
    await Promise.allSettled(ending.map((run) => run.outcome));
    if (this.#waiting.get(uri) !== timer) return;
    this.#waiting.delete(uri);
    this.#options.verify(uri);
  }

  #quietRuns(uri: string): Run[] {
    return this.#options.runs.all.filter((run) => run.uri === uri && run.quiet);
  }
}
