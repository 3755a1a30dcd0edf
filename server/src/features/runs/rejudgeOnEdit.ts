/** Judges the samples at hand again, shortly after an edit has changed a function's examples. No model is asked. */
import { ExecutionError } from '../../execution/index.ts';
import { PythonDocument } from '../../specification/index.ts';
import type { JobTools } from '../../synthesis/job.ts';
import { rejudge } from '../../synthesis/rejudging.ts';
import type { OpenDocument } from '../documents.ts';
import { functionKey } from '../functionKey.ts';
import { type Entry, type Placed, type Reports, standingOf } from '../reports.ts';
import { Queue } from './queue.ts';
import { type SamplesAtHand, samplesAtHand } from './samplesAtHand.ts';
import type { Workshop } from './workshop.ts';

/** Milliseconds without an edit before anything runs. */
const PAUSE_MS = 150;
/** The most specifications for which the samples of one synthesis keep their reports. */
const MOST_KEPT = 20;

export interface RejudgeOnEditOptions {
  readonly reports: Reports;
  readonly workshop: Pick<Workshop, 'placeOf' | 'history'>;
  /** The number of functions at a time. */
  readonly width: number;
  documentOf(uri: string): OpenDocument | undefined;
  placedIn(open: OpenDocument): Placed[];
  isTrusted(): boolean;
  /** Whether the function is running. Call `later` when it has ended. */
  isRunning(uri: string, name: string): boolean;
  /** Called when a report of this document has changed. */
  changed(uri: string): void;
  onError(error: unknown): void;
}

interface Judging {
  readonly uri: string;
  readonly fingerprint: string;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

export class RejudgeOnEdit {
  readonly #options: RejudgeOnEditOptions;
  readonly #queue: Queue;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #judging = new Map<string, Judging>();
  /** The entries of each synthesis, by the specification's fingerprint: after an undo, the report is there at once. */
  readonly #known = new WeakMap<Entry, Map<string, Entry>>();

  #isStopped = false;

  constructor(options: RejudgeOnEditOptions) {
    this.#options = options;
    this.#queue = new Queue(options.width);
  }

  /** Call this when the text of the document has changed. */
  edited(open: OpenDocument): void {
    this.#recall(open);
    this.later(open.uri);
  }

  /** Judges the functions of the document that need it, once there was no further call for a moment. */
  later(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    if (this.#isStopped || !this.#options.reports.has(uri)) return;
    this.#waiting.set(
      uri,
      setTimeout(() => {
        this.#waiting.delete(uri);
        this.#rested(uri);
      }, PAUSE_MS),
    );
  }

