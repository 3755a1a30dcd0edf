/** From a text to its statements, by the parser. */
import type { Node } from 'web-tree-sitter';
import { outermost, placeOfClass } from './functions.ts';
import { GrowingNames, type Names } from './names.ts';
import { parse } from './parser.ts';
import { readNames } from './scoping.ts';
import { moved, type Statement } from './statement.ts';
import { readStatement } from './statementNode.ts';
import { child, mistakeIn, statementsIn, syntaxOf } from './syntax.ts';

/** Parses a text behind `prefix`, which gives an indented one its block; a statement of it each, or one that is broken. */
export function readWhole(source: string, prefix: string): readonly Statement[] {
  const text = prefix + source;
  const tree = parse(text);
  try {
    const root = syntaxOf(tree.rootNode);
    if (!root) return [brokenStatement(source, errorIn(tree.rootNode, prefix.length))];
    const mistake = mistakeIn(text, root);
    if (mistake !== null) return [brokenStatement(source, Math.max(0, mistake - prefix.length))];
    const outer = prefix === '' ? root : child(root.children[0]!, prefix.startsWith('class') ? 'body' : 'consequence');
    if (!outer || (prefix !== '' && statementsIn(root).length > 1)) return [brokenStatement(source, 0)];
    const place = prefix.startsWith('class') ? placeOfClass(text, root.children[0]!) : outermost;
    return statementsIn(outer).map((node, index) =>
      moved(readStatement(text, node, place, prefix === '' && index === 0), -prefix.length),
    );
  } finally {
    tree.delete();
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

/** The names of code that stands elsewhere, as in a docstring; null where it doesn't parse. */
export function namesOfCode(source: string): Names | null {
  const tree = parse(source);
  try {
    const root = syntaxOf(tree.rootNode);
    return root && readNames(source, statementsIn(root));
  } finally {
    tree.delete();
  }
}
