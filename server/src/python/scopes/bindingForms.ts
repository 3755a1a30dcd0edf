/** The statements and expressions that bind names in their own scope. */
import { child, childrenOf, type Syntax } from '../syntax.ts';
import type { Form, OccurrenceReader, Place } from './occurrenceReader.ts';
import { aroundComprehensions } from './scope.ts';

export const bindingForms: Readonly<Record<string, Form>> = {
  assignment(reader, node, place) {
    reader.visitField(node, 'right', place);
    reader.visitField(node, 'type', place);
    reader.target(child(node, 'left'), child(node, 'right') ? 'bind' : 'annotate', place);
  },
  augmented_assignment(reader, node, place) {
    reader.visitField(node, 'right', place);
    reader.target(child(node, 'left'), 'update', place);
  },
  named_expression(reader, node, place) {
    reader.visitField(node, 'value', place);
    reader.note(child(node, 'name'), 'bind', { ...place, scope: aroundComprehensions(place.scope) });
  },
  for_statement: loop,
  for_in_clause: loop,
  as_pattern(reader, node, place) {
    const target = child(node, 'alias');
    for (const one of node.children) if (one !== target) reader.visit(one, place);
    reader.target(target, 'bind', place);
  },
  delete_statement: (reader, node, place) => reader.target(node, 'delete', place),
  import_statement: imports,
  import_from_statement: imports,
  future_import_statement: imports,
  global_statement: (reader, node, place) => reader.declare(node, 'global', place),
  nonlocal_statement: (reader, node, place) => reader.declare(node, 'nonlocal', place),
};

function loop(reader: OccurrenceReader, node: Syntax, place: Place): void {
  reader.visitField(node, 'right', place);
  reader.target(child(node, 'left'), 'bind', place);
  reader.visitRest(node, ['left', 'right'], place);
}

function imports(reader: OccurrenceReader, node: Syntax, place: Place): void {
  for (const one of childrenOf(node, 'name')) {
    const alias = child(one, 'alias');
    if (alias) reader.note(alias, 'bind', place);
    else reader.note(one.children[0], 'bind', place, true);
  }
}
