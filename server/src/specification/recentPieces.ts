/** A cache of recently read pieces of text with their statements, so that typing reads only changed pieces. */
import type { Statement } from './statement.ts';

/** The pieces of all documents; the least recently used are dropped first. */
const recent = new Map<string, readonly Statement[]>();
const mostRemembered = 2_000_000;
let remembered = 0;

/** The statements of the text at the end of `key`; calls `read` if they are not in the cache. */
export function remember(key: string, read: () => readonly Statement[]): readonly Statement[] {
  const cached = recent.get(key);
  if (cached) {
    recent.delete(key);
    recent.set(key, cached);
    return cached;
  }
  const statements = read();
  recent.set(key, statements);
  remembered += key.length;
  for (const oldest of recent.keys()) {
    if (remembered <= mostRemembered || oldest === key) break;
    recent.delete(oldest);
    remembered -= oldest.length;
  }
  return statements;
}
