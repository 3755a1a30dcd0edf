/** The statements and expressions that bind or change names in the scope in which they stand. */

import { child, childrenOf, type Syntax } from '../syntax.ts';
import { targetsIn } from './binding.ts';
import type { Form, NameReader } from './nameReader.ts';
import { aroundComprehensions, type Scope } from './scope.ts';

export const bindingForms: Readonly<Record<string, Form>> = {
  assignment(reader, node, scope) {
    reader.visitField(node, 'right', scope);
    reader.visitField(node, 'type', scope);
    const left = child(node, 'left');
    // `x: int` alone declares.
    if (child(node, 'right') || scope.kind === 'function') reader.bind(left, scope);
    else if (left && left.type !== 'identifier') reader.visit(left, scope);
  },
  augmented_assignment(reader, node, scope) {
    reader.operatorsOf(node, scope);
    reader.visitField(node, 'right', scope);
    reader.visitField(node, 'left', scope);
    reader.change(child(node, 'left'), scope);
    reader.bind(child(node, 'left'), scope);
  },
  named_expression(reader, node, scope) {
    reader.visitField(node, 'value', scope);
    reader.bind(child(node, 'name'), aroundComprehensions(scope));
  },
  for_statement: loop,
  for_in_clause: loop,
  as_pattern(reader, node, scope) {
    const target = child(node, 'alias');
    for (const one of node.children) if (one !== target) reader.visit(one, scope);
    if (target) reader.bind(target, scope);
  },
  delete_statement(reader, node, scope) {
    for (const target of targetsIn(node)) {
      reader.change(target, scope);
      if (target.type !== 'identifier') reader.visit(target, scope);
    }
  },
  import_statement: imports,
  import_from_statement: imports,
  future_import_statement: imports,
  // What they say of a function's names is read with the function.
  global_statement: () => undefined,
  nonlocal_statement: () => undefined,
};

function loop(reader: NameReader, node: Syntax, scope: Scope): void {
  reader.operator('for', scope);
  reader.visitField(node, 'right', scope);
  reader.bind(child(node, 'left'), scope);
  reader.visitRest(node, ['left', 'right'], scope);
}

function imports(reader: NameReader, node: Syntax, scope: Scope): void {
  for (const one of childrenOf(node, 'name')) {
    const name = child(one, 'alias') ?? one.children[0];
    if (name) reader.bindName(reader.nameOf(name), scope);
  }
}
