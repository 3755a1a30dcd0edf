/** The user's accepted functions that a search in another file may call. */
import type { DatabaseSync } from 'node:sqlite';
import type { Target } from '../../../protocol/index.ts';
import type { LibraryFunction } from '../sampling/sampler.ts';
import { nearest } from './nearest.ts';
import { libraryOf } from './rows.ts';

/** The most accepted functions to compare, latest first. */
export const MOST_LOOKED_AT = 500;

export interface Wanted {
  readonly workspace: string | undefined;
  readonly file: string;
  readonly target: Target;
  readonly limit: number;
}

/** Those of the same workspace come first; of each kind the most alike, and the latest of those that are equally alike. */
export function libraryFor(db: DatabaseSync, { workspace, file, target, limit }: Wanted): LibraryFunction[] {
  const rows = db
    .prepare(
      `SELECT workspace, specification, solution FROM acceptance JOIN synthesis ON synthesis.id = synthesis
         WHERE NOT (file = ? AND function = ?) AND passed = 1
         ORDER BY workspace IS NOT ?, acceptance.at DESC LIMIT ?`,
    )
    .all(file, target.name, workspace ?? null, MOST_LOOKED_AT);
  const isOurs = (row: (typeof rows)[number]) => row.workspace === (workspace ?? null);
  const ours = nearest(target, rows.filter(isOurs).flatMap(libraryOf), limit);
  const others = nearest(target, rows.filter((row) => !isOurs(row)).flatMap(libraryOf), limit - ours.length);
  return [...ours, ...others].map(({ name, source, docstring = '', examples }) => ({
    name,
    source,
    docstring,
    examples,
  }));
}
