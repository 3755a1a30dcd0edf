/** The request and the outcome of a synthesis of several functions. */
import type { CandidateReport, Notice, Problem, Report, Specification } from '../../../../protocol/index.ts';
import type { Program } from '../../candidates/index.ts';
import type { Settings } from '../../config.ts';
import type { Interpreter } from '../../execution/index.ts';
import type { Sampler } from '../../sampling/index.ts';
import type { PythonDocument } from '../../specification/index.ts';
import type { JobTools } from '../job.ts';
import type { Fills } from './workingCopy.ts';

export interface WholeRequest {
  /** The user's text. The caller owns it and disposes of it. */
  readonly document: PythonDocument;
  /** Whether a stub is wanted; the default is all stubs of the file. */
  readonly isWanted?: (name: string) => boolean;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  readonly workspace?: string;
  readonly acceptUnverified?: boolean;
  /** Draw even if the history has samples for a request. */
  readonly fresh?: boolean;
  /** The sampler for a function. Throws, or returns one line with a remedy, if there is none. */
  samplerFor(specification: Specification): Promise<{ sampler: Sampler } | Problem>;
}

export interface WholeTools extends Omit<JobTools, 'onReport'> {
  onProgress(progress: WholeProgress): void;
}

interface WholeProgress {
  /** The number of finished functions, of `total`. */
  readonly done: number;
  readonly total: number;
  /** The report of the function that is being drawn. */
  readonly report: Report;
}

export interface FunctionOutcome {
  readonly name: string;
  /** Its result among all others; absent if nothing was drawn. */
  readonly report?: Report;
  readonly programs?: ReadonlyMap<string, Program>;
  /** The function's specification in the text of the report's edits, which has the other functions' choices. */
  readonly specification?: Specification;
  /** Its candidate in `WholeOutcome.text`. */
  readonly chosen?: CandidateReport;
  /** The reason why nothing was drawn, in one line with a remedy. */
  readonly reason?: string;
}

export interface WholeOutcome {
  /** The functions in the file's order. */
  readonly functions: readonly FunctionOutcome[];
  /** The user's text with all choices, and the edits that make it. */
  readonly text: string;
  readonly fills: Fills;
  /** The reason for an early end, in one line with a remedy. */
  readonly failure?: Notice;
}
