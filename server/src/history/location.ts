import path from 'node:path';
import { type Surroundings, stateFolder } from '../support/stateFolder.ts';

/**
 * The path of the history: one file for each user, which editors and terminals share by default. `ASSAY_HISTORY` names
 * another file, or is `off`; the default is in Assay's state folder. Undefined without a history.
 */
export function historyFile(surroundings?: Surroundings): string | undefined {
  const said = (surroundings?.env ?? process.env).ASSAY_HISTORY?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  const folder = stateFolder(surroundings);
  return folder === undefined ? undefined : path.join(folder, 'history.db');
}
