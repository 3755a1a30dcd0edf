/** Reads from a model's reply what it proposes: asserts that compare one call with literal arguments to a literal, and such calls alone. */
import type { Node } from 'web-tree-sitter';
import type { Specification, Target } from '../../../protocol/index.ts';
import { spelledAsNames } from '../python/identifiers.ts';
import { descendants, statementsOf } from '../python/nodes.ts';
import type { Sample } from '../sampling/sampler.ts';
import { PythonDocument, withoutLine } from '../specification/index.ts';
import { shapeOf } from './key.ts';
import { readReply } from './reply.ts';

/** An example as it would be in the file. */
export interface Proposal {
  /** `assert f(1, [2]) == 3` */
  readonly source: string;
  /** Equal for calls that differ only in layout. */
  readonly call: string;
  /** Equal for proposals that differ only in layout. */
  readonly key: string;
}

export interface Proposals {
  readonly found: readonly Proposal[];
  /** Every call of the function with literal arguments alone that no example makes, in one line, whatever is said of its result. */
  readonly calls: readonly string[];
  /** The number of statements that are neither such asserts nor such calls, by reason. */
  readonly dropped: ReadonlyMap<string, number>;
}

const LONGEST = 300;
const MOST_CHARACTERS = 100_000;
const NO_RENAMES = new Map<number, never>();

export function proposalsIn(sample: Sample, specification: Specification): Proposals {
  const text = sample.text.slice(0, MOST_CHARACTERS);
  const { fences, text: whole } = sample.form === 'reply' ? readReply(text) : { fences: [], text };
  const sources = fences.length > 0 ? fences.map((fence) => fence.text) : [whole];
  const taken = callsIn(specification);
  const found = new Map<string, Proposal>();
  const calls = new Map<string, string>();
  const dropped = new Map<string, number>();
  const drop = (reason: string) => dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  for (const source of sources) {
    parsed(source, (root) => {
      for (const statement of statementsOf(root)) {
        const made = statement.hasError ? [] : callsOf(statement, specification.target);
        for (const { shape, source: call } of made) if (!taken.has(shape)) calls.set(shape, call);
        if (statement.type === 'expression_statement' && made.length > 0) continue;
        const read = proposalOf(statement, specification.target);
        if (typeof read === 'string') drop(read);
        else if (taken.has(read.call)) drop('is there already');
        else found.set(read.key, read);
      }
    });
  }
  return { found: [...found.values()], calls: [...calls.values()], dropped };
}

/** The calls that a statement consists of, or that its assert compares. */
function callsOf(statement: Node, target: Target): { shape: string; source: string }[] {
  const [expression] = statementsOf(statement);
  const isCompared = statement.type === 'assert_statement' && expression?.type === 'comparison_operator';
  const sides = isCompared ? statementsOf(expression) : statement.type === 'expression_statement' ? [expression] : [];
  return sides.flatMap((side) => {
    if (side?.type !== 'call' || !isTarget(side.childForFieldName('function'), target)) return [];
    const source = oneLine(side);
    if (!argumentsOf(side).every(isLiteral) || source.includes('\n') || source.length > LONGEST) return [];
    return [{ shape: shapeOf(side, NO_RENAMES), source }];
  });
}

/** The calls that a specification's examples already make, in the form of `Proposal.call`. */
function callsIn({ examples, target }: Specification): ReadonlySet<string> {
  const calls = new Set<string>();
  for (const { source } of examples) {
    const code = source.replace(/^(?:>>>|\.\.\.) ?/gm, '');
    parsed(code, (root) => {
      for (const node of descendants(root)) {
        if (node.type === 'call' && isTarget(node.childForFieldName('function'), target)) {
          calls.add(shapeOf(node, NO_RENAMES));
        }
      }
    });
  }
  return calls;
}

