/** Moving lines to the right and to the left; what continues a string stays. */
import { linesOf } from './lines.ts';

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
