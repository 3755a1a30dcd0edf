/** Samples to programs, and programs into the user's file. */
export { type Program, programOf } from './program.ts';
export { type Spliced, splice } from './splice.ts';
