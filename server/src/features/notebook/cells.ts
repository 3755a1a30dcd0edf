/** A notebook as one Python document: its code cells below one another, each line of a cell a line of the document. */
import type { Position, Range } from '../../../../protocol/index.ts';

/** A code cell, and the lines that it takes up in the whole. */
export interface Cell {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** The cell as Python reads it, of the same length: what only IPython knows is a comment. */
  readonly python: string;
  /** Its first line, counted from 0, and how many it has. */
  readonly first: number;
  readonly lines: number;
}

/** The cells in their places. */
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

/** The cell that has a line of the whole. */
export function cellAt(cells: readonly Cell[], line: number): Cell | undefined {
  return cells.find(({ first, lines }) => first <= line && line < first + lines);
}

/** From a cell to the whole. */
export function shifted<T extends Position | Range>(place: T, { first }: Pick<Cell, 'first'>): T {
  return moved(place, first);
}

/** From the whole to a cell. */
export function unshifted<T extends Position | Range>(place: T, { first }: Pick<Cell, 'first'>): T {
  return moved(place, -first);
}

function moved<T extends Position | Range>(place: T, by: number): T {
  if ('line' in place) return { ...place, line: place.line + by };
  return { ...place, start: moved(place.start, by), end: moved(place.end, by) };
}

// `%matplotlib inline`, `!pip install x`, `name = !ls`, `len?`: IPython's own, as its input transformer tells them.
const magic = /^(?=[ \t]*(?:%{1,2}[a-zA-Z]|![^=]|\?{1,2}\w)|[ \t]*[\w.]+\?{1,2}[ \t]*$|[\w, ]+=[ \t]*[!%][a-zA-Z]).?/gm;
/** The rest of such a cell is Python all the same. */
const pythonMagics = /^%%(?:time|timeit|capture|prun|python3?|py)\b/;

function withoutMagics(text: string): string {
  if (text.startsWith('%%') && !pythonMagics.test(text)) return text.replace(/^.?/gm, (first) => (first ? '#' : ''));
  return text.replace(magic, (first) => (first ? '#' : ''));
}
