/** The results of collecting for one function, from a document and its tests: the examples, their places and their needs. */
import type { Example, NotRun } from '../../../protocol/index.ts';
import type { Needs } from './needs.ts';
import type { FunctionAt, Statement } from './statement.ts';
import type { TestGroup, TestsStep } from './tests/testExamples.ts';

/** A statement with examples in it, and their numbers. */
export interface PlacedCheck {
  readonly statement: Statement;
  readonly needs: Needs;
  readonly asserts: readonly { readonly line: number; readonly example: number }[];
}

interface DoctestSession {
  readonly line: number;
  readonly source: string;
  readonly examples: readonly (number | null)[];
}

/** Test functions, with the numbers of their examples. */
interface PlacedTests extends Omit<TestGroup, 'tests' | 'step'> {
  readonly step: TestsStep;
}

export interface Collected {
  readonly examples: readonly Example[];
  readonly notRun: readonly NotRun[];
  readonly placed: readonly PlacedCheck[];
  readonly session: DoctestSession | undefined;
  /** The needs of the examples and of the function's definition. */
  readonly needs: Needs;
  readonly tests: readonly PlacedTests[];
  /** The needs of test files elsewhere. */
  readonly needsElsewhere: Needs;
  /** For each check, doctest or test: the other stubs that it needs, as far as the file shows. */
  readonly openStubs: readonly (readonly FunctionAt[])[];
}
