/** Tells whether the statements of a reply that would run at the import of the user's file do more than compute. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, childrenOf, named, nameOf, statementsOf, undecorated, within } from '../python/nodes.ts';
import { letsNest } from '../python/recursion.ts';
import type { Scopes } from '../python/scopes/scopes.ts';
import { builtins } from './builtins.ts';
import { computes, computingAttribute, computingBuiltins } from './computing.ts';
import { type Import, importsOf } from './importStatements.ts';
import { type ModuleNames, moduleNames } from './moduleNames.ts';
import { starNames } from './starNames.ts';

interface Text {
  readonly root: Node;
  readonly scopes: Scopes;
}

/** Nodes that run other code: calls, and syntax that calls special methods. */
const doing = [
  ...['call', 'decorator', 'with_statement', 'for_statement', 'for_in_clause', 'delete_statement', 'await'],
  ...['list_splat', 'dictionary_splat', 'raise_statement', 'assert_statement'],
];

const known = new WeakMap<Text, { users: Text; reading: AtImport }>();

/** The first name by which a statement of a reply does more than compute at import; undefined where there is none. */
export function effectAtImport(statement: Node, reply: Text, users: Text): string | undefined {
  // A star import of an unknown module could replace any name of the file.
  const star = statement.descendantsOfType('wildcard_import')[0]?.parent;
  if (star) return star.text;
  if (!doesSomething(statement) || letsNest(statement.text)) return undefined;
  const last = known.get(reply);
  const reading = last?.users === users ? last.reading : new AtImport(reply, users);
  known.set(reply, { users, reading });
  return reading.effectOf(statement);
}

class AtImport {
  readonly #reply: ModuleNames;
  readonly #users: ModuleNames;
  /** Attributes that the reply reads while it is imported: methods of these names may be called then. */
  readonly #mentioned: ReadonlySet<string>;
  /** The effect found for each name; undefined during the search, which ends recursion. */
  readonly #known = new Map<string, string | undefined>();

  constructor(reply: Text, users: Text) {
    this.#reply = moduleNames(reply);
    this.#users = moduleNames(users);
    const mentioned = statementsOf(reply.root).flatMap((statement) =>
      attributesIn(statement).filter((one) => !runsLater(one, statement)),
    );
    this.#mentioned = new Set(mentioned.map(named));
  }

  effectOf(statement: Node): string | undefined {
    return this.#effectIn(statement, this.#reply, (node) => !runsLater(node, statement));
  }

  /** The effect of a node; `runs` says which of the nodes in it run now. */
  #effectIn(node: Node, module: ModuleNames, runs: (node: Node) => boolean): string | undefined {
    const { root, scopes } = module;
    for (const { binds, name, start, end, scope } of scopes.within(node)) {
      if (binds || scopes.owner({ name, scope }) !== scopes.module) continue;
      const use = root.namedDescendantForIndex(start, end)!;
      const effect = runs(use) ? this.#effectOfUse(use, name, module) : undefined;
      if (effect !== undefined) return effect;
    }
    const attribute = attributesIn(node).find((one) => runs(one) && !computingAttribute(named(one)));
    if (attribute) return named(attribute);
    return storesIn(node).find((store) => runs(store) && !this.#isOwn(store, module))?.text;
  }

  /** Whether the target of an assignment belongs to a name of the reply itself, or to a local name of a function. */
  #isOwn(store: Node, { scopes }: ModuleNames): boolean {
    const root = rootOf(store);
    const use = root && scopes.within(root)[0];
    if (!use) return false;
    if (scopes.owner(use) !== scopes.module) return true;
    return scopes === this.#reply.scopes && this.#reply.binders.has(use.name) && !this.#reply.imports.has(use.name);
  }

  #effectOfUse(node: Node, name: string, from: ModuleNames): string | undefined {
    for (const module of from === this.#users ? [from] : [from, this.#users]) {
      const imported = module.imports.get(name);
      if (imported) return effectOfImport(imported, node);
      const binders = module.binders.get(name);
      if (!binders) continue;
      if (module === this.#users && mayChange(node, binders)) return name;
      return this.#effectOfName(name, module, binders);
    }
    const stars = [...this.#reply.stars, ...this.#users.stars];
    const star = stars.findLast((one) => starNames(one)?.has(name));
    if (star !== undefined) return effectOfImport({ module: star, name }, node);
    if (!builtins.has(name)) return stars.some((one) => !starNames(one)) ? name : undefined;
    return computingBuiltins.has(name) || /(?:Error|Exception|Warning)$/.test(name) ? undefined : name;
  }

  /** For a function or class, the effect of a call; for a variable, the effect of its assignment. */
  #effectOfName(name: string, module: ModuleNames, binders: readonly Node[]): string | undefined {
    const key = `${module === this.#users} ${name}`;
    if (this.#known.has(key)) return this.#known.get(key);
    this.#known.set(key, undefined);
    const effect = binders
      .map((statement) => {
        const idle = this.#idleMethods(undecorated(statement));
        const runs = (node: Node) => !idle.some((method) => within(node, method));
        return this.#effectIn(statement, module, runs) ?? effectOfImportsIn(statement);
      })
      .find((found) => found !== undefined);
    this.#known.set(key, effect);
    return effect;
  }

  /** The methods of a class that nothing calls at import: they are not special, and no running code mentions their names. */
  #idleMethods(cls: Node): Node[] {
    const body = cls.type === 'class_definition' ? bodyOf(cls) : null;
    const methods = body ? statementsOf(body).filter((one) => undecorated(one).type === 'function_definition') : [];
    const mentioned = new Set(this.#mentioned);
    let idle = methods;
    for (;;) {
      const run = idle.filter(
        (one) => /^__\w+__$/.test(nameOf(undecorated(one))) || mentioned.has(nameOf(undecorated(one))),
      );
      if (run.length === 0) return idle;
      for (const one of run) for (const attribute of attributesIn(one)) mentioned.add(named(attribute));
      idle = idle.filter((one) => !run.includes(one));
    }
  }
}

