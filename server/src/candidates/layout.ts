/** Code without its indentation: each line has its depth, so that it can be written in the user's own style. */
import type { Node } from 'web-tree-sitter';
import { linesOf, type Line as TextLine, widthOf } from '../python/lines.ts';
import { descendants } from '../python/nodes.ts';

/** One line of a program. */
export interface Line {
  /** The number of blocks around it. */
  readonly depth: number;
  /** Columns of a continued line or a comment to the right of its statement; negative to the left. */
  readonly hanging: number;
  readonly text: string;
  /** It begins inside a string, so its white space must not change. */
  readonly verbatim?: true;
}

/** New text for identifiers, by their offset. */
export type Renames = ReadonlyMap<number, { readonly length: number; readonly text: string }>;

/** Cuts parts of one text into lines. */
export class Layout {
  readonly #root: Node;
  readonly #text: string;
  readonly #lines: readonly TextLine[];
  readonly #inStrings = new Set<number>();

  constructor(root: Node, text: string) {
    this.#root = root;
    this.#text = text;
    this.#lines = linesOf(text);
    for (const node of descendants(root)) {
      if (node.type !== 'string') continue;
      for (let row = node.startPosition.row + 1; row <= node.endPosition.row; row++) this.#inStrings.add(row);
    }
  }

  /** The lines from `start` to `end`, their depth counted from that of the statement at `statement`. */
  cut(start: number, end: number, statement: number, renames: Renames): Line[] {
    const rows = this.#rows(start, end);
    const first = this.#depthAt(statement);
    const inOrder = [...renames]
      .filter(([offset]) => offset >= start && offset < end)
      .sort(([one], [other]) => one - other);
    const byRow = new Map(rows.map((row) => [row, [] as typeof inOrder]));
    for (const [offset, one] of inOrder) byRow.get(this.#rowOf(offset))?.push([offset, one]);
    const lines: Line[] = [];
    // The columns and depth of the last statement; and those of all earlier ones, for comments.
    let current = { indent: this.#lines[rows[0]!]!.indent, depth: 0 };
    const known = new Map<number, number>([[current.indent, 0]]);
    const waiting: { index: number; indent: number }[] = [];
    const settle = (indent: number, depth: number) => {
      for (const comment of waiting.splice(0)) {
        const [columns, own] = comment.indent === indent ? [indent, depth] : nearest(known, comment.indent);
        const line = lines[comment.index]!;
        // A comment at the margin stays there, as commented-out code does.
        lines[comment.index] =
          comment.indent === 0 && columns > 0
            ? { ...line, verbatim: true }
            : { ...line, depth: own, hanging: comment.indent - columns };
      }
    };
    for (const row of rows) {
      const line = this.#lines[row]!;
      const from = Math.max(line.start, start);
      const text = this.#renamed(from, Math.min(line.start + line.text.length, end), byRow.get(row)!);
      if (this.#inStrings.has(row) && from === line.start) {
        lines.push({ depth: 0, hanging: 0, text, verbatim: true });
      } else if (line.blank) lines.push({ depth: 0, hanging: 0, text: '' });
      else if (from > line.start && /\S/.test(this.#text.slice(line.start, from))) {
        lines.push({ depth: 0, hanging: 0, text });
      } else if (line.comment && !line.inside) {
        waiting.push({ index: lines.length, indent: line.indent });
        lines.push({ depth: 0, hanging: 0, text: text.trimStart() });
      } else {
        const at = line.start + /^\s*/.exec(line.text)![0].length;
        const begins = !line.inside && this.#beginsStatement(at);
        if (begins) {
          current = { indent: line.indent, depth: Math.max(0, this.#depthAt(at) - first) };
          settle(current.indent, current.depth);
          known.set(current.indent, current.depth);
        }
        const hanging = begins ? 0 : line.indent - current.indent;
        lines.push({ depth: current.depth, hanging, text: text.trimStart() });
      }
    }
    settle(-1, 0);
    return lines;
  }

  /** The lines of a string, moved to depth 0. Its inner lines move too, as those of a docstring do. */
  cutDocstring(start: number, end: number): Line[] {
    const rows = this.#rows(start, end);
    const indent = this.#lines[rows[0]!]!.indent;
    return rows.map((row, index) => {
      const line = this.#lines[row]!;
      const text = this.#text.slice(Math.max(line.start, start), Math.min(line.start + line.text.length, end));
      if (line.blank && index > 0 && row < rows.at(-1)!) return { depth: 0, hanging: 0, text: '' };
      const hanging = index === 0 ? 0 : Math.max(0, widthOf(/^[ \t]*/.exec(text)![0]) - indent);
      return { depth: 0, hanging, text: text.trimStart() };
    });
  }

  #rowOf(offset: number): number {
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]!.start <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  #rows(start: number, end: number): number[] {
    const found: number[] = [];
    for (const [row, line] of this.#lines.entries()) {
      if (line.start >= end) break;
      if (line.start + line.text.length >= start) found.push(row);
    }
    return found;
  }

  #renamed(start: number, end: number, renames: readonly [number, { length: number; text: string }][]): string {
    let text = '';
    let at = start;
    for (const [offset, { length, text: replacement }] of renames) {
      if (offset < start || offset + length > end) continue;
      text += this.#text.slice(at, offset) + replacement;
      at = offset + length;
    }
    return text + this.#text.slice(at, end);
  }

  #depthAt(offset: number): number {
    let depth = 0;
    let node = this.#root.descendantForIndex(offset, offset);
    // A block that begins here counts; one that ends here does not.
    for (; node; node = node.parent) if (node.type === 'block' && node.startIndex <= offset) depth++;
    return depth;
  }

  #beginsStatement(offset: number): boolean {
    for (let node = this.#root.descendantForIndex(offset, offset); node?.startIndex === offset; node = node.parent) {
      const parent = node.parent?.type;
      if (parent === 'block' || parent === 'module' || parent === 'decorated_definition') return true;
      if (/^(?:elif|else|except|except_group|finally|case)_clause$/.test(node.type)) return true;
    }
    return false;
  }
}

/** Columns and depth of the statement with this indentation, else of the nearest with less, else of the outermost. */
function nearest(known: ReadonlyMap<number, number>, indent: number): [columns: number, depth: number] {
  const inOrder = [...known].sort(([one], [other]) => other - one);
  return inOrder.find(([columns]) => columns <= indent) ?? inOrder.at(-1)!;
}

export interface Style {
  /** White space before the block. */
  readonly base: string;
  /** White space of one more block. */
  readonly unit: string;
  readonly eol: string;
}

/** Writes lines in a style, without a line break at the end. */
export function written(lines: readonly Line[], { base, unit, eol }: Style): string {
  return lines
    .map(({ depth, hanging, text, verbatim }) =>
      verbatim || text === '' ? text : moved(base + unit.repeat(depth), hanging, unit) + text,
    )
    .join(eol);
}

/** White space with some more columns, or with fewer where it consists of blanks. */
function moved(white: string, columns: number, unit: string): string {
  if (columns < 0) return /^ *$/.test(white) ? white.slice(0, Math.max(0, white.length + columns)) : white;
  const tabs = unit.includes('\t') ? Math.floor(columns / 8) : 0;
  return white + '\t'.repeat(tabs) + ' '.repeat(columns - 8 * tabs);
}
