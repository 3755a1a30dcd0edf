/** The interpreters of the differential suite. */
import path from 'node:path';
import { keptEnvironment } from '../servers/environment.ts';
import type { Case } from './specs.ts';

/** One without libraries, one with pytest, and one with all libraries of the cases. */
export type Pythons = Readonly<Record<Kind, string>>;
type Kind = 'bare' | 'pytest' | 'hypothesis';

const home = path.join(import.meta.dirname, '..', '..', 'artifacts', 'differential');

/** Makes them once, in a folder that git ignores; undefined, with a message, if pip can't install the libraries. */
export function pythons(): Pythons | undefined {
  const bare = keptEnvironment(path.join(home, 'bare'), []);
  const pytest = keptEnvironment(path.join(home, 'pytest'), ['pytest>=9']);
  const hypothesis = keptEnvironment(path.join(home, 'hypothesis'), ['pytest>=9', 'hypothesis', 'freezegun']);
  return bare && pytest && hypothesis ? { bare, pytest, hypothesis } : undefined;
}

/** The one for a case: Hypothesis takes a second to import, so only cases that use libraries wait for it. */
export function pythonFor({ runner, files }: Case): Kind {
  if (runner === 'unittest') return 'bare';
  return [...files.values()].some((text) => /^(import|from) (hypothesis|freezegun)/m.test(text))
    ? 'hypothesis'
    : 'pytest';
}
