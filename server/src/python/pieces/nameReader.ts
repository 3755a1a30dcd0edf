/** Reads the syntax tree and notes names: what each of Python's forms does with them is said by a table. */

import { child, childrenOf, nameAt, parts, type Syntax } from '../syntax.ts';
import { rootOf } from './binding.ts';
import { GrowingNames } from './pieceNames.ts';
import { isOutside, type Scope } from './scope.ts';

/** Reads one kind of node. */
export type Form = (reader: NameReader, node: Syntax, scope: Scope) => void;

export class NameReader {
  readonly names = new GrowingNames();
  readonly text: string;
  /** By the type of the node; where there is none, what stands below is read. */
  readonly #forms: ReadonlyMap<string, Form>;

  constructor(text: string, forms: ReadonlyMap<string, Form>) {
    this.text = text;
    this.#forms = forms;
  }

  visit(node: Syntax, scope: Scope): void {
    const form = this.#forms.get(node.type);
    if (form) form(this, node, scope);
    else this.visitAll(node, scope);
  }

  visitAll(node: Syntax, scope: Scope): void {
    for (const one of node.children) if (one.children.length > 0 || one.type === 'identifier') this.visit(one, scope);
  }

  visitField(node: Syntax, field: string, scope: Scope): void {
    for (const one of childrenOf(node, field)) this.visit(one, scope);
  }

  visitRest(node: Syntax, without: readonly string[], scope: Scope): void {
    for (const one of node.children) if (one.field === null || !without.includes(one.field)) this.visit(one, scope);
  }

  nameOf(node: Syntax): string {
    return nameAt(this.text, node);
  }

  isOutside(node: Syntax, scope: Scope): boolean {
    return isOutside(this.nameOf(node), scope);
  }

  use(node: Syntax, scope: Scope, callable = true): void {
    const name = this.nameOf(node);
    if (!isOutside(name, scope)) return;
    (scope.later ? this.names.later : this.names.uses).add(name);
    if (callable) this.names.callable.add(name);
  }

  bindName(name: string, scope: Scope): void {
    if (scope.global.has(name)) this.names.changesLater.add(name);
    scope.bound.add(name);
    if (scope.kind === 'outside') this.names.binds.add(name);
  }

  /** Binds the names of a target; what it only reads, as `a` in `a.b = 1`, is used and changed. */
  bind(target: Syntax | undefined, scope: Scope): void {
    if (!target) return;
    if (target.type === 'identifier') this.bindName(this.nameOf(target), scope);
    else if (target.type === 'attribute' || target.type === 'subscript') this.#bindPart(target, scope);
    else for (const part of parts(target)) this.bind(part, scope);
  }

  /** `a.b` or `a[b]` as a target. */
  #bindPart(target: Syntax, scope: Scope): void {
    this.change(target, scope);
    const attribute = child(target, 'attribute');
    if (attribute) {
      this.names.assignedAttributes.add(this.nameOf(attribute));
      this.visitField(target, 'object', scope);
    } else {
      this.operator('[]=', scope);
      this.visitAll(target, scope);
    }
  }

  change(target: Syntax | undefined, scope: Scope): void {
    const root = target && rootOf(target);
    if (!root) return;
    const name = this.nameOf(root);
    // Where it isn't: changed after the same statement has bound it; for those who come later it is one and the same.
    if (!isOutside(name, scope)) return;
    if (root !== target || scope.global.has(name)) {
      (scope.later ? this.names.changesLater : this.names.changes).add(name);
    } else if (scope.kind === 'outside') this.names.changes.add(name);
  }

  /** The operators that a node has for tokens. */
  operatorsOf(node: Syntax, scope: Scope): void {
    for (const one of node.children) if (one.children.length === 0) this.operator(one.type, scope);
  }

  operator(name: string, scope: Scope): void {
    if (!scope.later) this.names.operators.add(name);
  }
}
