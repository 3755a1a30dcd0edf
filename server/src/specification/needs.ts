/** Finds the parts of a file that another part needs, by following names, and methods by their attributes. */
import { isDunder } from '../python/dunders.ts';
import type { Names } from '../python/names/names.ts';
import type { ClassAt, Model } from './model.ts';
import type { FunctionAt, Statement } from './statement.ts';

export interface NeedsOptions {
  /** Whether to skip a statement for a name. */
  skip?(statement: Statement, name: string): boolean;
  /** Include statements that change an object in use. */
  readonly changers?: boolean;
  /** A function whose body does not count, and the statement around it. */
  readonly without?: { readonly function: FunctionAt; readonly statement: Statement };
}

export class Needs {
  readonly statements = new Set<Statement>();
  /** Functions and methods that may be called. */
  readonly functions = new Set<FunctionAt>();
  readonly names = new Set<string>();
  readonly #model: Model;
  readonly #options: NeedsOptions;
  readonly #seen = new Set<string>();
  readonly #attributes = new Set<string>();
  readonly #classes = new Set<ClassAt>();
  /** Classes whose statements run, but which no code seems to call. */
  readonly #definedOnly = new Map<Statement, ClassAt>();
  readonly #pending: (() => void)[] = [];
  /** The place from which functions are called, which decides the meaning of their names. */
  #at = 0;

  constructor(model: Model, options: NeedsOptions = {}) {
    this.#model = model;
    this.#options = options;
    for (const one of model.unconditional) this.#include(one);
    this.#settle(model.statements.length);
  }

  /** Adds the needs of code with these names at the index of a statement; the code calls what it names there. */
  add(names: Names, at = this.#model.statements.length): void {
    this.#use(names, true, at, at);
    this.#settle(at);
  }

  addName(name: string, at = this.#model.statements.length): void {
    this.#need(name, at);
    this.#settle(at);
  }

  /** Adds the needs of a statement that defines functions: their decorators, defaults and annotations. */
  addDefinition(statement: Statement): void {
    this.#include(statement, true);
    this.#settle(this.#model.statements.length);
  }

  /** Adds the results from another place of the same file, where functions' names may have other meanings. */
  merge(other: Needs): void {
    for (const one of other.statements) this.statements.add(one);
    for (const one of other.functions) this.functions.add(one);
    for (const name of other.names) this.names.add(name);
  }

  /** Stubs that would be called, except special methods that do nothing on purpose. */
  openStubs(own: FunctionAt): FunctionAt[] {
    return [...this.functions].filter(
      (one) =>
        one.body === 'stub' &&
        !one.promised &&
        one.path.join('.') !== own.path.join('.') &&
        !(isDunder(one.path.at(-1)!) && !one.docstring) &&
        !this.#isOverridden(one),
    );
  }

  /** Whether a subclass overrides the method. */
  #isOverridden({ path }: FunctionAt): boolean {
    const [owner, method] = [path.at(-2), path.at(-1)!];
    return (
      owner !== undefined &&
      [...this.#model.classes.values()].some(({ bases, methods }) => bases.includes(owner) && methods.has(method))
    );
  }

