/** Rows and columns as tree-sitter counts them: rows end with \n alone. */
import type { Point } from 'web-tree-sitter';

/** The point of an offset in `text`. The first call counts the lines. */
export function pointsOf(text: string): (offset: number) => Point {
  let starts: number[] | undefined;
  return (offset) => {
    if (!starts) {
      starts = [0];
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    }
    const row = lastUpTo(starts, offset);
    return { row, column: offset - starts[row]! };
  };
}

/** The index of the last of ascending numbers that is not above `most`. */
export function lastUpTo(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
