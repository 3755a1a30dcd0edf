/** Reads what an example expects: `assert f(1) == 2`, or a doctest with its output. */
import type { Node } from 'web-tree-sitter';
import type { Example } from '../../../protocol/index.ts';
import { descendants, statementsOf } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import type { Piece } from '../python/pieces.ts';
import { sourceOf, type Value } from '../python/values.ts';
import { literalIn, literalOf } from './literals.ts';

export interface Expectation {
  /** The expression that is compared, with its literals written in one way: two with one text compute the same. */
  readonly subject: string;
  /** It calls the function `name` with literals alone, and reads nothing else that could change. */
  isFixed(name: string): boolean;
  readonly value: Value;
  /** The literal's place in the example's source. */
  readonly literal: Piece;
}

/** By kind and source, because most examples stay as they are while one is edited. */
const known = new Map<string, Expectation | undefined>();
const MOST_KNOWN = 2000;

/** Undefined where the example does not compare with a literal. */
export function expectationOf({ kind, source }: Pick<Example, 'kind' | 'source'>): Expectation | undefined {
  const key = `${kind} ${source}`;
  if (known.has(key)) return known.get(key);
  if (known.size >= MOST_KNOWN) known.clear();
  const found =
    kind === 'assert' ? expectationIn(source) : kind === 'doctest' ? expectationOfDoctest(source) : undefined;
  known.set(key, found);
  return found;
}

/** Of an assert statement. */
export function expectationIn(source: string): Expectation | undefined {
  return reading(source, (root) => {
    const [statement] = statementsOf(root);
    if (statement?.type !== 'assert_statement') return undefined;
    const [left, right] = compared(statement.namedChild(0)!);
    if (!left || !right) return undefined;
    const [value, other] = [literalOf(right), literalOf(left)];
    if ((value === undefined) === (other === undefined)) return undefined;
    const [subject, literal] = value === undefined ? [right, left] : [left, right];
    return { ...subjectOf(subject), value: (value ?? other)!, literal: pieceOf(literal) };
  });
}

/** The two sides of `==` or `is`. */
function compared(condition: Node): (Node | undefined)[] {
  if (condition.type === 'parenthesized_expression') return compared(statementsOf(condition)[0]!);
  if (condition.type !== 'comparison_operator') return [];
  const [left, operator, right, ...more] = condition.children.filter((one) => one?.type !== 'comment');
  const isEquality = operator?.type === '==' || operator?.type === 'is';
  return isEquality && more.length === 0 ? [left ?? undefined, right ?? undefined] : [];
}

/** The output is one line that reads as a literal. */
function expectationOfDoctest(source: string): Expectation | undefined {
  const lines = source.split('\n');
  const prompts = lines.filter((line) => /^(?:>>>|\.\.\.)/.test(line));
  if (prompts.length !== lines.length - 1) return undefined;
  const want = lines.at(-1)!;
  const start = source.length - want.length;
  const value = literalIn(want);
  const subject = reading(prompts.map((line) => line.slice(4)).join('\n'), (root) => {
    const only = root.namedChildCount === 1 ? root.namedChild(0)! : undefined;
    return only?.type === 'expression_statement' ? subjectOf(only.namedChild(0)!) : undefined;
  });
  return value && subject && { ...subject, value, literal: { start, end: start + want.trimEnd().length } };
}

function reading<T>(source: string, read: (root: Node) => T | undefined): T | undefined {
  const tree = grammarTree(source);
  try {
    return tree.rootNode.hasError ? undefined : read(tree.rootNode);
  } finally {
    tree.delete();
  }
}

function pieceOf({ startIndex, endIndex }: Node): Piece {
  return { start: startIndex, end: endIndex };
}

function subjectOf(node: Node): Pick<Expectation, 'subject' | 'isFixed'> {
  const called = new Set<string>();
  const isFixed = fixed(node, called);
  return { subject: written(node), isFixed: (name) => isFixed && called.has(name) };
}

function written(node: Node): string {
  const value = literalOf(node);
  if (value !== undefined) return sourceOf(value);
  const parts = node.children.filter((one) => one !== null && one.type !== 'comment');
  return parts.length === 0 ? node.text : parts.map((one) => written(one!)).join(' ');
}

/** Puts into `called` what is called with arguments: `f`, `Class.method`, and `.method` of what a call gives. */
function fixed(node: Node, called: Set<string>): boolean {
  if (literalOf(node) !== undefined) return true;
  if (node.type === 'parenthesized_expression') return fixed(statementsOf(node)[0]!, called);
  if (node.type === 'subscript') return statementsOf(node).every((one) => fixed(one, called));
  if (node.type !== 'call') return false;
  const [callee, list] = [node.childForFieldName('function')!, node.childForFieldName('arguments')!];
  if (list.type !== 'argument_list') return false;
  const given = statementsOf(list);
  const values = given.map((one) => (one.type === 'keyword_argument' ? one.childForFieldName('value')! : one));
  if (!values.every((one) => fixed(one, called))) return false;
  if (callee.type === 'identifier' || isDotted(callee)) {
    if (given.length > 0) called.add(callee.text);
    return callee.type === 'identifier' || /^[A-Z]|^asyncio\.run$/.test(callee.text);
  }
  const object = callee.type === 'attribute' ? callee.childForFieldName('object')! : undefined;
  if (object === undefined || !fixed(object, called)) return false;
  if (
    given.length > 0 ||
    [...descendants(object)].some((one) => one.type === 'argument_list' && one.namedChildCount > 0)
  )
    called.add(`.${callee.childForFieldName('attribute')!.text}`);
  return true;
}

function isDotted(node: Node): boolean {
  return node.type === 'attribute' && /^[\w.]+$/.test(node.text);
}
