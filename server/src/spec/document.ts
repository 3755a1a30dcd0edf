import { Edit, type Tree } from 'web-tree-sitter';
import type { Position, Range } from '../../../protocol/index.ts';
import { parse } from './parser.ts';
import { replaced, withoutCode } from './source.ts';
import { statementsOf } from './statements.ts';
import type { TestFiles } from './testFiles.ts';

/** What a document held at one time, after it has changed as well. */
export class Snapshot {
  readonly file: string;
  readonly text: string;
  #lines: readonly number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** Offsets at which lines start. A line ends as the Language Server Protocol has it: with \n, \r\n or \r. */
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
    const line = lineOf(this.lineStarts, at);
    return { line, character: at - this.lineStarts[line]! };
  }

  rangeAt(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }
}

/** A Python document with its syntax tree, parsed incrementally. Offsets and columns are in UTF-16 code units. */
export class PythonDocument {
  /** Absolute path, or the name of an untitled document. */
  readonly file: string;
  /** Where its tests are looked for, other than in itself. */
  readonly testFiles: TestFiles | undefined;
  #now: Snapshot;
  #tree: Tree | undefined;
  #readable: Tree | undefined;
  /** The tree has been told of edits, but not parsed since. */
  #outdated = false;

  constructor(file: string, text: string, testFiles?: TestFiles) {
    this.file = file;
    this.testFiles = testFiles;
    this.#now = new Snapshot(file, text);
  }

  get text(): string {
    return this.#now.text;
  }

  /** The same object until the text changes. */
  get snapshot(): Snapshot {
    return this.#now;
  }

  /** Parsed when it is first asked for after an edit. It belongs to the document: the next edit or `dispose` frees it. */
  get tree(): Tree {
    if (!this.#tree || this.#outdated) {
      const old = this.#tree;
      this.#tree = parse(this.text, old);
      this.#outdated = false;
      old?.delete();
      // From an old tree the parser may recover from a mistake otherwise than it does from the text alone.
      if (old && this.#tree.rootNode.hasError) {
        this.#tree.delete();
        this.#tree = parse(this.text);
      }
    }
    return this.#tree;
  }

  /** The same without statements that don't parse, which would spoil their neighbours; offsets are the text's. */
  get readableTree(): Tree {
    if (!this.tree.rootNode.hasError) return this.tree;
    this.#readable ??= parse(
      replaced(
        this.text,
        statementsOf(this.#now).flatMap(({ broken }) => broken),
        withoutCode,
      ),
    );
    return this.#readable;
  }

  get lineStarts(): readonly number[] {
    return this.#now.lineStarts;
  }

  /** Replaces a range, as a client tells it. Places beyond the text are taken as its nearest end. */
  edit(range: Range, newText: string): void {
    const before = this.text;
    const from = this.offsetAt(range.start);
    const to = Math.max(from, this.offsetAt(range.end));
    const text = before.slice(0, from) + newText + before.slice(to);
    if (this.#tree) {
      const edit = new Edit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: from + newText.length,
        startPosition: point(before, from),
        oldEndPosition: point(before, to),
        newEndPosition: point(text, from + newText.length),
      });
      this.#tree.edit(edit);
      this.#outdated = true;
    }
    this.#now = new Snapshot(this.file, text);
    this.#readable?.delete();
    this.#readable = undefined;
  }

  offsetAt(position: Position): number {
    return this.#now.offsetAt(position);
  }

  positionAt(offset: number): Position {
    return this.#now.positionAt(offset);
  }

  /** Frees the tree, which is outside of what the garbage collector sees. */
  dispose(): void {
    for (const tree of [this.#tree, this.#readable]) tree?.delete();
    this.#tree = this.#readable = undefined;
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

/** The last of `starts` that is not after `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** As tree-sitter counts: rows end with \n alone. */
function point(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    start = at + 1;
  }
  return { row, column: offset - start };
}
