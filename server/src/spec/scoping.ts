/** Which names a piece of Python binds, reads and changes: its scoping rules over the syntax tree. */
import type { Node } from 'web-tree-sitter';
import { collect, declare, firstIdentifier, identifiersIn, rootOf, targetsIn } from './binding.ts';
import { GrowingNames, type Names } from './names.ts';
import { child, childrenOf, isString, parts, type Syntax, syntaxOf, undecorated } from './syntax.ts';

/** For a statement or expression of the parser's tree: what it binds, reads from around it, and whose object it changes. */
export function namesOf(node: Node): { binds: Set<string>; uses: Set<string>; changes: Set<string> } {
  const syntax = syntaxOf(node);
  if (!syntax) return { binds: new Set(), uses: new Set(), changes: new Set() };
  const names = readNames(node.tree.rootNode.text, [syntax]);
  const uses = new Set([...names.uses, ...names.annotations]);
  for (const name of names.later) if (!names.binds.has(name)) uses.add(name);
  const called = names.bareCalls.filter(({ path }) => path).map(({ root }) => root);
  return { binds: new Set(names.binds), uses, changes: new Set([...names.changes, ...called]) };
}

/** The names of nodes that run one after the other in one scope. `known` are bound there before. */
export function readNames(text: string, nodes: readonly Syntax[], known: Iterable<string> = []): Names {
  const reader = new Reader(text);
  const scope: Scope = { kind: 'outside', bound: new Set(known), global: new Set(), parent: null, later: false };
  for (const node of nodes) reader.visit(node, scope);
  return reader.names.sealed();
}

interface Scope {
  readonly kind: 'outside' | 'class' | 'function' | 'comprehension';
  /** For a function all its names; for the others those that are bound so far. */
  readonly bound: Set<string>;
  readonly global: Set<string>;
  readonly parent: Scope | null;
  /** Runs when a function is called. */
  readonly later: boolean;
}

const comprehensions = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);
const asking = new Set(['callable', 'hasattr', 'isinstance', 'issubclass', 'type', 'id']);

class Reader {
  readonly names = new GrowingNames();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  visit(node: Syntax, scope: Scope): void {
    switch (node.type) {
      case 'identifier':
        this.#use(node, scope);
        return;
      case 'function_definition':
        this.#function(node, scope);
        return;
      case 'class_definition':
        this.#class(node, scope);
        return;
      case 'lambda':
        this.#lambda(node, scope);
        return;
      case 'assignment':
        this.#assignment(node, scope);
        return;
      case 'augmented_assignment':
        this.#operator(node, scope);
        this.#visitField(node, 'right', scope);
        this.#visitField(node, 'left', scope);
        this.#change(child(node, 'left'), scope);
        this.#bind(child(node, 'left'), scope);
        return;
      case 'named_expression':
        this.#visitField(node, 'value', scope);
        this.#bind(child(node, 'name'), containing(scope));
        return;
      case 'for_statement':
      case 'for_in_clause':
        this.#operators('for', scope);
        this.#visitField(node, 'right', scope);
        this.#bind(child(node, 'left'), scope);
        this.#visitRest(node, ['left', 'right'], scope);
        return;
      case 'as_pattern':
        this.#alias(node, scope);
        return;
      case 'with_statement':
        this.#operators('with', scope);
        this.#visitAll(node, scope);
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        this.#import(node, scope);
        return;
      case 'global_statement':
      case 'nonlocal_statement':
        return;
      case 'delete_statement':
        for (const target of targetsIn(node)) {
          this.#change(target, scope);
          if (target.type !== 'identifier') this.visit(target, scope);
        }
        return;
      case 'type_alias_statement':
        this.#typeAlias(node, scope);
        return;
      case 'case_clause':
        this.#case(node, scope);
        return;
      case 'keyword_argument':
        this.#visitField(node, 'value', scope);
        return;
      case 'attribute':
        this.#attribute(node, scope);
        return;
      case 'subscript':
        this.#operators('[]', scope);
        this.#visitAll(node, scope);
        return;
      case 'call':
        this.#call(node, scope);
        return;
      case 'comparison_operator':
        this.#comparison(node, scope);
        return;
      case 'binary_operator':
      case 'unary_operator':
      case 'boolean_operator':
      case 'not_operator':
        this.#operator(node, scope);
        this.#visitAll(node, scope);
        return;
      case 'interpolation':
        this.#operators('str', scope);
        this.#visitAll(node, scope);
        return;
      case 'expression_statement':
        this.#bareCall(node, scope);
        this.#visitAll(node, scope);
        return;
      case 'type':
        this.#annotation(node, scope);
        return;
      default:
        if (comprehensions.has(node.type)) {
          this.#comprehension(node, scope);
          return;
        }
        this.#visitAll(node, scope);
        return;
    }
  }

