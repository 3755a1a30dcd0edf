/** Makes what the candidates view shows of one candidate on one example. */
import type { ShownVerdict, Status, Verdict } from '../../../../../protocol/index.ts';
import { valueLines } from '../../../report/valueLines.ts';
import { printable, printableLines } from '../../../support/printable.ts';
import type { Placed } from '../../reports.ts';

/** The most characters of a value, of a message and of an example's source. */
const LONGEST = 4000;

/** Null where the report has no such candidate or example, or no result yet. */
export function shownVerdict(
  { entry: { report } }: Placed,
  { candidate, example }: { readonly candidate: string; readonly example: number },
): ShownVerdict | null {
  const verdict = report?.candidates.find(({ id }) => id === candidate)?.verdicts[example];
  const about = report?.examples[example];
  if (!verdict || !about) return null;
  const { status, expected, actual, difference, message, ms } = verdict;
  return {
    candidate,
    example,
    status,
    words: inWords(verdict),
    source: cut(about.source) + (about.case === undefined ? '' : `  # [${printable(about.case)}]`),
    ...(expected !== undefined && { expected: cut(expected) }),
    ...(actual !== undefined && { actual: cut(actual) }),
    ...(difference !== undefined && { difference: printable(difference) }),
    lines: status === 'fail' && expected !== undefined && actual !== undefined ? valueLines(expected, actual) : [],
    ...(message !== undefined && message !== '' && { message: cut(message) }),
    ms,
  };
}

const plain: Readonly<Record<Status, string>> = {
  pass: 'passes',
  fail: 'fails',
  error: 'raises',
  timeout: 'timed out',
  blocked: 'was blocked',
};

function inWords({ status, actual }: Verdict): string {
  if (status !== 'fail' || actual === undefined) return plain[status];
  return actual === '' ? 'prints nothing' : 'gives another value';
}

/** Printable lines, of which the rest is left out. */
function cut(text: string): string {
  const shown = printableLines(text);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST)}…`;
}
