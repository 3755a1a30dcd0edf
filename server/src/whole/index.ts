/** All stubs of a file or a class at once. */
export { editsBetween } from './edits.ts';
export { type FunctionOutcome, synthesizeAll, type WholeOutcome, type WholeProgress } from './wholeFile.ts';
export { workingCopy } from './workingCopy.ts';
