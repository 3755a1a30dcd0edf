/** Reads and writes import statements. */
import type { Node } from 'web-tree-sitter';
import { named, statementsOf } from '../python/nodes.ts';

/** One name of an import statement. */
export interface Import {
  /** `a.b` of `from a.b import c`; empty for `import a.b`. */
  readonly module: string;
  /** `c`, `a.b`, or `*`. */
  readonly name: string;
  readonly alias?: string;
}

/** The imports of a statement; none for other statements and for `from __future__`. */
export function importsOf(statement: Node): Import[] {
  if (statement.type !== 'import_statement' && statement.type !== 'import_from_statement') return [];
  const from = statement.childForFieldName('module_name');
  const module = from ? plain(from) : '';
  return statementsOf(statement).flatMap((child): Import[] => {
    if (child.id === from?.id) return [];
    if (child.type === 'wildcard_import') return [{ module, name: '*' }];
    const [name, alias] = [child.childForFieldName('name'), child.childForFieldName('alias')];
    if (name && alias) return [aliased({ module, name: plain(name) }, named(alias))];
    return child.type === 'dotted_name' ? [{ module, name: plain(child) }] : [];
  });
}

/** The name that an import binds. */
export function boundBy({ module, name, alias }: Import): string {
  return alias ?? (module ? name : name.split('.')[0]!);
}

/** The same import under another name; `import a as a` is `import a`. */
export function aliased({ module, name }: Import, alias: string): Import {
  return boundBy({ module, name }) === alias && (module !== '' || !name.includes('.'))
    ? { module, name }
    : { module, name, alias };
}

export function sameImport(one: Import, other: Import): boolean {
  return one.module === other.module && one.name === other.name && boundBy(one) === boundBy(other);
}

/** `c as d`. */
export function writtenName({ name, alias }: Import): string {
  return alias === undefined ? name : `${name} as ${alias}`;
}

/** Statements for imports, one for each module. */
export function writtenImports(imports: readonly Import[]): string[] {
  const modules = new Map<string, string[]>();
  for (const one of imports) {
    const key = one.module || `import ${writtenName(one)}`;
    modules.set(key, [...(modules.get(key) ?? []), writtenName(one)]);
  }
  return [...modules].map(([key, names]) =>
    key.startsWith('import ') ? key : `from ${key} import ${names.join(', ')}`,
  );
}

/** A dotted name without the blanks that Python allows in it. */
function plain(node: Node): string {
  return named(node).replace(/[\s\\]+/g, '');
}
