/** The names of the commands, for an editor that runs our client and for one that does not know Assay. */
import type { NextStep } from './notice.ts';
import type { Question } from './report.ts';
import type { Suggestion } from './suggestion.ts';

/** Commands that the server executes for every client (`workspace/executeCommand`). */
export const serverCommands = {
  synthesize: 'assay.server.synthesize',
  verify: 'assay.server.verify',
  accept: 'assay.server.accept',
  cancel: 'assay.server.cancel',
  synthesizeFile: 'assay.server.synthesizeFile',
  acceptFile: 'assay.server.acceptFile',
  clearHistory: 'assay.server.clearHistory',
  suggestExamples: 'assay.server.suggestExamples',
  addExample: 'assay.server.addExample',
  ask: 'assay.server.ask',
  answer: 'assay.server.answer',
  correctExample: 'assay.server.correctExample',
} as const;

/** Commands that our VS Code client registers. They differ from the server's, because the client library registers those too. */
export const clientCommands = {
  synthesize: 'assay.synthesizeFunction',
  accept: 'assay.acceptCandidate',
  compare: 'assay.compareCandidates',
  nextCandidate: 'assay.nextCandidate',
  previousCandidate: 'assay.previousCandidate',
  showCandidates: 'assay.showCandidates',
  verify: 'assay.verifyFunction',
  cancel: 'assay.cancelRun',
  synthesizeFile: 'assay.synthesizeFile',
  acceptFile: 'assay.acceptFile',
  synthesizeAfresh: 'assay.synthesizeAfresh',
  synthesizeWithHint: 'assay.synthesizeWithHint',
  clearHistory: 'assay.clearHistory',
  suggestExamples: 'assay.suggestExamples',
  addExample: 'assay.addExample',
  showExample: 'assay.showExample',
  ask: 'assay.answerQuestion',
  chooseSampler: 'assay.chooseSampler',
  chooseModel: 'assay.chooseModel',
  doctor: 'assay.doctor',
  openExample: 'assay.openExample',
  goToExample: 'assay.goToExample',
  setApiKey: 'assay.setApiKey',
  showOutput: 'assay.showOutput',
  restartServer: 'assay.restartServer',
} as const;

/** The commands that a hover may name as links. */
export const hoverCommands: readonly string[] = [
  clientCommands.accept,
  clientCommands.compare,
  clientCommands.showCandidates,
  clientCommands.ask,
];

/** The single argument of a server command, and of the client's in a lens or an action. */
export interface CommandArguments {
  readonly uri: string;
  /** The target's name. Without it, the function is the one at `position`; without both, the only one of the file. */
  readonly function?: string;
  readonly position?: { readonly line: number; readonly character: number };
  /** For `synthesizeFile`: only the stubs of this class. */
  readonly within?: string;
  /** For a comparison: everything that a synthesis of the whole file has found. */
  readonly whole?: boolean;
  /** A candidate's id; without it, the best candidate. */
  readonly candidate?: string;
  /** Draw again, even if the history has samples for this request. */
  readonly fresh?: boolean;
  /** A sentence from the user about the function. It goes to the model, until a candidate is accepted. */
  readonly hint?: string;
  /** For `addExample`: a suggested example, as it was suggested; without it, a first assert with placeholders is added. */
  readonly example?: string;
  /** For `correctExample`: the line of the doubtful example, counted from 1. */
  readonly line?: number;
  /** The user's answer to a question. */
  readonly answer?: UsersAnswer;
  /** For `verify`: show failures at their places only, without messages. */
  readonly quietly?: boolean;
  /** Answer when the run has ended, with its `Outcome`, and not when it starts. */
  readonly wait?: boolean;
}

/** The right value of a call, the exception that it raises, or that it can't happen. */
export interface UsersAnswer {
  readonly call: string;
  readonly value?: string;
  readonly kind: 'value' | 'raises' | 'cannotHappen';
}

/** A question about a function, as our client shows it. */
export interface Asked {
  readonly function: string;
  readonly question: Question;
  /** In the order of `question.answers`, each in one printable line: `"a-b"`, `raises ValueError`. */
  readonly labels: readonly string[];
  /** `50% of the samples that pass` */
  readonly weights: readonly string[];
}

/** The answer to `suggestExamples`: none of these examples is in the file yet. */
export interface Suggested {
  readonly function: string;
  readonly suggestions: readonly SuggestionShown[];
}

interface SuggestionShown extends Suggestion {
  /** Its source in one printable line. */
  readonly label: string;
  /** `3 of 5 candidates agree` */
  readonly agreement: string;
}

/** How a run ended. */
export interface Outcome {
  /** After `synthesizeFile`, the name of the file or class; then the counts are sums over all functions. */
  readonly function: string;
  /** `kept`: the present body passes, so nothing was drawn. */
  readonly state: 'done' | 'kept' | 'cancelled' | 'failed';
  /** One line for the user. */
  readonly message: string;
  readonly next?: NextStep;
  /** The failure comes from the set-up of this machine. It affects every function until the user changes the set-up. */
  readonly lasting?: boolean;
  /** Samples that pass every example. */
  readonly passing: number;
  readonly received: number;
  /** Samples without a program to run. */
  readonly refused: number;
}
