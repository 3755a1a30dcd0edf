/** A notebook as one Python document, which consists of the lines of all its code cells. */
import type { Position, Range } from '../../../../protocol/index.ts';

/** A code cell, and its lines in the whole document. */
export interface Cell {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** The cell as Python, with the same length: IPython's own syntax becomes comments. */
  readonly python: string;
  /** Its first line, counted from 0, and its number of lines. */
  readonly first: number;
  readonly lines: number;
}

/** Computes the places of the cells. */
export function cellsOf(written: readonly { uri: string; version: number; text: string }[]): Cell[] {
  let first = 0;
  return written.map(({ uri, version, text }) => {
    const lines = text.split(/\r\n?|\n/).length;
    const cell = { uri, version, text, python: withoutMagics(text), first, lines };
    first += lines;
    return cell;
  });
}

export function joined(cells: readonly Cell[]): string {
  return cells.map(({ python }) => python).join('\n');
}

/** The cell with this line of the whole document. */
export function cellAt(cells: readonly Cell[], line: number): Cell | undefined {
  return cells.find(({ first, lines }) => first <= line && line < first + lines);
}

/** Converts a place in a cell to one in the whole document. */
export function shifted<T extends Position | Range>(place: T, { first }: Pick<Cell, 'first'>): T {
  return moved(place, first);
}

/** Converts a place in the whole document to one in a cell. */
export function unshifted<T extends Position | Range>(place: T, { first }: Pick<Cell, 'first'>): T {
  return moved(place, -first);
}

function moved<T extends Position | Range>(place: T, by: number): T {
  if ('line' in place) return { ...place, line: place.line + by };
  return { ...place, start: moved(place.start, by), end: moved(place.end, by) };
}

// `%matplotlib inline`, `!pip install x`, `name = !ls`, `len?`: IPython's own syntax, by the rules of its input transformer.
const magic = /^(?=[ \t]*(?:%{1,2}[a-zA-Z]|![^=]|\?{1,2}\w)|[ \t]*[\w.]+\?{1,2}[ \t]*$|[\w, ]+=[ \t]*[!%][a-zA-Z]).?/gm;
/** Cell magics after which the rest of the cell is Python. */
const pythonMagics = /^%%(?:time|timeit|capture|prun|python3?|py)\b/;

function withoutMagics(text: string): string {
  if (text.startsWith('%%') && !pythonMagics.test(text)) return text.replace(/^.?/gm, (first) => (first ? '#' : ''));
  return text.replace(magic, (first) => (first ? '#' : ''));
}
