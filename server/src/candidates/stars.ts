/** Replaces a `from X import *` of a reply by imports of the names in use: the star never goes into the user's file. */
import type { Import } from './importStatements.ts';
import { starNames } from './starNames.ts';

/** The last star import that is known to bring a name, as `from X import name`. */
export function known(stars: readonly Import[], name: string): Import | undefined {
  const star = stars.findLast(({ module }) => starNames(module)?.has(name));
  return star && { module: star.module, name };
}

/** An otherwise undefined name, imported from the one star module whose names are unknown. `refused`: there are several such modules. */
export function supposed(stars: readonly Import[], name: string): Import | { refused: string } | undefined {
  const modules = [...new Set(stars.map(({ module }) => module))].filter((module) => !starNames(module));
  const [module, ...others] = modules;
  if (module === undefined || name.startsWith('_')) return undefined;
  if (others.length === 0) return { module, name };
  return { refused: `imports everything from ${modules.join(' and from ')}, and ${name} may come from either` };
}
