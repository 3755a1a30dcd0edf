/** What is shown of a candidate's code: a line that tells it from others, or what its function adds to the stub. */
import type { CandidateReport, Report, Target } from '../../../../protocol/index.ts';
import { shortened } from '../../support/printable.ts';
import { passing } from '../reports.ts';

/** Characters of a telling line, and lines of code in a hover. */
const WIDTH = 60;
const MOST_LINES = 16;

/** A line enough to tell a candidate in a list: of the best what it adds to the stub, of another where it first differs from the best. */
export function tellingLine(candidate: CandidateReport, report: Report, stub: Target): string {
  const best = passing(report)[0];
  const known = new Set(lines(best && best.id !== candidate.id ? best.solution : stub.source));
  const own = lines(candidate.solution);
  const different = own.filter((line) => !known.has(line));
  const telling = different.find((line) => !/^(#|@|import |from |(async )?def |""")/.test(line));
  return shortened(telling ?? different[0] ?? own.at(-1) ?? '', WIDTH);
}

/** A candidate without the docstring, which the reader has before the eyes. */
export function codeShown({ solution }: CandidateReport, { source, range, docstringRange }: Target): string {
  const code = solution.trimEnd().split(/\r?\n/);
  if (docstringRange) {
    const rows = source.split(/\r?\n/);
    const docstring = rows.slice(
      docstringRange.start.line - range.start.line,
      docstringRange.end.line - range.start.line + 1,
    );
    const at = code.findIndex((_, index) => docstring.every((row, offset) => code[index + offset] === row));
    // On the `def`'s own line there is more than the docstring.
    if (at > 0 && docstringRange.start.line > range.start.line) code.splice(at, docstring.length);
  }
  const more = code.length - MOST_LINES;
  // A single line more takes no more room than to say so.
  return more > 1 ? [...code.slice(0, MOST_LINES), `… and ${more} more lines`].join('\n') : code.join('\n');
}

function lines(source: string): string[] {
  return source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
