/** A statement of a module: its kind, its place and its names. */

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
  /** It does not parse. */
  | 'broken';

/** A simple statement of a compound one, or the head of a block (`for x in xs`). Offsets are the document's. */
export interface Part {
  readonly kind: 'assert' | 'head' | 'definition' | 'import' | 'other';
  readonly start: number;
  readonly end: number;
  /** The nearest `try` or `with` around it. */
  readonly within: 'try' | 'with' | null;
  /** The offset of that `try` or `with`. */
  readonly withinStart: number;
  readonly names: Names;
}

export interface FunctionAt extends FunctionFacts {
  /** The offset from which the function's offsets count. */
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
  /** The name in `Point = namedtuple("Point", "x y")` and similar statements. */
  readonly madeClass: string | null;
  /** It has `from x import *`. */
  readonly star: boolean;
  /** It is in `if __name__ == "__main__":`. */
  readonly inMain: boolean;
  /** The places that do not parse: the statement itself, or members of a class. `name` is that of the `def` there. */
  readonly broken: readonly Broken[];
  /** String tokens of several lines. */
  readonly longStrings: readonly Piece[];
  readonly docstrings: readonly (readonly Piece[])[];
  readonly comments: readonly Piece[];
}

interface ClassFacts {
  readonly name: string;
  /** The first names of its base classes. */
  readonly bases: readonly string[];
  /** For each name that a plain statement of its body binds, the class's own names that the statement reads: `rounding = {"up": _round}`. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** The plain statements of its body that bind a name, if the class was read member by member. */
  readonly values: ReadonlyMap<string, readonly Piece[]>;
}

export interface Broken extends Piece {
  readonly name: string | null;
  /** The offset of the syntax error. */
  readonly at: number;
}

/** The same statement, moved by a number of characters. */
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
