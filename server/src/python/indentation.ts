/** Moves lines to the right and to the left, without changing the continuation lines of strings. */
import { linesOf } from './lines.ts';

/** Indents every line by `by`, except blank ones and continuation lines of strings. */
export function indented(text: string, by: string): string {
  return linesOf(text)
    .map((line) => (line.blank || line.inside === 'string' ? line.text : by + line.text))
    .join('\n');
}

/** Removes up to `by` columns of leading white space from every line, except continuation lines of strings. */
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
