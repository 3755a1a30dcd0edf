/** Where the history is: one file a user, which editors and terminals share unless they are told otherwise. */
import { homedir } from 'node:os';
import path from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/**
 * `ASSAY_HISTORY` (a file, or `off`), else the platform's place for what a program remembers: `~/.local/state/assay` or
 * `XDG_STATE_HOME`, `~/Library/Application Support/Assay`, `%LOCALAPPDATA%\Assay`. Undefined where no history is wanted.
 */
export function historyFile({ env, platform, home } = here()): string | undefined {
  const said = env.ASSAY_HISTORY?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  return path.join(folder({ env, platform, home }), 'history.db');
}

function folder({ env, platform, home }: Surroundings): string {
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Assay');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Assay');
  const state = env.XDG_STATE_HOME;
  // The specification of base directories has relative paths ignored.
  return path.join(state && path.isAbsolute(state) ? state : path.join(home, '.local', 'state'), 'assay');
}
