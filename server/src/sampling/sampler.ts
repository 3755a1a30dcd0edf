import type { NextStep, Specification } from '../../../protocol/index.ts';
import type { PromptSetting } from './prompts/form.ts';
import type { Usage } from './usage.ts';

/** A request to a sampler. */
export interface SamplingRequest {
  readonly specification: Specification;
  /** The number of samples, at least 1. */
  readonly k: number;
  readonly temperature: number;
  /** `function` (the default): programs. `examples`: asserts that call the function, for a person to choose from. */
  readonly wants?: 'function' | 'examples';
  /** Two answers to a call of the function: then nothing but a choice between them is wanted. */
  readonly between?: Between;
  /** Earlier answers and their feedback, oldest first; the model continues from them. */
  readonly conversation?: readonly Turn[];
  /** The user's hints about the function, a sentence each, oldest first. */
  readonly hints?: readonly string[];
  /** Functions that the user has accepted before, nearest first, for a prompt that shows some. */
  readonly accepted?: readonly AcceptedFunction[];
  /** Functions that the user has accepted in other files, most alike first, for a search that may call them. */
  readonly library?: readonly LibraryFunction[];
  /** The form of the prompt; the default is `auto`. */
  readonly prompt?: PromptSetting;
  /** Tokens of the file that a prompt may show beside the function; the default is 1500. */
  readonly contextTokens?: number;
  /** Indexes of the examples that are held back from prompts. */
  readonly heldBack?: ReadonlySet<number>;
  /** The number of tokens, prompts included, after which no more samples are drawn. */
  readonly ceiling?: number;
}

/** A call, and what it might give. */
export interface Between {
  readonly call: string;
  readonly answers: readonly [PossibleAnswer, PossibleAnswer];
}

export interface PossibleAnswer {
  /** Python source of the value, or the name of the exception's class. */
  readonly value: string;
  readonly kind: 'value' | 'raises';
}

export interface Turn {
  /** The answered program: Python source, without a fence. */
  readonly answer: string;
  /** Its mistakes, in words for a model: see prompts/repairPrompt.ts. */
  readonly feedback: string;
}

export interface AcceptedFunction {
  /** The stub from the file: signature and docstring. */
  readonly stub: string;
  readonly docstring?: string;
  /** Sources of its examples. */
  readonly examples: readonly string[];
  /** The accepted function. */
  readonly solution: string;
}

/** An accepted function as a helper for another file. */
export interface LibraryFunction {
  readonly name: string;
  /** The whole text, with its imports and its own helpers. */
  readonly source: string;
  readonly docstring: string;
  /** The sources of its examples. */
  readonly examples: readonly string[];
}

/** What the examples say about what fits them: behaviours that fit all, and expressions that fit all but one. */
export interface Evidence {
  readonly fits: number;
  readonly near: number;
}

/** What the embedded search knows about a program that it has found. */
export interface Searched {
  /** `fold with a condition` */
  readonly how: string;
  /** The order in which to offer it, lower is better. */
  readonly rank: number;
}

/** One completion, in one of the forms for candidates/. */
export interface Sample {
  readonly form: 'reply' | 'solution' | 'completion';
  readonly text: string;
  /** The mean log-probability of its tokens, where the server tells it. */
  readonly logprob?: number;
  /** What the embedded search knows about it. */
  readonly searched?: Searched;
}

export type SamplingEvent =
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** A sample without usable text; `reason` is for the user. */
  | { readonly kind: 'refused'; readonly reason: string }
  /**
   * The last event. `error` is one line with a remedy, which `next` names; samples before it still count. `foundNothing` means that the sampler worked
   * correctly. `note` is one line about an event that is not a failure, such as a reached ceiling.
   */
  | {
      readonly kind: 'ended';
      readonly error?: string;
      readonly next?: NextStep;
      readonly foundNothing?: true;
      readonly note?: string;
      readonly evidence?: Evidence;
      readonly usage?: Usage;
    };

/** An expression over the parameters that satisfies all examples that the interpreter could check. */
export interface SearchedProgram {
  /** The lines of the function's body, from the first column. */
  readonly body: string;
  /** The whole program, where it is an edit of a sample: it stands for body and imports. */
  readonly program?: string;
  /** The modules that it needs. */
  readonly imports: readonly string[];
  /** The texts of accepted functions that the body calls. */
  readonly helpers?: readonly string[];
  /** How it was found, as the user reads it. */
  readonly how: string;
  /** The order in which to offer it, lower is better. */
  readonly rank: number;
}

/** The answer if the examples can't be searched for: none reads as arguments and a result, or a value is no data. */
interface Unread {
  readonly unread: 'uncalled' | 'arguments' | 'results';
}

/** The interpreter's part of the embedded search: searches for `seconds`, best first. synthesis/rounds.ts passes it in. */
export type Evaluate = (
  request: {
    readonly specification: Specification;
    readonly seconds: number;
    readonly limit: number;
    /** A model's programs, best first, which steer the search. */
    readonly samples?: readonly string[];
    /** What the user accepted in other files, most alike first. */
    readonly library?: readonly LibraryFunction[];
  },
  signal: AbortSignal,
) => AsyncIterable<SearchedProgram | Unread | { readonly evidence: Evidence }>;

/** Draws up to `request.k` samples and yields each as it arrives; the last event gives the reason for the end. Ends early when `signal` aborts. */
export interface Sampler {
  /** `openai`, `languageModel` or `search`. */
  readonly name: string;
  /** The model in use, where there is one. */
  readonly model?: string;
  /** Whether it asks a model. Only a model can use feedback and hints. */
  readonly asksModel: boolean;
  /** Where the user's code goes, for the status item: a host, or `this machine`. */
  readonly destination: string;
  /**
   * The text that would be sent for `request`, for people: the destination, the model, the whole prompt. Requests with the same text
   * are the same request. Undefined without a model.
   */
  sent(request: SamplingRequest): string | undefined;
  draw(
    request: SamplingRequest,
    tools: { readonly evaluate: Evaluate; readonly signal: AbortSignal },
  ): AsyncIterable<SamplingEvent>;
}
