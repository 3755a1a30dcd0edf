/** Python code as lines of coloured pieces. */
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/python';
import { html, type TemplateResult } from 'lit';

interface Piece {
  readonly text: string;
  readonly look: string;
}

const highlighter = tagHighlighter([
  { tag: tags.comment, class: 'py-comment' },
  { tag: tags.string, class: 'py-string' },
  { tag: tags.special(tags.string), class: 'py-string' },
  { tag: tags.docString, class: 'py-string' },
  { tag: tags.number, class: 'py-number' },
  { tag: [tags.bool, tags.null, tags.self], class: 'py-constant' },
  { tag: tags.definitionKeyword, class: 'py-constant' },
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.moduleKeyword], class: 'py-keyword' },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], class: 'py-function' },
  { tag: tags.function(tags.propertyName), class: 'py-function' },
]);

const known = new Map<string, readonly (readonly Piece[])[]>();

/** The pieces of each line. */
function piecesOf(code: string): readonly (readonly Piece[])[] {
  const seen = known.get(code);
  if (seen) return seen;
  const lines: Piece[][] = [[]];
  highlightCode(
    code,
    parser.parse(code),
    highlighter,
    (text, look) => lines.at(-1)!.push({ text, look }),
    () => lines.push([]),
  );
  if (known.size > 300) known.clear();
  known.set(code, lines);
  return lines;
}

export function colouredLines(code: string): readonly TemplateResult[] {
  return piecesOf(code).map(
    (pieces) =>
      html`${pieces.map(({ text, look }) => (look === '' ? text : html`<span class=${look}>${text}</span>`))}`,
  );
}
