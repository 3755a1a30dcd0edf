/** Cuts texts into pieces with whole statements, without a parser. */
import { beginsStatement, beginsSurely, type Line, linesOf } from './lines.ts';

/** A part of a text with whole statements. `start` is the offset of its first line, `end` that of the next piece. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

const continues = /(?:else|elif|except|finally)\b|[)\]}]/y;
const name = /[^\W\d]/uy;

/** Cuts a text where a statement with `indent` columns begins, with decorators before their function and `else` after its `if`. */
export function piecesOf(text: string, lines: readonly Line[], indent: number, end: number): Piece[] {
  const starts: number[] = [];
  let decorator = false;
  for (const line of lines) {
    if (!beginsStatement(line) || line.indent !== indent || isContinuation(text, line.code)) continue;
    if (!decorator) starts.push(line.start);
    decorator = text[line.code] === '@';
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
}

/** Cuts the whole text at column 0, where a statement (or a line of prose) begins. */
export function chunksOf(text: string): Piece[] {
  const pieces = piecesOf(text, linesOf(text), 0, text.length);
  const first = pieces[0]?.start ?? text.length;
  return first === 0 && pieces.length > 0 ? pieces : [{ start: 0, end: first }, ...pieces];
}

/**
 * The likely end of a piece that doesn't parse: the first line with `indent` columns that looks like a new statement, although a string
 * or bracket is open. Null without such a line.
 */
export function endOfBroken(text: string, lines: readonly Line[], indent: number): number | null {
  for (const line of lines.slice(1)) {
    if (line.blank || line.comment || line.indent !== indent || !line.inside) continue;
    const looksNew = line.inside === 'bracket' ? beginsWithName(text, line.code) : beginsSurely(text, line.code);
    if (looksNew && !isContinuation(text, line.code)) return line.start;
  }
  return null;
}

/** Removes blank lines and comments at column 0 at the end: they belong to no statement, and would make a cached piece differ. */
export function trimmedEnd(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/(?:\n[ \t\f\r]*(?:#[^\n]*)?)+$/, '\n')
    .trimEnd();
}

function isContinuation(text: string, at: number): boolean {
  continues.lastIndex = at;
  return continues.test(text);
}

function beginsWithName(text: string, at: number): boolean {
  name.lastIndex = at;
  return name.test(text);
}
