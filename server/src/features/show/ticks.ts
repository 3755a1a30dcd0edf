/** Makes the ticks and crosses beside the examples: the results of the present body, with its wrong values. */
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CandidateReport, Example, Status, Verdict } from '../../../../protocol/index.ts';
import type { ExampleMark } from '../../../../protocol/messages.ts';
import { printable, shortened, shownValue } from '../../support/printable.ts';
import { indexesInReport, lastJudged, type Placed } from '../reports.ts';
import { source } from './diagnostics.ts';

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
  const lines = new Map<string, Judged[]>();
  for (const one of placed.flatMap(judgedOf)) {
    const { file, line } = one.example;
    const key = `${line} ${file}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  const own = placed[0]?.specification.file;
  return [...lines.values()].map((all) => markOf(all, (file) => (file === own ? uri : pathToFileURL(file).href)));
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

/** The examples with the verdicts of the body in the file: the body that was run, or a candidate that was accepted since. */
function judgedOf(now: Placed): Judged[] {
  const placed = lastJudged(now);
  const { specification, standing, entry } = placed;
  const body = bodyOf(placed);
  const { report } = entry;
  if (!body || !report) return [];
  return specification.examples.flatMap((example, index) =>
    indexesInReport(placed, index, report.examples).flatMap((at) => {
      const verdict = body.verdicts[at];
      const { case: id } = report.examples[at]!;
      const one = { ...example, ...(id !== undefined && { case: id }) };
      return verdict
        ? [{ example: one, verdict, stale: standing.kind === 'stale' || entry.restored !== undefined }]
        : [];
    }),
  );
}

function bodyOf({ entry: { report }, standing }: Placed): CandidateReport | undefined {
  if (standing.kind === 'accepted') return standing.candidate;
  // The candidates of a synthesis are not in the file yet.
  return report?.job === 'verification' ? report.candidates[0] : undefined;
}

const worst: readonly Status[] = ['fail', 'error', 'timeout', 'blocked', 'pass'];

function markOf(all: readonly Judged[], uriOf: (file: string) => string): ExampleMark {
  const failing = all.filter(({ verdict }) => verdict.status !== 'pass');
  const [first] = [...all].sort((a, b) => worst.indexOf(a.verdict.status) - worst.indexOf(b.verdict.status));
  const { example, verdict } = first!;
  const isTest = example.kind === 'pytest' || example.kind === 'unittest';
  const line = example.line - 1;
  const others = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  const where = example.case === undefined ? '' : `[${example.case}] `;
  return {
    uri: uriOf(example.file),
    line,
    textLine: isTest ? line : Math.max(line, example.range.end.line),
    status: verdict.status,
    ...(failing.length > 0 && { text: shortened(`${where}${failureInWords(verdict, false)}`, MOST) + others }),
    ...(all.some(({ stale }) => stale) && { stale: true }),
  };
}

/** `got 3`, `got 3, not 4`, `ValueError: …` */
function failureInWords({ status, actual, expected, message }: Verdict, whole: boolean): string {
  if (status === 'fail' && actual !== undefined) {
    const got = `got ${shownValue(actual, whole ? 200 : MOST)}`;
    return whole && expected !== undefined ? `${got}, not ${shownValue(expected, 200)}` : got;
  }
  const plain = { pass: 'passes', fail: 'fails', error: 'raises', timeout: 'timed out', blocked: 'was blocked' }[
    status
  ];
  return message === undefined || message === '' ? plain : shortened(message, 200);
}
