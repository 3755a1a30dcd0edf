/** Compares programs by their syntax trees, without comments, layout, docstrings and redundant brackets. */
import { createHash } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import { childrenOf, docstringOf } from '../python/nodes.ts';
import type { Renames } from './layout.ts';

/** Tokens that the form of the tree implies, except where they replace something: `x[:n]`, `x[n,]`. */
const silent = new Set(['comment', ',', ';', ':', 'line_continuation']);
const telling = new Set(['slice', 'subscript']);
/** `return a, b` equals `return (a, b)`. */
const tuples: Readonly<Record<string, string>> = { expression_list: 'tuple', pattern_list: 'tuple_pattern' };

/** The text of a node, independent of layout. */
export function shapeOf(node: Node, renames: Renames): string {
  if (node.type === 'parenthesized_expression') {
    const inside = node.namedChildren.find((child) => child && child.type !== 'comment');
    if (inside) return shapeOf(inside, renames);
  }
  if (node.type === 'string_start') return prefixOf(node.text);
  if (node.type === 'string_end') return '';
  if (node.type === 'string_content' || node.childCount === 0) return renames.get(node.startIndex)?.text ?? node.text;
  const type = tuples[node.type] ?? node.type;
  const isTuple = type === 'tuple' || type === 'tuple_pattern';
  const docstring = node.type === 'block' && isDefinition(node.parent) ? docstringOf(node)?.id : undefined;
  const parts = childrenOf(node)
    .filter((child) => !silent.has(child.type) || (telling.has(node.type) && /^[:,]$/.test(child.type)))
    .filter((child) => child.id !== docstring && !(isTuple && /^[()]$/.test(child.type)))
    .map((child) => shapeOf(child, renames));
  return `(${type} ${parts.map((part) => `${part.length}:${part}`).join(' ')})`;
}

export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** `rb` of `Rb"""`: which quotes a string has is layout. */
function prefixOf(start: string): string {
  return `'${[...start.replace(/["']/g, '').toLowerCase()].sort().join('')}`;
}

function isDefinition(node: Node | null): boolean {
  return node?.type === 'function_definition' || node?.type === 'class_definition';
}
