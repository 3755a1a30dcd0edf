/** What a synthesis of several functions is asked for, and what it comes to. */
import type { CandidateReport, Report, Specification } from '../../../../protocol/index.ts';
import type { Program } from '../../candidates/index.ts';
import type { Settings } from '../../config.ts';
import type { Interpreter } from '../../execution/index.ts';
import type { Sampler } from '../../sampling/index.ts';
import type { PythonDocument } from '../../specification/index.ts';
import type { JobTools } from '../job.ts';
import type { Fills } from './workingCopy.ts';

export interface WholeRequest {
  /** The user's text. It stays the caller's, who disposes of it. */
  readonly document: PythonDocument;
  /** Which stubs; without it all of the file. */
  readonly isWanted?: (name: string) => boolean;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  readonly acceptUnverified?: boolean;
  /** Draws even where the history has the answer to a very request. */
  readonly fresh?: boolean;
  /** Throws, or gives one line that says what to do, where there is none. */
  samplerFor(specification: Specification): Promise<{ sampler: Sampler } | { error: string }>;
}

export interface WholeTools extends Omit<JobTools, 'onReport'> {
  onProgress(progress: WholeProgress): void;
}

interface WholeProgress {
  /** Functions that are done with, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Of the function whose samples are drawn. */
  readonly report: Report;
}

export interface FunctionOutcome {
  readonly name: string;
  /** What came of it among all the others; absent where nothing was drawn. */
  readonly report?: Report;
  readonly programs?: ReadonlyMap<string, Program>;
  /** The function in the text that the report's edits are for: with what was chosen for the others. */
  readonly specification?: Specification;
  /** What stands for it in `WholeOutcome.text`. */
  readonly chosen?: CandidateReport;
  /** Why nothing was drawn; one line that says what to do. */
  readonly reason?: string;
}

export interface WholeOutcome {
  /** In the file's order. */
  readonly functions: readonly FunctionOutcome[];
  /** The user's text with all that was chosen, and what makes it of that text. */
  readonly text: string;
  readonly fills: Fills;
  /** What ended it before its time; one line that says what to do. */
  readonly failure?: string;
}
