/** Makes the ticks and crosses beside the examples: the results of the present body, with its wrong values; of a stub, the pass rates. */
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Example, Status, Verdict } from '../../../../protocol/index.ts';
import type { ExampleMark } from '../../../../protocol/messages.ts';
import { printable, shortened, shownValue } from '../../support/printable.ts';
import { entriesOfBody, indexesInReport, isRunning, type OfBody, type Placed } from '../reports.ts';
import { source } from './diagnostics.ts';
import { exampleRate } from './failures.ts';

/** The most characters beside an example; the hover has the rest. */
const MOST = 80;

/** The visible result of one example of one function. */
interface Judged {
  readonly example: Example;
  readonly verdict: Verdict;
  readonly stale: boolean;
}

/** The marks of a document's functions: one for each line with examples, the worst of several. */
export function marksOf(uri: string, placed: readonly Placed[]): ExampleMark[] {
  const own = placed[0]?.specification.file;
  const uriOf = (file: string) => (file === own ? uri : pathToFileURL(file).href);
  const judged = [...Map.groupBy(placed.flatMap(judgedOf), ({ example }) => placeOf(example)).values()];
  const rated = [...Map.groupBy(placed.flatMap(ratedOf), ({ example }) => placeOf(example)).values()];
  return [...judged.map((all) => markOf(all, uriOf)), ...rated.map((all) => rateMark(all, uriOf))];
}

function placeOf({ file, line }: Example): string {
  return `${line} ${file}`;
}

/** The same for a client without marks: a warning at each failing example. */
export function failuresOf(placed: readonly Placed[]): Diagnostic[] {
  return placed.flatMap((one) => {
    const { target, file } = one.specification;
    return judgedOf(one)
      .filter(({ example, verdict, stale }) => example.file === file && verdict.status !== 'pass' && !stale)
      .map(({ example, verdict }) => ({
        range: example.range,
        severity: DiagnosticSeverity.Warning,
        source,
        code: 'example',
        message: `${printable(target.simpleName)}: ${failureInWords(verdict, true)}`,
      }));
  });
}

function judgedOf(now: Placed): Judged[] {
  return resultsOf(now).flat();
}

/**
 * The verdicts of the body in the file on each example of the specification: of a test function, one for each case. They are stale
 * while another body is drawn, too.
 */
export function resultsOf(now: Placed): Judged[][] {
  const isDrawing = isRunning(now.entry) && now.entry.report?.job === 'synthesis';
  const entries = entriesOfBody(now);
  return now.specification.examples.map((example, index) => {
    const results = entries.map((one) => resultsIn(one, example, index)).filter((some) => some.length > 0);
    const latest = results.find((some) => some.every(({ stale }) => !stale)) ?? results[0] ?? [];
    return isDrawing ? latest.map((one) => ({ ...one, stale: true })) : latest;
  });
}

/** The results of one example in one entry; of a test function, one for each case. */
function resultsIn(of: OfBody, example: Example, index: number): Judged[] {
  const { examples } = of.entry.report!;
  return indexesInReport(of, index, examples).flatMap((at) => {
    const verdict = of.body.verdicts[at];
    const { case: id } = examples[at]!;
    const one = { ...example, ...(id !== undefined && { case: id }) };
    const stale = of.standing.kind === 'stale' || of.entry.restored !== undefined;
    return verdict ? [{ example: one, verdict, stale }] : [];
  });
}

/** An example of a stub, and how many samples pass it. */
interface Rated {
  readonly example: Example;
  readonly part: number;
  readonly whole: number;
}

/** The search offers only what passes, so its rates say nothing. */
function ratedOf(placed: Placed): Rated[] {
  const { specification, standing, entry } = placed;
  const { report } = entry;
  if (specification.target.body !== 'stub' || standing.kind !== 'current' || isRunning(entry)) return [];
  if (report?.job !== 'synthesis' || report.sampler === 'search' || report.samples.received === 0) return [];
  return specification.examples.flatMap((example, index) =>
    indexesInReport(placed, index, report.examples).map((at) => ({ example, ...exampleRate(report, at) })),
  );
}

/** `6 of 10 pass`, at the end of the example: of several on a line, the lowest. */
function rateMark(all: readonly Rated[], uriOf: (file: string) => string): ExampleMark {
  const lowest = all.reduce((least, one) => (one.part < least.part ? one : least));
  const { example, part, whole } = lowest;
  const text = part === 0 ? `none of ${whole} passes` : `${part} of ${whole} ${part === 1 ? 'passes' : 'pass'}`;
  return { uri: uriOf(example.file), ...linesOf(example), text, stale: true };
}

/** The first line of an example, and the one beside which words about it stand; both from 0. */
function linesOf({ line, kind, range }: Example): { line: number; textLine: number } {
  const isTest = kind === 'pytest' || kind === 'unittest';
  return { line: line - 1, textLine: isTest ? line - 1 : Math.max(line - 1, range.end.line) };
}

const worst: readonly Status[] = ['fail', 'error', 'timeout', 'blocked', 'pass'];

/** The worst of at least one. */
export function worstOf(all: readonly Judged[]): Judged {
  return [...all].sort((a, b) => worst.indexOf(a.verdict.status) - worst.indexOf(b.verdict.status))[0]!;
}

function markOf(all: readonly Judged[], uriOf: (file: string) => string): ExampleMark {
  const failing = all.filter(({ verdict }) => verdict.status !== 'pass');
  const { example, verdict } = worstOf(all);
  const others = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  const where = example.case === undefined ? '' : `[${example.case}] `;
  return {
    uri: uriOf(example.file),
    ...linesOf(example),
    status: verdict.status,
    ...(failing.length > 0 && { text: shortened(`${where}${failureInWords(verdict, false)}`, MOST) + others }),
    ...(all.some(({ stale }) => stale) && { stale: true }),
  };
}

/** `got 3`, `got 3, not 4`, `ValueError: …` */
export function failureInWords({ status, actual, expected, message }: Verdict, whole: boolean): string {
  if (status === 'fail' && actual !== undefined) {
    const got = `got ${shownValue(actual, whole ? 200 : MOST)}`;
    return whole && expected !== undefined ? `${got}, not ${shownValue(expected, 200)}` : got;
  }
  const plain = { pass: 'passes', fail: 'fails', error: 'raises', timeout: 'timed out', blocked: 'was blocked' }[
    status
  ];
  return message === undefined || message === '' ? plain : shortened(message, 200);
}
