/** Reads the calls of the function in its examples: inputs are made after them. */
import type { Node } from 'web-tree-sitter';
import type { Example, Specification } from '../../../protocol/index.ts';
import { descendants, statementsOf } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import { type Quote, sourceOf, type Value } from '../python/values.ts';
import { withoutLine } from '../specification/index.ts';
import { literalOf, valueIn } from '../specification/literals.ts';

export interface Argument {
  readonly name?: string;
  readonly value: Value;
  /** The place of an argument of another call, which makes an argument or a method's object: the call, and its argument. */
  readonly within?: string;
}

/** `sorted(Stack([1]).items(2, key=Key(3)))`: the arguments `[1]`, `2` and `3`, and the text around them. */
export interface Call {
  /** `sorted(Stack(`, `).items(`, `, key=Key(`, `)))`: one more than there are arguments. */
  readonly around: readonly string[];
  readonly arguments: readonly Argument[];
}

/** Functions that may stand around a call, because they keep differences between its results visible. */
const wrappers = new Set(
  'list tuple set frozenset sorted dict round str repr next asyncio.run Counter collections.Counter'.split(' '),
);

/** One for each call, in the order of the examples, each form of arguments once. */
export function callsIn(specification: {
  readonly target: Pick<Specification['target'], 'name'>;
  readonly examples: readonly Pick<Example, 'source'>[];
}): Call[] {
  const name = withoutLine(specification.target.name).split('.').at(-1)!;
  const found = new Map<string, Call>();
  for (const { source } of specification.examples) {
    if (!source.includes(name)) continue;
    const tree = grammarTree(source);
    try {
      for (const node of descendants(tree.rootNode)) {
        if (node.type !== 'call' || lastName(node) !== name) continue;
        const call = callOf(node);
        if (call) found.set(textOf(call), call);
      }
    } finally {
      tree.delete();
    }
  }
  return [...found.values()];
}

/** The call as an expression, with other arguments where they are given. */
export function textOf({ around, arguments: own }: Call, given: readonly Argument[] = own, quote: Quote = "'"): string {
  return around.map((text, at) => text + (given[at] ? sourceOf(given[at].value, quote) : '')).join('');
}

function lastName(call: Node): string {
  const callee = calleeOf(call);
  return (callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee?.text) ?? '';
}

/** The grammar reads `*f(1)` as a call of `*f`. */
function calleeOf(call: Node): Node | null {
  const callee = call.childForFieldName('function');
  return callee?.type === 'list_splat' ? callee.namedChild(0) : callee;
}

function callOf(node: Node): Call | undefined {
  const list = node.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const places: Place[] = [];
  const callee = calleeOf(node)!;
  if (callee.type === 'attribute') places.push(...inner(callee.childForFieldName('object')!));
  for (const one of statementsOf(list)) {
    if (isSplat(one)) return undefined;
    const { name, value } = argumentIn(one);
    const made = literalOf(value) ? [] : inner(value);
    if (made.length > 0) places.push(...made);
    else places.push({ node: value, argument: { ...(name !== undefined && { name }), value: valueIn(value) } });
  }
  const outer = outermost(node);
  const [before, after] = isIterated(outer) ? ['list(', ')'] : ['', ''];
  const ends = places.map((one) => one.node.endIndex - outer.startIndex);
  const starts = places.map((one) => one.node.startIndex - outer.startIndex);
  const around = [...starts, outer.text.length].map((end, at) => oneLine(outer.text.slice(ends[at - 1] ?? 0, end)));
  around[0] = before + around[0]!.replace(/^\*\s*/, '');
  around.push(around.pop() + after);
  return { around, arguments: places.map(({ argument }) => argument) };
}

/** `[*f(1)]`, `[x for x in f(1)]`: whether it gives a list or an iterator does not matter to the example. */
function isIterated(node: Node): boolean {
  const { id, type, parent } = node;
  if (node.childForFieldName('function')?.type === 'list_splat') return true;
  const loops = parent?.type === 'for_in_clause' || parent?.type === 'for_statement';
  return type === 'call' && loops && parent.childForFieldName('right')?.id === id;
}

interface Place {
  readonly node: Node;
  readonly argument: Argument;
}

/** The literal arguments of calls within an expression, except in code that runs later or repeatedly. */
function inner(expression: Node): Place[] {
  if (/^lambda$|_comprehension$|^generator_expression$|^string$/.test(expression.type)) return [];
  if (expression.type !== 'call') return statementsOf(expression).flatMap(inner);
  const callee = expression.childForFieldName('function')!;
  const list = expression.childForFieldName('arguments')!;
  const own = statementsOf(list);
  if (list.type !== 'argument_list' || own.some(isSplat)) return inner(callee);
  const places = own.flatMap((one, at): Place[] => {
    const { name, value } = argumentIn(one);
    const literal = literalOf(value);
    if (!literal) return inner(value);
    return [{ node: value, argument: { value: literal, within: `${lastName(expression)}.${name ?? at}` } }];
  });
  return [...inner(callee), ...places];
}

function isSplat({ type }: Node): boolean {
  return type === 'list_splat' || type === 'dictionary_splat';
}

function argumentIn(node: Node): { readonly name?: string; readonly value: Node } {
  if (node.type !== 'keyword_argument') return { value: node };
  return { name: node.childForFieldName('name')!.text, value: node.childForFieldName('value')! };
}

/** An input is one line, as its assert will be. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** The call with the wrappers around it, where it is their first argument. */
function outermost(node: Node): Node {
  const list = node.parent;
  const around = list?.parent;
  if (list?.type !== 'argument_list' || around?.type !== 'call') return node;
  if (statementsOf(list)[0]?.id !== node.id) return node;
  return wrappers.has(around.childForFieldName('function')?.text ?? '') ? outermost(around) : node;
}

/** The quotes of most strings in the examples. */
export function quoteIn({ examples }: Pick<Specification, 'examples'>): Quote {
  const text = examples.map(({ source }) => source).join('');
  return text.split('"').length > text.split("'").length ? '"' : "'";
}
