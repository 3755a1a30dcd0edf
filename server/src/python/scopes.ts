/** Who binds each name of a program: Python's scoping rules over the syntax tree. */
import type { Node } from 'web-tree-sitter';
import { childrenOf, descendants, named } from './nodes.ts';

export interface Scope {
  /** `types` is what a definition's type parameters open around it: it sees the names of a class that it stands in. */
  readonly kind: 'module' | 'class' | 'function' | 'comprehension' | 'types';
  readonly node: Node;
  readonly parent: Scope | null;
  readonly binds: Set<string>;
  readonly declared: Map<string, 'global' | 'nonlocal'>;
}

/** One identifier that is a name (an attribute, or the keyword of an argument, is none). */
export interface Occurrence {
  readonly name: string;
  readonly node: Node;
  /** Its offset. */
  readonly start: number;
  readonly scope: Scope;
  readonly binds: boolean;
  /** `import a` binds by its own text, so that another name takes an alias. */
  readonly imported?: true;
}

const deepest = 600;

/** The names of a tree. Owners: the scope that binds a name; the module's for globals, builtins and names that nobody binds. */
export class Scopes {
  readonly module: Scope;
  readonly all: Occurrence[] = [];
  readonly #byNode = new Map<number, Scope>();
  #depth = 0;

  constructor(root: Node) {
    this.module = this.#open('module', root, null);
    for (const child of childrenOf(root)) this.#visit(child, this.module);
  }

  /** The scope that a function, lambda or class opens. */
  of(node: Node): Scope | undefined {
    return this.#byNode.get(node.id);
  }

  owner({ name, scope }: Pick<Occurrence, 'name' | 'scope'>): Scope {
    const declared = scope.declared.get(name);
    if (declared === 'global') return this.module;
    if (declared !== 'nonlocal' && scope.binds.has(name)) return scope;
    for (let inner = scope, outer = scope.parent; outer; inner = outer, outer = outer.parent) {
      if (outer.kind === 'class' && inner.kind !== 'types') continue;
      if (outer.declared.get(name) === 'global') return this.module;
      if (outer.binds.has(name) && outer.declared.get(name) !== 'nonlocal') return outer;
    }
    return this.module;
  }

  within(node: Node): Occurrence[] {
    const [from, to] = [node.startIndex, node.endIndex];
    return this.all.filter(({ start }) => start >= from && start < to);
  }

  /** The global names that a node uses or binds. */
  globalsIn(node: Node): Set<string> {
    return new Set(
      this.within(node)
        .filter((one) => this.owner(one) === this.module)
        .map((one) => one.name),
    );
  }

