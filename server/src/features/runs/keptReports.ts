/** Keeps the last report of each function in the history, and brings it back when its document is opened again. Runs nothing. */
import type { Specification } from '../../../../protocol/index.ts';
import type { History, ReportOfThen } from '../../history/index.ts';
import { type PythonDocument, specificationOf } from '../../specification/index.ts';
import type { OpenDocument } from '../documents.ts';
import { type Entry, type Reports, standingOf } from '../reports.ts';
import { samplesAtHand } from './samplesAtHand.ts';

/** Milliseconds in which several reports of a function are written once. */
const PAUSE_MS = 300;

export interface KeptReportsOptions {
  readonly history: History;
  workspaceOf(open: OpenDocument): string | undefined;
}

export class KeptReports {
  readonly #options: KeptReportsOptions;
  readonly #waiting = new Map<string, Entry>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: KeptReportsOptions) {
    this.#options = options;
  }

  /** Keeps an entry, shortly after. */
  keep(entry: Entry): void {
    this.#waiting.set(JSON.stringify([entry.specification.file, entry.name]), entry);
    this.#timer ??= setTimeout(() => this.write(), PAUSE_MS);
  }

  /** Writes at once what waits. */
  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { name, report, programs, specification } of entries) {
      const { file, fingerprint, examples, notRun, target } = specification;
      const { signature, docstring, body, source } = target;
      this.#options.history.keepReport(file, name, {
        report: report!,
        programs: [...(programs ?? [])],
        specification: { fingerprint, examples, notRun, target: { name, signature, docstring, body, source } },
      });
    }
  }

  /** Puts the kept reports of a document that was opened into `reports`. Returns whether there are any. */
  restore(open: OpenDocument, reports: Reports): boolean {
    const workspace = this.#options.workspaceOf(open);
    const restored = this.#options.history.keptReports(open.python.file).flatMap((kept) => {
      // A run may have started meanwhile.
      if (reports.get(open.uri, kept.function)) return [];
      const now = specificationOf(open.python, kept.function, { workspace });
      return 'error' in now ? [] : (restoredEntry(kept, now, open.python) ?? []);
    });
    for (const entry of restored) reports.set(open.uri, entry);
    return restored.length > 0;
  }
}

/** The entry of a kept report, unless it says nothing about the function of now: the user has written another body since. */
function restoredEntry(kept: ReportOfThen, now: Specification, python: PythonDocument): Entry | undefined {
  const { fingerprint, examples, notRun, target } = kept.specification;
  const specification = {
    ...now,
    ...{ fingerprint, examples, notRun },
    target: { ...now.target, ...target, docstring: target.docstring },
  };
  const entry: Entry = {
    name: kept.function,
    specification,
    text: python.text,
    report: kept.report,
    programs: new Map(kept.programs),
    phase: 'ended',
    restored: { at: kept.at, fingerprint: now.fingerprint },
    isSettled: true,
  };
  const standing = standingOf(entry, now);
  if (standing.kind !== 'stale') return entry;
  const isOpen = kept.report.job === 'synthesis' && now.target.body === 'stub';
  return isOpen || samplesAtHand({ entry, specification: now, standing }, python) ? entry : undefined;
}
