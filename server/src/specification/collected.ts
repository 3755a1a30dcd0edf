/** What is found in a document and its tests for one function: its examples, where they stand, and what they need. */
import type { Example, NotRun } from '../../../protocol/index.ts';
import type { Needs } from './needs.ts';
import type { FunctionAt, Statement } from './statement.ts';
import type { TestGroup, TestsStep } from './tests/testExamples.ts';

/** A statement that holds examples, with their numbers. */
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
  /** What examples and the function's definition need. */
  readonly needs: Needs;
  readonly tests: readonly PlacedTests[];
  /** What test files elsewhere need of the file. */
  readonly needsElsewhere: Needs;
  /** For each check, doctest or test that was read: the stubs that it needs besides the function, as far as the file tells. */
  readonly openStubs: readonly (readonly FunctionAt[])[];
}
