/** Verification when a file is saved: a moment later, once for saves in quick succession, and only the last one counts. */
import type { Run, Runs } from './runs.ts';

/** Editors that save after each pause in typing, or format and save again, need no run for each. */
const PAUSE_MS = 200;

export interface VerifyOnSaveOptions {
  readonly runs: Runs;
  /** Starts the runs, all of them quiet. */
  verify(uri: string): void;
  onError(error: unknown): void;
}

export class VerifyOnSave {
  readonly #options: VerifyOnSaveOptions;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(options: VerifyOnSaveOptions) {
    this.#options = options;
  }

  /** What runs for an earlier save of the document ends; what the user has asked for goes on. */
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
    // A function has one run at a time.
    await Promise.allSettled(ending.map((run) => run.outcome));
    if (this.#waiting.get(uri) !== timer) return;
    this.#waiting.delete(uri);
    this.#options.verify(uri);
  }

  #quietRuns(uri: string): Run[] {
    return this.#options.runs.all.filter((run) => run.uri === uri && run.quiet);
  }
}
