/** The calls of the function that its examples make, as inputs are made after them. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { descendants, statementsOf } from '../python/nodes.ts';
import { grammarTree } from '../python/parser.ts';
import { type Quote, sourceOf, type Value } from '../python/values.ts';
import { withoutLine } from '../specification/index.ts';
import { valueIn } from '../specification/literals.ts';

export interface Argument {
  readonly name?: string;
  readonly value: Value;
}

/** `sorted(Stack([1]).items(2))`: what stands around the arguments, and these. */
export interface Call {
  /** `sorted(Stack([1]).items(` */
  readonly before: string;
  readonly arguments: readonly Argument[];
  /** `))` */
  readonly after: string;
}

/** What may stand around a call and leaves visible what it gives: all else would hide differences. */
const wrappers = new Set(
  'list tuple set frozenset sorted dict round str repr next asyncio.run Counter collections.Counter'.split(' '),
);

/** One for each call, in the order of the examples, each form of arguments once. */
export function callsIn(specification: Pick<Specification, 'target' | 'examples'>): Call[] {
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
export function textOf(
  { before, arguments: own, after }: Call,
  given: readonly Argument[] = own,
  quote: Quote = "'",
): string {
  const texts = given.map(({ name, value }) => `${name === undefined ? '' : `${name}=`}${sourceOf(value, quote)}`);
  return before + texts.join(', ') + after;
}

function lastName(call: Node): string {
  const callee = call.childForFieldName('function');
  return (callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee?.text) ?? '';
}

function callOf(node: Node): Call | undefined {
  const list = node.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const given: Argument[] = [];
  for (const one of statementsOf(list)) {
    if (one.type === 'list_splat' || one.type === 'dictionary_splat') return undefined;
    if (one.type === 'keyword_argument') {
      const value = one.childForFieldName('value')!;
      given.push({ name: one.childForFieldName('name')!.text, value: valueIn(value) });
    } else given.push({ value: valueIn(one) });
  }
  const outer = outermost(node);
  const text = outer.text;
  const [from, to] = [list.startIndex - outer.startIndex + 1, list.endIndex - outer.startIndex - 1];
  return { before: oneLine(text.slice(0, from)), arguments: given, after: oneLine(text.slice(to)) };
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

/** The quotes that most texts of the examples stand in. */
export function quoteIn({ examples }: Pick<Specification, 'examples'>): Quote {
  const text = examples.map(({ source }) => source).join('');
  return text.split('"').length > text.split("'").length ? '"' : "'";
}
