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

/** Above `limit` megabytes, deletes the least recently used syntheses, those without an accepted candidate first. Returns their number. */
export function trim(db: DatabaseSync, limit: number): number {
  let count = 0;
  for (let size = sizeOf(db); size > limit * 1024 * 1024; size = sizeOf(db)) {
    const { changes } = db
      .prepare(
        `DELETE FROM synthesis WHERE id IN (
           SELECT id FROM synthesis ORDER BY EXISTS (SELECT 1 FROM acceptance WHERE synthesis = synthesis.id), used_at
           LIMIT max(1, (SELECT count(*) / 10 FROM synthesis)))`,
      )
      .run();
    if (changes === 0) break;
    count += Number(changes);
  }
  return count;
}

/** Bytes in use. */
function sizeOf(db: DatabaseSync): number {
  const number = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get()!)[0]);
  return (number('page_count') - number('freelist_count')) * number('page_size');
}
