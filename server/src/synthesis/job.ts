/** What a job is asked for, and what it works with. */
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
  /** The text that the specification was read from. It stays the caller's, who disposes of it. */
  readonly document: PythonDocument;
  readonly specification: Specification;
  readonly settings: Settings;
  readonly interpreter: Interpreter;
  /** Absolute. */
  readonly workspace?: string;
  readonly together?: Together;
  /** The present body is held to confinement, or to the boundary, like any candidate. */
  readonly strict?: boolean;
}

export interface SynthesisRequest extends JobRequest {
  readonly sampler: Sampler;
  /** Draws even where the history has the answer to this very request. */
  readonly fresh?: boolean;
}

export interface VerificationRequest extends JobRequest {
  /** What to run instead of the present body. */
  readonly candidates?: readonly { readonly id: string; readonly sample: Sample }[];
}

export interface RejudgingRequest extends JobRequest {
  /** A synthesis that was made before, and its programs. */
  readonly drawn: Report;
  readonly programs: ReadonlyMap<string, Program>;
}

export interface JobTools {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** `programs` has the program of each candidate that was run, by its id: what `splice` needs to accept it later. */
  onReport(report: Report, programs: ReadonlyMap<string, Program>): void;
  /** Answers what was asked before, takes down what is drawn, and has a person's hints. */
  readonly history?: History;
  /** Takes what comes from the environment out of what is sent; without it, this process's. */
  readonly redactor?: Redactor;
  /** What goes to a model, as a person may read it. */
  onSent?(text: string): void;
}
