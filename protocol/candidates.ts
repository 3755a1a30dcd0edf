/** What the candidates view shows of one function. The server makes it, and the page of webview/ draws it: each text is printable. */
import type { Answer, ReportState, Status } from './report.ts';

export interface CandidatesView {
  /** The document with the function: a file, or a notebook as a whole. */
  readonly uri: string;
  readonly function: string;
  readonly place: Place;
  readonly job: 'synthesis' | 'verification';
  readonly phase: 'waiting' | 'running' | 'ended';
  readonly standing: 'current' | 'accepted' | 'stale';
  readonly head: Head;
  /** The function as it is in the file. */
  readonly body: string;
  /** The columns of the matrix. */
  readonly examples: readonly ShownExample[];
  /** The rows, best first. */
  readonly candidates: readonly ShownCandidate[];
  /** Candidates that are not shown, because there are too many. */
  readonly more: number;
  readonly behaviours: readonly ShownBehaviour[];
  readonly question?: ShownQuestion;
  readonly rounds: readonly ShownRound[];
  readonly doubts: readonly ShownDoubt[];
  /** `2 samples refused: The reply has no code.`, and other lines about what is not in the matrix. */
  readonly notes: readonly string[];
  /** Earlier syntheses of this function, the oldest first. */
  readonly history: readonly PastSynthesis[];
}

/** A place in a document: a line counted from 0, and `words.py:3` to read. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly label: string;
}

interface Head {
  /** The result in the words of the lens. */
  readonly verdict: string;
  readonly tone: 'passes' | 'fails' | 'running' | 'doubtful';
  /** `likely right, 88%` */
  readonly confidence?: string;
  /** 0 to 100, while it runs. */
  readonly progress?: number;
  /** Sampler, model, destination, sandbox, tokens, seconds. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly state: ReportState['kind'];
  /** The reason why it could not run, with a remedy; or what else is to be known. */
  readonly messages: readonly string[];
  /** What to do next with the whole function. */
  readonly again?: { readonly label: string; readonly command: 'synthesize' | 'verify'; readonly fresh?: true };
}

export interface ShownExample {
  /** `first_word("hello world") == "hello"`, in one line. */
  readonly label: string;
  /** Absent where the example is no longer in the text. */
  readonly place?: Place;
  /** The line at the time of the run, counted from 1. */
  readonly line: number;
  /** `60% (6 of 10) of the samples pass` */
  readonly rate: string;
  /** 0 to 1. */
  readonly share: number;
  readonly heldBack?: true;
}

export interface ShownCandidate {
  readonly id: string;
  readonly samples: number;
  /** In the order of `examples`; null where it has not run yet. */
  readonly statuses: readonly (Status | null)[];
  /** `passes 2 of 3 asserts` */
  readonly result: string;
  readonly passes: boolean;
  /** The body in the file is this candidate. */
  readonly accepted?: true;
  /** It can be accepted now. */
  readonly acceptable?: true;
  /** The line that sets it apart from the best one. */
  readonly telling: string;
  readonly code: string;
  /** Lines of `code`, from 1, that no example runs. */
  readonly untried: readonly number[];
  /** The name of what it does: `A`, `B`, …; candidates with one name do the same. */
  readonly behaviour?: string;
  /** How it was judged, and what it can reach. */
  readonly integrity?: string;
  readonly reaches: readonly string[];
  /** What is to be known though it passes: that it overfits, depends on the order, grows with n², … */
  readonly caveats: readonly string[];
  /** Further facts: the round, how the search found it, its log-probability. */
  readonly facts: readonly string[];
}

interface ShownBehaviour {
  readonly name: string;
  /** `67% of the samples that pass` */
  readonly weight: string;
  /** Candidates that do this. */
  readonly candidates: number;
}

export interface ShownQuestion {
  readonly call: string;
  /** The call as an answer must name it. */
  readonly source: string;
  /** Why it is asked. */
  readonly why: string;
  readonly answers: readonly {
    readonly label: string;
    readonly support: string;
    readonly value: string;
    readonly kind: Answer['kind'];
    /** The names of the behaviours of the candidates that give it. */
    readonly behaviours: readonly string[];
  }[];
  /** `the model says f([]) → 0` */
  readonly model?: string;
}

interface ShownRound {
  /** `First`, `Repair 1`, `Search` */
  readonly name: string;
  readonly received: number;
  readonly passing: number;
}

interface ShownDoubt {
  readonly text: string;
  readonly place: Place;
  /** What to write instead, if Assay can do that. */
  readonly fix?: { readonly label: string; readonly line: number };
}

export interface PastSynthesis {
  readonly id: number;
  /** `2026-01-31 09:30` */
  readonly at: string;
  /** `openai (qwen3)` */
  readonly sampler: string;
  readonly received: number;
  readonly passing: number;
  readonly examples: number;
  readonly state: string;
  readonly accepted: boolean;
  /** It is the one that is shown. */
  readonly current: boolean;
}

/** The outcome of one candidate on one example, with its values. */
export interface ShownVerdict {
  readonly candidate: string;
  readonly example: number;
  readonly status: Status;
  /** `returned another value`, `raised`, `timed out` */
  readonly words: string;
  /** The example's source. */
  readonly source: string;
  readonly expected?: string;
  readonly actual?: string;
  /** By how little it misses, in one line. */
  readonly difference?: string;
  /** Both values line by line, where they are too long to be compared at a glance. */
  readonly lines: readonly ValueLine[];
  readonly message?: string;
  readonly ms: number;
}

/** A line of two values side by side. `same` and `left out` stand in both. */
export interface ValueLine {
  readonly in: 'both' | 'expected' | 'actual' | 'left out';
  readonly indent: number;
  readonly parts: readonly ValuePart[];
}
export interface ValuePart {
  readonly text: string;
  readonly differs?: true;
}

/** Why there is nothing to show, and what to do about it. */
export interface NoCandidates {
  readonly empty: string;
  /** The function, if there is one. */
  readonly function?: string;
  readonly uri?: string;
  readonly next?: { readonly label: string; readonly command: 'synthesize' | 'verify' };
}
