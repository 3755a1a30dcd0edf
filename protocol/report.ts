import type { Example, LeftOut, NotRun } from './specification.ts';
import type { TextEdit } from './text.ts';

export type Status = 'pass' | 'fail' | 'error' | 'timeout' | 'blocked';

/** The outcome of one candidate on one example. */
export interface Verdict {
  readonly status: Status;
  /**
   * `confined`: judged in the plain process, and the program can't reach its judge; `boundary`: judged in a process that the candidate
   * can't reach; `in-process`: in the plain process, and not confined.
   */
  readonly integrity: 'confined' | 'boundary' | 'in-process';
  /** Python reprs of at most 1,000 characters, given where the check compares for equality. */
  readonly expected?: string;
  readonly actual?: string;
  /** What went wrong, in one line: the exception, the blocked action, the limit that was met. */
  readonly message?: string;
  /** Wall-clock milliseconds. */
  readonly ms: number;
}

/** What keeps a candidate from being confined: `uses os.remove`, at a line of the file with the candidate in it. */
export interface Reach {
  readonly line: number;
  readonly what: string;
}

export type Tier = 'full' | 'partial' | 'limits' | 'none';

export interface Sandbox {
  /** `not probed` until an interpreter has been started, which nothing does before the user acts. */
  readonly tier: Tier | 'not probed';
  /** What the probes found, in the user's words: `files`, `network`, `processes`, `limits`. */
  readonly holds?: readonly string[];
  /** What was tried by a process that was locked as a candidate's is, and whether it was refused. */
  readonly probes?: readonly { readonly withheld: string; readonly tried: string; readonly refused: boolean }[];
  /** Why it is not `full`, or what it leaves out. */
  readonly reason?: string;
}

/** A distinct program taken from samples, as it did on the examples. */
export interface CandidateReport {
  readonly id: string;
  /** How many samples gave it. */
  readonly samples: number;
  /** The function as it would stand in the file. Empty where `refused`. */
  readonly solution: string;
  readonly passed: boolean;
  /** Passed, but judged in-process somewhere. */
  readonly unverified?: boolean;
  /** Why it is not confined; absent where it is. */
  readonly reaches?: readonly Reach[];
  /** Variables, states of the process and files that it changed and that a check then read: `assert f(xs) == sorted(xs)` after `f` has sorted `xs`. */
  readonly changes?: readonly string[];
  /** Passed in the examples' order, and not where each has a process of its own. */
  readonly orderDependent?: boolean;
  /** Passed, but what it gave kept a loop or condition from ever coming to a check, which holds as in Python. */
  readonly unreached?: boolean;
  /** What is to be known of the program itself: `default of x is 3 in the reply, 2 in the file`. */
  readonly notes?: readonly string[];
  /** Why it was not run. */
  readonly refused?: string;
  /** In the order of `Report.examples`; shorter while the candidate runs; empty where refused. */
  readonly verdicts: readonly Verdict[];
  /** The draw that first gave it, counted from 1: later ones repair what failed before. */
  readonly round?: number;
  /** Behaviour cluster, counted from 0. */
  readonly cluster?: number;
  /** What accepting it does to the document whose text the report was made from. */
  readonly edits: readonly TextEdit[];
}

interface RefusedSamples {
  readonly reason: string;
  readonly count: number;
}

/** What was drawn, as the server counts it. */
export interface Tokens {
  readonly prompt: number;
  readonly completion: number;
  /** Some of it is reckoned by the length of texts, since the server doesn't count, or counts wrong. */
  readonly estimated?: true;
  /** In the currency of `assay.price`, where that is set. */
  readonly cost?: number;
}

interface SampleCount {
  readonly requested: number;
  readonly received: number;
  readonly refused: readonly RefusedSamples[];
}

/** One draw: the first, or a repair of what failed in those before. */
export interface Round {
  readonly requested: number;
  readonly received: number;
  /** Samples of it that pass every example. */
  readonly passing: number;
}

export type ReportState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /**
   * `message` is one line that says what to do. Candidates that were judged before it stay in the report. `foundNothing`: the
   * sampler worked, and had no sample to give.
   */
  | { readonly kind: 'failed'; readonly message: string; readonly foundNothing?: true };

/** Everything known about one specification: what hover, lenses, actions and the terminal show. */
export interface Report {
  readonly file: string;
  /** The target's name. */
  readonly function: string;
  readonly fingerprint: string;
  readonly state: ReportState;
  /** Whether candidates were drawn, or the present body was run. */
  readonly job: 'synthesis' | 'verification';
  readonly examples: readonly Example[];
  readonly notRun: readonly NotRun[];
  /** Absent where every statement of the file could be executed. */
  readonly leftOut?: readonly LeftOut[];
  readonly samples: SampleCount;
  /** Best first. */
  readonly candidates: readonly CandidateReport[];
  /** 0 to 1: samples that pass every example over samples received, refused ones included. */
  readonly passRate: number;
  readonly sampler?: string;
  readonly model?: string;
  readonly interpreter?: string;
  readonly sandbox: Sandbox;
  /** Of a synthesis, in their order. */
  readonly rounds?: readonly Round[];
  /** What a person has said, which the sampler was told. */
  readonly hints?: readonly string[];
  /** Its number in the history; `drawn` says when the samples were drawn (ISO 8601), where they came out of it. */
  readonly history?: { readonly id: number; readonly drawn?: string };
  readonly tokens?: Tokens;
  /** One line on the drawing that is no failure: that the ceiling was met. */
  readonly note?: string;
  readonly seconds: number;
}
