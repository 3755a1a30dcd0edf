/** The forms that open their own scope: functions, lambdas, classes, comprehensions, and definitions with type parameters. */
import { child, firstIdentifier, firstOfType, identifiersIn, parts, type Syntax } from '../syntax.ts';
import type { Form, OccurrenceReader, Place } from './occurrenceReader.ts';

export const scopeForms: Readonly<Record<string, Form>> = {
  function_definition(reader, node, place) {
    const typed = withTypeParameters(reader, child(node, 'type_parameters'), place);
    const inner = withParameters(reader, node, place, typed);
    reader.visitField(node, 'return_type', typed);
    reader.visitField(node, 'body', inner);
    reader.note(child(node, 'name'), 'bind', place);
  },
  lambda(reader, node, place) {
    reader.visitField(node, 'body', withParameters(reader, node, place, place));
  },
  class_definition(reader, node, place) {
    const typed = withTypeParameters(reader, child(node, 'type_parameters'), place);
    reader.visitField(node, 'superclasses', typed);
    reader.visitField(node, 'body', reader.open('class', node, typed));
    reader.note(child(node, 'name'), 'bind', place);
  },
  type_alias_statement(reader, node, place) {
    const left = child(node, 'left');
    const typed = withTypeParameters(reader, left && firstOfType(left, 'type_parameter'), place);
    reader.visitField(node, 'right', { ...typed, later: true });
    reader.note(left && firstIdentifier(left), 'bind', place);
  },
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
};

function comprehension(reader: OccurrenceReader, node: Syntax, place: Place): void {
  const inner = reader.open('comprehension', node, place);
  let first = true;
  for (const clause of node.children) {
    if (clause.type === 'for_in_clause') {
      // The first iterable is evaluated in the outer scope.
      reader.visitField(clause, 'right', first ? place : inner);
      reader.target(child(clause, 'left'), 'bind', inner);
      first = false;
    } else if (clause.field !== 'body') reader.visit(clause, inner);
  }
  reader.visitField(node, 'body', inner);
}

/** Visits defaults and annotations in the scope of their evaluation. Returns the place of the body. */
function withParameters(reader: OccurrenceReader, definition: Syntax, place: Place, typed: Place): Place {
  const parameters = child(definition, 'parameters');
  const inner = reader.open('function', definition, typed);
  for (const parameter of parameters ? parts(parameters) : []) {
    reader.visitField(parameter, 'value', place);
    reader.visitField(parameter, 'type', typed);
    const name = child(parameter, 'name') ?? (parameter.type === 'typed_parameter' ? parameter.children[0] : parameter);
    if (name) for (const one of identifiersIn(name)) reader.note(one, 'bind', inner);
  }
  return inner;
}

/** The place of a definition's annotations and bases. Each type parameter binds its name, and its bound is read on demand. */
function withTypeParameters(reader: OccurrenceReader, types: Syntax | undefined, place: Place): Place {
  if (!types) return place;
  const inner = reader.open('types', types, place);
  for (const one of parts(types)) {
    reader.note(firstIdentifier(one), 'bind', inner);
    for (const constrained of one.children.filter(({ type }) => type === 'constrained_type')) {
      for (const bound of parts(constrained).slice(1)) reader.visit(bound, { ...inner, later: true });
    }
  }
  return inner;
}
