/** All stubs of a file or a class at once. */
export { type FunctionOutcome, synthesizeAll, type WholeOutcome, type WholeProgress } from './wholeFile.ts';
