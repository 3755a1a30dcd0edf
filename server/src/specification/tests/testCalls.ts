/** Tells whether code of a test file leads to a function of the file under test, through imports, helpers and fixtures. */

import { isDunder, mayCall } from '../../python/dunders.ts';
import type { Names } from '../../python/names/names.ts';
import type { Calls } from '../calls.ts';
import { type ImportedName, importsIn } from '../importsInText.ts';
import { changedBy, type Model } from '../model.ts';
import type { Snapshot } from '../snapshot.ts';
import type { FunctionAt } from '../statement.ts';
import { isFixture } from './testFunctions.ts';

/** The file under test, as test files import it. */
export interface Subject {
  /** The name in the file that an import means: `''` for the file as a module, null for another file. */
  meaningOf(one: ImportedName, from: string): string | null;
  readonly calls: Calls;
}

export class TestCalls {
  readonly #subject: Subject;
  readonly #file: string;
  readonly #text: string;
  readonly #model: Model;
  /** The original name of each imported local name; `*` for a star import. */
  readonly #imported = new Map<string, string>();
  readonly #modules = new Set<string>();
  readonly #all: boolean;
  /** The file's own functions and classes that lead to the function. */
  readonly #leading = new Set<string>();
  /** Names of objects that have the method, by attribute. */
  readonly #touching = new Map<string, Set<string>>();
  /** The calls of the conftest.py files above. */
  readonly #above: readonly TestCalls[];
  readonly #fixtures = new Set<string>();

  constructor(document: Snapshot, model: Model, subject: Subject, above: readonly TestCalls[]) {
    this.#subject = subject;
    this.#file = document.file;
    this.#text = document.text;
    this.#model = model;
    this.#above = above;
    let all = false;
    for (const one of importsIn(document.text)) {
      const meaning = subject.meaningOf(one, document.file);
      if (meaning === null) continue;
      if (meaning === '') this.#modules.add(one.binds);
      else if (meaning === '*') all = true;
      else this.#imported.set(one.binds, meaning);
    }
    this.#all = all;
    for (const [name, functions] of model.functions) if (functions.some(isFixture)) this.#fixtures.add(name);
    this.#grow();
  }

  /** The names of the file under test that the imports need; `*` for all. */
  get needed(): Set<string> {
    const names = new Set(this.#imported.values());
    if (this.#all) names.add('*');
    if (this.#modules.size > 0) {
      for (const { names: own } of this.#model.statements) {
        for (const set of [own.attributes, own.assignedAttributes]) for (const one of set) names.add(one);
      }
    }
    return names;
  }

  get isAbout(): boolean {
    return this.#imported.size > 0 || this.#modules.size > 0 || this.#all;
  }

  /** Whether one of its fixtures, taken by a test with these names, leads to the function. */
  gives(names: Names): boolean {
    const { attributes } = this.#subject.calls.ways;
    for (const name of names.later) {
      if (!this.#fixtures.has(name)) continue;
      if (this.#leading.has(name)) return true;
      for (const [attribute, classes] of attributes) {
        if (names.attributes.has(attribute) && this.#touchingOf(attribute, classes).has(name)) return true;
      }
    }
    return false;
  }

  /** Whether code with these names leads to the function. `text` is the code itself, whose own imports are not in `names`. */
  leads(names: Names, text = ''): boolean {
    const { names: ways, attributes, through } = this.#subject.calls.ways;
    if (this.#importsItself(names, text)) return true;
    for (const name of names.callable) {
      if (this.#leading.has(name)) return true;
      const original = this.#original(name);
      if (original !== undefined && ways.has(original)) return true;
      if (original !== undefined && through.has(original) && this.#touches(names, original, through.get(original)!))
        return true;
    }
    if (this.#above.some((one) => one.gives(names))) return true;
    if (this.#usesModule(names)) for (const name of ways) if (names.attributes.has(name)) return true;
    for (const [attribute, classes] of attributes) {
      const isUsed = isDunder(attribute)
        ? mayCall(attribute, names.operators) || names.attributes.has(attribute)
        : names.attributes.has(attribute) || names.assignedAttributes.has(attribute);
      if (isUsed && this.#touches(names, attribute, classes)) return true;
    }
    return false;
  }

  /** Whether a test imports the function in its own body, where the name is local. */
  #importsItself(names: Names, text: string): boolean {
    if (!text.includes('import')) return false;
    const { calls } = this.#subject;
    const { names: ways, attributes, through } = calls.ways;
    return importsIn(text).some((one) => {
      const meaning = this.#subject.meaningOf(one, this.#file);
      if (meaning === null) return false;
      if (ways.has(meaning)) return true;
      if (meaning === '' && [...ways].some((name) => names.attributes.has(name))) return true;
      return [...attributes, ...through].some(([key, classes]) => {
        const origins = [...classes].flatMap((name) => [...calls.touching(name)]);
        const isTouched =
          meaning === '' ? origins.some((name) => names.attributes.has(name)) : origins.includes(meaning);
        return isTouched && (through.has(key) || isDunder(key) || names.attributes.has(key));
      });
    });
  }

  #original(name: string): string | undefined {
    return this.#imported.get(name) ?? (this.#all && !this.#model.binders.has(name) ? name : undefined);
  }

  #usesModule(names: Names): boolean {
    for (const name of this.#modules) if (names.uses.has(name) || names.later.has(name)) return true;
    return false;
  }

  #touches(names: Names, key: string, classes: ReadonlySet<string>): boolean {
    const touching = this.#touchingOf(key, classes);
    return this.#touchesDirectly(names, classes) || touches(names, touching);
  }

  /** Whether imported names lead to an object of the classes. */
  #touchesDirectly(names: Names, classes: ReadonlySet<string>): boolean {
    const { calls } = this.#subject;
    for (const name of classes) {
      const origins = calls.touching(name);
      for (const set of [names.uses, names.later]) {
        for (const one of set) {
          const original = this.#original(one);
          if (original !== undefined && origins.has(original)) return true;
        }
      }
      if (this.#usesModule(names)) for (const one of origins) if (names.attributes.has(one)) return true;
    }
    return false;
  }

  /** The file's own names that are made from such an object, or return one. */
  #touchingOf(key: string, classes: ReadonlySet<string>): Set<string> {
    const known = this.#touching.get(key);
    if (known) return known;
    const found = new Set<string>();
    this.#touching.set(key, found);
    for (let grown = true; grown; ) {
      grown = false;
      for (const statement of this.#model.statements) {
        const { names, kind } = statement;
        const made =
          kind === 'function' || kind === 'class'
            ? names.binds
            : [...names.binds, ...changedBy(statement, this.#model)];
        if ([...made].every((one) => found.has(one))) continue;
        if (!touches(names, found) && !this.#touchesDirectly(names, classes)) continue;
        for (const one of made) found.add(one);
        grown = true;
      }
    }
    return found;
  }

  #grow(): void {
    for (let grown = true; grown; ) {
      grown = false;
      for (const [name, functions] of this.#model.functions) {
        if (this.#leading.has(name) || !functions.some((one) => this.leads(one.names, textOf(one, this.#text))))
          continue;
        this.#leading.add(name);
        grown = true;
      }
    }
  }
}

export function textOf({ base, start, end }: FunctionAt, text: string): string {
  return text.slice(base + start, base + end);
}

function touches(names: Names, touching: ReadonlySet<string>): boolean {
  for (const set of [names.uses, names.later]) for (const one of set) if (touching.has(one)) return true;
  return false;
}
