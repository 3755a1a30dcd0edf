/** Moves parts of a candidate's program into the user's file: finds their dependencies and renames clashing names. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { bodyOf, decoratorsOf, enclosing, statementsOf, topLevelStatement, undecorated } from '../python/nodes.ts';
import { effectAtImport } from './atImport.ts';
import type { Source } from './candidateText.ts';
import type { Reading } from './codeInSample.ts';
import { type Found, forgottenReceiver, type Wanted } from './definition.ts';
import { type Needs, needsOf } from './dependencies.ts';
import { boundBy, type Import, sameImport } from './importStatements.ts';
import { digest, shapeOf } from './key.ts';
import { Layout, type Line, type Renames } from './layout.ts';
import { Naming, type Replacement, replacement } from './naming.ts';
import type { PlacedHelper } from './program.ts';
import type { Taking } from './taking.ts';
import { classOf, importsInForce, type UserFile } from './userFile.ts';

export interface Parts {
  readonly reading: Reading;
  readonly wanted: Wanted;
  /** The user's `def`. */
  readonly target: Node;
  readonly file: UserFile;
  readonly specification: Specification;
  readonly taking: Taking;
}

/** Decorators for the kind of function, which the user's own decorators already give. */
const ofKind =
  /^(?:staticmethod|classmethod|property|(?:typing\.)?(?:override|overload|final)|(?:abc\.)?abstractmethod|\w+\.(?:getter|setter|deleter))$/;

export class Transfer {
  readonly parts: Parts;
  readonly source: Source;
  readonly found: Found;
  readonly naming: Naming;
  readonly imports: Import[] = [];
  /** The aspects in which less or more of the reply could be taken. */
  readonly differs = new Set<keyof Taking>();
  /** The reason why the parts can't be taken. */
  refused: string | undefined;
  readonly #renames = new Map<number, Replacement>();
  readonly #layout: Layout;

  constructor(parts: Parts) {
    this.parts = parts;
    this.source = parts.reading.source;
    this.found = parts.reading.found;
    this.naming = new Naming(parts.file, parts.target, parts.specification);
    this.#layout = new Layout(this.source.root, this.source.text);
  }

  get renames(): Renames {
    return this.#renames;
  }

  /** The top-level statement of the candidate with the function in it. */
  get statement(): Node {
    return topLevelStatement(this.found.definition);
  }

  /** The parts of the candidate's module that the pieces need; `own` is the function's name there. */
  needs(pieces: readonly Node[], own: string): Needs {
    const names = new Set(pieces.flatMap((piece) => [...this.source.scopes.globalsIn(piece)]));
    names.delete(forgottenReceiver(this.found, this.parts.wanted) ?? '');
    const needs = needsOf(this.source, names, {
      statement: this.statement,
      name: own,
      bound: this.naming.bound,
      serves: (name, binding) => this.#serves(name, binding),
      acts: (statement) => effectAtImport(statement, this.source, this.parts.file) !== undefined,
    });
    this.refused ??= needs.refused;
    return needs;
  }