/** The names after the dots. */
function attributesIn(node: Node): Node[] {
  return node.descendantsOfType('attribute').flatMap((one) => one?.childForFieldName('attribute') ?? []);
}

/** Whether a statement does more at import than read names and values. */
function doesSomething(statement: Node): boolean {
  const classes = statement.descendantsOfType('class_definition');
  if (classes.some((one) => one?.childForFieldName('superclasses'))) return true;
  const nodes = [...statement.descendantsOfType(doing), ...storesIn(statement)];
  return nodes.some((node) => node && !runsLater(node, statement));
}

/** Whether the body of a function or lambda runs later. That of a lambda may run now if the lambda is an argument. */
function runsLater(node: Node, statement: Node): boolean {
  let isLater = false;
  for (let at = node; at.id !== statement.id && at.parent; at = at.parent) {
    const { parent } = at;
    const isBody = parent.childForFieldName('body')?.id === at.id;
    if (parent.type === 'function_definition' && isBody) return true;
    if (parent.type === 'lambda' && isBody) isLater = true;
    else if (parent.type === 'argument_list' || parent.type === 'call') isLater = false;
  }
  return isLater;
}

/** Attributes and items that the node assigns or deletes. */
function storesIn(node: Node): Node[] {
  return node.descendantsOfType(['assignment', 'augmented_assignment', 'delete_statement']).flatMap((one) => {
    const target = one?.type === 'delete_statement' ? one.namedChild(0) : one?.childForFieldName('left');
    const targets = target && /list|tuple/.test(target.type) ? childrenOf(target) : target ? [target] : [];
    return targets.filter(({ type }) => type === 'attribute' || type === 'subscript');
  });
}

function rootOf(node: Node): Node | undefined {
  let at: Node | null = node;
  while (at?.type === 'attribute' || at?.type === 'subscript')
    at = at.childForFieldName(at.type === 'attribute' ? 'object' : 'value');
  return at?.type === 'identifier' ? at : undefined;
}

/** The effect of an import, which depends on the attributes of the module in use. */
function effectOfImport(one: Import, node: Node): string | undefined {
  let path = one.module ? `${one.module}.${one.name}` : one.alias === undefined ? one.name.split('.')[0]! : one.name;
  for (let at = node; at.parent?.type === 'attribute' && at.parent.childForFieldName('object')?.id === at.id; ) {
    at = at.parent;
    path += `.${named(at.childForFieldName('attribute')!)}`;
  }
  return computes(path) ? undefined : path;
}

/** The effect of the imports inside a function. */
function effectOfImportsIn(statement: Node): string | undefined {
  if (!/_definition$/.test(statement.type)) return undefined;
  const inner = statement.descendantsOfType(['import_statement', 'import_from_statement']);
  const paths = inner
    .flatMap((one) => (one ? importsOf(one) : []))
    .map(({ module, name }) => (module ? `${module}.${name}` : name));
  return paths.find((path) => !computes(path));
}

/** Whether the code passes a value of the user's file to anything but a builtin, which may change it. */
function mayChange(node: Node, binders: readonly Node[]): boolean {
  if (binders.every((one) => /^(?:function|class)_definition$/.test(undecorated(one).type))) return false;
  for (let at = node; at.parent; at = at.parent) {
    if (at.parent.type !== 'call') continue;
    const callee = at.parent.childForFieldName('function');
    return callee?.type !== 'identifier' || !computingBuiltins.has(named(callee));
  }
  return false;
}
