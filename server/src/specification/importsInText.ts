/** Reads all imports of a file from its text. */

import path from 'node:path';

export interface ImportedName {
  /** The module as written, with the dots of a relative import: `pkg.mod`, `..mod`. */
  readonly module: string;
  /** The name in `from module import name`; `*` for a star import; null for `import module`. */
  readonly name: string | null;
  /** The name that it binds; for `import a.b`, the first part, `a`. */
  readonly binds: string;
}

const statement =
  /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|(?:[^\n\\;]|\\\r?\n)*)|import[ \t]+((?:[^\n\\;]|\\\r?\n)*))/gm;

export function importsIn(text: string): ImportedName[] {
  const found: ImportedName[] = [];
  for (const [, module, names, modules] of text.matchAll(statement)) {
    if (module !== undefined) {
      for (const { name, alias } of listed(names!)) found.push({ module, name, binds: alias ?? name });
    } else {
      for (const { name, alias } of listed(modules!)) {
        found.push({ module: name, name: null, binds: alias ?? name.split('.')[0]! });
      }
    }
  }
  return found;
}

/** Whether doctests of a file import from the file itself or from a package around it, so that these modules must be importable. */
export function importsItself(file: string, docstring: string): boolean {
  const names = new Set(file.replace(/\.pyw?$/, '').split(path.sep));
  const code = docstring.replace(/^[ \t]*(?:>>>|\.\.\.)[ \t]?/gm, '');
  return importsIn(code).some(({ module }) => names.has(module.split('.')[0]!));
}

function listed(text: string): { name: string; alias?: string }[] {
  const plain = text.replace(/#[^\n]*/g, '').replace(/[()\\\r\n]/g, ' ');
  return plain.split(',').flatMap((one) => {
    const [, name, alias] = /^\s*([.\w]+|\*)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? [];
    return name === undefined ? [] : [{ name, ...(alias !== undefined && { alias }) }];
  });
}
