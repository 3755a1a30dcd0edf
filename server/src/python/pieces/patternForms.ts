/** What the patterns of `case` do with names: bare ones bind, dotted ones are read. */

import { parts, type Syntax } from '../syntax.ts';
import type { Form, NameReader } from './nameReader.ts';
import type { Scope } from './scope.ts';

export const patternForms: Readonly<Record<string, Form>> = {
  case_clause(reader, node, scope) {
    for (const one of node.children) {
      if (one.type === 'case_pattern') pattern(reader, one, scope);
      else reader.visit(one, scope);
    }
  },
};

const ofPatterns: Readonly<Record<string, Form>> = {
  dotted_name(reader, node, scope) {
    const [first, ...others] = node.children;
    if (!first) return;
    if (others.length > 0) reader.use(first, scope);
    else capture(reader, first, scope);
  },
  identifier: capture,
  class_pattern(reader, node, scope) {
    const [type, ...others] = parts(node);
    if (type?.children[0]) reader.use(type.children[0], scope);
    for (const one of others) pattern(reader, one, scope);
  },
  keyword_pattern(reader, node, scope) {
    for (const one of parts(node).slice(1)) pattern(reader, one, scope);
  },
};

function pattern(reader: NameReader, node: Syntax, scope: Scope): void {
  const form = Object.hasOwn(ofPatterns, node.type) ? ofPatterns[node.type] : undefined;
  if (form) form(reader, node, scope);
  else for (const one of node.children) pattern(reader, one, scope);
}

function capture(reader: NameReader, node: Syntax, scope: Scope): void {
  const name = reader.nameOf(node);
  if (name !== '_') reader.bindName(name, scope);
}
