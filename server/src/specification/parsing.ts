/** Parses a text into its statements. */
import type { Node, Tree } from 'web-tree-sitter';
import { corrected } from '../python/corrected.ts';
import { GrowingNames, type Names } from '../python/names/names.ts';
import { readNames } from '../python/names/readNames.ts';
import { grammarTree } from '../python/parser.ts';
import type { Piece } from '../python/pieces.ts';
import { child, mistakeIn, statementsIn, syntaxOf } from '../python/syntax.ts';
import { outermost, placeOfClass } from './definitions.ts';
import { moved, type Statement } from './statement.ts';
import { readStatement } from './statementNode.ts';

/** Parses a text after `prefix`, which opens a block for indented text. Returns its statements, or one broken statement. */
export function readWhole(source: string, prefix: string): readonly Statement[] {
  const text = prefix + source;
  return parsed(text, ({ rootNode }, comments) => {
    const root = syntaxOf(rootNode);
    if (!root) return [brokenStatement(source, errorIn(rootNode, prefix.length))];
    const mistake = mistakeIn(text, root);
    if (mistake !== null) return [brokenStatement(source, Math.max(0, mistake - prefix.length))];
    const outer = prefix === '' ? root : child(root.children[0]!, prefix.startsWith('class') ? 'body' : 'consequence');
    if (!outer || (prefix !== '' && statementsIn(root).length > 1)) return [brokenStatement(source, 0)];
    const place = prefix.startsWith('class') ? placeOfClass(text, root.children[0]!) : outermost;
    return statementsIn(outer).map((node, index) => {
      const statement = readStatement(text, node, place, prefix === '' && index === 0);
      const more = comments.filter(({ start, end }) => start >= node.start && end <= node.end);
      const all = more.length > 0 ? [...statement.comments, ...more] : statement.comments;
      return moved({ ...statement, comments: all }, -prefix.length);
    });
  });
}

/** Calls `read` with a text's tree and with the comments that have no node in it. */
function parsed<T>(text: string, read: (tree: Tree, comments: readonly Piece[]) => T): T {
  const plain = grammarTree(text);
  const { tree, comments } = corrected(text, plain);
  try {
    return read(tree, comments);
  } finally {
    if (tree !== plain) tree.delete();
    plain.delete();
  }
}

function brokenStatement(source: string, at: number): Statement {
  const name = /(?:^|\n)\s*(?:async\s+)?(?:def|class)\s+(\w+)/.exec(source)?.[1] ?? null;
  const names = new GrowingNames();
  if (name) names.binds.add(name);
  const broken = [{ start: 0, end: source.length, name, at }];
  const nothing = {
    parts: [],
    functions: [],
    class: null,
    madeClass: null,
    star: false,
    inMain: false,
    longStrings: [],
    docstrings: [],
    comments: [],
  };
  return { kind: 'broken', start: 0, end: source.length, names, broken, ...nothing };
}

function errorIn(root: Node, before: number): number {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.isError || node.isMissing) return Math.max(0, node.startIndex - before);
    if (node.hasError) pending.push(...node.children.filter((one) => one !== null).reverse());
  }
  return 0;
}

/** The names of code from elsewhere, such as a docstring; null if it does not parse. */
export function namesOfCode(source: string): Names | null {
  return parsed(source, ({ rootNode }) => {
    const root = syntaxOf(rootNode);
    return root && readNames(source, statementsIn(root));
  });
}
