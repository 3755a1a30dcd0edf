/** The forms that read names. */
import type { Form } from './occurrenceReader.ts';

export const readingForms: Readonly<Record<string, Form>> = {
  identifier: (reader, node, place) => reader.note(node, 'read', place),
  attribute: (reader, node, place) => reader.visitField(node, 'object', place),
  keyword_argument: (reader, node, place) => reader.visitField(node, 'value', place),
  type: (reader, node, place) => reader.visitAll(node, { ...place, annotation: true }),
  /** The dotted name `a.b` of an annotation. */
  member_type(reader, node, place) {
    const [object] = node.children;
    if (object) reader.visit(object, place);
  },
  string(reader, node, place) {
    if (place.annotation) reader.quoted(node, place);
    reader.visitAll(node, place);
  },
};
