import type { NextStep } from './notice.ts';
import type { Example, LeftOut, NotRun } from './specification.ts';
import type { TextEdit } from './text.ts';

export type Status = 'pass' | 'fail' | 'error' | 'timeout' | 'blocked';

/** The outcome of one candidate on one example. */
export interface Verdict {
  readonly status: Status;
  /**
   * `confined`: judged in the plain process, and the program can't reach its judge; `boundary`: judged in a process that the candidate
   * can't reach; `in-process`: judged in the plain process, and not confined.
   */
  readonly integrity: 'confined' | 'boundary' | 'in-process';
  /** Python reprs of at most 1,000 characters, given where the check compares for equality. */
  readonly expected?: string;
  readonly actual?: string;
  /** By how little `actual` misses, where the two side by side do not show it: `index 399: 0 ≠ 1`; what was got stands first. */
  readonly difference?: string;
  /** The failure in one line: the exception, the blocked action, or the limit that was reached. */
  readonly message?: string;
  /** Wall-clock milliseconds. */
  readonly ms: number;
}

/** A reason why a candidate is not confined: `uses os.remove`, at a line of the file with the candidate in it. */
export interface Reach {
  readonly line: number;
  readonly what: string;
}

export type Tier = 'full' | 'partial' | 'limits' | 'none';

export interface Sandbox {
  /** `not probed` until an interpreter has started. No interpreter starts before the user acts. */
  readonly tier: Tier | 'not probed';
  /** The protections that the probes proved, in the user's words: `files`, `network`, `processes`, `limits`. */
  readonly holds?: readonly string[];
  /** Each action that a process with a candidate's lock tried, and whether the system refused it. */
  readonly probes?: readonly { readonly withheld: string; readonly tried: string; readonly refused: boolean }[];
  /** The reason why it is not `full`, or the protections that it lacks. */
  readonly reason?: string;
}

/** A distinct program taken from samples, with its results on the examples. */
export interface CandidateReport {
  readonly id: string;
  /** The number of samples that gave it. */
  readonly samples: number;
  /** The mean log-probability of its samples' tokens, where the server tells it. */
  readonly logprob?: number;
  /** The function as it would be in the file. Empty where `refused`. */
  readonly solution: string;
  readonly passed: boolean;
  /** Passed, but judged in-process somewhere. */
  readonly unverified?: boolean;
  /** Why it is not confined; absent where it is. */
  readonly reaches?: readonly Reach[];
  /** Variables, states of the process and files that it changed and that a check read later: in `assert f(xs) == sorted(xs)`, `f` sorts `xs`. */
  readonly changes?: readonly string[];
  /** It passes in the examples' order, but not when each example has its own process. */
  readonly orderDependent?: boolean;
  /** It passes as in Python, but its result kept a loop or a condition from reaching a check. */
  readonly unreached?: boolean;
  /** It passes, and answers examples by what they are: the reason, `answers the examples on lines 5, 6 from the example itself`. */
  readonly overfits?: string;
  /** It gives something else when it is called again with the same arguments. */
  readonly unstable?: boolean;
  /** Lines of `solution`, from 1, that no example runs. Absent where that is not known. */
  readonly untried?: readonly number[];
  /** Where its time or memory clearly grows more with the size n of its arguments than that of candidates that do the same. */
  readonly growth?: { readonly time?: Grows; readonly memory?: Grows };
  /** Notes for the user about the program: `default of x is 3 in the reply, 2 in the file`. */
  readonly notes?: readonly string[];
  /** Of a program of the embedded search: how it was found, `fold with a condition`, and its rank there, lower is better. */
  readonly searched?: { readonly how: string; readonly rank: number };
  /** The reason why it was not run. */
  readonly refused?: string;
  /** In the order of `Report.examples`; shorter while the candidate runs; empty where refused. */
  readonly verdicts: readonly Verdict[];
  /** The draw that first gave it, counted from 1: later ones repair what failed before. */
  readonly round?: number;
  /** Candidates with one number do the same: on generated inputs where they pass, else on the examples. Counted from 0. */
  readonly cluster?: number;
  /** The edits that accept it, for the text from which the report was made. */
  readonly edits: readonly TextEdit[];
}

/** How something grows, and how it does for others at least: `1`, `n`, `n²`, `n³`, `more than n³`. */
export interface Grows {
  readonly own: string;
  readonly others: string;
}

