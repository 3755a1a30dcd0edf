/** The names in `case` patterns: bare names bind, dotted names are read. */
import { parts, type Syntax } from '../syntax.ts';
import type { Form, OccurrenceReader, Place } from './occurrenceReader.ts';

export const patternForms: Readonly<Record<string, Form>> = { case_pattern: pattern };

const ofPatterns: Readonly<Record<string, Form>> = {
  dotted_name(reader, node, place) {
    const [first, ...others] = node.children;
    if (!first) return;
    if (others.length > 0) reader.note(first, 'read', place);
    else capture(reader, first, place);
  },
  identifier: capture,
  class_pattern(reader, node, place) {
    const [type, ...others] = parts(node);
    reader.note(type?.children[0], 'read', place);
    for (const one of others) within(reader, one, place);
  },
  keyword_pattern(reader, node, place) {
    for (const one of parts(node).slice(1)) within(reader, one, place);
  },
};

function pattern(reader: OccurrenceReader, node: Syntax, place: Place): void {
  for (const one of node.children) within(reader, one, place);
}

function within(reader: OccurrenceReader, node: Syntax, place: Place): void {
  const form = Object.hasOwn(ofPatterns, node.type) ? ofPatterns[node.type]! : pattern;
  form(reader, node, place);
}

function capture(reader: OccurrenceReader, node: Syntax, place: Place): void {
  if (reader.nameOf(node) !== '_') reader.note(node, 'bind', place);
}
