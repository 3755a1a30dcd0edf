/** Selects the shown part of a candidate's code: a line that identifies it, or the code that it adds to the stub. */
import type { CandidateReport, Report, Target } from '../../../../protocol/index.ts';
import { shortened } from '../../support/printable.ts';
import { passing } from '../reports.ts';

/** The most characters of a telling line, and the most lines of code in a hover. */
const WIDTH = 60;
const MOST_LINES = 16;

/** A line that identifies a candidate in a list: for the best, its first addition to the stub; for another, its first difference from the best. */
export function tellingLine(candidate: CandidateReport, report: Report, stub: Target): string {
  const best = passing(report)[0];
  const known = new Set(lines(best && best.id !== candidate.id ? best.solution : stub.source));
  const own = lines(candidate.solution);
  const different = own.filter((line) => !known.has(line));
  const telling = different.find((line) => !/^(#|@|import |from |(async )?def |""")/.test(line));
  return shortened(telling ?? different[0] ?? own.at(-1) ?? '', WIDTH);
}

/** A candidate without the docstring, which the reader sees in the file. */
export function codeShown({ solution }: CandidateReport, { source, range, docstringRange }: Target): string {
  const code = solution.trimEnd().split(/\r?\n/);
  if (docstringRange) {
    const rows = source.split(/\r?\n/);
    const docstring = rows.slice(
      docstringRange.start.line - range.start.line,
      docstringRange.end.line - range.start.line + 1,
    );
    const at = code.findIndex((_, index) => docstring.every((row, offset) => code[index + offset] === row));
    // A docstring on the `def`'s own line stays, because the line has the signature too.
    if (at > 0 && docstringRange.start.line > range.start.line) code.splice(at, docstring.length);
  }
  const more = code.length - MOST_LINES;
  // One more line takes the same room as a note about it.
  return more > 1 ? [...code.slice(0, MOST_LINES), `… and ${more} more lines`].join('\n') : code.join('\n');
}

function lines(source: string): string[] {
  return source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
