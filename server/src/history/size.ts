/** Limits the size of the history, and deletes the excess. */
import type { DatabaseSync } from 'node:sqlite';

/** The default limit in megabytes. */
const USUAL = 64;

/** The limit in megabytes: that of this process's settings, which is stored for processes without settings; else the stored one. */
export function limitOf(db: DatabaseSync, said: number | undefined): number {
  const noted = db.prepare("SELECT value FROM setting WHERE name = 'size'").get()?.value;
  if (said === undefined) return typeof noted === 'number' ? noted : USUAL;
  if (said !== noted) db.prepare("INSERT OR REPLACE INTO setting VALUES ('size', ?)").run(said);
  return said;
}

/**
 * Above `limit` megabytes, deletes the oldest reports, which can be made again without a model; then the least recently used syntheses,
 * those without an accepted candidate first. Returns the number of these.
 */
export function trim(db: DatabaseSync, limit: number): number {
  const isOver = () => sizeOf(db) > limit * 1024 * 1024;
  const reports = `DELETE FROM report WHERE (file, function) IN (SELECT file, function FROM report ORDER BY at ${tenthOf('report')})`;
  while (isOver() && db.prepare(reports).run().changes > 0);
  let count = 0;
  while (isOver()) {
    const { changes } = db
      .prepare(
        `DELETE FROM synthesis WHERE id IN (
           SELECT id FROM synthesis ORDER BY EXISTS (SELECT 1 FROM acceptance WHERE synthesis = synthesis.id), used_at
           ${tenthOf('synthesis')})`,
      )
      .run();
    if (changes === 0) break;
    count += Number(changes);
  }
  return count;
}

function tenthOf(table: 'report' | 'synthesis'): string {
  return `LIMIT max(1, (SELECT count(*) / 10 FROM ${table}))`;
}

/** Bytes in use. */
function sizeOf(db: DatabaseSync): number {
  const number = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get()!)[0]);
  return (number('page_count') - number('freelist_count')) * number('page_size');
}