  #visitAll(node: Syntax, scope: Scope): void {
    for (const one of node.children) if (one.children.length > 0 || one.type === 'identifier') this.visit(one, scope);
  }

  #visitField(node: Syntax, field: string, scope: Scope): void {
    for (const one of childrenOf(node, field)) this.visit(one, scope);
  }

  #visitRest(node: Syntax, without: readonly string[], scope: Scope): void {
    for (const one of node.children) if (one.field === null || !without.includes(one.field)) this.visit(one, scope);
  }

  #name(node: Syntax): string {
    return this.#text.slice(node.start, node.end);
  }

  /** Whether a name that is met in a scope is one of the scope around all. */
  #isOutside(name: string, scope: Scope): boolean {
    let inner = true;
    for (let at: Scope | null = scope; at; at = at.parent) {
      if (at.global.has(name)) return true;
      // A class's names are not seen by the functions in it; what is bound in between may come after them.
      const seen = at.kind === 'class' ? inner : at.kind !== 'outside' || !scope.later;
      if (seen && at.bound.has(name)) return false;
      if (at.kind === 'function') inner = false;
    }
    return true;
  }

  #use(node: Syntax, scope: Scope, callable = true): void {
    const name = this.#name(node);
    if (!this.#isOutside(name, scope)) return;
    (scope.later ? this.names.later : this.names.uses).add(name);
    if (callable) this.names.callable.add(name);
  }

  #bindName(name: string, scope: Scope): void {
    if (scope.global.has(name)) this.names.changesLater.add(name);
    scope.bound.add(name);
    if (scope.kind === 'outside') this.names.binds.add(name);
  }

  /** Binds the names of a target; what it only reads, as `a` in `a.b = 1`, is used and changed. */
  #bind(target: Syntax | undefined, scope: Scope): void {
    if (!target) return;
    if (target.type === 'identifier') {
      this.#bindName(this.#name(target), scope);
      return;
    }
    if (target.type === 'attribute' || target.type === 'subscript') {
      this.#change(target, scope);
      const attribute = child(target, 'attribute');
      if (attribute) {
        this.names.assignedAttributes.add(this.#name(attribute));
        this.#visitField(target, 'object', scope);
        return;
      }
      this.#operators('[]=', scope);
      this.#visitAll(target, scope);
      return;
    }
    for (const part of parts(target)) this.#bind(part, scope);
  }

  #change(target: Syntax | undefined, scope: Scope): void {
    if (!target) return;
    const root = rootOf(target);
    if (!root) return;
    const name = this.#name(root);
    if (root === target && !scope.global.has(name)) {
      if (scope.kind === 'outside' && this.#isOutside(name, scope)) this.names.changes.add(name);
      return;
    }
    if (!this.#isOutside(name, scope)) {
      // Changed after the same statement has bound it: for those who come later it is one and the same.
      return;
    }
    (scope.later ? this.names.changesLater : this.names.changes).add(name);
  }

  #assignment(node: Syntax, scope: Scope): void {
    this.#visitField(node, 'right', scope);
    this.#visitField(node, 'type', scope);
    const left = child(node, 'left');
    // `x: int` alone declares.
    if (child(node, 'right') || scope.kind === 'function') this.#bind(left, scope);
    else if (left && left.type !== 'identifier') this.visit(left, scope);
  }

  #alias(node: Syntax, scope: Scope): void {
    const target = child(node, 'alias');
    for (const one of node.children) if (one !== target) this.visit(one, scope);
    if (target) this.#bind(target, scope);
  }

  #import(node: Syntax, scope: Scope): void {
    for (const one of childrenOf(node, 'name')) {
      const alias = child(one, 'alias');
      if (alias) this.#bindName(this.#name(alias), scope);
      else if (one.children[0]) this.#bindName(this.#name(one.children[0]), scope);
    }
  }

  #typeAlias(node: Syntax, scope: Scope): void {
    const left = child(node, 'left');
    const name = left && firstIdentifier(left);
    const inner = { ...scope, bound: new Set(scope.bound), later: true };
    if (left) for (const one of identifiersIn(left)) inner.bound.add(this.#name(one));
    this.#visitField(node, 'right', { ...inner, kind: 'function' });
    if (name) this.#bindName(this.#name(name), scope);
  }

  #attribute(node: Syntax, scope: Scope): void {
    const attribute = child(node, 'attribute');
    const object = child(node, 'object');
    if (!object) return;
    const name = attribute ? this.#name(attribute) : '';
    this.names.attributes.add(name);
    if (object.type === 'identifier') this.#use(object, scope, !/^__(?!wrapped__|call__)\w+__$/.test(name));
    else this.visit(object, scope);
  }

  #call(node: Syntax, scope: Scope): void {
    const callee = child(node, 'function');
    const args = child(node, 'arguments');
    if (callee?.type === 'identifier') {
      const name = this.#name(callee);
      this.#operators(name, scope);
      const first = args && parts(args)[0];
      if (args && first?.type === 'identifier' && asking.has(name) && this.#isOutside(name, scope)) {
        this.#use(callee, scope);
        this.#use(first, scope, false);
        for (const one of parts(args).slice(1)) this.visit(one, scope);
        return;
      }
    }
    if (callee?.type === 'attribute') {
      const root = rootOf(callee);
      if (root && this.#isOutside(this.#name(root), scope)) this.names.receivers.add(this.#name(root));
    }
    this.#operators('()', scope);
    this.#visitAll(node, scope);
  }

  #comparison(node: Syntax, scope: Scope): void {
    this.#operator(node, scope);
    const identity = node.children.some(({ type }) => type === 'is' || type === 'is not');
    for (const one of parts(node)) {
      if (one.type === 'identifier' && identity) this.#use(one, scope, false);
      else this.visit(one, scope);
    }
  }

  #bareCall(node: Syntax, scope: Scope): void {
    const only = parts(node)[0];
    const call = only?.type === 'await' ? parts(only).at(-1) : only;
    const callee = call?.type === 'call' ? child(call, 'function') : undefined;
    const root = callee && rootOf(callee);
    if (!call || !callee || !root) return;
    const name = this.#name(root);
    if (!this.#isOutside(name, scope)) return;
    const path = root === callee ? '' : this.#text.slice(root.end, callee.end).replace(/\s/g, '').replace(/^\./, '');
    if (scope.later) {
      if (path) this.names.changesLater.add(name);
      return;
    }
    const args = parts(child(call, 'arguments') ?? call).map((one) => {
      const value = one.type === 'keyword_argument' ? child(one, 'value') : one;
      const at = value && rootOf(value);
      return at ? this.#name(at) : null;
    });
    this.names.bareCalls.push({ root: name, path, args });
  }

  #comprehension(node: Syntax, scope: Scope): void {
    const inner: Scope = {
      kind: 'comprehension',
      bound: new Set(),
      global: new Set(),
      parent: scope,
      later: scope.later,
    };
    this.#operators('for', scope);
    let first = true;
    for (const clause of node.children) {
      if (clause.type === 'for_in_clause') {
        // The first iterable is evaluated outside.
        this.#visitField(clause, 'right', first ? scope : inner);
        this.#bind(child(clause, 'left'), inner);
        first = false;
      } else if (clause.field !== 'body') this.visit(clause, inner);
    }
    this.#visitField(node, 'body', inner);
  }

  #lambda(node: Syntax, scope: Scope): void {
    const inner = this.#parameters(child(node, 'parameters'), scope);
    this.#visitField(node, 'body', inner);
  }

  #function(node: Syntax, scope: Scope): void {
    const types = child(node, 'type_parameters');
    const typed = types ? this.#typeParameters(types, scope) : scope;
    const inner = this.#parameters(child(node, 'parameters'), scope, typed);
    this.#visitField(node, 'return_type', typed);
    const body = child(node, 'body');
    if (body) {
      declare(this.#text, body, inner.global);
      collect(this.#text, body, inner.bound);
      for (const name of inner.global) inner.bound.delete(name);
      this.visit(body, inner);
    }
    this.#bind(child(node, 'name'), scope);
  }

  /** Visits defaults and annotations where they are evaluated; gives the scope of the body. */
  #parameters(parameters: Syntax | undefined, scope: Scope, typed: Scope = scope): Scope {
    const inner: Scope = { kind: 'function', bound: new Set(), global: new Set(), parent: typed, later: true };
    for (const parameter of parameters ? parts(parameters) : []) {
      this.#visitField(parameter, 'value', scope);
      this.#visitField(parameter, 'type', typed);
      const name =
        child(parameter, 'name') ?? (parameter.type === 'typed_parameter' ? parameter.children[0] : parameter);
      if (name) for (const one of identifiersIn(name)) inner.bound.add(this.#name(one));
    }
    return inner;
  }

  #typeParameters(node: Syntax, scope: Scope): Scope {
    const inner: Scope = {
      kind: 'comprehension',
      bound: new Set(),
      global: new Set(),
      parent: scope,
      later: scope.later,
    };
    for (const one of parts(node)) {
      const name = firstIdentifier(one);
      if (name) inner.bound.add(this.#name(name));
    }
    this.#visitAll(node, { ...inner, later: true });
    return inner;
  }

  #class(node: Syntax, scope: Scope): void {
    const types = child(node, 'type_parameters');
    const typed = types ? this.#typeParameters(types, scope) : scope;
    this.#visitField(node, 'superclasses', typed);
    const inner: Scope = { kind: 'class', bound: new Set(), global: new Set(), parent: typed, later: scope.later };
    this.#visitField(node, 'body', inner);
    this.#bind(child(node, 'name'), scope);
  }

  /** Bare names of a pattern bind, dotted ones are read. */
  #case(node: Syntax, scope: Scope): void {
    for (const one of node.children) {
      if (one.type === 'case_pattern') this.#pattern(one, scope);
      else this.visit(one, scope);
    }
  }

  #pattern(node: Syntax, scope: Scope): void {
    switch (node.type) {
      case 'dotted_name': {
        const [first, ...others] = node.children;
        if (!first) return;
        if (others.length > 0) this.#use(first, scope);
        else if (this.#name(first) !== '_') this.#bindName(this.#name(first), scope);
        return;
      }
      case 'identifier':
        if (this.#name(node) !== '_') this.#bindName(this.#name(node), scope);
        return;
      case 'class_pattern': {
        const [type, ...others] = parts(node);
        if (type?.children[0]) this.#use(type.children[0], scope);
        for (const one of others) this.#pattern(one, scope);
        return;
      }
      case 'keyword_pattern':
        for (const one of parts(node).slice(1)) this.#pattern(one, scope);
        return;
      default:
        for (const one of node.children) this.#pattern(one, scope);
    }
  }

  /** Names of annotations, those in quoted ones too. */
  #annotation(node: Syntax, scope: Scope): void {
    const take = (name: string) => {
      if (this.#isOutside(name, scope)) (scope.later ? this.names.later : this.names.annotations).add(name);
    };
    const look = (at: Syntax): void => {
      if (at.type === 'identifier') take(this.#name(at));
      else if (isString(at)) for (const [name] of this.#name(at).matchAll(/(?<![\w.])[^\W\d]\w*/gu)) take(name);
      else if (at.type === 'attribute' || at.type === 'member_type') look(at.children[0]!);
      else for (const one of at.children) look(one);
    };
    look(node);
  }

  #operator(node: Syntax, scope: Scope): void {
    for (const one of node.children) if (one.children.length === 0) this.#operators(one.type, scope);
  }

  #operators(name: string, scope: Scope): void {
    if (!scope.later) this.names.operators.add(name);
  }
}

/** A walrus in a comprehension binds outside of it. */
function containing(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'comprehension' && at.parent) at = at.parent;
  return at;
}

/** The parameters of a function (by position, keyword-only ones behind) whose object its own code changes. */
export function changedParameters(text: string, definition: Syntax, parameters: readonly string[]): Set<number> {
  const body = child(undecorated(definition), 'body');
  const changed = new Set<number>();
  if (!body) return changed;
  const names = readNames(text, [body]);
  parameters.forEach((name, index) => {
    const called = names.bareCalls.some((call) => call.path && call.root === name);
    if (called || names.changes.has(name)) changed.add(index);
  });
  return changed;
}
