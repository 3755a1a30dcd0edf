/** Counts tokens: takes the server's count, or estimates it from the text if the server does not count or counts wrong. */
import type { Counted } from './choices.ts';

/** Tokens of a synthesis. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  /** Some of it is estimated from the length of texts, because the server does not count, or counts only one of several choices. */
  readonly estimated?: true;
}

/** Characters per token, in prose and code, for a usual tokenizer. */
const RATIO = 3.5;
/** More characters per token than any model writes: then the count covers only one choice. */
const UNLIKELY = 5.5;

export function tokensOf(text: string): number {
  return Math.ceil(text.length / RATIO);
}

/** Whether the server seems to have counted only one of the choices, judging by their texts. */
export function countsOne(texts: readonly string[], counted: Counted): boolean {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.length > 1 && characters > UNLIKELY * counted.completion;
}

/**
 * The usage of one request, from the server's count if that is plausible. `one` marks a server that counts only one of several
 * choices, such as llama.cpp's.
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

/** The note for a draw that ended without a failure, but lacks `missing` samples. */
export function ceilingNote(k: number, missing: number): { note?: string } {
  if (missing === 0) return {};
  return { note: `Drawing stopped at assay.tokenCeiling, after ${k - missing} of ${k} samples.` };
}

/** Prices of a million tokens, in the user's currency. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
}

export function costOf(usage: Usage, price: Price): number {
  return (usage.prompt * price.prompt + usage.completion * price.completion) / 1e6;
}
