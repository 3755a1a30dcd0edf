/** All stubs of a file or a class at once. */
export { editsBetween } from './edits.ts';
export type { FunctionOutcome, WholeOutcome, WholeProgress } from './request.ts';
export { synthesizeAll } from './wholeFile.ts';
export { workingCopy } from './workingCopy.ts';
