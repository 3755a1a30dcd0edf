/** Extracts parts of the text as whole statements at column 0. */

import type { Piece } from '../python/pieces.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';

/** The text from `start` to `end` without the indentation of its first line. Continuation lines of strings stay unchanged. */
export function dedented(text: string, start: number, end: number, longStrings: readonly Piece[]): string {
  const source = text.slice(start, end);
  const first = text.lastIndexOf('\n', start - 1) + 1;
  // JavaScript treats a byte order mark as white space, but for Python it is not indentation.
  const indentation = text.slice(first, start).replace(/^\ufeff/, '');
  if (indentation === '' || indentation.trim() !== '') return source;
  let at = start;
  return source
    .split('\n')
    .map((line, index) => {
      const here = at;
      at += line.length + 1;
      if (index === 0 || longStrings.some((string) => string.start < here && here < string.end)) return line;
      return withoutIndentation(line, indentation);
    })
    .join('\n');
}

/** A whole statement at column 0. Members of a class that do not parse are left out. */
export function sourceOf({ text }: Snapshot, statement: Statement): string {
  const { start, end, broken, longStrings, kind } = statement;
  const readable = kind === 'broken' ? text : replaced(text, broken, withoutCode);
  return dedented(readable, start, end, longStrings);
}

/** Replaces parts that do not overlap, each by a text of the same length. */
export function replaced(text: string, pieces: readonly Piece[], by: (piece: string) => string): string {
  let out = '';
  let at = 0;
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return at === 0 ? text : out + text.slice(at);
}

/** A statement with the same length and lines that does nothing. */
export function withoutCode(statement: string): string {
  const first = statement.search(/\S/);
  return first < 0 ? statement : `${statement.slice(0, first)}0${blank(statement.slice(first + 1))}`;
}

function withoutIndentation(line: string, indentation: string): string {
  if (line.startsWith(indentation)) return line.slice(indentation.length);
  let at = 0;
  while (at < indentation.length && (line[at] === ' ' || line[at] === '\t')) at++;
  return line.slice(at);
}

/** Blank text with the same length and lines. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