  #serves(name: string, binding: Node | Import): boolean {
    // A name that the reply's functions rebind is the reply's own state; the file's state must not take its place.
    const { scopes } = this.source;
    if (scopes.all.some((one) => one.binds && one.name === name && one.scope.declared.get(name) === 'global'))
      return false;
    if (!('module' in binding) && this.naming.serves(name, binding)) return true;
    if (!this.naming.restates(name, binding)) return false;
    this.differs.add('restated');
    return this.parts.taking.restated === 'file';
  }

  /** Notes that the reply wraps its function; true if the wrapping is taken. */
  wraps(): boolean {
    this.differs.add('wrapping');
    return this.parts.taking.wrapping === 'taken';
  }

  /** Finds names in the user's file for helpers and imports. The keys are their names in the candidate. */
  named({ helpers, imports }: Needs): Map<string, string> {
    const names = new Map<string, string>();
    for (const { binds } of helpers) {
      for (const name of binds) if (!names.has(name)) names.set(name, this.naming.forHelper(name, this.source));
    }
    for (const one of imports) names.set(boundBy(one), this.#imported(one));
    return names;
  }

  #imported(one: Import): string {
    const own = this.naming.forImport(one, this.source);
    if (one.module === '' && one.name.includes('.') && own.alias !== undefined && one.alias === undefined) {
      // `import a.b` binds `a`: the alias is for `a`, and the submodule gets its own name.
      const loaded = this.naming.fresh(one.name.replaceAll('.', '_'), this.source);
      this.imports.push({ module: '', name: boundBy(one), alias: own.alias }, { ...one, alias: loaded });
    } else this.imports.push(own);
    return boundBy(own);
  }

  /** The name for a builtin that the user's names hide, through its module. */
  builtin(name: string): string {
    const known = this.imports.find((one) => one.module === '' && one.name === 'builtins');
    return `${known ? boundBy(known) : this.#imported({ module: '', name: 'builtins' })}.${name}`;
  }

  rename(start: number, replaced: Replacement): void {
    this.#renames.set(start, replaced);
  }

  renameGlobals(names: ReadonlyMap<string, string>): void {
    const { scopes } = this.source;
    for (const one of scopes.all) {
      const to = names.get(one.name);
      if (to !== undefined && to !== one.name && scopes.owner(one) === scopes.module) {
        this.#renames.set(...replacement(one, to));
      }
    }
  }

  /** Decorators that change the candidate's behaviour and that the user's function lacks. */
  ownDecorators(): string[] {
    const { target } = this.parts;
    const users = new Set(decoratorsOf(target).map(bareName));
    // Among the user's methods, a class method gets the class, but the user's method gets an object.
    const asMember = this.found.owner !== undefined && classOf(target) !== undefined;
    const own = decoratorsOf(this.found.definition).filter(
      (each) => (!ofKind.test(each) || (each === 'classmethod' && asMember)) && !users.has(bareName(each)),
    );
    return own.length > 0 && !this.wraps() ? [] : own;
  }

  /** Statements that set attributes of the function: `fib.cache = {}`. Attributes that it does not read can be left out. */
  attributes(): Node[] {
    const { name, owner, definition } = this.found;
    const found = statementsOf(this.source.root).filter((statement) => {
      const assignment = statement.type === 'expression_statement' ? statement.namedChild(0) : null;
      const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
      return owner === undefined && left?.type === 'attribute' && left.childForFieldName('object')?.text === name;
    });
    const reads = bodyOf(definition);
    const needed = reads !== null && this.source.scopes.globalsIn(reads).has(name);
    return found.length > 0 && !needed && !this.wraps() ? [] : found;
  }

  helpers({ helpers }: Needs): PlacedHelper[] {
    return helpers.map(({ statement }) => this.placed(statement, this.reachesOuter(statement) ? 'beside' : 'module'));
  }

  placed(statement: Node, place: PlacedHelper['place']): PlacedHelper {
    this.runAtImport(statement);
    const isDefinition = /^(?:function|class)_definition$/.test(undecorated(statement).type);
    return { lines: this.cut(statement), isDefinition, place };
  }

  /** Refuses a statement that would have an effect whenever the file is imported. */
  runAtImport(statement: Node): void {
    const effect = effectAtImport(statement, this.source, this.parts.file);
    if (effect !== undefined)
      this.refused ??= `runs code when the file is imported: ${effect.split('\n')[0]!.slice(0, 80)}`;
  }

  /** Whether code uses names that only the functions around the user's function bind. */
  reachesOuter(node: Node): boolean {
    const { target, file } = this.parts;
    const outer = enclosing(target).filter(({ type }) => type === 'function_definition');
    if (outer.length === 0) return false;
    const used = this.source.scopes.globalsIn(node);
    return outer
      .flatMap((each) => [...(file.scopes.of(each)?.binds ?? [])])
      .some((name) => used.has(name) && !file.bindings.has(name));
  }

  /** The lines of a part of the text; `statement` is the start of its first statement, if comments come before. */
  cut({ startIndex, endIndex }: { startIndex: number; endIndex: number }, statement = startIndex): Line[] {
    return this.#layout.cut(startIndex, this.#withComment(endIndex), statement, this.#renames);
  }

  cutDocstring(string: Node): Line[] {
    return this.#layout.cutDocstring(string.startIndex, string.endIndex);
  }

  key(body: string, { helpers }: Needs, more: readonly Node[]): string {
    const known = importsInForce(this.parts.file, this.parts.target).flatMap(({ names }) => names);
    const imports = this.imports
      .filter((one) => !known.some((own) => sameImport(own, one)))
      .map(({ module, name, alias }) => `${module}:${name}:${alias ?? ''}`)
      .sort();
    const shapes = [...helpers.map(({ statement }) => statement), ...more].map((node) => shapeOf(node, this.#renames));
    return digest([...imports, ...shapes, body]);
  }

  /** The offset after a semicolon, or at the end of the line if only a comment follows. */
  #withComment(end: number): number {
    const rest = /^((?:[ \t]*;)*)[ \t]*(#[^\n]*)?(?=\n|$)/.exec(this.source.text.slice(end, end + 2000));
    return end + ((rest?.[2] ? rest[0] : rest?.[1])?.length ?? 0);
  }
}

function bareName(decorator: string): string {
  return decorator.split('(')[0]!.split('.').at(-1)!.trim();
}
