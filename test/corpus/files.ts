/** Real Python: the interpreter's standard library and its installed packages. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Oracle } from './oracle.ts';

export const isFull = process.env.ASSAY_TEST === 'full';

/** Every Python file below a folder, in a fixed order. */
function pythonFiles(folder: string, leaveOut: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && !leaveOut.has(entry.name)) found.push(...pythonFiles(full, leaveOut));
    else if (entry.isFile() && entry.name.endsWith('.py')) found.push(full);
  }
  return found;
}

export interface Corpus {
  readonly files: readonly string[];
  /** The number of all files. */
  readonly of: number;
}

/** Up to `most` bytes of a part of the corpus, every nth file of it; the same files every time. */
export async function corpus(part: 'stdlib' | 'packages', most: number): Promise<Corpus | { missing: string }> {
  const oracle = new Oracle();
  try {
    const { [part]: folder } = await oracle.ask('places');
    return existsSync(folder) ? chosen(folder, most) : { missing: `there is no ${folder}` };
  } finally {
    oracle.close();
  }
}

function chosen(folder: string, most: number): Corpus {
  const all = pythonFiles(folder, new Set(['__pycache__', 'site-packages', 'dist-packages']));
  const sizes = all.map((file) => statSync(file).size);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const every = Math.max(1, whole / most);
  let next = 0;
  const files = all.filter((_, index) => {
    if (index < Math.floor(next)) return false;
    next += every;
    return true;
  });
  return { files, of: all.length };
}
