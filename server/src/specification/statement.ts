/** A statement of a module as it is known: what it is, where it stands, and the names in it. */

import type { Names } from '../python/names/names.ts';
import type { Piece } from '../python/pieces.ts';
import type { FunctionFacts } from './definitions.ts';

export type StatementKind =
  | 'future'
  | 'import'
  | 'function'
  | 'class'
  | 'assert'
  | 'try'
  | 'with'
  | 'compound'
  | 'docstring'
  | 'other'
  /** It doesn't parse. */
  | 'broken';

/** A simple statement of a compound one, or the head of a block (`for x in xs`). Offsets are the document's. */
export interface Part {
  readonly kind: 'assert' | 'head' | 'definition' | 'import' | 'other';
  readonly start: number;
  readonly end: number;
  /** The nearest `try` or `with` around it. */
  readonly within: 'try' | 'with' | null;
  /** Where that begins. */
  readonly withinStart: number;
  readonly names: Names;
}

export interface FunctionAt extends FunctionFacts {
  /** What the function's offsets count from. */
  readonly base: number;
}

export interface Statement {
  readonly kind: StatementKind;
  readonly start: number;
  readonly end: number;
  readonly names: Names;
  readonly parts: readonly Part[];
  readonly functions: readonly FunctionAt[];
  readonly class: ClassFacts | null;
  /** The name in `Point = namedtuple("Point", "x y")` and its like. */
  readonly madeClass: string | null;
  /** It has `from x import *`. */
  readonly star: boolean;
  /** It stands in `if __name__ == "__main__":`. */
  readonly inMain: boolean;
  /** Places that don't parse: the statement, or members of a class. `name` of the `def` that is there. */
  readonly broken: readonly Broken[];
  /** String tokens that go over several lines. */
  readonly longStrings: readonly Piece[];
  readonly docstrings: readonly (readonly Piece[])[];
  readonly comments: readonly Piece[];
}

interface ClassFacts {
  readonly name: string;
  /** The roots of its bases. */
  readonly bases: readonly string[];
  /** For names that its body binds by a plain statement its own names that this reads: `rounding = {"up": _round}`. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where its body binds a name by a plain statement, as far as it was read member by member. */
  readonly values: ReadonlyMap<string, readonly Piece[]>;
}

export interface Broken extends Piece {
  readonly name: string | null;
  /** Where the parser stumbled. */
  readonly at: number;
}

/** The same statement, as many characters further down. */
export function moved(statement: Statement, by: number): Statement {
  const piece = <T extends Piece>(one: T): T => ({ ...one, start: one.start + by, end: one.end + by });
  return {
    ...piece(statement),
    parts: statement.parts.map((one) => ({ ...piece(one), withinStart: one.withinStart + by })),
    functions: statement.functions.map((one) => ({ ...one, base: one.base + by })),
    broken: statement.broken.map((one) => ({ ...piece(one), at: one.at + by })),
    longStrings: statement.longStrings.map(piece),
    docstrings: statement.docstrings.map((tokens) => tokens.map(piece)),
    comments: statement.comments.map(piece),
    class: statement.class && {
      ...statement.class,
      values: new Map([...statement.class.values].map(([name, pieces]) => [name, pieces.map(piece)])),
    },
  };
}
