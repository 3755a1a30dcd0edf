/** The content of the history, as plain data. */
import type { Example, Report, Specification, Status, Target } from '../../../protocol/index.ts';
import type { Program } from '../candidates/index.ts';
import type { Sample } from '../sampling/sampler.ts';

/** The parts of a specification that a prompt shows: enough to repeat the request. */
export interface Asked {
  readonly target: Pick<
    Target,
    | 'name'
    | 'simpleName'
    | 'signature'
    | 'docstring'
    | 'receiver'
    | 'isAsync'
    | 'parameters'
    | 'returns'
    | 'source'
    | 'body'
  >;
  readonly examples: readonly Pick<Example, 'kind' | 'source'>[];
  readonly context: string;
}

/** A synthesis at its start. */
export interface Begun {
  /** Absolute, where the document has a file. */
  readonly file: string;
  readonly workspace?: string;
  readonly specification: Specification;
  /** SHA-256 of the whole request to the model; undefined without a model. */
  readonly request?: string;
  readonly sampler: string;
  readonly model?: string;
  readonly destination: string;
  readonly requested: number;
}

/** A sample as received, or the reason why one has no text. */
export type DrawnSample =
  | { readonly round: number; readonly sample: Sample }
  | { readonly round: number; readonly refused: string };

export interface JudgedCandidate {
  readonly id: string;
  readonly round: number;
  readonly samples: number;
  readonly passed: boolean;
  readonly unverified: boolean;
  readonly solution: string;
  /** One for each example, in order. */
  readonly verdicts: readonly JudgedExample[];
}

interface JudgedExample {
  readonly source: string;
  readonly status: Status;
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
}

/** A synthesis that has ended. */
export interface Ended {
  readonly state: 'done' | 'cancelled' | 'failed';
  readonly message?: string;
  readonly samples: readonly DrawnSample[];
  /** Best first. */
  readonly candidates: readonly JudgedCandidate[];
  readonly requested: number;
  readonly received: number;
  /** Samples that pass every example. */
  readonly passing: number;
  readonly rounds: number;
  readonly tokens?: { readonly prompt: number; readonly completion: number };
  readonly seconds: number;
}

/** The last report of a function, with what is needed to judge and to accept its candidates later. */
export interface KeptReport {
  readonly report: Report;
  /** By the candidate's id. */
  readonly programs: readonly (readonly [string, Program])[];
  /** The specification of the report. */
  readonly specification: Pick<Specification, 'fingerprint' | 'examples' | 'notRun'> & {
    readonly target: Pick<Target, 'name' | 'signature' | 'docstring' | 'body' | 'source'>;
  };
}

/** A kept report, with the time of its verdicts (ISO 8601). */
export interface ReportOfThen extends KeptReport {
  readonly function: string;
  readonly at: string;
}

/** An earlier synthesis that answers a request. */
export interface Remembered {
  readonly id: number;
  /** The time of its draw. */
  readonly at: Date;
  readonly requested: number;
  readonly samples: readonly DrawnSample[];
}

/** A row of the list. */
export interface Listed {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly file: string;
  readonly function: string;
  readonly sampler: string;
  readonly model: string | null;
  readonly request: string | null;
  readonly state: string;
  readonly requested: number;
  readonly received: number;
  readonly passing: number;
  readonly rounds: number;
  readonly examples: number;
  /** The id of the last accepted candidate. */
  readonly accepted: string | null;
}

/** A synthesis with an accepted candidate: one record for each acceptance. */
export interface AcceptanceRecord extends Listed {
  readonly asked: Asked;
  /** Undefined if nothing was accepted. */
  readonly solution?: string;
  /** False where it was judged in its own process only. */
  readonly passed?: boolean;
}

/** A filter for syntheses; every given part must match. */
export interface Filter {
  readonly file?: string;
  readonly function?: string;
  readonly sampler?: string;
  readonly model?: string;
  readonly since?: Date;
  /** The least number of examples. */
  readonly examples?: number;
  readonly limit?: number;
}
