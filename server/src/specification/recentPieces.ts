/** Pieces of text that were read lately, with their statements, so that typing reads only what has changed. */
import type { Statement } from './statement.ts';

/** In whichever document; those used longest ago are forgotten first. */
const recent = new Map<string, readonly Statement[]>();
const mostRemembered = 2_000_000;
let remembered = 0;

/** The statements of the text that `key` ends with, which `read` reads where they aren't known. */
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
