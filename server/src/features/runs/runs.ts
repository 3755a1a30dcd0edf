/** The running syntheses and verifications: one for each function. They wait in a queue for the pool, and can be cancelled. */
import type { ProgressToken } from 'vscode-languageserver';
import type { Outcome } from '../../../../protocol/commands.ts';
import type { Report, Specification } from '../../../../protocol/index.ts';
import { PythonDocument } from '../../specification/index.ts';
import type { OpenDocument } from '../documents.ts';
import { functionKey } from '../functionKey.ts';
import { before, type Entry, type Programs, type Reports } from '../reports.ts';
import { progressInWords, progressPercentage } from '../show/words.ts';
import { attempt } from './attempt.ts';
import { Queue } from './queue.ts';
import { noProgress, type Progress, type ProgressReporter } from './workDoneProgress.ts';
import type { Workshop } from './workshop.ts';

export interface RunRequest {
  readonly open: OpenDocument;
  readonly specification: Specification;
  readonly kind: 'synthesis' | 'verification';
  /** The progress token of the client's request. */
  readonly token?: ProgressToken;
  /** Draw again, even if the history has samples. */
  readonly fresh?: boolean;
  /** The user's hint about the function. */
  readonly hint?: string;
  /** The user did not start it, so it shows no progress. */
  readonly quiet?: boolean;
}

export interface Run {
  readonly uri: string;
  readonly function: string;
  /** `8 of 10 samples · 5 pass` */
  readonly progress: string;
  readonly quiet: boolean;
  /** Never rejects for an expected reason. */
  readonly outcome: Promise<Outcome>;
  cancel(): void;
}

export interface RunsOptions {
  readonly reports: Reports;
  readonly workshop: Workshop;
  readonly progress: ProgressReporter;
  /** The number of runs at a time. */
  readonly width: number;
  /** Called when a report or the state of a run of this document has changed. */
  changed(uri: string): void;
}

/** It has the name by which fetch, child processes and our own code recognize an abort. */
class DocumentClosed extends Error {
  override readonly name = 'AbortError';
}

export class Runs {
  readonly #options: RunsOptions;
  readonly #queue: Queue;
  readonly #running = new Map<string, ActiveRun>();

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#queue = new Queue(options.width);
  }

  get all(): readonly Run[] {
    return [...this.#running.values()];
  }

  get(uri: string, name: string): Run | undefined {
    return this.#running.get(functionKey(uri, name));
  }

  /** Ends and returns the runs of a closed document. */
  close(uri: string): Run[] {
    const ended = [...this.#running.values()].filter((run) => run.uri === uri);
    for (const run of ended) run.abort.abort(new DocumentClosed('The document was closed.'));
    return ended;
  }

  cancelAll(): void {
    for (const run of this.#running.values()) run.cancel();
  }

  /** Starts a run on the current text; a function that is already running keeps its run. */
  start(request: RunRequest): Run {
    const { open, specification } = request;
    const name = specification.target.name;
    const key = functionKey(open.uri, name);
    const known = this.#running.get(key);
    if (known) return known;

    const run = new ActiveRun(request, this.#options);
    this.#running.set(key, run);
    run.outcome = run.run(this.#queue).finally(() => {
      this.#running.delete(key);
      this.#options.changed(run.uri);
    });
    return run;
  }
}

class ActiveRun implements Run {
  readonly uri: string;
  readonly function: string;
  readonly quiet: boolean;
  readonly abort = new AbortController();
  progress = 'waiting';
  outcome!: Promise<Outcome>;
  readonly #request: RunRequest;
  readonly #options: RunsOptions;
  readonly #before: Entry | undefined;
  readonly #shown: Progress;
  #entry: Entry;

  constructor(request: RunRequest, options: RunsOptions) {
    const { open, specification, token, quiet } = request;
    this.uri = open.uri;
    this.function = specification.target.name;
    this.quiet = quiet === true;
    this.#request = request;
    this.#options = options;
    this.#before = options.reports.get(this.uri, this.function);
    this.#entry = {
      name: this.function,
      specification,
      text: open.python.text,
      phase: 'waiting',
      ...before(this.#before),
    };
    const shown = { title: `Assay: ${this.function}`, token, cancel: () => this.cancel() };
    this.#shown = quiet ? noProgress : options.progress.begin(shown);
  }

  cancel(): void {
    this.abort.abort();
  }

  /** Waits for its turn, then makes the attempt and shows its reports. */
  async run(queue: Queue): Promise<Outcome> {
    this.#update({});
    const { signal } = this.abort;
    const { workshop } = this.#options;
    const { specification, kind, fresh, hint } = this.#request;
    const { file, testFiles } = this.#request.open.python;
    const document = new PythonDocument(file, this.#entry.text, testFiles);
    let message = '';
    try {
      const place = await queue.enter(signal);
      try {
        if (place) this.#update({ phase: 'running' });
        const outcome = await attempt(
          { uri: this.uri, kind, document, specification, fresh, hint },
          { workshop, signal, onReport: (report, programs) => this.#show(report, programs) },
        );
        message = outcome.message;
        this.#end(outcome);
        return outcome;
      } finally {
        place?.leave();
      }
    } catch (error) {
      message = 'failed';
      this.#end({ state: 'failed', message: `${this.function}: Assay failed; its output says how.` });
      throw error;
    } finally {
      this.#shown.end(message);
      document.dispose();
    }
  }

  #show(report: Report, programs?: Programs): void {
    this.progress = progressInWords(report);
    this.#shown.report(this.progress, progressPercentage(report));
    this.#update({ report, programs });
  }

  #end({ state, message }: Pick<Outcome, 'state' | 'message'>): void {
    const { report } = this.#entry;
    if (state === 'cancelled' && !report?.candidates.length) {
      // The state is the same as before the start.
      this.#forget();
    } else if (state === 'cancelled' && report?.state.kind === 'running') {
      this.#update({ phase: 'ended', report: { ...report, state: { kind: 'cancelled' } } });
    } else {
      this.#update({ phase: 'ended', ...(state === 'failed' && { failure: message }) });
    }
  }

  #forget(): void {
    if (this.#closed()) return;
    if (this.#before) this.#options.reports.set(this.uri, this.#before);
    else this.#options.reports.drop(this.uri, this.function);
  }

  #update(news: Partial<Entry>): void {
    this.#entry = { ...this.#entry, ...news };
    if (this.#closed()) return;
    this.#options.reports.set(this.uri, this.#entry);
    this.#options.changed(this.uri);
  }

  /** Whether the document was closed. Its report must go too: a reopened document may have another text. */
  #closed(): boolean {
    return this.abort.signal.reason instanceof DocumentClosed;
  }
}
