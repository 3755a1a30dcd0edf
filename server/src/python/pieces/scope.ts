/** Python's scopes: which of them a name belongs to. */

export interface Scope {
  readonly kind: 'outside' | 'class' | 'function' | 'comprehension';
  /** For a function all its names; for the others those that are bound so far. */
  readonly bound: Set<string>;
  readonly global: Set<string>;
  readonly parent: Scope | null;
  /** Runs when a function is called. */
  readonly later: boolean;
}

/** The scope around all, where `known` names are bound before. */
export function outsideScope(known: Iterable<string>): Scope {
  return { kind: 'outside', bound: new Set(known), global: new Set(), parent: null, later: false };
}

export function scopeWithin(parent: Scope, kind: Exclude<Scope['kind'], 'outside'>): Scope {
  return { kind, bound: new Set(), global: new Set(), parent, later: kind === 'function' || parent.later };
}

/** Whether a name that is met in a scope is one of the scope around all. */
export function isOutside(name: string, scope: Scope): boolean {
  let inner = true;
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.global.has(name)) return true;
    // A class's names are not seen by the functions in it; what is bound in between may come after them.
    const seen = at.kind === 'class' ? inner : at.kind !== 'outside' || !scope.later;
    if (seen && at.bound.has(name)) return false;
    if (at.kind === 'function') inner = false;
  }
  return true;
}

/** A walrus in a comprehension binds outside of it. */
export function aroundComprehensions(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'comprehension' && at.parent) at = at.parent;
  return at;
}
