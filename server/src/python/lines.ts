/** Python's logical lines without a parser. This also works for prose, and for incomplete code. */
import { Lexer } from './lexer.ts';

export interface Line {
  /** The offset of its first character. */
  readonly start: number;
  /** The offset of its first character that is not white space, or of its end. */
  readonly code: number;
  /** The text without its line feed. */
  readonly text: string;
  /** Columns of leading white space; a tab goes to the next multiple of 8. */
  readonly indent: number;
  /** The construct that the line continues: a string, an open bracket, or a line with a backslash at its end. */
  readonly inside: 'string' | 'bracket' | 'backslash' | null;
  readonly blank: boolean;
  /** Whether it has only a comment. */
  readonly comment: boolean;
}

// No line within brackets begins like this, so an open bracket was never closed. `@x` alone may be an operator with its operand.
const surelyNew =
  /(?:async\s+)?def\s+\w+\s*[([]|class\s+\w+\s*[:([]|from\s+[\w.]+\s+import\b|import\s+\w|assert\b|@[\w.]+[ \t]*(?:[(#].*)?\r?\n(?:[ \t]*(?:[@#].*)?\n)*[ \t]*(?:async\s+def|def|class)\b/y;

/** The lines of `text` from an offset without open strings or brackets. After a final line feed, there is an empty line. */
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

/** Whether a statement begins on a line, or continues there with another clause. */
export function beginsStatement(line: Line): boolean {
  return !line.inside && !line.blank && !line.comment;
}

/** Whether a statement begins at an offset, even inside open brackets. */
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
