/** Which hover stands at a position: that of a function, or of one of its examples. */
import type { Hover, MarkupKind } from 'vscode-languageserver';
import type { Position, Question, Range } from '../../../../protocol/index.ts';
import type { Placed } from '../reports.ts';
import { exampleHover } from './exampleHover.ts';
import { functionHover } from './functionHover.ts';
import { penFor } from './markdown.ts';

export interface HoverContext {
  readonly kind: MarkupKind;
  readonly now?: Date;
  /** The failures of the present body are among the editor's problems, so that a hover need not say them again. */
  readonly isListed?: boolean;
  questionOf?(placed: Placed): Question | undefined;
  /** A line of links to commands, for our own client. */
  linksOf?(placed: Placed): string | undefined;
}

/** The hover at a position, if a report has information for it. */
export function hoverAt(position: Position, placed: readonly Placed[], context: HoverContext): Hover | null {
  const { kind, questionOf, linksOf, now, isListed = false } = context;
  const pen = penFor(kind);
  for (const one of placed) {
    const { target, examples, file } = one.specification;
    const example = examples.findIndex((each) => each.file === file && contains(each.range, position));
    // Examples come first, because a doctest is inside the docstring.
    if (example >= 0) return hover(kind, exampleHover(one, example, pen, { isListed, now }), examples[example]!.range);
    const range = [target.nameRange, target.docstringRange].find((spot) => spot && contains(spot, position));
    if (!range) continue;
    const more = { question: questionOf?.(one), links: linksOf?.(one), now };
    return hover(kind, functionHover(one, pen, more), range);
  }
  return null;
}

function hover(kind: MarkupKind, value: string | undefined, range: Range): Hover | null {
  return value === undefined ? null : { contents: { kind, value }, range };
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const after = line > start.line || (line === start.line && character >= start.character);
  const before = line < end.line || (line === end.line && character <= end.character);
  return after && before;
}
