/** Samples to programs, and programs into the user's file. */

export { insertion } from './insertion.ts';
export type { Program } from './program.ts';
export { programOf, type Variants, variantsOf } from './programOf.ts';
export { callsIn, type Proposal, proposalsIn } from './proposals.ts';
export { type Spliced, splice, spliceCell } from './splice.ts';
