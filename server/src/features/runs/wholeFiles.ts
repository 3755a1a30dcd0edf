/** Runs the synthesis of all stubs of a document or a class, which ends in one edit. */

import path from 'node:path';
import type { ProgressToken } from 'vscode-languageserver';
import type { CommandArguments, Outcome } from '../../../../protocol/commands.ts';
import type { Problem } from '../../../../protocol/index.ts';
import type { Acceptance, Previews, Refusal, RunningParams } from '../../../../protocol/messages.ts';
import { ExecutionError } from '../../execution/index.ts';
import { PythonDocument } from '../../specification/index.ts';
import { counted } from '../../support/counted.ts';
import { synthesizeAll, type WholeOutcome } from '../../synthesis/wholeFile/index.ts';
import { noteAcceptance } from '../accept/historyCommands.ts';
import type { OpenDocument } from '../documents.ts';
import { type Entry, type Placed, passing, type Reports } from '../reports.ts';
import { progressInWords } from '../show/words.ts';
import { acceptanceOf, allFound, previewOf } from './allFound.ts';
import { Queue } from './queue.ts';
import { Found, type Now } from './wholeFound.ts';
import { endedWithout, outcomeOf } from './wholeOutcome.ts';
import type { Progress, ProgressReporter } from './workDoneProgress.ts';
import type { Workshop } from './workshop.ts';

export interface WholeFilesOptions {
  readonly reports: Reports;
  readonly workshop: Workshop;
  readonly progress: ProgressReporter;
  workspaceOf(open: OpenDocument): string | undefined;
  placedIn(open: OpenDocument): Placed[];
  /** Called when a run or its result has changed. */
  changed(uri: string): void;
}

interface Running {
  readonly uri: string;
  readonly name: string;
  /** `2 of 4 functions · total 3 of 10 samples` */
  progress: string;
  readonly abort: AbortController;
  readonly outcome: Promise<Outcome>;
}

/** The state of a document's run, for lenses and actions. */
export type WholeState =
  | { readonly kind: 'running'; readonly progress: string }
  | { readonly kind: 'found'; readonly found: number; readonly of: number; readonly first: string };

export class WholeFiles {
  readonly #options: WholeFilesOptions;
  /** Runs follow one another, because each uses all interpreters. */
  readonly #queue = new Queue(1);
  readonly #running = new Map<string, Running>();
  readonly #found = new Map<string, Found>();
  /** Of functions that were run by themselves: what the last acceptance of their document would put into it. */
  readonly #accepting = new Map<string, readonly Entry[]>();

  constructor(options: WholeFilesOptions) {
    this.#options = options;
  }

