/** Keeps answers small enough for a context window, and their text printable: it comes from programs that nobody has read. */
import type { Example } from '../../../protocol/index.ts';
import { labelOf } from '../report/exampleLabel.ts';
import { printableLines, shortened } from '../support/printable.ts';

export interface Bounds {
  /** The most entries of a list. */
  readonly list: number;
  /** The most characters of a value or a message, of an example's source, and of code. */
  readonly value: number;
  readonly code: number;
  /** Whether a test function is shown by its source, and not by its name. */
  readonly tests: boolean;
}

const short: Bounds = { list: 8, value: 200, code: 8_000, tests: false };
const full: Bounds = { list: 200, value: 1_000, code: 100_000, tests: true };

export function boundsOf(asked: { readonly full?: boolean | undefined }): Bounds {
  return asked.full ? full : short;
}

export function listed<T, U>(all: readonly T[], { list }: Bounds, show: (one: T) => U): { shown: U[]; more: number } {
  return { shown: all.slice(0, list).map(show), more: Math.max(0, all.length - list) };
}

/** One printable line. */
export function valueIn(text: string, { value }: Bounds): string {
  return shortened(text, value);
}

/** An example in one printable line. */
export function sourceIn(example: Pick<Example, 'source' | 'case'>, bounds: Bounds): string {
  return bounds.tests ? shortened(example.source, bounds.value) : labelOf(example, bounds.value);
}

/** Code as it can be put into a file, or its beginning. */
export function codeIn(text: string, { code }: Bounds): { readonly code: string; readonly isCut?: true } {
  const lines = printableLines(text);
  return lines.length <= code ? { code: lines } : { code: lines.slice(0, code), isCut: true };
}
