import type { Position, Range } from '../../../protocol/index.ts';
import { lastUpTo } from '../python/points.ts';

/** The content of a document at one time; it stays valid when the document changes. */
export class Snapshot {
  readonly file: string;
  readonly text: string;
  #lines: readonly number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The offsets of the starts of lines. As in the Language Server Protocol, a line ends with \n, \r\n or \r. */
  get lineStarts(): readonly number[] {
    this.#lines ??= lineStartsOf(this.text);
    return this.#lines;
  }

  offsetAt({ line, character }: Position): number {
    const starts = this.lineStarts;
    if (line < 0) return 0;
    if (line >= starts.length) return this.text.length;
    const start = starts[line]!;
    let end = starts[line + 1] ?? this.text.length;
    if (line + 1 < starts.length) {
      end--;
      if (end > start && this.text[end] === '\n' && this.text[end - 1] === '\r') end--;
    }
    return Math.min(start + Math.max(0, character), end);
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = lastUpTo(this.lineStarts, at);
    return { line, character: at - this.lineStarts[line]! };
  }

  rangeAt(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const ending of text.matchAll(/\r\n?|\n/g)) starts.push(ending.index + ending[0].length);
  return starts;
}
