import { stateFolder } from '../support/stateFolder.ts';
import { type Dialects, RememberedDialects } from './dialect.ts';
import { DialectFile } from './dialectFile.ts';

/** The dialects that this user's processes have learnt. `onProblem` gets a line if they can't be read or written. */
export function rememberedDialects(onProblem: (line: string) => void, folder = stateFolder()): Dialects {
  return folder === undefined ? new RememberedDialects() : new DialectFile(folder, { now: Date.now, onProblem });
}
