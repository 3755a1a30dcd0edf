/** Tells whether a candidate can be called like the user's function, and matches their parameters. */
import type { Node } from 'web-tree-sitter';
import type { Parameter } from '../../../protocol/index.ts';
import { named } from '../python/nodes.ts';

export interface Formal {
  readonly name: string;
  readonly kind: Parameter['kind'];
  readonly optional: boolean;
  /** Its default value. */
  readonly value?: Node;
}

/** The parameters of a `def` or lambda. */
export function formalsOf(definition: Node): Formal[] {
  const formals: Formal[] = [];
  let kind: Parameter['kind'] = 'positional';
  for (const node of definition.childForFieldName('parameters')?.namedChildren ?? []) {
    if (!node) continue;
    if (node.type === 'positional_separator') {
      for (const [index, formal] of formals.entries()) formals[index] = { ...formal, kind: 'positionalOnly' };
    } else if (node.type === 'keyword_separator') kind = 'keyword';
    const parameter = parameterName(node);
    if (!parameter) continue;
    const name = named(parameter);
    const splat = node.type === 'typed_parameter' ? node.namedChild(0)?.type : node.type;
    if (splat === 'list_splat_pattern') {
      formals.push({ name, kind: 'variadic', optional: true });
      kind = 'keyword';
    } else if (splat === 'dictionary_splat_pattern') formals.push({ name, kind: 'keywords', optional: true });
    else {
      const value = node.childForFieldName('value');
      formals.push({ name, kind, optional: value !== null, ...(value && { value }) });
    }
  }
  return formals;
}

export type Fit =
  /** The parameters match one to one: `names` has the user's name for each of the candidate's. */
  | { readonly how: 'direct'; readonly names: ReadonlyMap<string, string> }
  /** It can be called with the arguments of the user's function; `call` has these, as source. */
  | { readonly how: 'call'; readonly call: readonly string[] }
  | { readonly how: 'misfit' };

const positional = ({ kind }: Formal) => kind === 'positional' || kind === 'positionalOnly';
const misfit: Fit = { how: 'misfit' };

export function fitOf(users: readonly Formal[], theirs: readonly Formal[]): Fit {
  const [usersRest, theirRest] = [variadics(users), variadics(theirs)];
  const pairs = paired(users, theirs);
  const taken = new Set(pairs.values());
  const left = users.filter((user) => !isVariadic(user) && !pairs.has(user));
  const more = theirs.filter((their) => !isVariadic(their) && !taken.has(their));
  const absorbs = (user: Formal) => (positional(user) ? theirRest.variadic : theirRest.keywords) !== undefined;
  if (left.some((user) => !user.optional && !absorbs(user))) return misfit;
  if (more.some((their) => !their.optional && !(positional(their) ? usersRest.variadic : usersRest.keywords)))
    return misfit;
  const alone =
    more.length === 0 &&
    !left.some(absorbs) &&
    (!theirRest.variadic || usersRest.variadic !== undefined) &&
    (!theirRest.keywords || usersRest.keywords !== undefined);
  if (!alone) return { how: 'call', call: callOf(users, theirs) };
  const names = new Map([...pairs].map(([user, their]) => [their.name, user.name]));
  if (theirRest.variadic && usersRest.variadic) names.set(theirRest.variadic.name, usersRest.variadic.name);
  if (theirRest.keywords && usersRest.keywords) names.set(theirRest.keywords.name, usersRest.keywords.name);
  return { how: 'direct', names };
}

/** The arguments that pass the user's parameters on to a candidate; [] where it takes none. */
export function callOf(users: readonly Formal[], theirs: readonly Formal[]): string[] {
  const pairs = paired(users, theirs);
  const theirPositional = theirs.filter(positional);
  const byPosition: string[] = [];
  const byName: string[] = [];
  for (const [index, user] of users.filter((each) => !isVariadic(each)).entries()) {
    const their = pairs.get(user);
    const inOrder = positional(user) && byPosition.length === index;
    if (inOrder && (their ? theirPositional[index] === their : theirs.some(({ kind }) => kind === 'variadic'))) {
      byPosition.push(user.name);
    } else if (their) byName.push(`${their.name}=${user.name}`);
    else if (theirs.some(({ kind }) => kind === 'keywords')) byName.push(`${user.name}=${user.name}`);
  }
  const { variadic, keywords } = variadics(users);
  return [
    ...byPosition,
    ...(variadic ? [`*${variadic.name}`] : []),
    ...byName,
    ...(keywords ? [`**${keywords.name}`] : []),
  ];
}

/** Parameters of a candidate that the user's function lacks. */
export function furtherOf(users: readonly Formal[], theirs: readonly Formal[]): Formal[] {
  const taken = new Set(paired(users, theirs).values());
  return theirs.filter((their) => !isVariadic(their) && !taken.has(their));
}

/** The number of a candidate's arguments in words: `2 arguments`. */
export function countOf(formals: readonly Formal[]): string {
  const count = formals.filter((formal) => !isVariadic(formal)).length;
  return count === 1 ? '1 argument' : `${count} arguments`;
}

/** The user's parameters, each with the candidate's: keyword-only ones by name, the others by position. */
export function paired(users: readonly Formal[], theirs: readonly Formal[]): Map<Formal, Formal> {
  const pairs = new Map<Formal, Formal>();
  const rest = new Set(theirs.filter((their) => !isVariadic(their)));
  const pair = (user: Formal, their: Formal | undefined) => {
    if (!their) return;
    pairs.set(user, their);
    rest.delete(their);
  };
  const named = (one: Formal, other: Formal) =>
    one.name === other.name && (one.kind === 'keyword' || other.kind === 'keyword');
  for (const user of users)
    if (!isVariadic(user))
      pair(
        user,
        [...rest].find((their) => named(user, their)),
      );
  for (const same of [positional, ({ kind }: Formal) => kind === 'keyword']) {
    const open = users.filter((user) => same(user) && !pairs.has(user));
    const theirOpen = [...rest].filter(same);
    for (const [index, user] of open.entries()) pair(user, theirOpen[index]);
  }
  return pairs;
}

function isVariadic({ kind }: Formal): boolean {
  return kind === 'variadic' || kind === 'keywords';
}

function variadics(formals: readonly Formal[]): { variadic?: Formal; keywords?: Formal } {
  const of = (wanted: Formal['kind']) => formals.find(({ kind }) => kind === wanted);
  const [variadic, keywords] = [of('variadic'), of('keywords')];
  return { ...(variadic && { variadic }), ...(keywords && { keywords }) };
}

/** The identifier that a parameter binds; none for `*` and `/`. */
function parameterName(parameter: Node): Node | undefined {
  const named = parameter.childForFieldName('name');
  if (named) return named;
  if (parameter.type === 'identifier') return parameter;
  const inner = parameter.type === 'typed_parameter' ? parameter.namedChild(0) : parameter;
  if (inner?.type === 'identifier') return inner;
  if (inner?.type === 'list_splat_pattern' || inner?.type === 'dictionary_splat_pattern')
    return inner.namedChild(0) ?? undefined;
  return undefined;
}