  #open(kind: Scope['kind'], node: Node, parent: Scope | null): Scope {
    const scope: Scope = { kind, node, parent, binds: new Set(), declared: new Map() };
    this.#byNode.set(node.id, scope);
    return scope;
  }

  #use(node: Node, scope: Scope): void {
    this.all.push({ name: named(node), node, start: node.startIndex, scope, binds: false });
  }

  #bind(node: Node, scope: Scope, imported?: true): void {
    const name = named(node);
    scope.binds.add(name);
    this.all.push({ name, node, start: node.startIndex, scope, binds: true, ...(imported && { imported }) });
  }

  #visitAll(nodes: Iterable<Node | null>, scope: Scope): void {
    for (const node of nodes) if (node) this.#visit(node, scope);
  }

  #visit(node: Node, scope: Scope): void {
    // A file may be nested more deeply than the stack is; Python runs no such code.
    if (this.#depth >= deepest) return;
    this.#depth++;
    this.#dispatch(node, scope);
    this.#depth--;
  }

  #dispatch(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'identifier':
        this.#use(node, scope);
        return;
      case 'function_definition':
      case 'lambda':
        this.#function(node, scope);
        return;
      case 'class_definition': {
        const name = node.childForFieldName('name');
        if (name) this.#bind(name, scope);
        const typed = this.#typeParameters(node.childForFieldName('type_parameters'), scope);
        this.#visitAll([node.childForFieldName('superclasses')], typed);
        this.#visitAll([node.childForFieldName('body')], this.#open('class', node, typed));
        return;
      }
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression':
        this.#comprehension(node, scope);
        return;
      case 'for_statement':
      case 'for_in_clause':
        this.#targetAndRest(node, 'left', scope);
        return;
      case 'type_alias_statement': {
        const left = [...descendants(node.childForFieldName('left') ?? node)];
        const name = left.find(({ type }) => type === 'identifier');
        if (name) this.#bind(name, scope);
        const typed = this.#typeParameters(left.find(({ type }) => type === 'type_parameter') ?? null, scope);
        this.#visitAll([node.childForFieldName('right')], typed);
        return;
      }
      case 'assignment':
        this.#targetAndRest(node, 'left', scope);
        return;
      case 'augmented_assignment': {
        const left = node.childForFieldName('left');
        if (left?.type === 'identifier') this.#bind(left, scope);
        else if (left) this.#visit(left, scope);
        this.#visitAll([node.childForFieldName('right')], scope);
        return;
      }
      case 'named_expression': {
        let outer = scope;
        while (outer.kind === 'comprehension' && outer.parent) outer = outer.parent;
        const name = node.childForFieldName('name');
        if (name) this.#bind(name, outer);
        this.#visitAll([node.childForFieldName('value')], scope);
        return;
      }
      case 'as_pattern_target':
      case 'delete_statement':
        this.#targets(node, scope);
        return;
      case 'global_statement':
      case 'nonlocal_statement':
        for (const name of node.namedChildren) {
          if (!name) continue;
          scope.declared.set(named(name), node.type === 'global_statement' ? 'global' : 'nonlocal');
          this.#use(name, scope);
        }
        return;
      case 'import_statement':
      case 'import_from_statement':
        this.#import(node, scope);
        return;
      case 'future_import_statement':
        return;
      case 'attribute':
        this.#visitAll([node.childForFieldName('object')], scope);
        return;
      case 'keyword_argument':
        this.#visitAll([node.childForFieldName('value')], scope);
        return;
      case 'case_pattern':
        this.#pattern(node, scope);
        return;
      default:
        this.#visitAll(node.namedChildren, scope);
        return;
    }
  }

  #targetAndRest(node: Node, field: string, scope: Scope): void {
    const target = node.childForFieldName(field);
    if (target) this.#targets(target, scope);
    for (const child of childrenOf(node)) if (child.isNamed && child.id !== target?.id) this.#visit(child, scope);
  }

  /** Assignment targets: plain names bind; attributes and items only use. */
  #targets(node: Node, scope: Scope): void {
    if (node.type === 'identifier') this.#bind(node, scope);
    else if (node.type === 'attribute' || node.type === 'subscript') this.#visit(node, scope);
    else for (const child of node.namedChildren) if (child) this.#targets(child, scope);
  }

  #function(node: Node, scope: Scope): void {
    const name = node.childForFieldName('name');
    if (name) this.#bind(name, scope);
    const typed = this.#typeParameters(node.childForFieldName('type_parameters'), scope);
    const inner = this.#open('function', node, typed);
    for (const parameter of node.childForFieldName('parameters')?.namedChildren ?? []) {
      if (!parameter) continue;
      const named = parameterName(parameter);
      if (named) this.#bind(named, inner);
      this.#visitAll([parameter.childForFieldName('type')], typed);
      this.#visitAll([parameter.childForFieldName('value')], scope);
    }
    this.#visitAll([node.childForFieldName('return_type')], typed);
    this.#visitAll([node.childForFieldName('body')], inner);
  }

  /** The scope of annotations, bases and body: each parameter binds its name; bounds and defaults are read. */
  #typeParameters(parameters: Node | null, scope: Scope): Scope {
    if (!parameters) return scope;
    const inner = this.#open('types', parameters, scope);
    for (const parameter of parameters.namedChildren) {
      if (!parameter) continue;
      const name = [...descendants(parameter)].find(({ type }) => type === 'identifier');
      if (name) this.#bind(name, inner);
      for (const one of descendants(parameter))
        if (one.type === 'constrained_type') this.#visit(one.namedChild(1)!, inner);
    }
    return inner;
  }

  #comprehension(node: Node, scope: Scope): void {
    const inner = this.#open('comprehension', node, scope);
    let first = true;
    for (const child of node.namedChildren) {
      if (!child) continue;
      if (first && child.type === 'for_in_clause') {
        first = false;
        const [left, right] = [child.childForFieldName('left'), child.childForFieldName('right')];
        if (left) this.#targets(left, inner);
        // The first iterable is evaluated where the comprehension stands.
        for (const rest of childrenOf(child)) {
          if (rest.isNamed && rest.id !== left?.id) this.#visit(rest, rest.id === right?.id ? scope : inner);
        }
      } else this.#visit(child, inner);
    }
  }

  #import(node: Node, scope: Scope): void {
    const module = node.childForFieldName('module_name');
    for (const child of node.namedChildren) {
      if (!child || child.id === module?.id) continue;
      const alias = child.childForFieldName('alias');
      if (alias) this.#bind(alias, scope);
      else if (child.type === 'dotted_name' && child.namedChild(0)) this.#bind(child.namedChild(0)!, scope, true);
    }
  }

  /** Names in a `case`: a bare one binds, a dotted one and a class are used. */
  #pattern(node: Node, scope: Scope): void {
    for (const child of node.namedChildren) {
      if (!child) continue;
      if (child.type === 'dotted_name') this.#patternName(child, scope, child.namedChildCount === 1);
      else if (child.type === 'identifier') this.#bind(child, scope);
      else if (child.type === 'class_pattern') {
        const [subject, ...rest] = child.namedChildren;
        if (subject) this.#patternName(subject, scope, false);
        for (const one of rest) if (one) this.#pattern(one, scope);
      } else if (child.type === 'keyword_pattern') {
        // The first child is the attribute's name; the second the pattern, bare where it is a name.
        const value = child.namedChild(1);
        if (value?.type === 'dotted_name') this.#patternName(value, scope, value.namedChildCount === 1);
        else if (value) this.#pattern(value, scope);
      } else this.#pattern(child, scope);
    }
  }

  #patternName(name: Node, scope: Scope, binds: boolean): void {
    const first = name.namedChild(0);
    if (!first || (binds && named(first) === '_')) return;
    if (binds) this.#bind(first, scope);
    else this.#use(first, scope);
  }
}

