/** The folder for this user's state between processes. */
import { homedir } from 'node:os';
import path from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export function surroundings(env: Surroundings['env'] = process.env): Surroundings {
  return { env, platform: process.platform, home: homedir() };
}

/**
 * `ASSAY_STATE` (a folder, or `off`), else the platform's folder: `XDG_STATE_HOME/assay` or `~/.local/state/assay`,
 * `~/Library/Application Support/Assay`, `%LOCALAPPDATA%\Assay`. Undefined for `off`.
 */
export function stateFolder({ env, platform, home } = surroundings()): string | undefined {
  const said = env.ASSAY_STATE?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Assay');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Assay');
  // The XDG Base Directory Specification says that relative paths must be ignored.
  const state = env.XDG_STATE_HOME;
  return path.join(state && path.isAbsolute(state) ? state : path.join(home, '.local', 'state'), 'assay');
}
