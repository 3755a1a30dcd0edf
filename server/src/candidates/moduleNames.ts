/** Finds the statements, imports and star imports that bind the names of a module. */
import type { Node } from 'web-tree-sitter';
import { enclosing, statementsOf } from '../python/nodes.ts';
import type { Scopes } from '../python/scopes/scopes.ts';
import { boundBy, type Import, importsOf } from './importStatements.ts';

export interface ModuleNames {
  readonly root: Node;
  readonly scopes: Scopes;
  /** The statements of the module that bind a name, except imports. */
  readonly binders: ReadonlyMap<string, readonly Node[]>;
  readonly imports: ReadonlyMap<string, Import>;
  /** Modules with a star import. */
  readonly stars: readonly string[];
}

const known = new WeakMap<Scopes, ModuleNames>();

export function moduleNames({ root, scopes }: { readonly root: Node; readonly scopes: Scopes }): ModuleNames {
  const found = known.get(scopes) ?? read(root, scopes);
  known.set(scopes, found);
  return found;
}

function read(root: Node, scopes: Scopes): ModuleNames {
  const binders = new Map<string, Node[]>();
  const statements = statementsOf(root);
  let at = 0;
  for (const one of scopes.all.filter(({ binds }) => binds)) {
    while (at < statements.length - 1 && statements[at]!.endIndex <= one.start) at++;
    if (scopes.owner(one) !== scopes.module || one.imported) continue;
    const known = binders.get(one.name) ?? [];
    if (known.at(-1)?.id !== statements[at]!.id) binders.set(one.name, [...known, statements[at]!]);
  }
  const all = importsAnywhere(root);
  const imports = new Map(all.filter(({ name }) => name !== '*').map((one) => [boundBy(one), one]));
  return { root, scopes, binders, imports, stars: all.filter(({ name }) => name === '*').map(({ module }) => module) };
}

/** The imports of a module, including those under `if` and `try`. */
export function importsAnywhere(root: Node): Import[] {
  return root
    .descendantsOfType(['import_statement', 'import_from_statement'])
    .flatMap((statement) => (statement && enclosing(statement).length === 0 ? importsOf(statement) : []));
}
