import type { Scope } from './scope.ts';

/** One identifier that is a name; an attribute, or the keyword of an argument, is not. */
export interface Occurrence {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly scope: Scope;
  readonly role: Role;
  /** It binds in its scope, so the name belongs to that scope. */
  readonly binds: boolean;
  /** `import a` binds by its own text, so that a renaming needs an alias. */
  readonly imported?: true;
  /** It runs in a call of a function. */
  readonly later: boolean;
  /** It is in an annotation, which may stay unevaluated. */
  readonly annotation: boolean;
}

export type Role =
  | 'read'
  | 'bind'
  /** `x += 1` */
  | 'update'
  /** `del x` */
  | 'delete'
  /** A bare `x: int`. */
  | 'annotate'
  /** `global x`, `nonlocal x` */
  | 'declare'
  /** A name in the string of an annotation. */
  | 'quoted';