  get running(): RunningParams[] {
    return [...this.#running.values()].map(({ uri, name, progress }) => ({ uri, function: name, progress }));
  }

  /** Undefined without a run, and for a run with a stale, accepted or empty result. */
  state(open: OpenDocument): WholeState | undefined {
    const running = this.#running.get(open.uri);
    if (running) return { kind: 'running', progress: running.progress };
    const found = this.#found.get(open.uri);
    const first = found?.chosen[0];
    if (!found || !first || !found.isCurrent(this.#now(open))) return undefined;
    return { kind: 'found', found: found.chosen.length, of: found.total, first: first.name };
  }

  isRunning(uri: string): boolean {
    return this.#running.has(uri);
  }

  /** Starts a run on the current text, or returns the present one. */
  start(open: OpenDocument, { within }: CommandArguments, token?: ProgressToken): Promise<Outcome> {
    const known = this.#running.get(open.uri);
    if (known) return known.outcome;
    const name = within ?? path.basename(open.python.file);
    const abort = new AbortController();
    const shown = this.#options.progress.begin({ title: `Assay: ${name}`, token, cancel: () => abort.abort() });
    const outcome = this.#run(open, { name, within, signal: abort.signal, shown }).finally(() => {
      this.#running.delete(open.uri);
      this.#options.changed(open.uri);
    });
    this.#running.set(open.uri, { uri: open.uri, name, progress: 'waiting', abort, outcome });
    this.#options.changed(open.uri);
    return outcome;
  }

  cancel(uri: string): boolean {
    const running = this.#running.get(uri);
    running?.abort.abort();
    return running !== undefined;
  }

  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  /** Drops a closed document. */
  close(uri: string): void {
    this.cancel(uri);
    this.#found.get(uri)?.dispose();
    this.#found.delete(uri);
    this.#accepting.delete(uri);
  }

  /** One edit for every function of the document with a candidate to accept, for the current text; or a refusal. */
  acceptance(open: OpenDocument): Acceptance | Refusal {
    const all = allFound(this.#found.get(open.uri), this.#now(open), this.#options.placedIn(open));
    if ('refused' in all) return all;
    this.#accepting.set(open.uri, all.alone);
    return acceptanceOf(all, this.#now(open));
  }

  /** The document after that, to read before accepting. */
  preview(open: OpenDocument): Previews | Refusal {
    const all = allFound(this.#found.get(open.uri), this.#now(open), this.#options.placedIn(open));
    return 'refused' in all ? all : previewOf(all, this.#now(open));
  }

  /** Follows the text: once it contains everything that was found, each function gets its own report; an undo removes these. */
  follow(open: OpenDocument): void {
    const { reports, workshop, changed } = this.#options;
    this.#noteAlone(open);
    const found = this.#found.get(open.uri);
    if (!found) return;
    const now = this.#now(open);
    if (found.isShown) {
      if (!found.isCurrent(now)) return;
      for (const entry of found.entries(now.workspace)) reports.set(open.uri, entry);
    } else {
      if (!found.isAccepted(now)) return;
      for (const one of found.chosen) {
        const entry = found.entryOf(one, now);
        if (!entry) continue;
        reports.set(open.uri, entry);
        noteAcceptance(
          workshop.history,
          { ...entry, specification: one.specification ?? entry.specification },
          one.chosen!.id,
        );
      }
    }
    found.isShown = !found.isShown;
    changed(open.uri);
  }

  /** The history keeps what was accepted together with the rest, of functions that were run by themselves. */
  #noteAlone(open: OpenDocument): void {
    const alone = this.#accepting.get(open.uri) ?? [];
    if (alone.length === 0) return;
    const placed = this.#options.placedIn(open);
    const taken = alone.filter(({ name }) =>
      placed.some(({ entry, standing }) => entry.name === name && standing.kind === 'accepted'),
    );
    for (const entry of taken) noteAcceptance(this.#options.workshop.history, entry, passing(entry.report!)[0]!.id);
    this.#accepting.set(
      open.uri,
      alone.filter((entry) => !taken.includes(entry)),
    );
  }

  #now(open: OpenDocument): Now {
    return { open, workspace: this.#options.workspaceOf(open) };
  }

  async #run(
    open: OpenDocument,
    job: { name: string; within: string | undefined; signal: AbortSignal; shown: Progress },
  ): Promise<Outcome> {
    const { name, signal, shown } = job;
    const document = new PythonDocument(open.python.file, open.python.text, open.python.testFiles);
    let outcome = endedWithout(name, 'cancelled', { message: `${name}: cancelled.` });
    let isKept = false;
    try {
      const place = await this.#queue.enter(signal);
      try {
        signal.throwIfAborted();
        const whole = await this.#synthesize(open, document, job);
        if ('error' in whole) {
          const why = { message: whole.error, next: whole.next };
          outcome = { ...endedWithout(name, 'failed', why), lasting: true };
        } else {
          outcome = outcomeOf(name, whole);
          this.#keep(open, new Found(name, document, whole));
          isKept = true;
        }
      } finally {
        place?.leave();
      }
    } catch (error) {
      if (error instanceof ExecutionError) outcome = endedWithout(name, 'failed', error.notice);
      else if (!signal.aborted) throw error;
    } finally {
      shown.end(outcome.message);
      if (!isKept) document.dispose();
    }
    return outcome;
  }

  async #synthesize(
    open: OpenDocument,
    document: PythonDocument,
    { within, signal, shown }: { within: string | undefined; signal: AbortSignal; shown: Progress },
  ): Promise<WholeOutcome | Problem> {
    const { workshop, changed } = this.#options;
    const place = await workshop.placeOf(open.uri, document.file);
    if ('error' in place) return place;
    const { settings, interpreter, workspace, executor } = place;
    const { history, redactor } = workshop;
    const isWanted = within === undefined ? undefined : (stub: string) => stub.startsWith(`${within}.`);
    return synthesizeAll(
      {
        ...{ document, settings, interpreter },
        ...(isWanted && { isWanted }),
        ...(workspace !== undefined && { workspace }),
        samplerFor: (specification) => workshop.sampler(specification, settings, signal),
      },
      {
        ...{ executor, signal, history, redactor },
        onSent: (text) => workshop.sent(document.file, text),
        onProgress: ({ done, total, report }) => {
          const running = this.#running.get(open.uri);
          const words = `${done} of ${counted(total, 'function')} · ${report.function} ${progressInWords(report)}`;
          shown.report(words, Math.floor((100 * done) / total));
          if (!running) return;
          running.progress = words;
          changed(open.uri);
        },
      },
    );
  }

  /** Keeps a result; each function shows its report at once. */
  #keep(open: OpenDocument, found: Found): void {
    this.#found.get(open.uri)?.dispose();
    this.#found.set(open.uri, found);
    for (const entry of found.entries(this.#options.workspaceOf(open))) this.#options.reports.set(open.uri, entry);
  }
}
