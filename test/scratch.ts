/** Gives a test its own folder, which is removed afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

export interface Scratch {
  readonly folder: string;
  in(...names: readonly string[]): string;
  /** Writes a file and the folders above it, and returns its path. Without a name, it chooses a new one. */
  file(text: string | Buffer, name?: string): string;
}

/** Call this where hooks are allowed. Makes one folder for all tests there, or one for `each`. */
export function scratch(name: string, span: 'all' | 'each' = 'all'): Scratch {
  let folder = '';
  let count = 0;
  const make = () => {
    folder = mkdtempSync(path.join(tmpdir(), `assay-${name}-`));
  };
  const drop = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (span === 'all') {
    beforeAll(make);
    afterAll(drop);
  } else {
    beforeEach(make);
    afterEach(drop);
  }
  return {
    get folder() {
      return folder;
    },
    in: (...names) => path.join(folder, ...names),
    file(text, file = `file${++count}.py`) {
      const full = path.join(folder, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    },
  };
}
