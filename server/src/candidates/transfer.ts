/** Moves parts of a candidate's program into the user's file: finds what they need, renames what clashes. */
import type { Node } from 'web-tree-sitter';
import type { Specification } from '../../../protocol/index.ts';
import { bodyOf, decoratorsOf, enclosing, statementsOf, topLevelStatement, undecorated } from '../python/nodes.ts';
import { effectAtImport } from './atImport.ts';
import type { Source } from './candidateText.ts';
import { type Found, forgottenReceiver, type Wanted } from './definition.ts';
import { type Needs, needsOf } from './dependencies.ts';
import { boundBy, type Import, sameImport } from './importStatements.ts';
import { digest, shapeOf } from './key.ts';
import { Layout, type Line, type Renames } from './layout.ts';
import { Naming, type Replacement, replacement } from './naming.ts';
import type { PlacedHelper } from './program.ts';
import type { Reading } from './reading.ts';
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

/** Decorators that say what kind of function it is, which the user's own already do. */
const ofKind =
  /^(?:staticmethod|classmethod|property|(?:typing\.)?(?:override|overload|final)|(?:abc\.)?abstractmethod|\w+\.(?:getter|setter|deleter))$/;

export class Transfer {
  readonly parts: Parts;
  readonly source: Source;
  readonly found: Found;
  readonly naming: Naming;
  readonly imports: Import[] = [];
  /** Where less of the reply could have been taken, or more. */
  readonly differs = new Set<keyof Taking>();
  /** Why what is moved can't be had. */
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

  /** The statement of the candidate's module that holds the function. */
  get statement(): Node {
    return topLevelStatement(this.found.definition);
  }

  /** What the pieces need of the candidate's module; `own` is the function's name there. */
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
    // What the reply's functions bind anew is a state of its own, which the file's must not become.
    const { scopes } = this.source;
    if (scopes.all.some((one) => one.binds && one.name === name && one.scope.declared.get(name) === 'global'))
      return false;
    if (!('module' in binding) && this.naming.serves(name, binding)) return true;
    if (!this.naming.restates(name, binding)) return false;
    this.differs.add('restated');
    return this.parts.taking.restated === 'file';
  }

  /** Whether a wrapping that is there is taken along. */
  wraps(): boolean {
    this.differs.add('wrapping');
    return this.parts.taking.wrapping === 'taken';
  }

  /** Finds names for helpers and imports in the user's file; by the names that they have in the candidate. */
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
      // `import a.b` binds `a`: the alias is for that, and the submodule is loaded under a name of its own.
      const loaded = this.naming.fresh(one.name.replaceAll('.', '_'), this.source);
      this.imports.push({ module: '', name: boundBy(one), alias: own.alias }, { ...one, alias: loaded });
    } else this.imports.push(own);
    return boundBy(own);
  }

  /** A builtin that the user's names hide, reached through its module. */
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

  /** Decorators that change what the candidate does and that the user's function hasn't. */
  ownDecorators(): string[] {
    const { target } = this.parts;
    const users = new Set(decoratorsOf(target).map(bareName));
    // A class method among the user's methods gets the class, where the user's gets an object.
    const asMember = this.found.owner !== undefined && classOf(target) !== undefined;
    const own = decoratorsOf(this.found.definition).filter(
      (each) => (!ofKind.test(each) || (each === 'classmethod' && asMember)) && !users.has(bareName(each)),
    );
    return own.length > 0 && !this.wraps() ? [] : own;
  }

  /** Statements that give the function attributes: `fib.cache = {}`. It can be without those that it doesn't read. */
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

  /** Notes what a statement that goes into the file runs whenever that is imported. */
  runAtImport(statement: Node): void {
    const effect = effectAtImport(statement, this.source, this.parts.file);
    if (effect !== undefined)
      this.refused ??= `runs code when the file is imported: ${effect.split('\n')[0]!.slice(0, 80)}`;
  }

  /** Whether code uses what only the functions around the user's function bind. */
  reachesOuter(node: Node): boolean {
    const { target, file } = this.parts;
    const outer = enclosing(target).filter(({ type }) => type === 'function_definition');
    if (outer.length === 0) return false;
    const used = this.source.scopes.globalsIn(node);
    return outer
      .flatMap((each) => [...(file.scopes.of(each)?.binds ?? [])])
      .some((name) => used.has(name) && !file.bindings.has(name));
  }

  /** The lines of a stretch, or of a node; `statement` is where its first statement begins, if comments come before. */
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

  /** Past a semicolon, and to the end of the line where only a comment follows. */
  #withComment(end: number): number {
    const rest = /^((?:[ \t]*;)*)[ \t]*(#[^\n]*)?(?=\n|$)/.exec(this.source.text.slice(end, end + 2000));
    return end + ((rest?.[2] ? rest[0] : rest?.[1])?.length ?? 0);
  }
}

function bareName(decorator: string): string {
  return decorator.split('(')[0]!.split('.').at(-1)!.trim();
}
