/** Which files an agent may name: Python files inside the folders that the user has opened. */
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { printable, shortened } from '../support/printable.ts';
import { Refusal } from './refusal.ts';

export interface Place {
  /** The real path of the file: no link is left in it. */
  readonly file: string;
  /** The real path of the folder that it lies in. */
  readonly root: string;
}

/** The most bytes of a file. */
const LARGEST = 2_000_000;

/** Finds the file. Throws Refusal for one outside of the roots, also where a link leads out of them. */
export function placeIn(roots: readonly string[], named: string): Place {
  const shown = shortened(named, 120);
  if (named !== printable(named)) throw new Refusal(`${shown} has characters that no path should have.`);
  const real = roots.flatMap((root) => realOf(root) ?? []);
  const [first] = real;
  if (first === undefined)
    throw new Refusal('No folder is open: open the folder of the file, or name it by --workspace.');
  const found = real
    .map((root) => ({ root, file: realOf(path.resolve(root, named)) }))
    .find((one): one is Place => one.file !== undefined && isInside(one.file, one.root));
  if (!found) {
    const folders = real.map((root) => printable(root)).join(', ');
    throw new Refusal(`There is no ${shown} in ${folders}: name a Python file by its path from there.`);
  }
  if (!/\.py$/i.test(found.file)) throw new Refusal(`${shown} is not a Python file: name one that ends in .py.`);
  const stat = statSync(found.file);
  if (!stat.isFile()) throw new Refusal(`${shown} is not a regular file: name a Python file.`);
  if (stat.size > LARGEST) throw new Refusal(`${shown} is larger than 2 MB: name a smaller file.`);
  // The innermost of nested folders.
  const around = real.filter((root) => isInside(found.file, root)).sort((one, other) => other.length - one.length);
  return { file: found.file, root: around[0]! };
}

function isInside(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function realOf(name: string): string | undefined {
  try {
    return realpathSync(name);
  } catch {
    return undefined;
  }
}