/** A statement as a proposal, or the reason why it is not one. */
function proposalOf(statement: Node, target: Target): Proposal | string {
  if (statement.hasError) return 'does not parse';
  if (statement.type !== 'assert_statement') return 'is not an assert';
  const [test, message] = statementsOf(statement);
  if (message || test?.type !== 'comparison_operator') return 'compares nothing';
  const operator = test.children.filter((child) => child && !child.isNamed).map((child) => child!.type);
  const [left, right, more] = statementsOf(test);
  if (!left || !right || more || operator.length !== 1 || !/^(?:==|is)$/.test(operator[0]!)) return 'compares nothing';
  const swapped = isLiteral(left) && right.type === 'call';
  const [call, value] = swapped ? [right, left] : [left, right];
  if (call.type !== 'call' || !isTarget(call.childForFieldName('function'), target))
    return `does not call ${target.name}`;
  if (!argumentsOf(call).every(isLiteral)) return 'has arguments that are not literals';
  if (!isLiteral(value)) return 'expects a value that is not a literal';
  const relation = operator[0] === 'is' && !/^(?:none|true|false)$/.test(value.type) ? '==' : operator[0]!;
  const source = `assert ${oneLine(call)} ${relation} ${oneLine(value)}`;
  if (source.includes('\n') || source.length > LONGEST) return 'is too long';
  const shape = shapeOf(call, NO_RENAMES);
  return { source, call: shape, key: `${shape} ${shapeOf(value, NO_RENAMES)}` };
}

/** Whether this is `f` or `Class.f`; for a method, that of an instance made with literals. */
function isTarget(callee: Node | null, { name, receiver, isAsync }: Target): boolean {
  if (!callee || isAsync) return false;
  const path = withoutLine(name).split('.');
  if (receiver === undefined || receiver === 'cls') return callee.text === path.join('.');
  if (callee.type !== 'attribute' || callee.childForFieldName('attribute')?.text !== path.at(-1)) return false;
  const owner = callee.childForFieldName('object');
  return (
    owner?.type === 'call' &&
    owner.childForFieldName('function')?.text === path.slice(0, -1).join('.') &&
    argumentsOf(owner).every(isLiteral)
  );
}

function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName('arguments');
  // A generator argument may lack its own brackets.
  if (list?.type !== 'argument_list') return list ? [list] : [];
  return statementsOf(list).map((one) =>
    one.type === 'keyword_argument' ? (one.childForFieldName('value') ?? one) : one,
  );
}

const containers = new Set([
  'list',
  'tuple',
  'set',
  'dictionary',
  'pair',
  'parenthesized_expression',
  'concatenated_string',
]);
const leaves = new Set(['integer', 'float', 'true', 'false', 'none']);

/** Whether `ast.literal_eval` can read the node. */
function isLiteral(node: Node): boolean {
  if (leaves.has(node.type)) return true;
  if (node.type === 'string') return !node.namedChildren.some((child) => child?.type === 'interpolation');
  if (containers.has(node.type)) return statementsOf(node).every(isLiteral);
  if (node.type === 'unary_operator') {
    return /^[+-]$/.test(node.child(0)?.type ?? '') && /^(?:integer|float)$/.test(node.child(1)?.type ?? '');
  }
  // `set()` has no other form.
  return node.type === 'call' && node.text.replace(/\s/g, '') === 'set()';
}

/** A node in one line. Line breaks between brackets are layout; those in a string stay. */
function oneLine(node: Node): string {
  if (!node.text.includes('\n')) return node.text;
  const strings = [...descendants(node)].filter(({ type, text }) => type === 'string' && text.includes('\n'));
  return strings.length > 0 ? node.text : node.text.replace(/\s*\n\s*/g, ' ').replace(/([([{]) | ([)\]}])/g, '$1$2');
}

function parsed(source: string, read: (root: Node) => void): void {
  const document = new PythonDocument('proposals.py', spelledAsNames(source));
  try {
    read(document.tree.rootNode);
  } finally {
    document.dispose();
  }
}
