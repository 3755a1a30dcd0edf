import { existsSync } from 'node:fs';
import path from 'node:path';

/** The import name of a file: its packages (folders with `__init__.py`), then its own; up to the workspace. */
export function moduleName(file: string, workspace?: string): string {
  if (!path.isAbsolute(file)) return identifier(path.basename(file).replace(/\.\w+$/, '')) || 'untitled';
  const name = path.basename(file);
  const own = name.endsWith('.ipynb') ? identifier(name.slice(0, -6)) : name.replace(/\.pyw?$/, '');
  const names = own === '__init__' ? [] : [own];
  let folder = path.dirname(file);
  while (existsSync(path.join(folder, '__init__.py')) && folder !== workspace && folder !== path.dirname(folder)) {
    names.unshift(path.basename(folder));
    folder = path.dirname(folder);
  }
  return names.join('.') || own;
}

function identifier(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}_]/gu, '_');
  return /^untitled/i.test(clean) ? 'untitled' : clean.replace(/^(?=\p{N})/u, '_');
}
