/** Finds the mentions of a file's names, and the code that mentions them. */
import { changedBy, type Model } from './model.ts';

export interface Mentions {
  /** Indexes of statements that mention a name outside of functions and classes. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  readonly attributes: ReadonlyMap<string, readonly number[]>;
  readonly all: readonly number[];
  /** Names that functions read. */
  readonly readByFunctions: ReadonlySet<string>;
}

const mentions = new WeakMap<Model, Mentions>();

export function mentionsIn(model: Model): Mentions {
  const known = mentions.get(model);
  if (known) return known;
  const names = new Map<string, number[]>();
  const attributes = new Map<string, number[]>();
  const all: number[] = [];
  const put = (into: Map<string, number[]>, name: string, index: number) => {
    const list = into.get(name);
    if (!list) into.set(name, [index]);
    else if (list.at(-1) !== index) list.push(index);
  };
  model.statements.forEach(({ parts, names: own }, index) => {
    if (parts.length === 0) return;
    all.push(index);
    for (const set of [own.uses, own.later, own.callable, own.binds]) for (const name of set) put(names, name, index);
    // A name that a loop binds and then reads is not a use by the statement.
    if (parts.length > 1) for (const part of parts) for (const name of part.names.uses) put(names, name, index);
    for (const set of [own.attributes, own.assignedAttributes]) for (const name of set) put(attributes, name, index);
  });
  const readByFunctions = new Set<string>();
  for (const functions of model.functions.values())
    for (const one of functions) for (const name of one.names.later) readByFunctions.add(name);
  const found = { names, attributes, all, readByFunctions };
  mentions.set(model, found);
  return found;
}

/** For each name, the module's names whose functions, classes or values use it. */
const users = new WeakMap<Model, ReadonlyMap<string, ReadonlySet<string>>>();

export function usersOf(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const known = users.get(model);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  const add = (from: string, to: string) => {
    const set = found.get(from);
    if (set) set.add(to);
    else found.set(from, new Set([to]));
  };
  for (const statement of model.statements) {
    const { names, kind } = statement;
    const made =
      kind === 'function' || kind === 'class' ? names.binds : [...names.binds, ...changedBy(statement, model)];
    for (const to of made) for (const set of [names.uses, names.later]) for (const from of set) add(from, to);
  }
  users.set(model, found);
  return found;
}
