/** Trees as Python reads a text, where tree-sitter's grammar reads valid code otherwise or not at all. */
import { Edit, type Point, type Tree } from 'web-tree-sitter';
import { bracketsOnOneLine, type Change, changed, mayBeMisread, misreadTokens } from '../python/misread.ts';
import { linesOf, type Piece, piecesOf } from './lines.ts';
import { grammarTree } from './parser.ts';
import { pointsOf } from './points.ts';

export interface Corrected {
  /** Offsets, rows and texts are those of the text. It may be the grammar's own tree. */
  readonly tree: Tree;
  /** Comments that have no node in it. */
  readonly comments: readonly Piece[];
}

/** `plain` is the tree that the grammar gives of `text`; both are the caller's to delete. */
export function corrected(text: string, plain: Tree): Corrected {
  if (!plain.rootNode.hasError && !mayBeMisread(text)) return { tree: plain, comments: [] };
  const pieces = piecesOf(text, linesOf(text), 0, text.length);
  const tokens = pieces.flatMap((piece) => misreadTokens(text.slice(piece.start, piece.end)).map(moved(piece.start)));
  let tree = tokens.length > 0 ? treeOf(text, tokens, plain) : plain;
  if (!tree.rootNode.hasError) return { tree, comments: [] };
  const [without, errors] = [changed(text, tokens), errorsIn(tree)];
  const changes = [...tokens];
  const comments: Piece[] = [];
  for (const piece of pieces) {
    if (!errors.some(({ start, end }) => start <= piece.end && end >= piece.start)) continue;
    const source = without.slice(piece.start, piece.end);
    const laidOut = bracketsOnOneLine(source);
    if (!laidOut || laidOut.changes.length === 0 || !parses(changed(source, laidOut.changes))) continue;
    changes.push(...laidOut.changes.map(moved(piece.start)));
    for (const { start, text: comment } of laidOut.comments)
      comments.push({ start: piece.start + start, end: piece.start + start + comment.length });
  }
  if (changes.length > tokens.length) {
    if (tree !== plain) tree.delete();
    changes.sort((a, b) => a.start - b.start);
    tree = treeOf(text, changes, plain);
  }
  if (tree === plain || plain.rootNode.hasError || !tree.rootNode.hasError) return { tree, comments };
  tree.delete();
  return { tree: plain, comments: [] };
}

function moved(by: number): (change: Change) => Change {
  return ({ start, text }) => ({ start: start + by, text });
}

function parses(text: string): boolean {
  const tree = grammarTree(text);
  const { hasError } = tree.rootNode;
  tree.delete();
  return !hasError;
}

function errorsIn({ rootNode }: Tree): Piece[] {
  const found: Piece[] = [];
  const pending = [rootNode];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.isError || node.isMissing) found.push({ start: node.startIndex, end: node.endIndex });
    else if (node.hasError) pending.push(...node.children.filter((one) => one !== null));
  }
  return found;
}

/** The tree of the changed text, what hasn't changed taken over from `plain`; then line breaks are put back. */
function treeOf(text: string, changes: readonly Change[], plain: Tree): Tree {
  const point = pointsOf(text);
  const edits = changes.map(({ start, text: { length } }) => {
    const [from, to] = [point(start), point(start + length)];
    return { start, end: start + length, from, to, flat: { row: from.row, column: from.column + length } };
  });
  const read = changed(text, changes);
  const old = plain.copy();
  for (const { start, end, from, to, flat } of edits.toReversed()) old.edit(replacing(start, end, from, to, flat));
  let tree = grammarTree(read, old, text);
  old.delete();
  if (tree.rootNode.hasError) {
    // From an old tree the parser may recover from a mistake otherwise than it does from the text alone.
    tree.delete();
    tree = grammarTree(read, undefined, text);
  }
  for (const { start, end, from, to, flat } of edits)
    if (to.row > from.row) tree.edit(replacing(start, end, from, flat, to));
  return tree;
}

function replacing(
  start: number,
  end: number,
  startPosition: Point,
  oldEndPosition: Point,
  newEndPosition: Point,
): Edit {
  return new Edit({
    startIndex: start,
    oldEndIndex: end,
    newEndIndex: end,
    startPosition,
    oldEndPosition,
    newEndPosition,
  });
}
