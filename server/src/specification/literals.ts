/** Python's literals as values. */
import type { Node } from 'web-tree-sitter';
import { statementsOf } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import { sourceOf, type Value } from '../python/values.ts';
import { evaluate } from './docstring.ts';

/** The value of an expression; `code` if reading alone does not tell it. */
export function valueIn(node: Node): Value {
  return literalOf(node) ?? ['code', node.text];
}

/** The value of a text that is one literal, such as a repr. */
export function literalIn(text: string): Value | undefined {
  const tree = grammarTree(text);
  try {
    const { rootNode } = tree;
    const [only] = rootNode.namedChildren;
    if (rootNode.hasError || rootNode.namedChildCount !== 1 || only?.type !== 'expression_statement') return undefined;
    // `1, 2` has two children there.
    return only.namedChildCount === 1 ? literalOf(only.namedChild(0)!) : undefined;
  } finally {
    tree.delete();
  }
}

export function literalOf(node: Node): Value | undefined {
  switch (node.type) {
    case 'none':
      return ['none'];
    case 'true':
    case 'false':
      return ['bool', node.type === 'true'];
    case 'integer':
      return intOf(node.text);
    case 'float':
      return floatLiteral(node.text);
    case 'string':
    case 'concatenated_string':
      return stringOf(node);
    case 'parenthesized_expression':
      return literalOf(statementsOf(node)[0]!);
    case 'unary_operator':
      return negative(node);
    case 'list':
    case 'tuple':
    case 'set':
      return sequenceOf(node.type, node);
    case 'dictionary':
      return dictOf(node);
    case 'call':
      return setOf(node);
    default:
      return undefined;
  }
}

function intOf(text: string): Value | undefined {
  const digits = text.replaceAll('_', '').toLowerCase();
  if (/^0[xob][\da-f]+$/.test(digits)) return ['int', String(BigInt(digits))];
  return /^\d{1,1000}$/.test(digits) ? ['int', String(BigInt(digits))] : undefined;
}

function floatLiteral(text: string): Value | undefined {
  const number = Number(text.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : ['float', pythonFloat(number)];
}

/** As Python's `repr` has a float. */
export function pythonFloat(number: number): string {
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  const text = Object.is(number, -0) ? '-0' : String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** `'\N{BULLET}'`: only Python has the table of these names. */
const namedCharacter = /^(?!\w*r)\w*["'](?:[^\\]|\\[^N])*?\\N\{/is;

function stringOf(node: Node): Value | undefined {
  const tokens = node.type === 'string' ? [node] : statementsOf(node);
  const pieces = tokens.map((one) => ({
    start: one.startIndex - node.startIndex,
    end: one.endIndex - node.startIndex,
  }));
  if (tokens.some(({ text }) => namedCharacter.test(text))) return undefined;
  const literal = evaluate(node.text, pieces);
  return literal === null ? undefined : ['str', literal.value];
}

function negative(node: Node): Value | undefined {
  const operand = literalOf(node.childForFieldName('argument') ?? node.namedChild(0)!);
  if (operand === undefined || (operand[0] !== 'int' && operand[0] !== 'float')) return undefined;
  const sign = node.child(0)?.type;
  if (sign === '+') return operand;
  if (sign !== '-') return undefined;
  const text = operand[1].startsWith('-') ? operand[1].slice(1) : `-${operand[1]}`;
  return operand[0] === 'int' ? ['int', text === '-0' ? '0' : text] : ['float', text];
}

function sequenceOf(kind: 'list' | 'tuple' | 'set', node: Node): Value | undefined {
  const items = statementsOf(node).map(literalOf);
  if (items.some((one) => one === undefined)) return undefined;
  return [kind, kind === 'set' ? unique(items as Value[]) : (items as Value[])];
}

function unique(items: readonly Value[]): Value[] {
  return [...new Map(items.map((one) => [sourceOf(one), one])).values()];
}

/** `set()`, `frozenset()`, `frozenset({1, 2})`. */
function setOf(node: Node): Value | undefined {
  const called = node.childForFieldName('function')?.text;
  const list = node.childForFieldName('arguments');
  if ((called !== 'set' && called !== 'frozenset') || list?.type !== 'argument_list') return undefined;
  const [given, ...more] = statementsOf(list);
  if (given === undefined) return ['set', []];
  const value = called === 'frozenset' && more.length === 0 ? literalOf(given) : undefined;
  return value?.[0] === 'set' ? value : undefined;
}

function dictOf(node: Node): Value | undefined {
  const pairs: [Value, Value][] = [];
  for (const one of statementsOf(node)) {
    if (one.type !== 'pair') return undefined;
    const key = literalOf(one.childForFieldName('key')!);
    const value = literalOf(one.childForFieldName('value')!);
    if (key === undefined || value === undefined) return undefined;
    pairs.push([key, value]);
  }
  return ['dict', pairs];
}
