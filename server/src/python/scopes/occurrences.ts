/** The names of code: its identifiers by Python's scoping rules, from the syntax tree. */
import type { Syntax } from '../syntax.ts';
import { bindingForms } from './bindingForms.ts';
import { type Form, OccurrenceReader } from './occurrenceReader.ts';
import { patternForms } from './patternForms.ts';
import { readingForms } from './readingForms.ts';
import { scopeForms } from './scopeForms.ts';

const forms: ReadonlyMap<string, Form> = new Map(
  Object.entries({ ...readingForms, ...bindingForms, ...patternForms, ...scopeForms }),
);

/** Reads nodes that run one after the other in one module. The result is in Python's order of evaluation. */
export function readOccurrences(
  text: string,
  nodes: readonly Syntax[],
): Pick<OccurrenceReader, 'found' | 'module' | 'scopes'> {
  const reader = new OccurrenceReader(text, forms);
  for (const node of nodes) reader.visit(node, reader.module);
  return reader;
}
