import { Edit, type Tree } from 'web-tree-sitter';
import type { Position, Range } from '../../../protocol/index.ts';
import { corrected } from '../python/corrected.ts';
import { grammarTree } from '../python/parser.ts';
import { pointsOf } from '../python/points.ts';
import { replaced, withoutCode } from './pieceSource.ts';
import { Snapshot } from './snapshot.ts';
import { statementsOf } from './statements.ts';
import type { TestFiles } from './tests/testFiles.ts';

/** A Python document with its syntax tree, parsed incrementally. Offsets and columns are in UTF-16 code units. */
export class PythonDocument {
  /** Absolute path, or the name of an untitled document. */
  readonly file: string;
  /** The other files in which its tests are looked for. */
  readonly testFiles: TestFiles | undefined;
  #now: Snapshot;
  /** The tree of the text as the grammar reads it; edits are applied to it. */
  #plain: Tree | undefined;
  /** The tree of the text as Python reads it; often the same. */
  #tree: Tree | undefined;
  #readable: Tree | undefined;

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

  /** The tree, parsed on the first use after an edit. It belongs to the document: the next edit or `dispose` frees it. */
  get tree(): Tree {
    this.#tree ??= corrected(this.text, this.#parsed()).tree;
    return this.#tree;
  }

  #parsed(): Tree {
    const old = this.#plain;
    this.#plain = grammarTree(this.text, old);
    old?.delete();
    // After a syntax error, incremental parsing may recover in another way than parsing the whole text.
    if (old && this.#plain.rootNode.hasError) {
      this.#plain.delete();
      this.#plain = grammarTree(this.text);
    }
    return this.#plain;
  }

  /** The tree without statements that do not parse, which would affect their neighbours. Offsets stay those of the text. */
  get readableTree(): Tree {
    if (!this.tree.rootNode.hasError) return this.tree;
    this.#readable ??= this.#withoutBroken();
    return this.#readable;
  }

  #withoutBroken(): Tree {
    const broken = statementsOf(this.#now).flatMap((one) => one.broken);
    const text = replaced(this.text, broken, withoutCode);
    const plain = grammarTree(text);
    const { tree } = corrected(text, plain);
    if (tree !== plain) plain.delete();
    return tree;
  }

  get lineStarts(): readonly number[] {
    return this.#now.lineStarts;
  }

  /** Applies a client's edit of a range. Positions beyond the text mean its nearest end. */
  edit(range: Range, newText: string): void {
    const before = this.text;
    const from = this.offsetAt(range.start);
    const to = Math.max(from, this.offsetAt(range.end));
    const text = before.slice(0, from) + newText + before.slice(to);
    if (this.#plain) {
      const [was, is] = [pointsOf(before), pointsOf(text)];
      const edit = new Edit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: from + newText.length,
        startPosition: was(from),
        oldEndPosition: was(to),
        newEndPosition: is(from + newText.length),
      });
      this.#plain.edit(edit);
    }
    this.#now = new Snapshot(this.file, text);
    this.#forget();
  }

  offsetAt(position: Position): number {
    return this.#now.offsetAt(position);
  }

  positionAt(offset: number): Position {
    return this.#now.positionAt(offset);
  }

  /** Frees the trees, which the garbage collector can't free. */
  dispose(): void {
    this.#forget();
    this.#plain?.delete();
    this.#plain = undefined;
  }

  #forget(): void {
    if (this.#tree !== this.#plain) this.#tree?.delete();
    this.#readable?.delete();
    this.#tree = this.#readable = undefined;
  }
}
