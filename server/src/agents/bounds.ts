/** Keeps answers small enough for a context window, and their text printable: it comes from programs that nobody has read. */
import { printableLines, shortened } from '../support/printable.ts';

export interface Bounds {
  /** The most entries of a list. */
  readonly list: number;
  /** The most characters of a value or a message, of an example's source, and of code. */
  readonly value: number;
  readonly code: number;
}

const short: Bounds = { list: 8, value: 200, code: 8_000 };
const full: Bounds = { list: 200, value: 1_000, code: 100_000 };

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

/** Code as it can be put into a file, or its beginning. */
export function codeIn(text: string, { code }: Bounds): { readonly code: string; readonly isCut?: true } {
  const lines = printableLines(text);
  return lines.length <= code ? { code: lines } : { code: lines.slice(0, code), isCut: true };
}
