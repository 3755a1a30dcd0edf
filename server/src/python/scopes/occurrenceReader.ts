/** Reads the names of a syntax tree in Python's order of evaluation, with a table of its forms. */
import { nameFrom } from '../identifiers.ts';
import { childrenOf, nameAt, parts, type Syntax } from '../syntax.ts';
import type { Occurrence, Role } from './occurrence.ts';
import { openScope, type Scope } from './scope.ts';

/** Reads one kind of node. */
export type Form = (reader: OccurrenceReader, node: Syntax, place: Place) => void;

/** The position of a node: its scope, and when it runs. */
export interface Place {
  readonly scope: Scope;
  readonly later: boolean;
  readonly annotation: boolean;
}

export class OccurrenceReader {
  readonly found: Occurrence[] = [];
  readonly module: Place;
  /** The scopes of functions, lambdas and classes, by their start. */
  readonly scopes = new Map<number, Scope>();
  readonly #text: string;
  /** The readers by node type; without one, the nodes below are read. */
  readonly #forms: ReadonlyMap<string, Form>;

  constructor(text: string, forms: ReadonlyMap<string, Form>) {
    const module = { type: 'module', start: 0, end: text.length };
    this.module = { scope: openScope('module', module), later: false, annotation: false };
    this.#text = text;
    this.#forms = forms;
  }

  visit(node: Syntax, place: Place): void {
    const form = this.#forms.get(node.type);
    if (form) form(this, node, place);
    else this.visitAll(node, place);
  }

  visitAll(node: Syntax, place: Place): void {
    for (const one of node.children) if (one.children.length > 0 || one.type === 'identifier') this.visit(one, place);
  }

  visitField(node: Syntax, field: string, place: Place): void {
    for (const one of childrenOf(node, field)) this.visit(one, place);
  }

  visitRest(node: Syntax, without: readonly string[], place: Place): void {
    for (const one of node.children) if (one.field === null || !without.includes(one.field)) this.visit(one, place);
  }

  open(kind: Scope['kind'], node: Syntax, around: Place): Place {
    const scope = openScope(kind, node, around.scope);
    if (kind === 'function' || kind === 'class') this.scopes.set(node.start, scope);
    return { ...around, scope, later: around.later || kind === 'function' };
  }

  nameOf(node: Syntax): string {
    return nameAt(this.#text, node);
  }

  note(node: Syntax | undefined, role: Role, place: Place, imported?: true): void {
    if (!node || node.start === node.end) return;
    const name = this.nameOf(node);
    const binds = role === 'bind' || role === 'update' || role === 'delete' || role === 'annotate';
    if (binds) place.scope.binds.add(name);
    this.found.push({ name, start: node.start, end: node.end, role, binds, ...(imported && { imported }), ...place });
  }

  /** Notes the names of a target; a name that the target only reads, as `a` in `a.b = 1`, counts as read. */
  target(node: Syntax | undefined, role: Role, place: Place): void {
    if (!node) return;
    if (node.type === 'identifier') this.note(node, role, place);
    else if (node.type === 'attribute' || node.type === 'subscript') this.visit(node, place);
    else for (const part of parts(node)) this.target(part, role, place);
  }

  /** Notes the names in the string of an annotation. */
  quoted(string: Syntax, place: Place): void {
    const { start, end } = string;
    for (const [written] of this.#text.slice(start, end).matchAll(/(?<![\w.])[^\W\d]\w*/gu)) {
      this.found.push({ name: nameFrom(written), start, end, role: 'quoted', binds: false, ...place });
    }
  }

  declare(node: Syntax, as: 'global' | 'nonlocal', place: Place): void {
    for (const one of parts(node)) {
      if (one.type !== 'identifier') continue;
      place.scope.declared.set(this.nameOf(one), as);
      this.note(one, 'declare', place);
    }
  }
}
