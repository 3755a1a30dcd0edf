/** Small functions on tree-sitter-python's nodes. */
import type { Node } from 'web-tree-sitter';
import { nameFrom } from './identifiers.ts';

export function childrenOf(node: Node): Node[] {
  return node.children.filter((child): child is Node => child !== null);
}

/** The statements of a module or block, without comments. */
export function statementsOf(block: Node): Node[] {
  return block.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** Every node at or below `node`, parents first. */
export function* descendants(node: Node): Generator<Node> {
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    pending.push(...childrenOf(next).reverse());
  }
}

/** The nodes of a function's own code, without nested functions, lambdas and classes. */
export function* ownDescendants(node: Node): Generator<Node> {
  const pending = childrenOf(node).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    if (!opensCode.has(next.type)) pending.push(...childrenOf(next).reverse());
  }
}

const opensCode = new Set(['function_definition', 'lambda', 'class_definition']);

/** The `def` or `class` inside of its decorators. */
export function undecorated(statement: Node): Node {
  return statement.type === 'decorated_definition'
    ? (statement.childForFieldName('definition') ?? statement)
    : statement;
}

/** The statement of a `def` or `class`, including decorators. */
export function decorated(definition: Node): Node {
  return definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
}

/** The expression `lru_cache(None)` of each `@lru_cache(None)`. */
export function decoratorsOf(definition: Node): string[] {
  const outer = decorated(definition);
  if (outer.id === definition.id) return [];
  return statementsOf(outer)
    .filter((child) => child.type === 'decorator')
    .map((child) => child.text.slice(1).trim());
}

/** The name of an identifier. */
export function named(identifier: Node): string {
  return nameFrom(identifier.text);
}

/** The name of a `def`, a `class`, or another named node. */
export function nameOf(definition: Node): string {
  const identifier = definition.childForFieldName('name');
  return identifier ? named(identifier) : '';
}

/** The block of a compound statement or definition. */
export function bodyOf(definition: Node): Node | null {
  return definition.childForFieldName('body');
}

export function isString(node: Node | null | undefined): boolean {
  return node?.type === 'string' || node?.type === 'concatenated_string';
}

/** The docstring's statement: the first statement of a block, if it is a plain string. */
export function docstringOf(block: Node): Node | undefined {
  const first = statementsOf(block)[0];
  return first?.type === 'expression_statement' && first.namedChildCount === 1 && isString(first.namedChild(0))
    ? first
    : undefined;
}

export function isAsync(definition: Node): boolean {
  return definition.child(0)?.type === 'async';
}

/** Whether `inner` lies within `outer`. */
export function within(inner: Node, outer: Node): boolean {
  return inner.startIndex >= outer.startIndex && inner.endIndex <= outer.endIndex;
}

/** The classes and functions around a node, outermost first. */
export function enclosing(node: Node): Node[] {
  const found: Node[] = [];
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'class_definition' || parent.type === 'function_definition') found.unshift(parent);
  }
  return found;
}

/** The module's statement that contains a node. */
export function topLevelStatement(node: Node): Node {
  let at = node;
  for (let parent = at.parent; parent && parent.type !== 'module'; parent = parent.parent) at = parent;
  return at;
}
