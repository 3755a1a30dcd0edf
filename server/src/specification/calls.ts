/** Finds the parts of a file that call the function: directly, through the file's own functions, methods and classes, or by reading the effects of calls. */
import { isDunder, mayCall } from '../python/dunders.ts';
import type { Names } from '../python/names/names.ts';
import { mentionsIn, usersOf } from './mentions.ts';
import { changedBy, type Model } from './model.ts';
import type { Part, Statement } from './statement.ts';
import type { FunctionTarget } from './targets.ts';
import { type Ways, waysTo } from './ways.ts';

/** The relation of a part of a statement to the function. `weakly`: it reads an object on which the function was called. */
export type Relation = 'calls' | 'reads' | 'weakly' | null;

export interface Calls {
  /** The statements with a relation to the function, in the file's order. */
  readonly related: Iterable<Statement>;
  /** The relation of each part of a statement, in order; empty if none has one. */
  of(statement: Statement): readonly Relation[];
  /** Whether code with these names calls the function, at any place. */
  isCall(names: Names): boolean;
  readonly ways: Ways;
  /** The names that lead to a class, if one follows their bindings. */
  touching(className: string): ReadonlySet<string>;
}

export function callsOf(model: Model, target: FunctionTarget): Calls {
  const finder = new Finder(model, target);
  finder.run();
  return finder;
}

class Finder implements Calls {
  readonly #model: Model;
  readonly #target: FunctionTarget;
  readonly ways: Ways;
  readonly #isMethod: boolean;
  readonly #relations = new Map<Statement, readonly Relation[]>();
  readonly #touching = new Map<string, ReadonlySet<string>>();
  /** Names whose objects come from calls, at the current statement. */
  readonly #tainted = new Set<string>();
  readonly #weak = new Set<string>();
  readonly #expected = new Agenda();
  #live = true;

