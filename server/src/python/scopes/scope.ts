/** Python's scopes: what each binds, and which of them a name belongs to. */

export interface Scope {
  /** `types` is what a definition's type parameters open around it: it sees the names of a class that it stands in. */
  readonly kind: 'module' | 'class' | 'function' | 'comprehension' | 'types';
  /** What opens it. */
  readonly node: { readonly type: string; readonly start: number; readonly end: number };
  readonly parent: Scope | null;
  /** All the names that it binds, wherever in it. */
  readonly binds: Set<string>;
  readonly declared: Map<string, 'global' | 'nonlocal'>;
}

export function openScope(
  kind: Scope['kind'],
  { type, start, end }: Scope['node'],
  parent: Scope | null = null,
): Scope {
  return { kind, node: { type, start, end }, parent, binds: new Set(), declared: new Map() };
}

/** The scope that binds a name which is met in `scope`; the module's for globals, builtins and names that nobody binds. */
export function ownerOf(
  name: string,
  scope: Scope,
  isBound = (at: Scope, name: string): boolean => at.binds.has(name),
): Scope {
  let inner: Scope | undefined;
  for (let at = scope; ; inner = at, at = at.parent) {
    // The names of a class are not seen by the functions and comprehensions in it.
    if (at.kind !== 'class' || !inner || inner.kind === 'types') {
      const declared = at.declared.get(name);
      if (declared === 'global') return moduleAround(at);
      if (declared !== 'nonlocal' && isBound(at, name)) return at;
    }
    if (!at.parent) return at;
  }
}

/** A walrus in a comprehension binds outside of it. */
export function aroundComprehensions(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'comprehension' && at.parent) at = at.parent;
  return at;
}

function moduleAround(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}