  /** Ends what is judged for a closed document. */
  forget(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    for (const judging of this.#judging.values()) if (judging.uri === uri) judging.abort.abort();
  }

  cancelAll(): void {
    for (const uri of [...this.#waiting.keys()]) this.forget(uri);
    for (const { abort } of this.#judging.values()) abort.abort();
  }

  /** Ends the work for good. */
  stop(): void {
    this.#isStopped = true;
    this.cancelAll();
  }

  #rested(uri: string): void {
    const { documentOf, placedIn, isTrusted, isRunning, changed } = this.#options;
    const open = documentOf(uri);
    if (!open || !isTrusted()) return;
    if (this.#recall(open)) changed(uri);
    for (const placed of placedIn(open)) {
      const { name } = placed.entry;
      const key = functionKey(uri, name);
      const before = this.#judging.get(key);
      const at = samplesAtHand(placed, open.python);
      const isUnderWay = before && !before.abort.signal.aborted;
      if (isUnderWay && at?.specification.fingerprint === before.fingerprint) continue;
      before?.abort.abort();
      if (!at || at.specification.examples.length === 0 || isRunning(uri, name)) continue;
      if (isHalfTyped(open.python, at.drawn.text)) continue;
      // Nothing runs for a document that was only opened.
      if (at.drawn.restored?.fingerprint === at.specification.fingerprint) continue;
      this.#start(key, open, at, before?.ended);
    }
  }

  /** Shows the reports that are known for the examples of now. */
  #recall(open: OpenDocument): boolean {
    const { reports, placedIn } = this.#options;
    if (!reports.has(open.uri)) return false;
    const recalled = placedIn(open).flatMap(({ entry, specification, standing }) => {
      if (standing.kind !== 'stale' || entry.phase !== 'ended') return [];
      const known = this.#known.get(entry.drawn ?? entry)?.get(specification.fingerprint);
      return known && standingOf(known, specification).kind !== 'stale' ? [known] : [];
    });
    for (const entry of recalled) reports.set(open.uri, entry);
    return recalled.length > 0;
  }

  #start(key: string, open: OpenDocument, at: SamplesAtHand, before: Promise<void> | undefined): void {
    const abort = new AbortController();
    const { file, text, testFiles } = open.python;
    const document = new PythonDocument(file, text, testFiles);
    const judging: Judging = {
      uri: open.uri,
      fingerprint: at.specification.fingerprint,
      abort,
      // Only an idle session can be taken over, so the earlier one must have ended.
      ended: Promise.resolve(before)
        .then(() => this.#inTurn(open.uri, document, at, abort.signal))
        .catch((error) => {
          // The report stays stale, which its lens shows; a run by the user gives the reason.
          if (!abort.signal.aborted && !(error instanceof ExecutionError)) this.#options.onError(error);
        })
        .finally(() => {
          document.dispose();
          if (this.#judging.get(key) === judging) this.#judging.delete(key);
        }),
    };
    this.#judging.set(key, judging);
  }

  async #inTurn(uri: string, document: PythonDocument, at: SamplesAtHand, signal: AbortSignal): Promise<void> {
    let turn = await this.#queue.enter(signal);
    const leave = () => {
      turn?.leave();
      turn = undefined;
    };
    try {
      signal.throwIfAborted();
      const found = await this.#options.workshop.placeOf(uri, document.file);
      signal.throwIfAborted();
      if ('error' in found) return;
      const { executor, ...place } = found;
      const { drawn: then, specification, accepted } = at;
      const { report: drawn, programs } = then;
      const request = { ...place, document, specification, drawn, programs };
      // The rounds count the passes of then.
      const onReport: JobTools['onReport'] = ({ rounds: _, ...report }, judged) => {
        if (report.state.kind !== 'done') return;
        // The closer look, which follows, holds nobody up.
        leave();
        this.#keep(uri, at, {
          name: then.name,
          specification: accepted === undefined ? specification : unaccepted(specification, then),
          text: document.text,
          report: { ...report, state: drawn.state },
          programs: judged,
          phase: 'ended',
          drawn: then,
          ...(then.failure !== undefined && { failure: then.failure }),
          ...(then.before && { before: then.before }),
        });
      };
      await rejudge(
        { ...request, ...(accepted !== undefined && { accepted }) },
        { executor, signal, onReport, history: this.#options.workshop.history },
      );
    } finally {
      leave();
    }
  }

  /** Keeps an entry, and shows it if the function has neither changed nor been run meanwhile. */
  #keep(uri: string, { drawn, specification: { fingerprint } }: SamplesAtHand, entry: Entry): void {
    const { reports, documentOf, placedIn, changed } = this.#options;
    const kept = this.#known.get(drawn) ?? new Map([[drawn.specification.fingerprint, drawn]]);
    this.#known.set(drawn, kept);
    kept.delete(fingerprint);
    kept.set(fingerprint, entry);
    const [, oldest] = kept.keys();
    if (kept.size > MOST_KEPT) kept.delete(oldest!);
    const open = documentOf(uri);
    const placed = open && placedIn(open).find(({ entry: { name } }) => name === entry.name);
    if (!placed || (placed.entry.drawn ?? placed.entry) !== drawn) return;
    if (standingOf(entry, placed.specification).kind === 'stale') return;
    reports.set(uri, entry);
    changed(uri);
  }
}

/** The specification as if the function were still open, so that the body's candidate counts as accepted. */
function unaccepted(specification: SamplesAtHand['specification'], { specification: then }: Entry) {
  return { ...specification, target: { ...specification.target, source: then.target.source } };
}

/** Whether the text has a syntax error that the text of the run did not have. */
function isHalfTyped(now: PythonDocument, then: string): boolean {
  if (!now.tree.rootNode.hasError) return false;
  const before = new PythonDocument(now.file, then);
  try {
    return !before.tree.rootNode.hasError;
  } finally {
    before.dispose();
  }
}
