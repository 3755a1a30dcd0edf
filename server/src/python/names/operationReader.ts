/** Reads the effects of a piece of Python on objects: calls, operators, attributes, changes. */
import { child, childrenOf, nameAt, parts, type Syntax } from '../syntax.ts';
import type { FreeNames } from './freeNames.ts';
import type { GrowingNames } from './names.ts';

/** Reads one kind of node; `later` says that it runs in a later call of a function. */
export type Form = (reader: OperationReader, node: Syntax, later: boolean) => void;

export class OperationReader {
  readonly text: string;
  readonly free: FreeNames;
  readonly names: GrowingNames;
  /** Offsets of names that are only asked about, and so not called there. */
  readonly asked = new Set<number>();
  /** The readers by node type; without one, the nodes below are read. */
  readonly #forms: ReadonlyMap<string, Form>;

  constructor(forms: ReadonlyMap<string, Form>, text: string, free: FreeNames, names: GrowingNames) {
    this.#forms = forms;
    this.text = text;
    this.free = free;
    this.names = names;
  }

  visit(node: Syntax, later: boolean): void {
    const form = this.#forms.get(node.type);
    if (form) form(this, node, later);
    else this.visitAll(node, later);
  }

  visitAll(node: Syntax, later: boolean): void {
    for (const one of node.children) if (one.children.length > 0) this.visit(one, later);
  }

  visitField(node: Syntax, field: string, later: boolean): void {
    for (const one of childrenOf(node, field)) this.visit(one, later);
  }

  visitRest(node: Syntax, without: readonly string[], later: boolean): void {
    for (const one of node.children) if (one.field === null || !without.includes(one.field)) this.visit(one, later);
  }

  nameOf(node: Syntax): string {
    return nameAt(this.text, node);
  }

  /** Attributes and items in a target are assigned. */
  target(target: Syntax | undefined, later: boolean): void {
    if (!target || target.type === 'identifier') return;
    if (target.type === 'attribute') {
      this.change(target, later);
      const attribute = child(target, 'attribute');
      if (attribute) this.names.assignedAttributes.add(this.nameOf(attribute));
      this.visitField(target, 'object', later);
    } else if (target.type === 'subscript') {
      this.change(target, later);
      this.operator('[]=', later);
      this.visitAll(target, later);
    } else for (const part of parts(target)) this.target(part, later);
  }

  change(target: Syntax, later: boolean): void {
    const root = rootOf(target);
    const free = root && this.free.at(root);
    if (!free) return;
    // `x += 1` and `del x` change the outer `x` only if `x` has no new binding here.
    if (root === target && this.free.isInside(free) && !this.free.isDeclared(free)) return;
    (later ? this.names.changesLater : this.names.changes).add(free.name);
  }

  /** The operators among a node's tokens. */
  operatorsOf(node: Syntax, later: boolean): void {
    for (const one of node.children) if (one.children.length === 0) this.operator(one.type, later);
  }

  operator(name: string, later: boolean): void {
    if (!later) this.names.operators.add(name);
  }
}

/** The name at the root of `a.b[0].c`, `a.b(…).c` or `a`. */
export function rootOf(node: Syntax): Syntax | undefined {
  let at: Syntax | undefined = node;
  while (at) {
    if (at.type === 'identifier') return at;
    if (at.type === 'attribute') at = child(at, 'object');
    else if (at.type === 'subscript') at = child(at, 'value');
    else if (at.type === 'call') at = child(at, 'function')?.type === 'attribute' ? child(at, 'function') : undefined;
    else if (at.type === 'parenthesized_expression') at = parts(at)[0];
    else return undefined;
  }
  return undefined;
}
