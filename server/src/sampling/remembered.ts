import { stateFolder } from '../support/stateFolder.ts';
import { type Dialects, RememberedDialects } from './dialect.ts';
import { DialectFile } from './dialectFile.ts';

/** What this user's other processes have learnt of model servers. `onProblem` gets a line where that can't be read or kept. */
export function rememberedDialects(onProblem: (line: string) => void, folder = stateFolder()): Dialects {
  return folder === undefined ? new RememberedDialects() : new DialectFile(folder, { now: Date.now, onProblem });
}
