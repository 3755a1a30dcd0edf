/** The user's file: the names that it binds and uses, and its imports. */
import type { Node, Tree } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { bodyOf, enclosing, named, nameOf, statementsOf, undecorated, within } from '../python/nodes.ts';
import type { Occurrence } from '../python/scopes/occurrence.ts';
import { Scopes } from '../python/scopes/scopes.ts';
import { type PythonDocument, withoutLine } from '../specification/index.ts';
import type { Wanted } from './definition.ts';
import { type Import, importsOf } from './importStatements.ts';
import { formalsOf } from './parameters.ts';

export interface UserFile {
  readonly root: Node;
  readonly scopes: Scopes;
  /** Occurrences of names that may be global: the module's, the builtins', or undefined ones. */
  readonly globals: readonly Occurrence[];
  /** For each name that the module binds, the last top-level statement that binds it. */
  readonly bindings: ReadonlyMap<string, Node>;
  readonly imports: readonly FileImport[];
}

export interface FileImport {
  readonly statement: Node;
  readonly names: readonly Import[];
}

const read = new WeakMap<Tree, UserFile>();

/** Reads a document once for each state of its text. */
export function userFile(document: PythonDocument): UserFile {
  const known = read.get(document.readableTree);
  if (known) return known;
  const root = document.readableTree.rootNode;
  const scopes = new Scopes(document.text, root);
  const bindings = new Map<string, Node>();
  const imports: FileImport[] = [];
  // A class body reads the module's name until it binds its own.
  const globals = scopes.all.filter((one) => {
    const owner = scopes.owner(one);
    return owner === scopes.module || (owner.kind === 'class' && !one.binds);
  });
  const bound = globals.filter((one) => one.binds);
  let next = 0;
  for (const statement of statementsOf(root)) {
    while (next < bound.length && bound[next]!.start < statement.startIndex) next++;
    for (let at = next; at < bound.length && bound[at]!.start < statement.endIndex; at++) {
      bindings.set(bound[at]!.name, statement);
    }
  }
  for (const statement of root.descendantsOfType(['import_statement', 'import_from_statement'])) {
    if (statement && enclosing(statement).length === 0) imports.push({ statement, names: importsOf(statement) });
  }
  const file = { root, scopes, globals, bindings, imports };
  read.set(document.readableTree, file);
  return file;
}

/** The `def` of a specification's target. */
export function targetIn(document: PythonDocument, { target }: Specification): Node | undefined {
  const offset = document.offsetAt(target.nameRange.start);
  let node = document.readableTree.rootNode.descendantForIndex(offset, offset);
  while (node && node.type !== 'function_definition') node = node.parent;
  return node && nameOf(node) === target.simpleName ? node : undefined;
}

/** The definition that a candidate must have to replace the target. */
export function wantedFor(definition: Node, { target }: Specification, { scopes }: UserFile): Wanted {
  const path = withoutLine(target.name).split('.');
  const at = path.indexOf(target.simpleName, enclosing(definition).length);
  const owners = enclosing(definition).map(nameOf);
  const accessor = at >= 0 ? path[at + 1] : undefined;
  const formals = formalsOf(definition);
  const isMethod = target.receiver !== undefined && formals[0]?.name === target.receiver;
  return {
    owners,
    name: target.simpleName,
    formals: isMethod ? formals.slice(1) : formals,
    ...(accessor !== undefined && { accessor }),
    ...(isMethod && { receiver: target.receiver! }),
    outer: namesAround(definition, scopes),
  };
}

function namesAround(definition: Node, scopes: Scopes): Set<string> {
  const functions = enclosing(definition).filter(({ type }) => type === 'function_definition');
  return new Set(functions.flatMap((one) => [...(scopes.of(one)?.binds ?? [])]));
}

/** Imports that always run before the function runs, in any branch. */
export function importsInForce({ imports }: UserFile, definition: Node): FileImport[] {
  return imports.filter(({ statement }) => {
    if (statement.startIndex > definition.startIndex) return false;
    const block = statement.parent;
    if (!block || block.type === 'module' || within(definition, block)) return true;
    return block.parent?.type === 'try_statement' && block.parent.parent?.type === 'module';
  });
}

/** The class around the function, where it is a method. */
export function classOf(definition: Node): Node | undefined {
  const outer = enclosing(definition).at(-1);
  return outer?.type === 'class_definition' ? outer : undefined;
}

/** Names of a class: from its body, from attributes that its methods set, and from its base classes in the file. */
export function membersOf(cls: Node, file: UserFile, seen = new Set<number>()): Set<string> {
  const members = new Set<string>();
  const body = bodyOf(cls);
  if (!body || seen.has(cls.id)) return members;
  seen.add(cls.id);
  const scope = file.scopes.of(cls);
  for (const name of scope?.binds ?? []) members.add(name);
  for (const assigned of body.descendantsOfType('assignment')) {
    const left = assigned?.childForFieldName('left');
    const attribute = left?.type === 'attribute' ? left.childForFieldName('attribute') : null;
    if (attribute) members.add(named(attribute));
  }
  for (const base of cls.childForFieldName('superclasses')?.namedChildren ?? []) {
    const bound = base?.type === 'identifier' ? file.bindings.get(named(base)) : undefined;
    const definition = bound && undecorated(bound);
    if (definition?.type === 'class_definition')
      for (const name of membersOf(definition, file, seen)) members.add(name);
  }
  return members;
}
