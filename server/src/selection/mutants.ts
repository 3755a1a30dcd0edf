/** Makes small changes of a program, like slips of the pen. The examples don't pin down the places where they notice none. */
import type { Node } from 'web-tree-sitter';
import { descendants } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';

/** The most changes of one program. */
const MOST = 40;

const swapped: Readonly<Record<string, readonly string[]>> = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['+'],
  '//': ['/'],
  '%': ['//'],
  and: ['or'],
  or: ['and'],
  min: ['max'],
  max: ['min'],
  any: ['all'],
  all: ['any'],
  lower: ['upper'],
  upper: ['lower'],
  strip: ['rstrip', 'lstrip'],
  append: ['extend'],
};

/** Texts of the function, each with one change, in the order of their places. If there are many, it takes them evenly from all places. */
export function mutantsOf(solution: string): string[] {
  const tree = grammarTree(solution);
  try {
    if (tree.rootNode.hasError) return [];
    const changes = [...descendants(tree.rootNode)].filter(isOfBody).flatMap(changesAt);
    const step = Math.max(1, changes.length / MOST);
    const chosen = Array.from({ length: Math.min(MOST, changes.length) }, (_, at) => changes[Math.floor(at * step)]!);
    const made = chosen.map(({ from, to, text }) => solution.slice(0, from) + text + solution.slice(to));
    return [...new Set(made)].filter((one) => one !== solution);
  } finally {
    tree.delete();
  }
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Whether the node lies in the body of a function: signature and docstring are the user's. */
function isOfBody(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) {
    if (at.type === 'parameters' || at.type === 'type' || at.type === 'decorator') return false;
    if (at.type === 'expression_statement' && at.namedChild(0)?.type === 'string') return false;
    if (at.type === 'block') return true;
  }
  return false;
}

function changesAt(node: Node): Change[] {
  const replaced = (text: string): Change => ({ from: node.startIndex, to: node.endIndex, text });
  if (node.type === 'integer' && /^\d{1,9}$/.test(node.text)) {
    const number = Number(node.text);
    return [replaced(String(number + 1)), ...(number > 0 ? [replaced(String(number - 1))] : [])];
  }
  if (node.type === 'true') return [replaced('False')];
  if (node.type === 'false') return [replaced('True')];
  if (node.type === 'if_statement' || node.type === 'elif_clause') return branchAt(node);
  const isOperator = node.childCount === 0 && node.parent !== null && operators.has(node.parent.type);
  const isName = node.type === 'identifier' && isCalled(node);
  return isOperator || isName ? (swapped[node.text] ?? []).map(replaced) : [];
}

const operators = new Set(['comparison_operator', 'binary_operator', 'boolean_operator']);

function isCalled(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'call') return parent.childForFieldName('function')?.id === node.id;
  return parent?.type === 'attribute' && parent.parent?.type === 'call';
}

/** The change by which a branch is never taken. */
function branchAt(node: Node): Change[] {
  const condition = node.childForFieldName('condition');
  return condition ? [{ from: condition.startIndex, to: condition.endIndex, text: 'False' }] : [];
}
