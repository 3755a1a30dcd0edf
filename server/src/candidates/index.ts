/** Turns samples into programs, and puts programs into the user's file. */

export { answerEdit } from './answerEdit.ts';
export { builtins } from './builtins.ts';
export { insertion } from './insertion.ts';
export type { Program } from './program.ts';
export { programOf, variantsOf } from './programOf.ts';
export { type Proposal, proposalsIn } from './proposals.ts';
export { splice, spliceCell } from './splice.ts';
