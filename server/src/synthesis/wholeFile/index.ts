/** All stubs of a file or a class at once. */
export { editsBetween } from './edits.ts';
export { synthesizeAll } from './wholeFile.ts';
export type { FunctionOutcome, WholeOutcome, WholeProgress } from './wholeRequest.ts';
export { workingCopy } from './workingCopy.ts';
