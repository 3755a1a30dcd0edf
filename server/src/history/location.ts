import path from 'node:path';
import { stateFolder, surroundings } from '../support/stateFolder.ts';

/**
 * The path of the history: one file for each user, which editors and terminals share by default. `ASSAY_HISTORY` names
 * another file, or is `off`; the default is in Assay's state folder. Undefined without a history.
 */
export function historyFile(here = surroundings()): string | undefined {
  const said = here.env.ASSAY_HISTORY?.trim();
  if (said === 'off') return undefined;
  if (said) return path.resolve(said);
  const folder = stateFolder(here);
  return folder === undefined ? undefined : path.join(folder, 'history.db');
}
