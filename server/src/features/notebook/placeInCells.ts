/** The place of an edit that adds or changes an example: the file, or one cell of a notebook. */
import type { TextEdit } from '../../../../protocol/index.ts';
import type { OpenDocument } from '../documents.ts';
import { type Cell, unshifted } from './cells.ts';

/** An edit of one document. */
export interface PlacedEdit {
  readonly uri: string;
  readonly version: number;
  readonly edit: TextEdit;
  /** The text goes behind a line rather than onto lines of its own. */
  readonly isBehindLine: boolean;
}

/** An example goes below something. Where that is the end of a cell, it stays in that cell, and does not open the next one. */
export function placeOf({ uri, version, cells }: OpenDocument, edit: TextEdit): PlacedEdit {
  if (!cells) return { uri, version, edit, isBehindLine: false };
  const { start, end } = edit.range;
  const at = cells.findIndex(({ first, lines }) => first <= start.line && start.line < first + lines);
  const cell = cells[at]!;
  const above = cells[at - 1];
  const isBetween =
    start.line === cell.first && start.character === 0 && end.line === start.line && end.character === 0;
  if (above && isBetween) return { ...named(above), edit: behind(above, edit.newText), isBehindLine: true };
  return { ...named(cell), edit: { ...edit, range: unshifted(edit.range, cell) }, isBehindLine: false };
}

function named({ uri, version }: Cell): Pick<PlacedEdit, 'uri' | 'version'> {
  return { uri, version };
}

/** Puts lines behind the last line of a cell. */
function behind({ text }: Cell, lines: string): TextEdit {
  const all = text.split(/\r\n?|\n/);
  const end = { line: all.length - 1, character: all.at(-1)!.length };
  const lineBreak = /\r\n$/.test(lines) ? '\r\n' : '\n';
  return { range: { start: end, end }, newText: lineBreak + lines.replace(/\r?\n$/, '') };
}
