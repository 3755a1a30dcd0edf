/** Python's lines without a parser: what still reads where a text holds prose, half-typed code, or code that was cut off. */
import { Lexer } from './lexer.ts';

export interface Line {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset of its first character that is no white space, or of its end. */
  readonly code: number;
  /** All of it, but for its line feed. */
  readonly text: string;
  /** Columns of white space, tabs to the next multiple of 8. */
  readonly indent: number;
  /** What it continues: a string, an open bracket or a line that ends in a backslash. */
  readonly inside: 'string' | 'bracket' | 'backslash' | null;
  readonly blank: boolean;
  /** A comment alone. */
  readonly comment: boolean;
}

// Nothing within brackets begins like this: what is open was never closed. `@x` alone may be an operator with its operand.
const surelyNew =
  /(?:async\s+)?def\s+\w+\s*[([]|class\s+\w+\s*[:([]|from\s+[\w.]+\s+import\b|import\s+\w|assert\b|@[\w.]+[ \t]*(?:[(#].*)?\r?\n(?:[ \t]*(?:[@#].*)?\n)*[ \t]*(?:async\s+def|def|class)\b/y;

/** The lines of `text` from an offset where no string or bracket is open. Behind a last line feed there is an empty one. */
export function linesOf(text: string, from = 0): Line[] {
  const lines: Line[] = [];
  const lexer = new Lexer(text);
  for (let start = from; ; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const { code, indent } = whiteSpaceOf(text, start, end);
    const isInString = lexer.isInString;
    if (lexer.isInBracket && !isInString && beginsSurely(text, code)) lexer.reset();
    lines.push({
      start,
      code,
      text: text.slice(start, end),
      indent,
      inside: isInString ? 'string' : lexer.continues ? 'backslash' : lexer.isInBracket ? 'bracket' : null,
      blank: code === end || (code === end - 1 && text[code] === '\r'),
      comment: text[code] === '#',
    });
    if (lineFeed < 0) return lines;
    lexer.readLine(start);
    start = end + 1;
  }
}

/** Whether a statement begins on a line, or goes on with another clause. */
export function beginsStatement(line: Line): boolean {
  return !line.inside && !line.blank && !line.comment;
}

/** Whether a statement begins at an offset, whatever is open there. */
export function beginsSurely(text: string, at: number): boolean {
  surelyNew.lastIndex = at;
  return surelyNew.test(text);
}

/** Columns of white space, as Python counts them. */
export function widthOf(white: string): number {
  return whiteSpaceOf(white, 0, white.length).indent;
}

function whiteSpaceOf(text: string, start: number, end: number): { code: number; indent: number } {
  let indent = 0;
  for (let at = start; at < end; at++) {
    const character = text[at]!;
    if (character === ' ') indent++;
    else if (character === '\t') indent += 8 - (indent % 8);
    else if (character === '\f') indent = 0;
    else if (character !== '\ufeff' || at > 0) return { code: at, indent };
  }
  return { code: end, indent };
}
