/** The names of a piece of Python, by what it does with them. */

/** A call whose result is thrown away: `root.path(…)`, or `root(…)` where `path` is empty. */
export interface BareCall {
  readonly root: string;
  readonly path: string;
  /** The names at the roots of its arguments, null for anything else; keyword arguments stand behind. */
  readonly args: readonly (string | null)[];
}

/** Names of the scope around: for a statement of a module, its globals. */
export interface Names {
  readonly binds: ReadonlySet<string>;
  /** Read while the statement runs, and not bound by itself before. */
  readonly uses: ReadonlySet<string>;
  /** Read when the functions that it defines are called. */
  readonly later: ReadonlySet<string>;
  /** Read by annotations, which `from __future__ import annotations` leaves unevaluated. */
  readonly annotations: ReadonlySet<string>;
  /** Of all these, those that are read in such a way that they may be called: not `f.__name__`, `callable(f)`, `f is g`. */
  readonly callable: ReadonlySet<string>;
  /** Names whose object is changed by an assignment to an attribute or item, an augmented one, or `del`. */
  readonly changes: ReadonlySet<string>;
  /** The same, and global names bound, by the functions that it defines. */
  readonly changesLater: ReadonlySet<string>;
  readonly bareCalls: readonly BareCall[];
  /** Names on whose object a method is called, wherever. */
  readonly receivers: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly assignedAttributes: ReadonlySet<string>;
  /** Operators, and what Python calls by a protocol: `+`, `[]`, `in`, `for`, `with`, `str`. */
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

  /** For keeping: an empty set takes 200 bytes, and most are. */
  sealed(): Names {
    const sets = Object.fromEntries(setKeys.map((key) => [key, this[key].size === 0 ? none : this[key]]));
    return { ...this, ...sets };
  }
}

const none: ReadonlySet<string> = new Set();
