/** Reads and writes the last report of each function. */
import type { DatabaseSync } from 'node:sqlite';
import type { Redactor } from '../support/redaction.ts';
import type { KeptReport, ReportOfThen } from './records.ts';

/** The most characters of a report. */
const LARGEST = 2_000_000;

export function keepReport(
  db: DatabaseSync,
  { file, name, at }: { readonly file: string; readonly name: string; readonly at: number },
  kept: KeptReport,
  { code }: Redactor,
): void {
  const text = JSON.stringify(kept);
  // A report without its secrets is another report, whose candidates would be accepted as something else.
  if (text.length > LARGEST || code(text) !== text) {
    db.prepare('DELETE FROM report WHERE file = ? AND function = ?').run(file, name);
  } else {
    db.prepare('INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?)').run(file, name, at, text);
  }
}

export function keptReports(db: DatabaseSync, file: string): ReportOfThen[] {
  return db
    .prepare('SELECT function, at, report FROM report WHERE file = ?')
    .all(file)
    .map((row) => ({
      ...(JSON.parse(String(row.report)) as KeptReport),
      function: String(row.function),
      at: new Date(Number(row.at)).toISOString(),
    }));
}
