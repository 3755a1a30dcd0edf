/** Reads the specification of each function of a Python document. */

export { loadParser } from '../python/parser.ts';
export { childSource, namesAtHand } from './child.ts';
export { PythonDocument } from './document.ts';
export type { Offer } from './offer.ts';
export { type OrderedStub, type StubGroup, synthesisOrder } from './order.ts';
export { type PlainSource, plainSource } from './plainSource.ts';
export { proseOf } from './prose.ts';
export type { Snapshot } from './snapshot.ts';
export { type SpecificationOptions, specificationAt, specificationOf } from './specificationOf.ts';
export { type FunctionTarget, targetsOf, withoutLine } from './targets.ts';
export { TestFiles } from './tests/testFiles.ts';
