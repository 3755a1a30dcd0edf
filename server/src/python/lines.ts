/** Python's lines without a parser: what still reads where a text holds prose, or code that was cut off. */
import { Lexer } from './lexer.ts';

export interface Line {
  /** Offset of its first character. */
  readonly start: number;
  readonly text: string;
  /** Columns of white space before its text, tabs to the next multiple of 8. */
  readonly indent: number;
  /** It continues a string, an open bracket or a line that ends in a backslash. */
  readonly inside: 'string' | 'bracket' | 'backslash' | null;
  readonly blank: boolean;
  readonly comment: boolean;
}

// No line of an expression begins like this at column 0: a bracket that is still open was never closed. `@x` alone may be an operator.
const surelyNew =
  /(?:async\s+)?def\s+\w+\s*[([]|class\s+\w+\s*[:([]|from\s+[\w.]+\s+import\b|import\s+\w|@[\w.]+[ \t]*(?:[(#].*)?\r?\n(?:(?:[@#].*)?\n)*(?:async\s+def|def|class)\b/y;

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const lexer = new Lexer(text);
  let start = 0;
  for (const line of text.split('\n')) {
    const white = /^[ \t\f]*/.exec(line)![0];
    const isInString = lexer.isInString;
    surelyNew.lastIndex = start;
    if (lexer.isInBracket && !isInString && surelyNew.test(text)) lexer.reset();
    lines.push({
      start,
      text: line,
      indent: widthOf(white),
      inside: isInString ? 'string' : lexer.continues ? 'backslash' : lexer.isInBracket ? 'bracket' : null,
      blank: white.length === line.length,
      comment: line[white.length] === '#',
    });
    lexer.readLine(start);
    start += line.length + 1;
  }
  return lines;
}

export function widthOf(white: string): number {
  let width = 0;
  for (const character of white) width = character === '\t' ? width + 8 - (width % 8) : width + 1;
  return width;
}

/** One statement at column 0 with all that belongs to it. */
export interface Chunk {
  readonly start: number;
  readonly text: string;
}

const continues = /^(?:else|elif|except|finally)\b|^[)\]}]/;

/** Cuts a text at column 0, where a statement (or a line of prose) begins. Chunks joined give the text. */
export function chunksOf(text: string): Chunk[] {
  const starts: number[] = [];
  let decorator = false;
  for (const line of linesOf(text)) {
    if (line.inside || line.blank || line.comment || line.indent > 0 || continues.test(line.text)) continue;
    if (!decorator) starts.push(line.start);
    decorator = line.text.startsWith('@');
  }
  if (starts[0] !== 0) starts.unshift(0);
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

/** Indents every line by `by`, but for blank ones and those that continue a string. */
export function indented(text: string, by: string): string {
  return linesOf(text)
    .map((line) => (line.blank || line.inside === 'string' ? line.text : by + line.text))
    .join('\n');
}

/** Takes up to `by` columns from every line's white space, but for those that continue a string. */
export function dedented(text: string, by: number): string {
  return linesOf(text)
    .map((line) => (line.inside === 'string' ? line.text : withoutIndent(line.text, by)))
    .join('\n');
}

/** A line without up to `columns` of its leading white space. */
export function withoutIndent(line: string, columns: number): string {
  let width = 0;
  let at = 0;
  while (width < columns && (line[at] === ' ' || line[at] === '\t')) {
    width = line[at] === '\t' ? width + 8 - (width % 8) : width + 1;
    at++;
  }
  return line.slice(at);
}
