/** Finds the function in a candidate's program. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, decoratorsOf, nameOf, statementsOf, undecorated } from '../python/nodes.ts';
import type { Scopes } from '../python/scopes/scopes.ts';
import { type Formal, fitOf, formalsOf } from './parameters.ts';
import { isStub } from './stubs.ts';

/** The function to look for: the name and the parameters of the user's function. */
export interface Wanted {
  /** `Class`, `Nested` for `Class.Nested.method`. */
  readonly owners: readonly string[];
  readonly name: string;
  /** `setter` or `deleter` of a property. */
  readonly accessor?: string;
  /** Without the receiver. */
  readonly formals: readonly Formal[];
  readonly receiver?: string;
  /** Names that the functions around it bind. The function can use them without a copy. */
  readonly outer: ReadonlySet<string>;
}

export interface Found {
  /** A `def`, or the lambda of an assignment. */
  readonly definition: Node;
  /** Its name in the candidate. */
  readonly name: string;
  /** The class of the candidate around it. */
  readonly owner?: Node;
  /** Whether it has the name of the user's function. */
  readonly named: boolean;
  /** Where it is in a branch: the compound statement, and all definitions of the name in it. */
  readonly branches?: { readonly statement: Node; readonly definitions: readonly Node[] };
}

/** The definition with the user's name, in the classes of its path or alone. The last of several counts, as in Python. */
export function namedDefinition(root: Node, wanted: Wanted): Found | undefined {
  for (let from = 0; from <= wanted.owners.length; from++) {
    let container: Node | undefined = root;
    for (const owner of wanted.owners.slice(from)) {
      const inside: Node[] = container ? definitionsIn(container) : [];
      container = inside.findLast((each) => nameOf(each) === owner);
    }
    const found = container && best(definitionsIn(container), wanted);
    if (found) return asFound(found, container!, wanted.name, true);
  }
  const assigned = lambdas(root).findLast(({ name }) => name === wanted.name);
  if (assigned) return { definition: assigned.definition, name: wanted.name, named: true };
  for (const owner of definitionsIn(root).filter(({ type }) => type === 'class_definition')) {
    const found = best(definitionsIn(owner), wanted);
    if (found) return asFound(found, owner, wanted.name, true);
  }
  return undefined;
}

/** A function of any name that can be called like the user's: the only function, or the only one that no other function calls. */
export function loneDefinition(root: Node, wanted: Wanted, scopes: Scopes): Found | undefined {
  const fitting = definitionsIn(root)
    .filter(({ type }) => type === 'function_definition')
    .map((definition) => asFound(definition, root, nameOf(definition), false))
    .concat(lambdas(root).map((each) => ({ ...each, named: false })))
    .filter(({ name, definition }) => !/^(?:main|test_\w*)$/.test(name) && !isStub(definition))
    .filter((found) => fitOf(wanted.formals, ownFormals(found, wanted).formals).how !== 'misfit');
  const distinct = fitting.filter(({ name }, index) => fitting.findLastIndex((other) => other.name === name) === index);
  if (distinct.length <= 1) return distinct[0] ?? loneMethod(root, wanted);
  const called = (name: string) =>
    distinct.some((other) => other.name !== name && scopes.globalsIn(other.definition).has(name));
  const roots = distinct.filter(({ name }) => !called(name));
  return roots.length === 1 ? roots[0] : undefined;
}

/** `class Solution:` around one method. */
function loneMethod(root: Node, wanted: Wanted): Found | undefined {
  const all = definitionsIn(root);
  const [owner, ...others] = all.filter(({ type }) => type === 'class_definition');
  if (!owner || others.length > 0 || all.length > 1) return undefined;
  const methods = definitionsIn(owner).filter((each) => each.type === 'function_definition' && !isStub(each));
  if (methods.length !== 1) return undefined;
  const found = asFound(methods[0]!, owner, nameOf(methods[0]!), false);
  return fitOf(wanted.formals, ownFormals(found, wanted).formals).how === 'misfit' ? undefined : found;
}

