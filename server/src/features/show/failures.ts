/** What came of examples that fail, as plain text for a fence: each example once, what was expected, and what came instead. */

import path from 'node:path';
import type { CandidateReport, Example, Report, Verdict } from '../../../../protocol/index.ts';
import { withBlanks } from '../../report/blanks.ts';
import { labelOf } from '../../report/exampleLabel.ts';
import { counted } from '../../support/counted.ts';

/** The most distinct outcomes of an example, and the most examples; the rest is counted. */
const MOST_OUTCOMES = 4;
const MOST_EXAMPLES = 4;
/** The most characters of an example's source. */
const SHOWN = 300;

/** The examples that some of these candidates fail; undefined where there are none. */
export function failuresInText(report: Report, candidates: readonly CandidateReport[]): string | undefined {
  const all = report.examples.flatMap((example, index) => {
    const failure = failureOf(report, index, candidates);
    return failure === undefined
      ? []
      : [[labelOf(example, SHOWN) + elsewhere(example, report), indented(failure)].join('\n')];
  });
  if (all.length === 0) return undefined;
  const more = all.length - MOST_EXAMPLES;
  const rest = more > 0 ? [`and ${counted(more, 'other example')}`] : [];
  return [...all.slice(0, MOST_EXAMPLES), ...rest].join('\n\n');
}

/** What these candidates make of an example that they fail: `expected 'a'`, and beside it what came instead. */
export function failureOf(
  { job }: Pick<Report, 'job'>,
  index: number,
  candidates: readonly CandidateReport[],
): string | undefined {
  const all = outcomes(candidates, index);
  if (all.length === 0) return undefined;
  const isCounted = job === 'synthesis' && candidates.length > 1;
  const [expected] = candidates.flatMap(({ verdicts }) => verdicts[index]?.expected ?? []);
  const rows = all
    .slice(0, MOST_OUTCOMES)
    .flatMap(({ verdict, samples }) => rowsOf(verdict, isCounted ? samples : undefined));
  const blanks = withBlanks(
    expected,
    rows.map(({ value }) => value),
  );
  const shown = [
    ...(blanks.expected === undefined ? [] : [{ label: 'expected', value: blanks.expected }]),
    ...rows.map((row, at) => ({ ...row, value: blanks.others[at]! })),
  ];
  const width = Math.max(...shown.map(({ label }) => label.length)) + 2;
  const text = shown.map(({ label, value }) =>
    `${label.padEnd(width)}${value.replaceAll('\n', `\n${' '.repeat(width)}`)}`.trimEnd(),
  );
  const more = all.length - MOST_OUTCOMES;
  return [...text, ...(more > 0 ? [`and ${counted(more, 'other outcome')}`] : [])].join('\n');
}

/** Samples that pass this example, over samples received. Refused samples pass none. */
export function exampleRate({ candidates, samples }: Report, index: number): { part: number; whole: number } {
  const part = candidates
    .filter(({ verdicts }) => verdicts[index]?.status === 'pass')
    .reduce((sum, one) => sum + one.samples, 0);
  return { part, whole: samples.received };
}

interface Row {
  readonly label: string;
  readonly value: string;
}

/** `got 'b'`, `3 × got 'b'`, and by how little it misses. */
function rowsOf({ status, actual, message = '', integrity, difference }: Verdict, samples: number | undefined): Row[] {
  const often = samples === undefined ? '' : `${samples} × `;
  const notes = [
    ...(difference === undefined ? [] : [{ label: '', value: difference }]),
    ...(integrity === 'in-process' ? [{ label: '', value: '(judged in-process)' }] : []),
  ];
  if (status === 'fail' && actual === '') return [{ label: `${often}printed nothing`, value: '' }, ...notes];
  if (status === 'fail' && actual !== undefined) return [{ label: `${often}got`, value: actual }, ...notes];
  const words = { pass: 'passed', fail: 'failed', error: 'raised', timeout: 'timed out', blocked: 'blocked' }[status];
  return [{ label: often + words, value: message }, ...notes];
}

interface Outcome {
  readonly samples: number;
  readonly verdict: Verdict;
}

/** The distinct failures of an example with the number of their samples, most frequent first. */
function outcomes(candidates: readonly CandidateReport[], index: number): Outcome[] {
  const found = new Map<string, Outcome>();
  for (const { id, verdicts, samples } of candidates) {
    const own = verdicts[index];
    if (!own || own.status === 'pass') continue;
    // For the user's own body, the way of judging does not matter.
    const verdict: Verdict = id === 'present' ? { ...own, integrity: 'confined' } : own;
    const { status, actual, message } = verdict;
    const key = JSON.stringify([status, actual, actual === undefined ? message : null]);
    found.set(key, { samples: (found.get(key)?.samples ?? 0) + samples, verdict });
  }
  return [...found.values()].sort((a, b) => b.samples - a.samples);
}

/** The file of an example, if it is another one. */
function elsewhere({ file }: Example, report: Report): string {
  return file === report.file ? '' : `  (${path.relative(path.dirname(report.file), file)})`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