/** The identifier that a parameter binds; none for `*` and `/`. */
export function parameterName(parameter: Node): Node | undefined {
  const named = parameter.childForFieldName('name');
  if (named) return named;
  if (parameter.type === 'identifier') return parameter;
  const inner = parameter.type === 'typed_parameter' ? parameter.namedChild(0) : parameter;
  if (inner?.type === 'identifier') return inner;
  if (inner?.type === 'list_splat_pattern' || inner?.type === 'dictionary_splat_pattern')
    return inner.namedChild(0) ?? undefined;
  return undefined;
}

/** Names whose object a node changes: by a method call, an attribute or item assignment, `+=` or `del x[…]`. */
export function changedIn(node: Node): Set<string> {
  const changed = new Set<string>();
  const root = (from: Node | null): void => {
    let at = from;
    while (at?.type === 'attribute' || at?.type === 'subscript') {
      at = at.childForFieldName(at.type === 'attribute' ? 'object' : 'value');
    }
    if (at?.type === 'identifier' && at.id !== from?.id) changed.add(named(at));
  };
  for (const one of descendants(node)) {
    if (one.type === 'call') root(one.childForFieldName('function'));
    else if (one.type === 'assignment') root(one.childForFieldName('left'));
    else if (one.type === 'augmented_assignment') {
      const left = one.childForFieldName('left');
      if (left?.type === 'identifier') changed.add(named(left));
      else root(left);
    } else if (one.type === 'delete_statement') for (const target of one.namedChildren) root(target);
  }
  return changed;
}
