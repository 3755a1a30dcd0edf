/** Finds programs that know the examples by heart: they compare with the examples' arguments, and return the expected values. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { descendants, statementsOf } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import { alike, type Value } from '../python/values.ts';
import { literalOf } from '../specification/literals.ts';
import { type Case, casesOf } from './cases.ts';

/** One branch, or one entry of a table. `answer` is undefined if reading alone does not tell it. */
interface Branch {
  /** The values with which it compares arguments. */
  readonly keys: readonly Value[];
  readonly answer: Value | undefined;
}

/** The reason why the program overfits, as a caveat; undefined if reading finds none. */
export function overfitting(
  solution: string,
  specification: Pick<Specification, 'target' | 'examples'>,
): string | undefined {
  const cases = casesOf(specification);
  if (cases.length === 0) return undefined;
  const tree = grammarTree(solution);
  try {
    return reasonIn(branchesIn(tree.rootNode), cases);
  } finally {
    tree.delete();
  }
}

function reasonIn(branches: readonly Branch[], cases: readonly Case[]): string | undefined {
  const known = branches.filter(({ keys }) => keys.some((key) => !isCommon(key)));
  const answered = known.map((branch) => cases.find((one) => isFor(branch, one) && answers(branch, one)));
  const hits = known.filter((_, at) => answered[at]);
  const lines = [...new Set(answered.flatMap((one) => (one ? [one.line] : [])))].sort((a, b) => a - b);
  // A table that also holds what no example calls for, such as the days of each month, belongs to the task.
  const isMain = hits.length > known.length - hits.length;
  const isTelling = hits.some(({ keys, answer }) => keys.some(isTellingKey) || (answer && leaves(answer).length > 2));
  if (isMain && (isTelling || lines.length > 1)) return `answers ${linesInWords(lines)} from the example itself`;
  const compared = known.flatMap((branch) => cases.filter((one) => branch.keys.some(isLong) && isFor(branch, one)));
  return compared[0] && `compares with the arguments of ${linesInWords([compared[0].line])}`;
}

function linesInWords(lines: readonly number[]): string {
  return lines.length === 1 ? `the example on line ${lines[0]}` : `the examples on lines ${lines.join(', ')}`;
}

function isFor({ keys }: Branch, { given }: Case): boolean {
  const whole: Value = ['tuple', given];
  return keys.every((key) => alike(key, whole) || given.some((value) => alike(key, value)));
}

function answers({ answer }: Branch, { expected }: Case): boolean {
  return answer !== undefined && expected !== undefined && alike(answer, expected);
}

/** Whether right programs also compare with the value, in their base cases and edge cases. */
function isCommon(value: Value): boolean {
  if (value[0] === 'int' || value[0] === 'float') return Math.abs(Number(value[1])) <= 2;
  if (value[0] === 'str') return value[1].length < 2;
  return leaves(value).every(isCommonLeaf);
}

function isCommonLeaf(value: Value): boolean {
  return value[0] === 'none' || value[0] === 'bool' || (isLeaf(value) && isCommon(value));
}

function isTellingKey(value: Value): boolean {
  if (value[0] === 'int' || value[0] === 'float') return Math.abs(Number(value[1])) > 12;
  return isLong(value);
}

function isLong(value: Value): boolean {
  return value[0] === 'str' ? value[1].length > 5 : !isLeaf(value) && leaves(value).length > 1;
}

function isLeaf(value: Value): boolean {
  return !['list', 'tuple', 'set', 'dict'].includes(value[0]);
}

function leaves(value: Value): Value[] {
  if (value[0] === 'list' || value[0] === 'tuple' || value[0] === 'set') return value[1].flatMap(leaves);
  return value[0] === 'dict' ? value[1].flat().flatMap(leaves) : [value];
}