  #settle(at: number): void {
    this.#at = at;
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) next();
  }

  /** `at` is the place where the code runs, `calledAt` the place where its definitions are called. */
  #use(names: Names, later: boolean, at: number, calledAt: number): void {
    for (const name of names.uses) this.#need(name, at);
    if (!this.#model.lazyAnnotations) for (const name of names.annotations) this.#need(name, at);
    if (!later) return;
    for (const name of names.later) this.#need(name, calledAt);
    for (const set of [names.attributes, names.assignedAttributes]) for (const one of set) this.#needAttribute(one);
  }

  #need(name: string, at: number): void {
    const key = `${at} ${name}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.names.add(name);
    this.#pending.push(() => {
      const binders = this.#binders(name, at);
      for (const one of binders) {
        this.#include(one);
        for (const each of one.functions) if (each.path.length === 1 && each.path[0] === name) this.#call(each);
      }
      if (!this.#options.changers) return;
      const from = binders.length > 0 ? Math.min(...binders.map((one) => this.#indexOf(one))) : 0;
      for (const one of this.#model.changers.get(name) ?? []) {
        const index = this.#indexOf(one);
        if (index > from && index < at && !this.#options.skip?.(one, name)) this.#include(one);
      }
    });
  }

  /** The statements that may have bound a name at a place; if there is none before it, the first one after it. */
  #binders(name: string, at: number): readonly Statement[] {
    const all = (this.#model.binders.get(name) ?? []).filter((one) => !this.#options.skip?.(one, name));
    const before = all.filter((one) => this.#indexOf(one) < at);
    if (before.length === 0) return all.filter((one) => this.#indexOf(one) !== at).slice(0, 1);
    const last = before.findLastIndex((one) => always.has(one.kind));
    return before.slice(Math.max(0, last));
  }

  #indexOf(statement: Statement): number {
    return this.#model.indexes.get(statement)!;
  }

  #needAttribute(attribute: string): void {
    if (this.#attributes.has(attribute)) return;
    this.#attributes.add(attribute);
    for (const one of this.#classes) {
      for (const method of one.methods.get(attribute) ?? []) this.#call(method);
      this.#followTable(one, attribute);
    }
  }

  /** `self.rounding[mode](…)`, where the class says `rounding = {"up": _round_up}`. */
  #followTable({ statement }: ClassAt, attribute: string): void {
    for (const name of statement.class?.reads.get(attribute) ?? []) this.#needAttribute(name);
  }

  #know(found: ClassAt): void {
    if (this.#classes.has(found)) return;
    this.#classes.add(found);
    for (const attribute of found.statement.class?.reads.keys() ?? [])
      if (this.#attributes.has(attribute)) this.#followTable(found, attribute);
  }

  #include(statement: Statement, definitionOnly = false): void {
    if (this.statements.has(statement)) {
      const defined = definitionOnly ? undefined : this.#definedOnly.get(statement);
      this.#definedOnly.delete(statement);
      // The code does make objects of this class.
      if (defined) this.#pending.push(() => this.#open(defined));
      return;
    }
    this.statements.add(statement);
    const own = this.#model.classOf.get(statement);
    if (definitionOnly && own) this.#definedOnly.set(statement, own);
    this.#pending.push(() => {
      const { kind, names } = statement;
      const index = this.#indexOf(statement);
      const found = this.#model.classOf.get(statement);
      if (kind === 'function' || found) this.#use(names, false, index, this.#at);
      else this.#use(names, statement !== this.#options.without?.statement, index, this.#at);
      if (found && !definitionOnly) this.#open(found);
      else if (found) this.#know(found);
    });
  }

  #open(found: ClassAt): void {
    this.#know(found);
    // The code of a library base class may call any method.
    const isForeign = found.bases.some((base) => this.#model.imported.has(base) && !plainBases.has(base));
    for (const [name, methods] of found.methods) {
      if (!isForeign && !isDunder(name) && !this.#attributes.has(name)) continue;
      for (const one of methods) this.#call(one);
    }
  }

  #call(one: FunctionAt): void {
    if (this.functions.has(one)) return;
    this.functions.add(one);
    if (one.names === this.#options.without?.function.names) return;
    this.#pending.push(() => {
      // Its decorators, defaults and annotations belong to the statement that defines it.
      for (const name of one.names.later) this.#need(name, this.#at);
      for (const set of [one.names.attributes, one.names.assignedAttributes])
        for (const each of set) this.#needAttribute(each);
    });
  }
}

/** Kinds of statements that always bind their names when they run. */
const always: ReadonlySet<string> = new Set(['import', 'function', 'class', 'other']);

/** Base classes that call no methods by themselves. */
const plainBases = new Set([
  'ABC',
  'Enum',
  'IntEnum',
  'StrEnum',
  'Flag',
  'Generic',
  'NamedTuple',
  'Protocol',
  'TypedDict',
  'abc',
  'enum',
]);
