/** The effects of Python's forms on objects: statements, expressions, and their use of Python's protocols. */
import { nameFrom } from '../identifiers.ts';
import { child, parts, type Syntax } from '../syntax.ts';
import { type Form, type OperationReader, rootOf } from './operationReader.ts';

/** Expressions that ask about an object without a call of it. */
const asking = new Set(['callable', 'hasattr', 'isinstance', 'issubclass', 'type', 'id']);

export const operationForms: ReadonlyMap<string, Form> = new Map(
  Object.entries<Form>({
    // Annotations do nothing with their names, and patterns only compare.
    type: () => undefined,
    type_parameter: () => undefined,
    case_pattern: () => undefined,
    function_definition: functions,
    lambda: functions,
    list_comprehension: comprehension,
    set_comprehension: comprehension,
    dictionary_comprehension: comprehension,
    generator_expression: comprehension,
    for_in_clause: loop,
    for_statement: loop,
    assignment(reader, node, later) {
      reader.visitField(node, 'right', later);
      const left = child(node, 'left');
      // A bare `x: int` only declares.
      if (child(node, 'right')) reader.target(left, later);
      else if (left) reader.visit(left, later);
    },
    augmented_assignment(reader, node, later) {
      reader.operatorsOf(node, later);
      reader.visitField(node, 'right', later);
      reader.visitField(node, 'left', later);
      const left = child(node, 'left');
      if (left) reader.change(left, later);
      reader.target(left, later);
    },
    as_pattern(reader, node, later) {
      const target = child(node, 'alias');
      for (const one of node.children) if (one !== target) reader.visit(one, later);
      reader.target(target, later);
    },
    delete_statement(reader, node, later) {
      for (const target of targetsIn(node)) {
        reader.change(target, later);
        reader.visit(target, later);
      }
    },
    keyword_argument: (reader, node, later) => reader.visitField(node, 'value', later),
    with_statement: operating('with'),
    subscript: operating('[]'),
    interpolation: operating('str'),
    binary_operator: operators,
    unary_operator: operators,
    boolean_operator: operators,
    not_operator: operators,
    comparison_operator(reader, node, later) {
      if (node.children.some(({ type }) => type === 'is' || type === 'is not')) {
        for (const one of parts(node)) if (one.type === 'identifier') reader.asked.add(one.start);
      }
      operators(reader, node, later);
    },
    attribute(reader, node, later) {
      const attribute = child(node, 'attribute');
      const object = child(node, 'object');
      if (!object) return;
      const name = attribute ? reader.nameOf(attribute) : '';
      reader.names.attributes.add(name);
      if (object.type === 'identifier' && /^__(?!wrapped__|call__)\w+__$/.test(name)) reader.asked.add(object.start);
      reader.visit(object, later);
    },
    call,
    expression_statement(reader, node, later) {
      bareCall(reader, node, later);
      reader.visitAll(node, later);
    },
  }),
);

function functions(reader: OperationReader, node: Syntax, later: boolean): void {
  reader.visitRest(node, ['body'], later);
  reader.visitField(node, 'body', true);
}

function loop(reader: OperationReader, node: Syntax, later: boolean): void {
  reader.operator('for', later);
  reader.visitField(node, 'right', later);
  reader.target(child(node, 'left'), later);
  reader.visitRest(node, ['left', 'right'], later);
}

function comprehension(reader: OperationReader, node: Syntax, later: boolean): void {
  reader.operator('for', later);
  reader.visitAll(node, later);
}

/** Reads the nodes below, with the operation around them. */
function operating(operation: string): Form {
  return (reader, node, later) => {
    reader.operator(operation, later);
    reader.visitAll(node, later);
  };
}

function operators(reader: OperationReader, node: Syntax, later: boolean): void {
  reader.operatorsOf(node, later);
  reader.visitAll(node, later);
}

function call(reader: OperationReader, node: Syntax, later: boolean): void {
  const callee = child(node, 'function');
  const args = child(node, 'arguments');
  if (callee?.type === 'identifier') {
    const name = reader.nameOf(callee);
    reader.operator(name, later);
    const first = args && parts(args)[0];
    if (args && first?.type === 'identifier' && asking.has(name) && reader.free.at(callee)) {
      reader.asked.add(first.start);
      for (const one of parts(args).slice(1)) reader.visit(one, later);
      return;
    }
  }
  if (callee?.type === 'attribute') {
    const root = rootOf(callee);
    const free = root && reader.free.at(root);
    if (free) reader.names.receivers.add(free.name);
  }
  reader.operator('()', later);
  reader.visitAll(node, later);
}

/** Notes a statement that is only a call. */
function bareCall(reader: OperationReader, node: Syntax, later: boolean): void {
  const only = parts(node)[0];
  const called = only?.type === 'await' ? parts(only).at(-1) : only;
  const callee = called?.type === 'call' ? child(called, 'function') : undefined;
  const root = callee && rootOf(callee);
  if (!called || !callee || !root || !reader.free.at(root)) return;
  const name = reader.nameOf(root);
  const path =
    root === callee ? '' : nameFrom(reader.text.slice(root.end, callee.end)).replace(/\s/g, '').replace(/^\./, '');
  if (later) {
    if (path) reader.names.changesLater.add(name);
    return;
  }
  const args = parts(child(called, 'arguments') ?? called).map((one) => {
    const value = one.type === 'keyword_argument' ? child(one, 'value') : one;
    const at = value && rootOf(value);
    return at ? reader.nameOf(at) : null;
  });
  reader.names.bareCalls.push({ root: name, path, args });
}

function targetsIn(node: Syntax): Syntax[] {
  return parts(node).flatMap((one) => {
    if (one.type === 'del') return [];
    return ['expression_list', 'tuple', 'list', 'parenthesized_expression'].includes(one.type) ? targetsIn(one) : [one];
  });
}
