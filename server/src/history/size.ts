/** How much the history may take, and what goes when it is more. */
import type { DatabaseSync } from 'node:sqlite';

/** Megabytes, until somebody says otherwise. */
const USUAL = 64;

/** In megabytes: what this process's settings say, which is noted for those that have none; else what was noted last. */
export function limitOf(db: DatabaseSync, said: number | undefined): number {
  const noted = db.prepare("SELECT value FROM setting WHERE name = 'size'").get()?.value;
  if (said === undefined) return typeof noted === 'number' ? noted : USUAL;
  if (said !== noted) db.prepare("INSERT OR REPLACE INTO setting VALUES ('size', ?)").run(said);
  return said;
}

/** Over `limit` megabytes the syntheses that nobody has used for longest go, first those of which nothing was accepted. How many. */
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
