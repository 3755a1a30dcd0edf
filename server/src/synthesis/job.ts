/** The requests and tools of a job. */
import type { Report, Specification } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import type { Settings } from '../config.ts';
import type { Executor, Interpreter } from '../execution/index.ts';
import type { History } from '../history/index.ts';
import type { Sample, Sampler } from '../sampling/sampler.ts';
import type { PythonDocument } from '../specification/index.ts';
import type { Redactor } from '../support/redaction.ts';
import type { Together } from './together.ts';

export interface JobRequest {
  /** The document of the specification. The caller owns it and disposes of it. */
  readonly document: PythonDocument;
  readonly specification: Specification;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  /** The absolute path of the workspace. */
  readonly workspace?: string;
  readonly together?: Together;
  /** Judge the present body like a candidate: confined, or across the boundary. */
  readonly strict?: boolean;
}

export interface SynthesisRequest extends JobRequest {
  readonly sampler: Sampler;
  /** A stronger model, which draws too where no candidate is likely right. */
  readonly stronger?: Sampler;
  /** Draw even if the history has samples for this request. */
  readonly fresh?: boolean;
}

export interface VerificationRequest extends JobRequest {
  /** The candidates to run instead of the present body. */
  readonly candidates?: readonly { readonly id: string; readonly sample: Sample }[];
}

export interface RejudgingRequest extends JobRequest {
  /** An earlier synthesis and its programs. */
  readonly drawn: Report;
  readonly programs: ReadonlyMap<string, Program>;
  /** The candidate that stands in the document as the function's body. */
  readonly accepted?: string;
}

export interface JobTools {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** `programs` has the program of each judged candidate by its id; `splice` needs it to accept the candidate later. */
  onReport(report: Report, programs: ReadonlyMap<string, Program>): void;
  /** Answers repeated requests, stores samples, and has the user's hints and what a model proposed. */
  readonly history?: History;
  /** Removes secrets of the environment from requests; the default redacts this process's environment. */
  readonly redactor?: Redactor;
  /** Gets the text that goes to a model, for people. */
  onSent?(text: string): void;
}
