import type { Occurrence } from '../scopes/occurrence.ts';
import type { OccurrenceReader } from '../scopes/occurrenceReader.ts';
import { ownerOf, type Scope } from '../scopes/scope.ts';

/** Collects the outer names of a piece. Its own bindings so far do not count, except inside its functions. */
export class FreeNames {
  readonly binds = new Set<string>();
  /** Global names that its functions bind. */
  readonly bindsLater = new Set<string>();
  readonly read: Occurrence[] = [];
  readonly #module: Scope;
  readonly #byStart = new Map<number, Occurrence>();
  /** The bindings of the classes so far; functions own their names from the first line on. */
  readonly #boundInClass = new Map<Scope, Set<string>>();

  constructor({ found, module }: Pick<OccurrenceReader, 'found' | 'module'>) {
    this.#module = module.scope;
    for (const one of found) {
      if (this.#isFree(one)) this.#note(one);
      if (one.role === 'bind' || one.role === 'update') this.#bind(one);
    }
  }

  /** The identifier at an offset, if it is an outer name. */
  at({ start }: { readonly start: number }): Occurrence | undefined {
    return this.#byStart.get(start);
  }

  /** Whether its own scope makes it an outer name, not just the lack of another binding. */
  isDeclared({ name, scope }: Occurrence): boolean {
    return scope.declared.get(name) === 'global';
  }

  isInside({ scope }: Occurrence): boolean {
    return scope !== this.#module;
  }

  #isFree({ name, scope, later }: Occurrence): boolean {
    const owner = ownerOf(name, scope, (at) => this.#isBound(at, name));
    return owner === this.#module && (later || !this.binds.has(name));
  }

  #isBound(scope: Scope, name: string): boolean {
    if (scope === this.#module) return false;
    const names = scope.kind === 'class' ? this.#boundInClass.get(scope) : scope.binds;
    return names?.has(name) ?? false;
  }

  #note(one: Occurrence): void {
    this.#byStart.set(one.start, one);
    if (one.role === 'read' || one.role === 'update' || one.role === 'quoted') this.read.push(one);
  }

  #bind({ name, scope, later }: Occurrence): void {
    const isGlobal = scope.declared.get(name) === 'global';
    if (scope === this.#module || (isGlobal && !later)) this.binds.add(name);
    else if (isGlobal) this.bindsLater.add(name);
    else if (scope.kind === 'class') {
      const bound = this.#boundInClass.get(scope) ?? new Set();
      this.#boundInClass.set(scope, bound.add(name));
    }
  }
}
