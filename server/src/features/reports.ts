/** The reports on each function of each open document. No other part of the server keeps reports. */
import type { CandidateReport, Example, Report, Specification } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import { specificationOf, targetsOf } from '../specification/index.ts';
import type { OpenDocument } from './documents.ts';

/** The programs of a report's candidates, by id. */
export type Programs = ReadonlyMap<string, Program>;

/** A function that was run, is running, or could not run. */
export interface Entry {
  readonly name: string;
  /** The specification at the start of the run. */
  readonly specification: Specification;
  /** The document's text at the start of the run. */
  readonly text: string;
  readonly report?: Report;
  readonly programs?: Programs;
  /** The reason why there is no report, in one line with a remedy. */
  readonly failure?: string;
  readonly phase: 'waiting' | 'running' | 'ended';
  /** The entry of the run that drew the samples, where they were judged again after an edit. */
  readonly drawn?: Entry;
  /** The entry before this run, for the verdicts of the body in the file. */
  readonly before?: Entry;
  /** The document was opened again since: the time of the verdicts (ISO 8601), and the specification that was found then. */
  readonly restored?: { readonly at: string; readonly fingerprint: string };
  /** The user has saved the accepted candidate, so nothing need be said about it any more. */
  readonly isSettled?: true;
}

/**
 * The relation of a report to the current text.
 * `current`: the report is about this specification, even if it has moved; its candidates can be accepted.
 * `accepted`: one of its candidates is the function's body now.
 * `stale`: the specification has changed, or the user has changed the body (`byHand`).
 */
export type Standing =
  | { readonly kind: 'current' }
  | { readonly kind: 'accepted'; readonly candidate: CandidateReport }
  | { readonly kind: 'stale'; readonly byHand?: true };

/** An entry at its place in the current document. */
export interface Placed {
  readonly entry: Entry;
  readonly specification: Specification;
  readonly standing: Standing;
}

export class Reports {
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #onEnded: (entry: Entry) => void;

  /** `onEnded` gets each entry with candidates whose run is over. */
  constructor(onEnded: (entry: Entry) => void = () => undefined) {
    this.#onEnded = onEnded;
  }

  set(uri: string, entry: Entry): void {
    const entries = this.#entries.get(uri) ?? new Map<string, Entry>();
    const before = entries.get(entry.name);
    const isKnown = before?.phase === 'ended' && before.report === entry.report;
    this.#entries.set(uri, entries.set(entry.name, entry));
    const hasEnded = entry.phase === 'ended' && entry.report !== undefined && entry.report.candidates.length > 0;
    if (hasEnded && !isKnown && !entry.restored) this.#onEnded(entry);
  }

  get(uri: string, name: string): Entry | undefined {
    return this.#entries.get(uri)?.get(name);
  }

  /** Drops the entry of one function, or all of a document. */
  drop(uri: string, name?: string): void {
    if (name === undefined) this.#entries.delete(uri);
    else this.#entries.get(uri)?.delete(name);
  }