/** The parameters of a candidate without its receiver, which models sometimes forget or add. */
export function ownFormals(found: Found, wanted: Wanted): { formals: readonly Formal[]; receiver?: string } {
  const all = formalsOf(found.definition);
  const [first, ...rest] = all;
  const isStatic = decoratorsOf(found.definition).includes('staticmethod');
  if (!first || isStatic || first.kind === 'keyword') return { formals: all };
  const without = { formals: rest, receiver: first.name };
  const fits = (formals: readonly Formal[]) => fitOf(wanted.formals, formals).how !== 'misfit';
  const looksLikeOne = first.name === 'self' || first.name === 'cls' || first.name === wanted.receiver;
  if (wanted.receiver === undefined) {
    return looksLikeOne && (found.owner !== undefined || !fits(all)) ? without : { formals: all };
  }
  if (looksLikeOne) return without;
  const isFormal = wanted.formals.some(({ name }) => name === first.name);
  const forgotten =
    (first.optional && first.kind !== 'variadic') || isFormal || forgottenReceiver(found, wanted) !== undefined;
  if ((forgotten || all.length === wanted.formals.length) && fits(all)) return { formals: all };
  return found.owner || fits(rest) ? without : { formals: all };
}

/** The `self` or `cls` that a function uses without taking it: it means the user's receiver. */
export function forgottenReceiver({ definition, branches }: Found, { receiver, outer }: Wanted): string | undefined {
  if (receiver === undefined) return undefined;
  for (const each of branches?.definitions ?? [definition]) {
    const taken = new Set(formalsOf(each).map(({ name }) => name));
    const meant = new Set([receiver, 'self', 'cls'].filter((name) => !taken.has(name) && !outer.has(name)));
    const identifiers = bodyOf(each)?.descendantsOfType('identifier') ?? [];
    const used = identifiers.find((one) => one !== null && meant.has(one.text) && !isMember(one));
    if (used) return used.text;
  }
  return undefined;
}

/** The `b` of `a.b`, and of `f(b=1)`. */
function isMember(identifier: Node): boolean {
  const { parent } = identifier;
  if (parent?.type === 'attribute') return parent.childForFieldName('attribute')?.id === identifier.id;
  return parent?.type === 'keyword_argument' && parent.childForFieldName('name')?.id === identifier.id;
}

/** The functions and classes that are direct statements of a module, class or function. */
export function definitionsIn(container: Node): Node[] {
  const block = container.type === 'module' ? container : bodyOf(container);
  return block
    ? statementsOf(block)
        .map(undecorated)
        .filter(({ type }) => type === 'function_definition' || type === 'class_definition')
    : [];
}

function lambdas(root: Node): { definition: Node; name: string }[] {
  return statementsOf(root).flatMap((statement) => {
    const assignment = statement.type === 'expression_statement' ? statement.namedChild(0) : null;
    const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
    let right = assignment?.childForFieldName('right') ?? null;
    while (right?.type === 'parenthesized_expression') right = right.namedChild(0);
    return left?.type === 'identifier' && right?.type === 'lambda' ? [{ definition: right, name: left.text }] : [];
  });
}

function best(definitions: readonly Node[], { name, accessor }: Wanted): Node | undefined {
  const own = definitions.filter((each) => {
    if (each.type !== 'function_definition' || nameOf(each) !== name) return false;
    const decorators = decoratorsOf(each);
    if (accessor) return decorators.includes(`${name}.${accessor}`);
    return !decorators.some((decorator) => /\.(?:setter|deleter)$|^(?:typing\.)?overload$/.test(decorator));
  });
  return own.findLast((each) => !isStub(each)) ?? own.at(-1);
}

function asFound(definition: Node, container: Node, name: string, named: boolean): Found {
  return { definition, name, named, ...(container.type === 'class_definition' && { owner: container }) };
}
