import path from 'node:path';
import { type Surroundings, stateFolder } from '../support/stateFolder.ts';

/**
 * Where the history is: one file a user, which editors and terminals share unless they are told otherwise. `ASSAY_HISTORY`
 * (a file, or `off`), else beside all else that Assay remembers. Undefined where no history is wanted.
 */
export function historyFile(surroundings?: Surroundings): string | undefined {
  const said = (surroundings?.env ?? process.env).ASSAY_HISTORY?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  const folder = stateFolder(surroundings);
  return folder === undefined ? undefined : path.join(folder, 'history.db');
}
