/** Synthesizes all stubs of a file or a class. */
export { editsBetween } from './edits.ts';
export { synthesizeAll } from './wholeFile.ts';
export type { FunctionOutcome, WholeOutcome } from './wholeRequest.ts';
export { type Fills, workingCopy } from './workingCopy.ts';
