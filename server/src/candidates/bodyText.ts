/** Reads a text without a `def` as the block under the user's `def`. */
import { indented } from '../python/indentation.ts';
import { beginsStatement, type Line, linesOf } from '../python/lines.ts';
import { isProse } from './candidateText.ts';

const stringsAndComments = /""".*?(?:"""|$)|'''.*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|#[^\n]*/gs;

/**
 * The text as the block under a `def` at column 0; undefined without code. The first line may lack the indentation with which
 * the prompt ended. The block ends before a line with less indentation, after its own `return`, and before a line of prose
 * where `prose` allows that. The text after the block starts at column 0.
 */
export function asBody(text: string, prose: 'ends it' | 'is a mistake'): string | undefined {
  const lines = linesOf(text);
  const code = lines.filter(beginsStatement);
  const [first] = code;
  if (!first) return undefined;
  const model = modelOf(lines, code);
  const { indent } = model;
  const white = /^\s*/.exec(model.text)![0];
  if (indent === 0) return atMargin(text, lines);
  const last = leavingLine(text, code, indent);
  const body: string[] = [];
  let within = true;
  let outside = false;
  for (const line of lines) {
    if (line === first) {
      body.push(white + line.text.trimStart());
      continue;
    }
    const isEnd = (last && line.start > last.start) || (prose === 'ends it' && isProse(line.text.trimStart()));
    if (beginsStatement(line) && (line.indent < indent || (within && isEnd))) {
      within = false;
      outside = line.indent > 0;
    }
    body.push(within || !outside ? line.text : '');
  }
  return body.join('\n');
}

/** The `return` or `raise` that ends the block. The lines below it are left out, unless they contain a `yield`, which has an effect there too. */
function leavingLine(text: string, [first, ...rest]: readonly Line[], indent: number): Line | undefined {
  const end = rest.findIndex((line) => line.indent < indent);
  const own = rest.slice(0, end < 0 ? undefined : end).filter((line) => line.indent === indent);
  const last = [first!, ...own].find((line) => /^\s*(?:return|raise)\b/.test(line.text));
  return last && !/\byield\b/.test(text.slice(last.start)) ? last : undefined;
}

/** The line that shows the block's indentation: the first one, or another one where the first lacks its indentation. */
function modelOf(lines: readonly Line[], code: readonly Line[]): Line {
  const [first, second] = code as [Line, Line | undefined];
  if (!second || second.indent <= first.indent) return first;
  if (!opensBlock(statementAt(lines, first))) return second;
  const below = code.slice(2).find(({ indent }) => indent < second.indent);
  return below && below.indent > first.indent ? below : first;
}

/** A block at column 0 ends with its `return`: the following lines belong to the module. */
function atMargin(text: string, lines: readonly Line[]): string {
  const last = lines.find(
    (line) => beginsStatement(line) && line.indent === 0 && /^(?:return|raise)\b/.test(line.text),
  );
  const end = last ? last.start + statementAt(lines, last).length : text.length;
  return indented(text.slice(0, end), '    ') + text.slice(end);
}

/** A line with its continuation lines. */
function statementAt(lines: readonly Line[], first: Line): string {
  const from = lines.indexOf(first);
  const length = lines.slice(from + 1).findIndex((line) => !line.inside);
  const own = lines.slice(from, length < 0 ? undefined : from + 1 + length);
  return own.map(({ text }) => text).join('\n');
}

function opensBlock(statement: string): boolean {
  return /:\s*$/.test(statement.replace(stringsAndComments, ''));
}
