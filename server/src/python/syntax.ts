/** Syntax trees as plain data: read once from the parser's memory, quick to walk, and without a need to delete them. */
import type { Node, TreeCursor } from 'web-tree-sitter';
import { nameFrom } from './identifiers.ts';

export interface Syntax {
  readonly type: string;
  /** The grammar's field name in the parent. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Syntax[];
}

/** CPython's own parser and compiler fail before this depth, and walks over the tree recurse. */
const deepest = 1000;

/** The tree at and below `node`; null if it doesn't parse, or nests more deeply than Python allows. */
export function syntaxOf(node: Node): Syntax | null {
  if (node.hasError) return null;
  const { root, isWhole } = read(node);
  return isWhole ? root : null;
}

/** The tree at and below `node`, including parts that don't parse, down to Python's depth limit. */
export function roughSyntaxOf(node: Node): Syntax {
  return read(node).root;
}

interface Growing extends Syntax {
  readonly children: Syntax[];
}

function read(node: Node): { root: Syntax; isWhole: boolean } {
  const cursor = node.walk();
  try {
    const root = here(cursor);
    const path = [root];
    let isWhole = true;
    for (;;) {
      const isDeepest = path.length === deepest;
      if (!isDeepest && cursor.gotoFirstChild()) {
        const child = here(cursor);
        path.at(-1)!.children.push(child);
        path.push(child);
        continue;
      }
      if (isDeepest && cursor.currentNode.childCount > 0) isWhole = false;
      while (!cursor.gotoNextSibling()) {
        path.pop();
        if (!cursor.gotoParent()) return { root, isWhole };
      }
      path.pop();
      const sibling = here(cursor);
      path.at(-1)!.children.push(sibling);
      path.push(sibling);
    }
  } finally {
    cursor.delete();
  }
}

function here(cursor: TreeCursor): Growing {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}

/** The name of an identifier. */
export function nameAt(text: string, { start, end }: Syntax): string {
  return nameFrom(text.slice(start, end));
}

export function child(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((one) => one.field === field);
}

export function childrenOf(node: Syntax, field: string): Syntax[] {
  return node.children.filter((one) => one.field === field);
}

const marks = /^\W+$/;

/** The children without brackets, commas, operators and comments. Keywords stay. */
export function parts(node: Syntax): Syntax[] {
  return node.children.filter(
    (one) => !marks.test(one.type) && one.type !== 'comment' && one.type !== 'line_continuation',
  );
}

export function identifiersIn(node: Syntax): Syntax[] {
  return node.type === 'identifier' ? [node] : node.children.flatMap(identifiersIn);
}

export function firstIdentifier(node: Syntax): Syntax | undefined {
  return firstOfType(node, 'identifier');
}

/** The first node of a type at or below `node`. */
export function firstOfType(node: Syntax, type: string): Syntax | undefined {
  if (node.type === type) return node;
  for (const one of node.children) {
    const found = firstOfType(one, type);
    if (found) return found;
  }
  return undefined;
}

/** The statements of a module or block, without comments. */
export function statementsIn(block: Syntax): Syntax[] {
  return parts(block);
}

/** The `def` or `class` inside of its decorators. */
export function undecorated(statement: Syntax): Syntax {
  return statement.type === 'decorated_definition' ? (child(statement, 'definition') ?? statement) : statement;
}

export function isString(node: Syntax | undefined): boolean {
  return node?.type === 'string' || node?.type === 'concatenated_string';
}

/** The first violation of a Python rule that the grammar does not check; null if there is none. */
export function mistakeIn(text: string, node: Syntax): number | null {
  if (isMistake(node)) return node.start;
  if (node.type === 'block') {
    const uneven = unevenIn(text, node);
    if (uneven !== null) return uneven;
  }
  for (const one of node.children) {
    if (one.children.length === 0 && !suspects.has(one.type)) continue;
    const found = mistakeIn(text, one);
    if (found !== null) return found;
  }
  return null;
}

const suspects = new Set(['block', '<>']);
const clauses = /^(?:except|except_group|finally)_clause$/;

function isMistake(node: Syntax): boolean {
  switch (node.type) {
    case 'block':
      return statementsIn(node).length === 0;
    case 'try_statement':
      return !node.children.some(({ type }) => clauses.test(type));
    case 'print_statement':
    case 'exec_statement':
    case '<>':
      return true;
    default:
      return false;
  }
}

/** A statement with another indentation than the first of its block. */
function unevenIn(text: string, block: Syntax): number | null {
  let indentation: string | undefined;
  for (const { start } of statementsIn(block)) {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (before.trim() !== '') continue;
    indentation ??= before;
    if (before !== indentation) return start;
  }
  return null;
}
