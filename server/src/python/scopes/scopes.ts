/** Finds the scope that binds each name of a program. */
import type { Node } from 'web-tree-sitter';
import { roughSyntaxOf } from '../syntax.ts';
import type { Occurrence } from './occurrence.ts';
import { readOccurrences } from './occurrences.ts';
import { ownerOf, type Scope } from './scope.ts';

/** The names of a tree. A name's owner is the scope that binds it; the module's scope for globals, builtins and unbound names. */
export class Scopes {
  readonly module: Scope;
  /** In the order of the text. */
  readonly all: readonly Occurrence[];
  readonly #byStart: ReadonlyMap<number, Scope>;

  constructor(text: string, root: Node) {
    const { found, module, scopes } = readOccurrences(text, [roughSyntaxOf(root)]);
    this.module = module.scope;
    this.all = found.filter(({ role }) => role !== 'quoted').sort((a, b) => a.start - b.start);
    this.#byStart = scopes;
  }

  /** The scope that a function, lambda or class opens. */
  of(node: Node): Scope | undefined {
    return this.#byStart.get(node.startIndex);
  }

  owner({ name, scope }: Pick<Occurrence, 'name' | 'scope'>): Scope {
    return ownerOf(name, scope);
  }

  within(node: Node): readonly Occurrence[] {
    return this.all.slice(this.#firstFrom(node.startIndex), this.#firstFrom(node.endIndex));
  }

  /** The global names that a node uses or binds. */
  globalsIn(node: Node): Set<string> {
    return new Set(
      this.within(node)
        .filter((one) => this.owner(one) === this.module)
        .map((one) => one.name),
    );
  }

  /** The index of the first name at or after an offset. */
  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
