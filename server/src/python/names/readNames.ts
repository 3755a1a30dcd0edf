/** Reads how a piece of Python uses the names of its outer scope. */
import { readOccurrences } from '../scopes/occurrences.ts';
import { child, type Syntax, undecorated } from '../syntax.ts';
import { FreeNames } from './freeNames.ts';
import { GrowingNames, type Names } from './names.ts';
import { operationForms } from './operationForms.ts';
import { OperationReader } from './operationReader.ts';

/** The names in nodes that run one after the other in one scope. */
export function readNames(text: string, nodes: readonly Syntax[]): Names {
  const names = new GrowingNames();
  const free = new FreeNames(readOccurrences(text, nodes));
  const operations = new OperationReader(operationForms, text, free, names);
  for (const node of nodes) operations.visit(node, false);
  for (const name of free.binds) names.binds.add(name);
  for (const name of free.bindsLater) names.changesLater.add(name);
  for (const one of free.read) {
    (one.later ? names.later : one.annotation ? names.annotations : names.uses).add(one.name);
    if (one.role !== 'quoted' && !one.annotation && !operations.asked.has(one.start)) names.callable.add(one.name);
  }
  return names.sealed();
}

/** The parameters whose object the function's own code changes (by position, keyword-only ones last). */
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
