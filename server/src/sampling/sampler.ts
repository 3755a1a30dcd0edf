import type { Specification } from '../../../protocol/index.ts';
import type { PromptSetting } from './prompts/form.ts';
import type { Usage } from './usage.ts';

/** What a sampler is asked for. */
export interface SamplingRequest {
  readonly specification: Specification;
  /** Samples wanted, 1 or more. */
  readonly k: number;
  readonly temperature: number;
  /** `function` (the default): programs. `examples`: asserts that call the function, for a person to choose from. */
  readonly wants?: 'function' | 'examples';
  /** What was answered before and what was said to it, oldest first: the model goes on from there. */
  readonly conversation?: readonly Turn[];
  /** What a person has said about the function, a sentence each, oldest first. */
  readonly hints?: readonly string[];
  /** Functions that the user has accepted before, nearest first, for a prompt that shows some. */
  readonly accepted?: readonly AcceptedFunction[];
  /** The form of the prompt; `auto` where it isn't said. */
  readonly prompt?: PromptSetting;
  /** Tokens of the file that a prompt may show beside the function; 1500 where it isn't said. */
  readonly contextTokens?: number;
  /** Indexes of the examples that no prompt may show. */
  readonly heldBack?: ReadonlySet<number>;
  /** Tokens, prompts included, after which nothing more is drawn. */
  readonly ceiling?: number;
}

export interface Turn {
  /** The program that was answered: Python source, without a fence. */
  readonly answer: string;
  /** What it got wrong, in words for a model: see prompts/repair.ts. */
  readonly feedback: string;
}

export interface AcceptedFunction {
  /** The stub as it stood in the file: signature and docstring. */
  readonly stub: string;
  readonly docstring?: string;
  /** Sources of its examples. */
  readonly examples: readonly string[];
  /** The function as it was accepted. */
  readonly solution: string;
}

/** One completion, in one of the forms that candidates/ reads. */
export type Sample =
  | { readonly form: 'reply'; readonly text: string }
  | { readonly form: 'solution'; readonly text: string }
  | { readonly form: 'completion'; readonly text: string };

export type SamplingEvent =
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** A sample that came without usable text; `reason` is for the user. */
  | { readonly kind: 'refused'; readonly reason: string }
  /**
   * The last event. `error` is one line that says what to do; samples that came before it count all the same. `foundNothing`
   * says that the sampler did its work all the same. `note` is one line on what is no failure: that the ceiling was met.
   */
  | {
      readonly kind: 'ended';
      readonly error?: string;
      readonly foundNothing?: true;
      readonly note?: string;
      readonly usage?: Usage;
    };

/** An expression over the parameters that satisfies the examples which the interpreter could check it against. */
export interface Enumerated {
  readonly expression: string;
  /** Nodes of its syntax tree. */
  readonly size: number;
}

/** What comes instead where none of the examples reads as arguments and a result. */
interface Unread {
  readonly unread: true;
}

/** The interpreter's part of the embedded search, handed in by synthesis/rounds.ts: enumerates expressions, best first, for `seconds`. */
export type Evaluate = (
  request: { readonly specification: Specification; readonly seconds: number; readonly limit: number },
  signal: AbortSignal,
) => AsyncIterable<Enumerated | Unread>;

/** The names of the samplers that draw what they hold for the best first. */
export const drawBestFirst: ReadonlySet<string> = new Set(['search']);

/** Draws up to `request.k` samples and yields each as it arrives; the last event says why it ended. Ends early when `signal` aborts. */
export interface Sampler {
  /** `openai`, `languageModel` or `search`. */
  readonly name: string;
  /** The model in use, where there is one. */
  readonly model?: string;
  /** Whether a model is asked: only then is there somebody to tell what was wrong, and what a person says. */
  readonly asksModel: boolean;
  /** Where the user's code goes, for the status item: a host, or `this machine`. */
  readonly destination: string;
  /**
   * What would be sent for `request`, to be read by a person: where to, the model, the whole prompt. Two requests with one text
   * are the same request. Undefined where no model is asked.
   */
  sent(request: SamplingRequest): string | undefined;
  draw(
    request: SamplingRequest,
    tools: { readonly evaluate: Evaluate; readonly signal: AbortSignal },
  ): AsyncIterable<SamplingEvent>;
}