  constructor(model: Model, target: FunctionTarget) {
    this.#model = model;
    this.#target = target;
    this.#isMethod = target.function.outerFunctions === 0 && target.function.path.length > 1;
    this.ways = waysTo(model, target, this.#isMethod);
  }

  of(statement: Statement): readonly Relation[] {
    return this.#relations.get(statement) ?? [];
  }

  get related(): Iterable<Statement> {
    return this.#relations.keys();
  }

  isCall(names: Names): boolean {
    this.#live = true;
    return this.#calls(names);
  }

  /** Visits the statements with a relation to the function, in order. The effects of a call lead to further statements. */
  run(): void {
    const { statements } = this.#model;
    const region = regionOf(this.#model, this.#target);
    const mentions = mentionsIn(this.#model);
    const { names, through, attributes } = this.ways;
    for (const name of [...names, ...through.keys()]) this.#expect(mentions.names.get(name));
    for (const name of attributes.keys()) this.#expect(isDunder(name) ? mentions.all : mentions.attributes.get(name));
    for (let index = this.#expected.next(); index !== undefined; index = this.#expected.next()) {
      const statement = statements[index]!;
      this.#live = index >= region.from && index < region.to;
      const rounds = statement.kind === 'compound' ? 2 : 1;
      let relations: Relation[] = [];
      for (let round = 0; round < rounds; round++)
        relations = statement.parts.map((part) => this.#visit(part, statement));
      if (!relations.some(Boolean)) continue;
      this.#relations.set(statement, relations);
      this.#changedByManagers(statement, relations);
    }
  }

  /** `with redirect_stdout(out): f(1)` stores the call's output in `out`. */
  #changedByManagers({ parts }: Statement, relations: readonly Relation[]): void {
    const around = new Set(parts.filter((_, index) => relations[index] === 'calls').map((part) => part.withinStart));
    for (const head of parts) {
      if (head.kind !== 'head' || head.within !== 'with' || !around.has(head.start)) continue;
      for (const name of head.names.uses) this.#taint(name, this.#weak);
    }
  }

  #expect(indexes: Iterable<number> | undefined): void {
    for (const index of indexes ?? []) this.#expected.add(index);
  }

  #visit(part: Part, statement: Statement): Relation {
    if (part.kind === 'definition' || part.kind === 'import') return null;
    const { names } = part;
    const relation = this.#relationOf(names);
    // The head of a `with` or `for` binds its names before its block runs.
    const isSimple = statement.parts.length === 1 || (part.kind === 'head' && statement.kind !== 'try');
    for (const name of names.binds) {
      if (relation === 'calls' || relation === 'reads') this.#mark(name, this.#tainted);
      else if (isSimple) this.#tainted.delete(name);
      if (isSimple) this.#weak.delete(name);
    }
    if (relation === null && this.#callsOthers(names)) for (const name of names.uses) this.#weak.delete(name);
    if (relation === null || relation === 'weakly') return relation;
    for (const name of changedBy(part, this.#model)) this.#taint(name, this.#tainted);
    if (relation === 'calls') this.#changedByCall(names);
    return relation;
  }

  /** Notes objects that the call may have changed implicitly. */
  #changedByCall(names: Names): void {
    const { function: own, docstring = '' } = this.#target;
    for (const name of own.names.changesLater) this.#taint(name, this.#tainted);
    if (this.#isMethod) for (const name of names.receivers) this.#taint(name, this.#weak);
    for (const name of mentioned(docstring, this.#target))
      if (this.#model.binders.has(name)) this.#taint(name, this.#weak);
    // The arguments, and the values from which they are made: a check after the call may test that they are unchanged.
    for (const name of names.uses) if (this.#model.binders.has(name)) this.#taint(name, this.#weak);
  }

  #taint(name: string, into: Set<string>): void {
    const { imported, functions, classes } = this.#model;
    if (!imported.has(name) && !functions.has(name) && !classes.has(name)) this.#mark(name, into);
  }

  #mark(name: string, into: Set<string>): void {
    if (into.has(name)) return;
    into.add(name);
    const mentions = mentionsIn(this.#model);
    this.#expect(mentions.readByFunctions.has(name) ? mentions.all : mentions.names.get(name));
  }

  #relationOf(names: Names): Relation {
    if (this.#calls(names)) return 'calls';
    const reads = [...names.uses, ...names.later];
    if (reads.some((name) => this.#tainted.has(name)) || this.#readsThroughFunctions(names)) return 'reads';
    if (reads.some((name) => this.#weak.has(name)) && !this.#callsOthers(names)) return 'weakly';
    return null;
  }

  /** `check()`, where `def check(): assert result == 3`. */
  #readsThroughFunctions(names: Names): boolean {
    if (this.#tainted.size === 0) return false;
    const seen = new Set<string>();
    const pending = [...names.callable];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      for (const one of this.#model.functions.get(name) ?? []) {
        if (seen.has(name)) break;
        for (const used of one.names.later) {
          if (this.#tainted.has(used)) return true;
          pending.push(used);
        }
      }
      seen.add(name);
    }
    return false;
  }

  #callsOthers(names: Names): boolean {
    const { functions, methodNames } = this.#model;
    const own = this.#target.simpleName;
    return (
      [...names.callable].some((name) => functions.has(name)) ||
      [...names.attributes].some((name) => name !== own && methodNames.has(name))
    );
  }

  #calls(names: Names): boolean {
    const { names: ways, through, attributes } = this.ways;
    for (const name of names.callable) {
      if (ways.has(name) && (this.#live || name !== this.#target.function.path[0])) return true;
      const classes = through.get(name);
      if (classes && this.#touches(names, classes)) return true;
    }
    for (const [attribute, classes] of attributes) {
      const isUsed = isDunder(attribute)
        ? mayCall(attribute, names.operators) || names.attributes.has(attribute)
        : this.#usesAttribute(names, attribute);
      if (isUsed && this.#touches(names, classes)) return true;
    }
    return false;
  }

  #usesAttribute(names: Names, attribute: string): boolean {
    const { accessor } = this.#target.function;
    if (accessor === 'setter' && attribute === this.#target.simpleName) return names.assignedAttributes.has(attribute);
    return names.attributes.has(attribute);
  }

  /** Whether the code may use an object of one of the classes. */
  #touches(names: Names, classes: ReadonlySet<string>): boolean {
    for (const name of classes) {
      const touching = this.touching(name);
      for (const one of names.uses) if (touching.has(one)) return true;
      for (const one of names.later) if (touching.has(one)) return true;
    }
    return false;
  }

  touching(name: string): ReadonlySet<string> {
    const known = this.#touching.get(name);
    if (known) return known;
    const found = new Set([name]);
    const users = usersOf(this.#model);
    const pending = [name];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const user of users.get(at) ?? []) {
        if (found.has(user)) continue;
        found.add(user);
        pending.push(user);
      }
    }
    this.#touching.set(name, found);
    return found;
  }
}

/** Indexes of the statements in which the target's name means the target: up to the next definition of the name. */
function regionOf(
  { statements, indexes, binders }: Model,
  { function: own, statement }: FunctionTarget,
): { from: number; to: number } {
  const name = own.path[0]!;
  const at = indexes.get(statement)!;
  const boundaries = (binders.get(name) ?? []).filter((one) => {
    if (one === statement) return true;
    const definitions = one.functions.filter(({ path }) => path[0] === name);
    if (definitions.length > 0) return definitions.some(({ promised }) => !promised);
    return one.kind === 'class' || !one.names.uses.has(name);
  });
  const places = boundaries.map((one) => indexes.get(one)!);
  return {
    from: places.some((index) => index < at) ? at : 0,
    to: places.find((index) => index > at) ?? statements.length,
  };
}

/** Indexes to visit, each once, in order. Indexes before the current one are ignored. */
class Agenda {
  readonly #waiting = new Set<number>();
  #sorted: number[] = [];
  #front = -1;

  add(index: number): void {
    if (index <= this.#front || this.#waiting.has(index)) return;
    this.#waiting.add(index);
    this.#sorted = [];
  }

  next(): number | undefined {
    if (this.#sorted.length === 0) this.#sorted = [...this.#waiting].sort((a, b) => b - a);
    const index = this.#sorted.pop();
    if (index === undefined) return undefined;
    this.#waiting.delete(index);
    this.#front = index;
    return index;
  }
}

/** Words of the docstring that are not parameters. */
function mentioned(docstring: string, { parameters }: FunctionTarget): Set<string> {
  const words = new Set(docstring.match(/[^\W\d]\w*/gu) ?? []);
  for (const { name } of parameters) words.delete(name);
  return words;
}
