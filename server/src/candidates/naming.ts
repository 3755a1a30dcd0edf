/** Finds free names in the user's file, and new names there for a candidate's names. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { namesIn } from '../python/identifiers.ts';
import { bodyOf, decorated, enclosing, nameOf, topLevelStatement, undecorated } from '../python/nodes.ts';
import type { Occurrence } from '../python/scopes/occurrence.ts';
import { builtins } from './builtins.ts';
import type { Source } from './candidateText.ts';
import type { Found } from './definition.ts';
import { aliased, boundBy, type Import, sameImport } from './importStatements.ts';
import { shapeOf } from './key.ts';
import { elisionIn, isStub } from './stubs.ts';
import { TakenMembers, TakenNames } from './taken.ts';
import { classOf, type UserFile } from './userFile.ts';

export type Replacement = { length: number; text: string };

export class Naming {
  readonly #file: UserFile;
  readonly #target: Node;
  /** Global names that the file or its examples use, except in the body of the function. */
  readonly #used = new Set<string>();
  /** The same without the function's own signature and decorators. */
  readonly #usedElsewhere = new Set<string>();
  readonly #taken: TakenNames;
  readonly #examples: ReadonlySet<string>;
  /** The user's parameters, and the names of the enclosing functions. */
  readonly #locals = new Set<string>();
  readonly #given = new Set<string>();

  constructor(file: UserFile, target: Node, specification: Specification) {
    this.#file = file;
    this.#target = target;
    this.#examples = namesInExamples(specification);
    const body = bodyOf(target);
    const [from, to] = body ? [body.startIndex, body.endIndex] : [0, 0];
    const own = decorated(target);
    for (const { name, start } of file.globals) {
      if (start >= from && start < to) continue;
      this.#used.add(name);
      if (start < own.startIndex || start >= own.endIndex) this.#usedElsewhere.add(name);
    }
    this.#taken = new TakenNames(file, target);
    for (const outer of [...enclosing(target), target]) {
      if (outer.type !== 'function_definition') continue;
      for (const name of file.scopes.of(outer)?.binds ?? []) {
        if (outer.id !== target.id || isParameter(file, target, name)) this.#locals.add(name);
      }
    }
  }

  /** The names that the file binds, except the function itself. */
  get bound(): ReadonlyMap<string, Node> {
    return this.#file.bindings;
  }

  /** Whether the file's own definition of a name replaces the candidate's: always for classes, else where they are the same. */
  serves(name: string, statement: Node): boolean {
    const own = this.#file.bindings.get(name);
    if (!own || own.id === topLevelStatement(this.#target).id) return false;
    const definition = undecorated(statement);
    if (definition.type === 'class_definition') return true;
    if (definition.type === 'function_definition' && (isStub(definition) || elisionIn(definition))) return true;
    const [one, other] = [shapeOf(statement, new Map()), shapeOf(own, new Map())];
    return one === other;
  }

  /** Whether a candidate redefines a name that the file has for its code. */
  restates(name: string, binding: Node | Import): boolean {
    const own = this.#file.bindings.get(name);
    if (!own || own.id === topLevelStatement(this.#target).id) return false;
    if ('module' in binding && this.#file.imports.some(({ names }) => names.some((one) => sameImport(one, binding)))) {
      return false;
    }
    if (/^(?:function|class)_definition$|^import_/.test(undecorated(own).type)) return true;
    // Names that are computed from the function or by the script are not inputs of the function.
    const uses = this.#file.scopes.globalsIn(own);
    const isSetUp = /^(?:expression|if|try)_statement$/.test(own.type);
    return isSetUp && !uses.has(nameOf(undecorated(topLevelStatement(this.#target)))) && !uses.has('__name__');
  }

  /** The name for a helper. */
  forHelper(name: string, source: Source): string {
    // A star import does not bring names with a leading underscore.
    const isHidden = this.#taken.isLookedFor(name) || this.#taken.hasUnknownStar;
    if (!isHidden || name.startsWith('_')) return this.#isFree(name) ? this.#give(name) : this.fresh(name, source);
    return this.#unused(`_${name}`, source);
  }

  /** The name for a helper that becomes a method of the function's class. */
  forMember(name: string, source: Source): string {
    const cls = classOf(this.#target);
    const members = new TakenMembers(this.#target, this.#file);
    // An unknown base class may have any name, but is unlikely to have this one.
    const wanted = members.isOpen && cls ? `_${nameOf(cls)}_${name.replace(/^_/, '')}` : name;
    const isFree = (tried: string) => this.#isFree(tried) && !members.has(tried) && !members.isMentioned(tried);
    return isFree(wanted) ? this.#give(wanted) : this.fresh(wanted, source, isFree);
  }

  #unused(name: string, source: Source): string {
    const theirs = source.scopes.all.some((one) => one.name === name);
    return !theirs && this.#isFree(name) ? this.#give(name) : this.fresh(name, source);
  }

  #isFree(name: string): boolean {
    const taken = [this.#file.bindings, this.#used, this.#examples, this.#locals, this.#given, builtins];
    if (taken.some((names) => names.has(name)) || this.#taken.isSpoken(name)) return false;
    return this.#taken.starOf(name) === undefined && !/^__\w+__$/.test(name);
  }

  /** The import for the file: the same, or with an alias. */
  forImport(one: Import, source: Source): Import {
    const name = boundBy(one);
    const same =
      this.#file.imports.some(({ names }) => names.some((own) => sameImport(own, one))) ||
      this.#taken.bringsByStar(one);
    const sameModule =
      !one.module &&
      this.#file.imports.some(({ names }) => names.some((own) => !own.module && !own.alias && boundBy(own) === name));
    // `import math` gives the examples the `math` that they mean, and can't forge it.
    const isPlain = one.module === '' && one.alias === undefined && !one.name.includes('.');
    const clash =
      (this.#file.bindings.has(name) && !same && !(sameModule && one.alias === undefined)) ||
      this.#locals.has(name) ||
      this.#given.has(name) ||
      (!same && !isPlain && this.#examples.has(name) && !this.#file.bindings.has(name)) ||
      (!same && this.#meansOther(name, isPlain));
    this.#give(name);
    if (!clash) return one;
    const hidden = this.#taken.hasUnknownStar && !name.startsWith('_');
    return aliased(one, hidden ? this.#unused(`_${name}`, source) : this.fresh(name, source));
  }

  /** Whether the file may use a name that it does not bind: a builtin, a name of a star import, or an undefined name. */
  #meansOther(name: string, isPlain: boolean): boolean {
    if (/^__\w+__$/.test(name) || this.#taken.starOf(name) !== undefined) return true;
    const isMeant = this.#usedElsewhere.has(name) || this.#taken.isSpoken(name);
    if (builtins.has(name)) return isMeant || this.#used.has(name);
    if (this.#taken.hasUnknownStar) return isMeant || !isPlain;
    return isMeant && !isPlain && !this.#file.bindings.has(name);
  }

  /** A name that is unused in the file, its examples and the candidate. */
  fresh(name: string, source: Source, isFree = (tried: string) => this.#isFree(tried)): string {
    const theirs = new Set(source.scopes.all.map((one) => one.name));
    for (let count = 2; ; count++) {
      const tried = `${name}_${count}`;
      if (!theirs.has(tried) && isFree(tried)) return this.#give(tried);
    }
  }

  #give(name: string): string {
    this.#given.add(name);
    return name;
  }
}

/** The replacement of one occurrence; an import gets an alias. */
export function replacement({ start, end, imported, name: own }: Occurrence, name: string): [number, Replacement] {
  const text = imported ? `${own} as ${name}` : name;
  return [start, { length: end - start, text }];
}

/**
 * Renames a function's parameters to the user's; conflicting names inside the function get fresh names. Undefined
 * where a user's name would hide a name that the body needs. A hidden builtin is reached through its module.
 */
export function parameterRenames(
  { scopes }: Source,
  { definition }: Found,
  names: ReadonlyMap<string, string>,
  users: readonly string[],
  isRenamed: (global: string) => boolean,
  { fresh, builtin }: { fresh(name: string): string; builtin(name: string): string },
): Map<number, Replacement> | undefined {
  const scope = scopes.of(definition)!;
  const body = bodyOf(definition)!;
  const inside = scopes.within(body).map((one) => ({ ...one, owner: scopes.owner(one) }));
  const found = new Map<number, Replacement>();
  for (const name of users) {
    if (isRenamed(name) || !inside.some((one) => one.name === name && one.owner === scopes.module)) continue;
    if (!builtins.has(name)) return undefined;
    const through = builtin(name);
    for (const one of inside)
      if (one.name === name && one.owner === scopes.module) found.set(...replacement(one, through));
  }
  const rename = (from: string, owner: unknown, to: string) => {
    for (const one of inside) if (one.owner === owner && one.name === from) found.set(...replacement(one, to));
  };
  const changed = [...names].filter(([from, to]) => from !== to);
  for (const [from, to] of changed) {
    if (scope.binds.has(to) && !names.has(to)) rename(to, scope, fresh(to));
    const inner = new Set(inside.map((one) => one.owner).filter((owner) => owner !== scope && owner.binds.has(to)));
    for (const hiding of inner) {
      const { start, end, type } = hiding.node;
      if (start < body.startIndex || end > body.endIndex || hiding.declared.has(to)) continue;
      const isMeant = (one: Occurrence) => one.name === from && one.start >= start && one.end <= end;
      if (!inside.some((one) => isMeant(one) && one.owner === scope)) continue;
      // Callers may name a nested function's parameters, and a class's names are attributes.
      if (hiding.kind === 'class' || type === 'function_definition') return undefined;
      rename(to, hiding, fresh(to));
    }
  }
  for (const [from, to] of changed) rename(from, scope, to);
  return found;
}

function isParameter(file: UserFile, target: Node, name: string): boolean {
  const parameters = target.childForFieldName('parameters');
  return parameters !== null && file.scopes.within(parameters).some((one) => one.name === name && one.binds);
}

const inExamples = new WeakMap<Specification, ReadonlySet<string>>();

function namesInExamples(specification: Specification): ReadonlySet<string> {
  const known = inExamples.get(specification);
  if (known) return known;
  const { steps, examples } = specification;
  const sources = steps.flatMap((step) => {
    if (step.do === 'doctest') return step.source.match(/^[ \t]*(?:>>>|\.\.\.) .*$/gm) ?? [];
    return step.do === 'example' ? [step.source] : [];
  });
  const found = new Set([...sources, ...examples.map(({ source }) => source)].flatMap(namesIn));
  inExamples.set(specification, found);
  return found;
}
