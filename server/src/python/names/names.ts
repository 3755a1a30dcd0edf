/** The names of a piece of Python, by use. */

/** A call whose result is unused: `root.path(…)`, or `root(…)` if `path` is empty. */
export interface BareCall {
  readonly root: string;
  readonly path: string;
  /** The root names of its arguments, null for other arguments; keyword arguments come last. */
  readonly args: readonly (string | null)[];
}

/** Names of the outer scope: for a statement of a module, its globals. */
export interface Names {
  readonly binds: ReadonlySet<string>;
  /** Read while the statement runs, and not bound by it before. */
  readonly uses: ReadonlySet<string>;
  /** Read during calls of its functions. */
  readonly later: ReadonlySet<string>;
  /** Read by annotations, which `from __future__ import annotations` leaves unevaluated. */
  readonly annotations: ReadonlySet<string>;
  /** The names among these that may be called: not `f.__name__`, `callable(f)`, `f is g`. */
  readonly callable: ReadonlySet<string>;
  /** Names whose object changes by an assignment to an attribute or item, an augmented one, or `del`. */
  readonly changes: ReadonlySet<string>;
  /** The same for its functions, and the global names that they bind. */
  readonly changesLater: ReadonlySet<string>;
  readonly bareCalls: readonly BareCall[];
  /** Names with a method call on their object, anywhere. */
  readonly receivers: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly assignedAttributes: ReadonlySet<string>;
  /** Operators and protocols that call methods: `+`, `[]`, `in`, `for`, `with`, `str`. */
  readonly operators: ReadonlySet<string>;
}

const setKeys = [
  'binds',
  'uses',
  'later',
  'annotations',
  'callable',
  'changes',
  'changesLater',
  'receivers',
  'attributes',
  'assignedAttributes',
  'operators',
] as const;

export class GrowingNames implements Names {
  readonly binds = new Set<string>();
  readonly uses = new Set<string>();
  readonly later = new Set<string>();
  readonly annotations = new Set<string>();
  readonly callable = new Set<string>();
  readonly changes = new Set<string>();
  readonly changesLater = new Set<string>();
  readonly bareCalls: BareCall[] = [];
  readonly receivers = new Set<string>();
  readonly attributes = new Set<string>();
  readonly assignedAttributes = new Set<string>();
  readonly operators = new Set<string>();

  add(other: Names): void {
    for (const key of setKeys) for (const name of other[key]) this[key].add(name);
    this.bareCalls.push(...other.bareCalls);
  }

  /** A compact form to keep: an empty set takes 200 bytes, and most are empty. */
  sealed(): Names {
    const sets = Object.fromEntries(setKeys.map((key) => [key, this[key].size === 0 ? none : this[key]]));
    return { ...this, ...sets };
  }
}

const none: ReadonlySet<string> = new Set();
