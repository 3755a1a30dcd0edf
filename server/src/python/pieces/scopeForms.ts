/** The forms that open a scope of their own: functions, lambdas, classes, comprehensions, and what takes type parameters. */

import { child, parts, type Syntax } from '../syntax.ts';
import { collect, declare, firstIdentifier, identifiersIn } from './binding.ts';
import type { Form, NameReader } from './nameReader.ts';
import { type Scope, scopeWithin } from './scope.ts';

export const scopeForms: Readonly<Record<string, Form>> = {
  function_definition(reader, node, scope) {
    const typed = withTypeParameters(reader, node, scope);
    const inner = parametersOf(reader, node, scope, typed);
    reader.visitField(node, 'return_type', typed);
    const body = child(node, 'body');
    if (body) {
      declare(reader.text, body, inner.global);
      collect(reader.text, body, inner.bound);
      for (const name of inner.global) inner.bound.delete(name);
      reader.visit(body, inner);
    }
    reader.bind(child(node, 'name'), scope);
  },
  lambda(reader, node, scope) {
    reader.visitField(node, 'body', parametersOf(reader, node, scope, scope));
  },
  class_definition(reader, node, scope) {
    const typed = withTypeParameters(reader, node, scope);
    reader.visitField(node, 'superclasses', typed);
    reader.visitField(node, 'body', scopeWithin(typed, 'class'));
    reader.bind(child(node, 'name'), scope);
  },
  type_alias_statement(reader, node, scope) {
    const left = child(node, 'left');
    const name = left && firstIdentifier(left);
    const bound = new Set(scope.bound);
    if (left) for (const one of identifiersIn(left)) bound.add(reader.nameOf(one));
    reader.visitField(node, 'right', { ...scope, kind: 'function', bound, later: true });
    if (name) reader.bindName(reader.nameOf(name), scope);
  },
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
};

function comprehension(reader: NameReader, node: Syntax, scope: Scope): void {
  const inner = scopeWithin(scope, 'comprehension');
  reader.operator('for', scope);
  let first = true;
  for (const clause of node.children) {
    if (clause.type === 'for_in_clause') {
      // The first iterable is evaluated outside.
      reader.visitField(clause, 'right', first ? scope : inner);
      reader.bind(child(clause, 'left'), inner);
      first = false;
    } else if (clause.field !== 'body') reader.visit(clause, inner);
  }
  reader.visitField(node, 'body', inner);
}

/** Visits defaults and annotations where they are evaluated; gives the scope of the body. */
function parametersOf(reader: NameReader, definition: Syntax, scope: Scope, typed: Scope): Scope {
  const parameters = child(definition, 'parameters');
  const inner = scopeWithin(typed, 'function');
  for (const parameter of parameters ? parts(parameters) : []) {
    reader.visitField(parameter, 'value', scope);
    reader.visitField(parameter, 'type', typed);
    const name = child(parameter, 'name') ?? (parameter.type === 'typed_parameter' ? parameter.children[0] : parameter);
    if (name) for (const one of identifiersIn(name)) inner.bound.add(reader.nameOf(one));
  }
  return inner;
}

/** The scope in which a definition's annotations and bases are read. */
function withTypeParameters(reader: NameReader, definition: Syntax, scope: Scope): Scope {
  const types = child(definition, 'type_parameters');
  if (!types) return scope;
  const inner = scopeWithin(scope, 'comprehension');
  for (const one of parts(types)) {
    const name = firstIdentifier(one);
    if (name) inner.bound.add(reader.nameOf(name));
  }
  reader.visitAll(types, { ...inner, later: true });
  return inner;
}