function branchesIn(root: Node): Branch[] {
  const names = parametersIn(root);
  const found: Branch[] = [];
  for (const node of descendants(root)) {
    if (node.type === 'if_statement' || node.type === 'elif_clause') {
      const answer = answerOf(node.childForFieldName('consequence'));
      found.push(...keysOf(node.childForFieldName('condition')!, names).map((keys) => ({ keys, answer })));
    } else if (node.type === 'conditional_expression') {
      const [value, condition] = statementsOf(node);
      const answer = value && literalOf(value);
      if (condition) found.push(...keysOf(condition, names).map((keys) => ({ keys, answer })));
    } else if (node.type === 'case_clause') {
      const answer = answerOf(node.childForFieldName('consequence'));
      const patterns = statementsOf(node).filter(({ type }) => type === 'case_pattern');
      for (const one of patterns) found.push(...patternsOf(one).map((key) => ({ keys: [key], answer })));
    } else if (node.type === 'return_statement') {
      const [given] = statementsOf(node);
      const keys = given ? keysOf(given, names) : [];
      found.push(...keys.map((one): Branch => ({ keys: one, answer: ['bool', true] })));
    } else if (node.type === 'dictionary') found.push(...entriesOf(node));
  }
  return found;
}

/** `case 1 | 2` */
function patternsOf(pattern: Node): Value[] {
  const value = literalOf(pattern);
  if (value) return [value];
  return /pattern$/.test(pattern.type) ? statementsOf(pattern).flatMap(patternsOf) : [];
}

function parametersIn(root: Node): Set<string> {
  const names = new Set<string>();
  for (const node of descendants(root)) {
    if (node.type !== 'parameters') continue;
    for (const one of statementsOf(node)) {
      const name = one.type === 'identifier' ? one : (one.childForFieldName('name') ?? one.namedChild(0));
      if (name) names.add(name.text);
    }
  }
  return names;
}

/** The literals with which the condition compares parameters, for each way in which it can be true. */
function keysOf(condition: Node, names: ReadonlySet<string>): Value[][] {
  if (condition.type === 'parenthesized_expression') return keysOf(statementsOf(condition)[0]!, names);
  if (condition.type === 'boolean_operator') {
    const [left, right] = ['left', 'right'].map((side) => keysOf(condition.childForFieldName(side)!, names));
    if (condition.childForFieldName('operator')?.type === 'or') return [...left!, ...right!];
    if (left!.length === 0 || right!.length === 0) return [...left!, ...right!];
    return left!.flatMap((one) => right!.map((other) => [...one, ...other]));
  }
  if (condition.type !== 'comparison_operator') return [];
  const [left, operator, right, ...more] = condition.children.filter((one): one is Node => one !== null);
  if (more.length > 0 || !left || !right) return [];
  if (operator!.type === '==' || operator!.type === 'is') {
    const value = isParameter(left, names) ? literalOf(right) : isParameter(right, names) ? literalOf(left) : undefined;
    return value ? [[value]] : [];
  }
  const among = operator!.type === 'in' && isParameter(left, names) ? literalOf(right) : undefined;
  return among?.[0] === 'list' || among?.[0] === 'tuple' || among?.[0] === 'set' ? among[1].map((one) => [one]) : [];
}

/** `x`, `(x, y)`, `tuple(x)`. */
function isParameter(node: Node, names: ReadonlySet<string>): boolean {
  if (node.type === 'identifier') return names.has(node.text);
  if (node.type === 'tuple') return statementsOf(node).every((one) => isParameter(one, names));
  if (node.type !== 'call') return false;
  const given = statementsOf(node.childForFieldName('arguments')!);
  const called = node.childForFieldName('function')!.text;
  return /^(?:tuple|list|set|sorted|str|repr)$/.test(called) && given.length === 1 && isParameter(given[0]!, names);
}

/** The value that the branch returns, or binds a name to in its first statement. */
function answerOf(block: Node | null): Value | undefined {
  const first = block && statementsOf(block)[0];
  if (!first) return undefined;
  const value = first.type === 'return_statement' ? first.namedChild(0) : boundIn(first);
  return value ? literalOf(value) : undefined;
}

function boundIn(statement: Node): Node | null {
  const only = statement.type === 'expression_statement' ? statement.namedChild(0) : null;
  return only?.type === 'assignment' ? only.childForFieldName('right') : null;
}

function entriesOf(dictionary: Node): Branch[] {
  return statementsOf(dictionary).flatMap((pair) => {
    const key = pair.type === 'pair' ? literalOf(pair.childForFieldName('key')!) : undefined;
    return key ? [{ keys: [key], answer: literalOf(pair.childForFieldName('value')!) }] : [];
  });
}