  has(uri: string): boolean {
    return (this.#entries.get(uri)?.size ?? 0) > 0;
  }

  /** Whether any function of the document has examples in that file. */
  dependOn(uri: string, file: string): boolean {
    const entries = [...(this.#entries.get(uri)?.values() ?? [])];
    return entries.some(({ specification }) => specification.examples.some((example) => example.file === file));
  }

  /**
   * The entries of a document at their current places. An entry without its function is dropped, unless the document does not parse:
   * half-typed code may hide the function for a moment.
   */
  placed(open: OpenDocument, workspace: string | undefined): Placed[] {
    const entries = [...(this.#entries.get(open.uri)?.values() ?? [])];
    return entries.flatMap((entry) => {
      const specification = specificationOf(open.python, entry.name, { workspace });
      if (!('error' in specification)) return [{ entry, specification, standing: standingOf(entry, specification) }];
      const gone = !targetsOf(open.python).some((target) => target.name === entry.name);
      if (gone && !open.python.tree.rootNode.hasError && entry.phase === 'ended') this.drop(open.uri, entry.name);
      return [];
    });
  }
}

export function standingOf(entry: Entry, now: Specification): Standing {
  if (now.fingerprint !== entry.specification.fingerprint) return { kind: 'stale' };
  if (sameSource(now.target.source, entry.specification.target.source)) return { kind: 'current' };
  // `...` for `pass` is no other body.
  if (now.target.body === 'stub' && entry.specification.target.body === 'stub') return { kind: 'current' };
  const candidate = entry.report?.candidates.find(({ solution }) => sameSource(solution, now.target.source));
  if (candidate) return { kind: 'accepted', candidate };
  return now.target.body === 'real' ? { kind: 'stale', byHand: true } : { kind: 'stale' };
}

/** The candidate that is the function's body, where it fails an example of now. */
export function refuted(standing: Standing): CandidateReport | undefined {
  if (standing.kind !== 'accepted') return undefined;
  const { candidate } = standing;
  return candidate.passed || candidate.unverified || candidate.verdicts.length === 0 ? undefined : candidate;
}

/** An entry with the body in the file: the body that was run, or a candidate that was accepted since. */
export interface OfBody extends Placed {
  readonly body: CandidateReport;
}

/** The entries that have verdicts of the body in the file, the latest first; stale ones before it only while it is running. */
export function entriesOfBody({ entry, specification, standing }: Placed): OfBody[] {
  const body = bodyOf(entry, standing);
  const own = body && body.verdicts.length > 0 ? [{ entry, specification, standing, body }] : [];
  const { before } = entry;
  if (!before) return own;
  const earlier = entriesOfBody({ entry: before, specification, standing: standingOf(before, specification) });
  const isOver = own.length > 0 && !isRunning(entry);
  return [...own, ...earlier.filter(({ standing: then }) => !isOver || then.kind !== 'stale')];
}

function bodyOf({ report }: Entry, standing: Standing): CandidateReport | undefined {
  if (standing.kind === 'accepted') return standing.candidate;
  // The candidates of a synthesis are not in the file yet.
  return report?.job === 'verification' ? report.candidates[0] : undefined;
}

/** The part of the earlier entries that a new run keeps: the last one with verdicts, and the last verification. */
export function before(entry: Entry | undefined): { before?: Entry } {
  const judged = entry && !hasVerdicts(entry) ? entry.before : entry;
  if (!judged) return {};
  const { before: earlier, ...alone } = judged;
  const verified = judged.report?.job === 'verification' ? undefined : lastVerification(earlier);
  return { before: verified ? { ...alone, before: verified } : alone };
}

function lastVerification(entry: Entry | undefined): Entry | undefined {
  if (entry?.report?.job !== 'verification') return entry && lastVerification(entry.before);
  const { before: _, ...alone } = entry;
  return alone;
}

function hasVerdicts({ report }: Entry): boolean {
  return report?.candidates.some(({ verdicts }) => verdicts.length > 0) ?? false;
}

/**
 * The indexes in the report for the current specification's example `index`: none if the example was not run, several if it is a
 * test function with cases.
 */
export function indexesInReport(
  { entry, specification, standing }: Placed,
  index: number,
  among: readonly Like[],
): number[] {
  const isStale = standing.kind === 'stale';
  const then = isStale ? specification.examples[index]! : entry.specification.examples[index]!;
  return among.flatMap((one, at) =>
    one.file === then.file && one.source === then.source && (isStale || one.line === then.line) ? [at] : [],
  );
}

type Like = Pick<Example, 'file' | 'line' | 'source'>;

/** Whether two sources differ only in overall indentation, line endings and trailing blanks. */
export function sameSource(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(source: string): string {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const indentation = /^[ \t]*/.exec(lines.find((line) => line.trim() !== '') ?? '')![0];
  return lines
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line).trimEnd())
    .join('\n')
    .trim();
}

/** Candidates that can be accepted, best first. */
export function passing(report: Report): CandidateReport[] {
  return report.candidates.filter((candidate) => candidate.passed);
}

/** Samples that pass every example. */
export function passingSamples(report: Report): number {
  return passing(report).reduce((sum, candidate) => sum + candidate.samples, 0);
}

export const isRunning = (entry: Entry): boolean => entry.phase !== 'ended';
