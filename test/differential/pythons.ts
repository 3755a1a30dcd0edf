/** The interpreters of the differential suite. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newEnvironment } from '../servers/environment.ts';
import type { Case } from './specs.ts';

/** One that has no libraries, one with pytest, and one with what else the cases use. */
export type Pythons = Readonly<Record<Kind, string>>;
type Kind = 'bare' | 'pytest' | 'hypothesis';

const home = path.join(import.meta.dirname, '..', '..', 'artifacts', 'differential');

/** Makes them once, in a folder that git ignores; undefined, with a word, where pip can't install the libraries. */
export function pythons(): Pythons | undefined {
  const bare = environment('bare', []);
  const pytest = environment('pytest', ['pytest>=9']);
  const hypothesis = environment('hypothesis', ['pytest>=9', 'hypothesis', 'freezegun']);
  return bare && pytest && hypothesis ? { bare, pytest, hypothesis } : undefined;
}

/** The one for a case: Hypothesis takes a second to import, so only cases that use libraries wait for it. */
export function pythonFor({ runner, files }: Case): Kind {
  if (runner === 'unittest') return 'bare';
  return [...files.values()].some((text) => /^(import|from) (hypothesis|freezegun)/m.test(text))
    ? 'hypothesis'
    : 'pytest';
}

function environment(name: string, packages: readonly string[]): string | undefined {
  const folder = path.join(home, name);
  const made = path.join(folder, 'made');
  if (existsSync(made)) return path.join(folder, 'bin', 'python');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const python = newEnvironment(folder, packages);
  if (python) writeFileSync(made, '');
  return python;
}