/** An input on which programs that pass differ, and what each makes of it. */
export interface Question {
  /** `slugify("a  b")` */
  readonly call: string;
  /** The heaviest first. */
  readonly answers: readonly Answer[];
  /** The model's own answer, where it was asked and gave the same one in both orders. It is one more vote, and never an example by itself. */
  readonly model?: ModelAnswer;
}

export interface ModelAnswer extends Pick<Answer, 'value' | 'kind'> {
  /** Replies of the model that gave it: two for each pair of answers. */
  readonly votes: number;
}

/** Two answers to a question, between which the model was asked to choose, in both orders. */
export interface Ballot {
  readonly call: string;
  readonly answers: readonly [BallotAnswer, BallotAnswer];
  /** The index of the answer that the model chose in both orders; absent where there is none. */
  readonly chosen?: 0 | 1;
}

type BallotAnswer = Pick<Answer, 'value' | 'kind' | 'candidates'>;

/** What the model was asked about candidates that pass and differ. */
export interface AskedModel {
  readonly ballots: readonly Ballot[];
  /** A part of the report's tokens. */
  readonly tokens?: Tokens;
}

export interface Answer {
  /** Python source of the value, or the name of the exception's class. */
  readonly value: string;
  /** `unwritable`: no assert can say it. */
  readonly kind: 'value' | 'raises' | 'unwritable';
  /** Ids. */
  readonly candidates: readonly string[];
  /** The part of the passing samples that give this answer, 0 to 1. */
  readonly weight: number;
  /** Where the embedded search has found all that pass, the behaviours that give it: samples tell nothing there. */
  readonly behaviours?: number;
}

/** An example that most samples fail with the same other value: perhaps the example is wrong. No verdict is weaker for it. */
export interface Suspicion {
  /** Its index in `Report.examples`. */
  readonly example: number;
  readonly line: number;
  /** Python reprs; of a doctest, its output. */
  readonly expected: string;
  readonly instead: string;
  /** How many samples give `instead`, and their part of those that were judged, 0 to 1. */
  readonly samples: number;
  readonly weight: number;
}

/** The behaviours of the candidates that pass, on generated inputs. */
interface Behaviours {
  readonly count: number;
  /** Inputs on which they were observed. */
  readonly inputs: number;
  /** By the number of a candidate's `cluster`: the part of the passing samples, 0 to 1. */
  readonly weights: readonly number[];
}

interface RefusedSamples {
  readonly reason: string;
  readonly count: number;
}

/** The tokens that were drawn, as the server counts them. */
export interface Tokens {
  readonly prompt: number;
  readonly completion: number;
  /** Some of it is estimated from the length of texts, because the server does not count, or counts wrong. */
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
  /** Who drew it, where that is not the report's sampler: `search`, steered by samples that failed. */
  readonly sampler?: string;
}

export type ReportState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /**
   * `message` is one line with a remedy. Candidates that were judged before stay in the report. `foundNothing`: the
   * sampler worked, and found no sample.
   */
  | { readonly kind: 'failed'; readonly message: string; readonly next?: NextStep; readonly foundNothing?: true };

/** Everything known about one specification. Hovers, lenses, actions and the terminal show it. */
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
  /** The rounds of a synthesis, in order. */
  readonly rounds?: readonly Round[];
  /** The user's hints, as the sampler got them. */
  readonly hints?: readonly string[];
  /** `id` is its number in the history. `drawn` is the time when the samples were drawn (ISO 8601), where they come from the history. */
  readonly history?: { readonly id: number; readonly drawn?: string };
  readonly tokens?: Tokens;
  /** One line about the drawing that is not a failure, such as a reached ceiling. */
  readonly note?: string;
  /** Absent until they were observed, and where no example shows how to call the function. */
  readonly behaviours?: Behaviours;
  /** Small changes of the first candidate, and those that pass every example and do something else: where all that pass do the same. */
  readonly changes?: { readonly tried: number; readonly unnoticed: number };
  /** The chance that the first candidate is right, 0 to 1, as measured on tasks with known answers. Absent like `behaviours`. */
  readonly confidence?: number;
  /** Of the embedded search: behaviours that fit every example, and expressions that fit all but one. */
  readonly evidence?: { readonly fits: number; readonly near: number };
  /** The questions that would tell which of them is right, the best first; empty if none is open. Absent like `behaviours`. */
  readonly questions?: readonly Question[];
  /** Present where the model was asked too (`assay.askModel`). */
  readonly askModel?: AskedModel;
  /** Absent while it runs, and where there is none. */
  readonly suspicious?: readonly Suspicion[];
  readonly seconds: number;
}
