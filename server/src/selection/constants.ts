/** Finds the constants in candidates' code: cases that examples and other inputs miss often lie beside one. */
import { descendants } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import { sourceOf, type Value } from '../python/values.ts';
import { literalOf } from '../specification/literals.ts';

/** The numbers and strings of the code, each once, without docstrings. */
export function constantsIn(code: string): Value[] {
  const tree = grammarTree(code);
  const found = new Map<string, Value>();
  try {
    for (const node of descendants(tree.rootNode)) {
      if (node.parent?.type === 'expression_statement' || node.parent?.type === 'unary_operator') continue;
      if (node.type === 'string' && node.parent?.type === 'concatenated_string') continue;
      if (!kinds.has(node.type)) continue;
      const value = literalOf(node);
      if (value) found.set(sourceOf(value), value);
    }
  } finally {
    tree.delete();
  }
  return [...found.values()];
}

const kinds = new Set(['integer', 'float', 'string', 'concatenated_string', 'unary_operator']);

/** The constant itself, and the values on either side of it. */
export function around(constant: Value): Value[] {
  if (constant[0] === 'int') {
    const number = BigInt(constant[1]);
    return [number, number + 1n, number - 1n].map((one): Value => ['int', String(one)]);
  }
  return [constant];
}
