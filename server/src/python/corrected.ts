/** Syntax trees as Python reads a text, also for valid code that tree-sitter's grammar misreads or rejects. */
import { Edit, type Tree } from 'web-tree-sitter';
import { linesOf } from './lines.ts';
import { bracketsOnOneLine, type Change, changed, mayBeMisread, misreadTokens } from './misread.ts';
import { grammarTree } from './parser.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { pointsOf } from './points.ts';

export interface Corrected {
  /** Offsets, rows and texts are those of the text. This may be the grammar's own tree. */
  readonly tree: Tree;
  /** Comments without a node in the tree. */
  readonly comments: readonly Piece[];
}

/** `plain` is the grammar's tree of `text`; the caller deletes both trees. */
export function corrected(text: string, plain: Tree): Corrected {
  if (!plain.rootNode.hasError && !mayBeMisread(text)) return { tree: plain, comments: [] };
  const pieces = piecesOf(text, linesOf(text), 0, text.length);
  const tokens = pieces.flatMap((piece) => misreadTokens(text.slice(piece.start, piece.end)).map(moved(piece.start)));
  let tree = tokens.length > 0 ? treeOf(text, tokens) : plain;
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
    tree = treeOf(text, changes);
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

/**
 * The tree of the changed text, with its line breaks restored. It does not reuse nodes of the plain tree, because the parser would keep
 * its misreadings.
 */
function treeOf(text: string, changes: readonly Change[]): Tree {
  const tree = grammarTree(changed(text, changes), undefined, text);
  const point = pointsOf(text);
  for (const { start, text: blank } of changes) {
    const end = start + blank.length;
    const [from, to] = [point(start), point(end)];
    if (to.row === from.row) continue;
    const flat = { row: from.row, column: from.column + blank.length };
    const places = { startPosition: from, oldEndPosition: flat, newEndPosition: to };
    tree.edit(new Edit({ startIndex: start, oldEndIndex: end, newEndIndex: end, ...places }));
  }
  return tree;
}
