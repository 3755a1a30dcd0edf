/** The names of what can be asked for, in an editor that runs our client and in one that doesn't know Assay. */
import type { Suggestion } from './suggestion.ts';

/** What the server executes (`workspace/executeCommand`), for every client. */
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
} as const;

/** What our VS Code client registers. Never the same names as the server's: the client library registers those as well. */
export const clientCommands = {
  synthesize: 'assay.synthesizeFunction',
  accept: 'assay.acceptCandidate',
  compare: 'assay.compareCandidates',
  verify: 'assay.verifyFunction',
  cancel: 'assay.cancelRun',
  synthesizeFile: 'assay.synthesizeFile',
  acceptFile: 'assay.acceptFile',
  synthesizeAfresh: 'assay.synthesizeAfresh',
  synthesizeWithHint: 'assay.synthesizeWithHint',
  clearHistory: 'assay.clearHistory',
  suggestExamples: 'assay.suggestExamples',
  setApiKey: 'assay.setApiKey',
  showOutput: 'assay.showOutput',
  restartServer: 'assay.restartServer',
} as const;

/** The single argument of a server command, and of the client's in a lens or an action. */
export interface CommandArguments {
  readonly uri: string;
  /** The target's name; without it `position` says which function is meant, and without both the file's only one is. */
  readonly function?: string;
  readonly position?: { readonly line: number; readonly character: number };
  /** For `synthesizeFile`: only the stubs of this class. */
  readonly within?: string;
  /** For a comparison: all that a synthesis of the whole file has found. */
  readonly whole?: boolean;
  /** A candidate's id; without it the best is meant. */
  readonly candidate?: string;
  /** Draw anew, though the history has samples for this very request. */
  readonly fresh?: boolean;
  /** What a person says about the function, in a sentence: it is told to the model, now and until a candidate is accepted. */
  readonly hint?: string;
  /** A suggested example, as it was suggested. */
  readonly example?: string;
  /** Answer when the run has ended, with its `Outcome`, not when it has begun. */
  readonly wait?: boolean;
}

/** What `suggestExamples` answers with: nothing of it is in the file yet. */
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
  /** Of `synthesizeFile` the file's or the class's name, and the counts are of all functions. */
  readonly function: string;
  /** `kept`: the present body passes, so nothing was drawn. */
  readonly state: 'done' | 'kept' | 'cancelled' | 'failed';
  /** One line for the user. */
  readonly message: string;
  /** The failure is of this machine's set-up and holds for every function until the user changes that. */
  readonly lasting?: boolean;
  /** Samples that pass every example. */
  readonly passing: number;
  readonly received: number;
  /** Samples without a program to run. */
  readonly refused: number;
}
