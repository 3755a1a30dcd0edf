import type { Scope } from './scope.ts';

/** One identifier that is a name (an attribute, or the keyword of an argument, is none). */
export interface Occurrence {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly scope: Scope;
  readonly role: Role;
  /** It binds in its scope: that makes the name the scope's own. */
  readonly binds: boolean;
  /** `import a` binds by its own text, so that another name takes an alias. */
  readonly imported?: true;
  /** It runs when a function is called. */
  readonly later: boolean;
  /** It stands in an annotation, which may be left unevaluated. */
  readonly annotation: boolean;
}

export type Role =
  | 'read'
  | 'bind'
  /** `x += 1` */
  | 'update'
  /** `del x` */
  | 'delete'
  /** `x: int` alone. */
  | 'annotate'
  /** `global x`, `nonlocal x` */
  | 'declare'
  /** A name in the string of an annotation. */
  | 'quoted';
