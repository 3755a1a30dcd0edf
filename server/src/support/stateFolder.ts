/** Where this user's Assay remembers things between two processes. */
import { homedir } from 'node:os';
import path from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/**
 * `ASSAY_STATE` (a folder, or `off`), else the platform's place: `XDG_STATE_HOME/assay` or `~/.local/state/assay`,
 * `~/Library/Application Support/Assay`, `%LOCALAPPDATA%\Assay`. Undefined where nothing is to be remembered.
 */
export function stateFolder({ env, platform, home } = here()): string | undefined {
  const said = env.ASSAY_STATE?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Assay');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Assay');
  // Relative paths are to be ignored, says the specification of base directories.
  const state = env.XDG_STATE_HOME;
  return path.join(state && path.isAbsolute(state) ? state : path.join(home, '.local', 'state'), 'assay');
}
