/** Which names a piece of Python binds, reads and changes: its scoping rules over the syntax tree. */
import type { Node } from 'web-tree-sitter';
import { child, type Syntax, syntaxOf, undecorated } from '../syntax.ts';
import { bindingForms } from './bindingForms.ts';
import { type Form, NameReader } from './nameReader.ts';
import { patternForms } from './patternForms.ts';
import type { Names } from './pieceNames.ts';
import { readingForms } from './readingForms.ts';
import { outsideScope } from './scope.ts';
import { scopeForms } from './scopeForms.ts';

const forms: ReadonlyMap<string, Form> = new Map(
  Object.entries({ ...readingForms, ...bindingForms, ...patternForms, ...scopeForms }),
);

/** For a statement or expression of the parser's tree: what it binds, reads from around it, and whose object it changes. */
export function namesOf(node: Node): { binds: Set<string>; uses: Set<string>; changes: Set<string> } {
  const syntax = syntaxOf(node);
  if (!syntax) return { binds: new Set(), uses: new Set(), changes: new Set() };
  const names = readNames(node.tree.rootNode.text, [syntax]);
  const uses = new Set([...names.uses, ...names.annotations]);
  for (const name of names.later) if (!names.binds.has(name)) uses.add(name);
  const called = names.bareCalls.filter(({ path }) => path).map(({ root }) => root);
  return { binds: new Set(names.binds), uses, changes: new Set([...names.changes, ...called]) };
}

/** The names of nodes that run one after the other in one scope. `known` are bound there before. */
export function readNames(text: string, nodes: readonly Syntax[], known: Iterable<string> = []): Names {
  const reader = new NameReader(text, forms);
  const scope = outsideScope(known);
  for (const node of nodes) reader.visit(node, scope);
  return reader.names.sealed();
}

/** The parameters of a function (by position, keyword-only ones behind) whose object its own code changes. */
export function changedParameters(text: string, definition: Syntax, parameters: readonly string[]): Set<number> {
  const body = child(undecorated(definition), 'body');
  const changed = new Set<number>();
  if (!body) return changed;
  const names = readNames(text, [body]);
  parameters.forEach((name, index) => {
    const called = names.bareCalls.some((call) => call.path && call.root === name);
    if (called || names.changes.has(name)) changed.add(index);
  });
  return changed;
}
