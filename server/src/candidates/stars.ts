/** `from X import *` of a reply: never in the user's file, but as the names of it that are in use. */
import type { Import } from './importStatements.ts';
import { starNames } from './starNames.ts';

/** The last of those known to bring a name, as `from X import name`. */
export function known(stars: readonly Import[], name: string): Import | undefined {
  const star = stars.findLast(({ module }) => starNames(module)?.has(name));
  return star && { module: star.module, name };
}

/** A name that nobody else has, from the one module of which nobody knows what it brings. `refused`: there are several. */
export function supposed(stars: readonly Import[], name: string): Import | { refused: string } | undefined {
  const modules = [...new Set(stars.map(({ module }) => module))].filter((module) => !starNames(module));
  const [module, ...others] = modules;
  if (module === undefined || name.startsWith('_')) return undefined;
  if (others.length === 0) return { module, name };
  return { refused: `imports everything from ${modules.join(' and from ')}, and ${name} may come from either` };
}
