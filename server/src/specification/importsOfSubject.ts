/** Resolves the imports of other files to names of the file under test. */
import path from 'node:path';
import { type ImportedName, importsIn } from './importsInText.ts';
import type { Snapshot } from './snapshot.ts';

/** Looks up names for one file; `packages` are the `__init__.py` files around it. */
export class Imports {
  readonly #file: string;
  readonly #parts: readonly string[];
  readonly #packages: readonly Snapshot[];

  constructor(file: string, packages: readonly Snapshot[]) {
    this.#file = file;
    this.#parts = partsOf(file);
    this.#packages = packages;
  }

  /** The name in the file that an import means: `''` for the file itself, `*` for all names, null for another file. */
  meaningOf({ module, name }: ImportedName, from: string): string | null {
    if (this.#isFile(module, from)) return name ?? '';
    if (name === null) return this.#isPackage(module, from) ? '' : null;
    if (name !== '*' && this.#isFile(module.endsWith('.') ? module + name : `${module}.${name}`, from)) return '';
    return this.#reExported(module, name, from);
  }

  /** The names that the packages around the file import from it. */
  get neededByPackages(): Set<string> {
    const names = new Set<string>();
    for (const { file, text } of this.#packages) {
      for (const one of importsIn(text)) if (this.#isFile(one.module, file) && one.name !== null) names.add(one.name);
    }
    return names;
  }

  /** `from pkg import f`, where its `__init__.py` has `from .mod import f`. */
  #reExported(module: string, name: string, from: string): string | null {
    for (const one of this.#packages) {
      if (!endsWith(partsOf(one.file), this.#resolved(module, from))) continue;
      for (const inner of importsIn(one.text)) {
        if (!this.#isFile(inner.module, one.file) || inner.name === null) continue;
        if (inner.name === '*') return name;
        if (inner.binds === name) return inner.name;
        if (name === '*') return '*';
      }
    }
    return null;
  }

  /** Whether an import such as `import pkg` gives access to `pkg.mod.f`. */
  #isPackage(module: string, from: string): boolean {
    return this.#packages.some((one) => endsWith(partsOf(one.file), this.#resolved(module, from)));
  }

  #isFile(module: string, from: string): boolean {
    return endsWith(this.#parts, this.#resolved(module, from));
  }

  /** The parts of a module's path; a relative name is resolved from the importing file. */
  #resolved(module: string, from: string): readonly string[] {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!;
    const names = rest === '' ? [] : rest!.split('.');
    if (dots === '') return names;
    let folder = path.dirname(from);
    for (let level = 1; level < dots!.length; level++) folder = path.dirname(folder);
    return [...folder.split(path.sep), ...names];
  }

  get file(): string {
    return this.#file;
  }
}

/** The parts of a file's path. The `__init__.py` of a package stands for its folder. */
function partsOf(file: string): string[] {
  const parts = file.replace(/\.pyw?$/, '').split(path.sep);
  return parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts;
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  if (end.length === 0 || end.length > parts.length) return false;
  return end.every((one, index) => one === parts[parts.length - end.length + index]);
}
