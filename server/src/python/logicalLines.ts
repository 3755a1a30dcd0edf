/** Python's logical lines without a parser: what still reads where half of a file is being typed. */
import { Lexer } from './lexer.ts';

export interface Line {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset of its first character that is no white space, or of its end. */
  readonly text: number;
  /** Columns of white space, tabs to the next multiple of 8. */
  readonly indent: number;
  /** What it continues. */
  readonly inside: 'string' | 'bracket' | 'backslash' | null;
  /** Blank, or a comment alone. */
  readonly empty: boolean;
}

/** A text cut where statements of one indentation begin. `start` is the first line's first character, `end` the next piece's. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

// Nothing within brackets begins like this: what is open was never closed. `@x` alone may be an operator with its operand.
const surelyNew =
  /(?:async\s+)?def\s+\w+\s*[([]|class\s+\w+\s*[:([]|from\s+[\w.]+\s+import\b|import\s+\w|assert\b|@[\w.]+[ \t]*(?:[(#].*)?\r?\n(?:[ \t]*(?:[@#].*)?\n)*[ \t]*(?:async\s+def|def|class)\b/y;
const continues = /(?:else|elif|except|finally)\b|[)\]}]/y;
const newName = /[^\W\d]/uy;

const CR = 13;
const LF = 10;

/** The lines of `text` from `from` to `to`, read from a place where no string or bracket is open. */
export function linesOf(text: string, from = 0, to = text.length): Line[] {
  const lines: Line[] = [];
  const lexer = new Lexer(text, to);
  for (let start = from; start < to; ) {
    let indent = 0;
    let at = start;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === 32) indent++;
      else if (code === 9) indent += 8 - (indent % 8);
      else if (code === 12) indent = 0;
      else if (code !== 0xfeff || at > 0) break;
    }
    const isInString = lexer.isInString;
    if (lexer.isInBracket && !isInString && matches(surelyNew, text, at)) lexer.reset();
    const first = text.charCodeAt(at);
    const blank = at >= to || first === LF || first === CR;
    const inside = isInString ? 'string' : lexer.continues ? 'backslash' : lexer.isInBracket ? 'bracket' : null;
    lines.push({ start, text: at, indent, inside, empty: blank || first === 35 });
    start = lexer.readLine(start);
  }
  return lines;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Cuts a text where a statement of `indent` columns begins, decorators with their function, `else` with its `if`. */
export function piecesOf(text: string, lines: readonly Line[], indent: number, end: number): Piece[] {
  const starts: number[] = [];
  let decorator = false;
  for (const line of lines) {
    if (line.inside || line.empty || line.indent !== indent || matches(continues, text, line.text)) continue;
    if (!decorator) starts.push(line.start);
    decorator = text[line.text] === '@';
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
}

/**
 * Where a piece that doesn't parse most likely ends: at the first line of `indent` columns that looks like a new statement, though a string
 * or bracket is open. Null where there is none.
 */
export function endOfBroken(text: string, lines: readonly Line[], indent: number): number | null {
  for (const line of lines.slice(1)) {
    if (line.empty || line.indent !== indent || !line.inside) continue;
    const looksNew = line.inside === 'bracket' ? newName : surelyNew;
    if (matches(looksNew, text, line.text) && !matches(continues, text, line.text)) return line.start;
  }
  return null;
}

/** Without the blank lines and comments at column 0 that follow: they belong to nobody, and would make a cached piece another. */
export function trimmedEnd(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/(?:\n[ \t\f\r]*(?:#[^\n]*)?)+$/, '\n')
    .trimEnd();
}
