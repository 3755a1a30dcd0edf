/** Python's scopes: the bindings of each, and the scope of a name. */

export interface Scope {
  /** `types` is the scope of a definition's type parameters: it sees the names of an enclosing class. */
  readonly kind: 'module' | 'class' | 'function' | 'comprehension' | 'types';
  /** The node that opens it. */
  readonly node: { readonly type: string; readonly start: number; readonly end: number };
  readonly parent: Scope | null;
  /** All names that it binds anywhere inside. */
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

/** The scope that binds a name used in `scope`; the module's scope for globals, builtins and unbound names. */
export function ownerOf(
  name: string,
  scope: Scope,
  isBound = (at: Scope, name: string): boolean => at.binds.has(name),
): Scope {
  let inner: Scope | undefined;
  for (let at = scope; ; inner = at, at = at.parent) {
    // Functions and comprehensions in a class don't see the names of the class.
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
