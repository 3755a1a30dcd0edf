/** The forms that read names: what they use, may call, and ask of an object by Python's protocols. */
import { nameFrom } from '../names.ts';
import { child, isString, parts, type Syntax } from '../syntax.ts';
import { rootOf } from './binding.ts';
import type { Form, NameReader } from './nameReader.ts';
import { isOutside, type Scope } from './scope.ts';

/** What asks about an object and doesn't call it. */
const asking = new Set(['callable', 'hasattr', 'isinstance', 'issubclass', 'type', 'id']);

export const readingForms: Readonly<Record<string, Form>> = {
  identifier: (reader, node, scope) => reader.use(node, scope),
  keyword_argument: (reader, node, scope) => reader.visitField(node, 'value', scope),
  with_statement: operating('with'),
  subscript: operating('[]'),
  interpolation: operating('str'),
  binary_operator: operators,
  unary_operator: operators,
  boolean_operator: operators,
  not_operator: operators,
  comparison_operator(reader, node, scope) {
    reader.operatorsOf(node, scope);
    const identity = node.children.some(({ type }) => type === 'is' || type === 'is not');
    for (const one of parts(node)) {
      if (one.type === 'identifier' && identity) reader.use(one, scope, false);
      else reader.visit(one, scope);
    }
  },
  attribute(reader, node, scope) {
    const attribute = child(node, 'attribute');
    const object = child(node, 'object');
    if (!object) return;
    const name = attribute ? reader.nameOf(attribute) : '';
    reader.names.attributes.add(name);
    if (object.type === 'identifier') reader.use(object, scope, !/^__(?!wrapped__|call__)\w+__$/.test(name));
    else reader.visit(object, scope);
  },
  call,
  expression_statement(reader, node, scope) {
    bareCall(reader, node, scope);
    reader.visitAll(node, scope);
  },
  type: annotation,
};

/** What stands below, and the operation that it goes through. */
function operating(operation: string): Form {
  return (reader, node, scope) => {
    reader.operator(operation, scope);
    reader.visitAll(node, scope);
  };
}

function operators(reader: NameReader, node: Syntax, scope: Scope): void {
  reader.operatorsOf(node, scope);
  reader.visitAll(node, scope);
}

function call(reader: NameReader, node: Syntax, scope: Scope): void {
  const callee = child(node, 'function');
  const args = child(node, 'arguments');
  if (callee?.type === 'identifier') {
    const name = reader.nameOf(callee);
    reader.operator(name, scope);
    const first = args && parts(args)[0];
    if (args && first?.type === 'identifier' && asking.has(name) && isOutside(name, scope)) {
      reader.use(callee, scope);
      reader.use(first, scope, false);
      for (const one of parts(args).slice(1)) reader.visit(one, scope);
      return;
    }
  }
  if (callee?.type === 'attribute') {
    const root = rootOf(callee);
    if (root && reader.isOutside(root, scope)) reader.names.receivers.add(reader.nameOf(root));
  }
  reader.operator('()', scope);
  reader.visitAll(node, scope);
}

/** Notes a statement that is nothing but a call. */
function bareCall(reader: NameReader, node: Syntax, scope: Scope): void {
  const only = parts(node)[0];
  const called = only?.type === 'await' ? parts(only).at(-1) : only;
  const callee = called?.type === 'call' ? child(called, 'function') : undefined;
  const root = callee && rootOf(callee);
  if (!called || !callee || !root || !reader.isOutside(root, scope)) return;
  const name = reader.nameOf(root);
  const path =
    root === callee ? '' : nameFrom(reader.text.slice(root.end, callee.end)).replace(/\s/g, '').replace(/^\./, '');
  if (scope.later) {
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

/** Names of annotations, those in quoted ones too. */
function annotation(reader: NameReader, node: Syntax, scope: Scope): void {
  const { names } = reader;
  const take = (name: string) => {
    if (isOutside(name, scope)) (scope.later ? names.later : names.annotations).add(name);
  };
  const look = (at: Syntax): void => {
    if (at.type === 'identifier') take(reader.nameOf(at));
    else if (isString(at)) for (const [name] of reader.nameOf(at).matchAll(/(?<![\w.])[^\W\d]\w*/gu)) take(name);
    else if (at.type === 'attribute' || at.type === 'member_type') look(at.children[0]!);
    else for (const one of at.children) look(one);
  };
  look(node);
}
