/** Tokens, as far as a server counts them, and as far as they can be told from the text where it doesn't or counts wrong. */
import type { Counted } from './choices.ts';

/** Tokens of a synthesis. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  /** Some of it is reckoned from the length of texts, since the server doesn't count, or counts one choice of several. */
  readonly estimated?: true;
}

/** Characters a token, in prose and code of a usual tokenizer. */
const RATIO = 3.5;
/** More characters a token than any model writes: then the count is of one choice only. */
const UNLIKELY = 5.5;

export function tokensOf(text: string): number {
  return Math.ceil(text.length / RATIO);
}

/** Whether the server has counted one of the choices only, as far as their texts tell. */
export function countsOne(texts: readonly string[], counted: Counted): boolean {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.length > 1 && characters > UNLIKELY * counted.completion;
}

/**
 * What one request cost, by the server's word where it is to be believed: `one` is a server that counts one of several choices
 * only, as llama.cpp's does.
 */
export function usageOf(prompt: string, texts: readonly string[], counted: Counted | undefined, one = false): Usage {
  const reckoned = texts.reduce((sum, text) => sum + tokensOf(text), 0);
  if (!counted) return { prompt: tokensOf(prompt), completion: reckoned, estimated: true };
  if (one && texts.length > 1) {
    return { prompt: counted.prompt, completion: Math.max(counted.completion, reckoned), estimated: true };
  }
  return counted;
}

export function sum(one: Usage | undefined, other: Usage): Usage {
  if (!one) return other;
  return {
    prompt: one.prompt + other.prompt,
    completion: one.completion + other.completion,
    ...((one.estimated || other.estimated) && { estimated: true as const }),
  };
}

/** For the last event of a draw that ended without a failure, and short of `missing` samples. */
export function ceilingNote(k: number, missing: number): { note?: string } {
  if (missing === 0) return {};
  return { note: `Drawing stopped at assay.tokenCeiling, after ${k - missing} of ${k} samples.` };
}

/** Of a million tokens each; in the currency that the user thinks in. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
}

export function costOf(usage: Usage, price: Price): number {
  return (usage.prompt * price.prompt + usage.completion * price.completion) / 1e6;
}
