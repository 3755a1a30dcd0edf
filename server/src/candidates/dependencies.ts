/** Finds the parts of a candidate's program that the function needs, by following names. */
import type { Node } from 'web-tree-sitter';
import { readNames } from '../python/names/readNames.ts';
import { nameOf, statementsOf, undecorated } from '../python/nodes.ts';
import { letsNest } from '../python/recursion.ts';
import { roughSyntaxOf } from '../python/syntax.ts';
import { builtins } from './builtins.ts';
import type { Source } from './candidateText.ts';
import { boundBy, type Import, importsOf } from './importStatements.ts';
import { importsAnywhere } from './moduleNames.ts';
import { known, supposed } from './stars.ts';

export interface Needs {
  /** In the program's order. */
  readonly helpers: readonly Helper[];
  readonly imports: readonly Import[];
  /** The reason why they can't be taken. */
  readonly refused?: string;
}

interface Helper {
  readonly statement: Node;
  /** Global names that it binds. */
  readonly binds: ReadonlySet<string>;
}

interface Part extends Helper {
  readonly uses: ReadonlySet<string>;
  readonly changes: ReadonlySet<string>;
}

export interface Around {
  /** The statement of the program that holds the function, and the function's name there. */
  readonly statement: Node;
  readonly name: string;
  /** Whether the user's file already has this name, so that the candidate's own definition or import is left out. */
  serves(name: string, binding: Node | Import): boolean;
  /** Names that the user's file binds. */
  readonly bound: ReadonlyMap<string, unknown>;
  /** Whether a statement does more than compute while the file is imported. */
  acts(statement: Node): boolean;
}

export function needsOf(source: Source, names: Iterable<string>, around: Around): Needs {
  const parts = partsOf(source, around);
  const imports = new Map<string, Import>();
  for (const one of statementsOf(source.root).flatMap(importsOf)) imports.set(boundBy(one), one);
  const stars = importsAnywhere(source.root).filter(({ name }) => name === '*');
  const needed = new Set<string>(names);
  const helpers = new Set<Part>();
  const imported = new Set<Import>();
  let refused: string | undefined;
  // A program that recurses may need `setrecursionlimit`.
  if (recurses(source.root)) {
    for (const part of parts.filter(({ statement }) => letsNest(statement.text))) {
      helpers.add(part);
      for (const used of part.uses) needed.add(used);
    }
  }
  // The iteration of a set also visits elements that are added during it.
  for (const name of needed) {
    const binders = parts.filter(({ binds }) => binds.has(name));
    const last = binders.at(-1);
    if (last) {
      if (around.serves(name, last.statement)) continue;
      const changers = parts.filter(({ changes }) => changes.has(name));
      // Usage code also binds and changes names; it is left out.
      const idle = [...binders, ...changers].filter(({ statement }) => !around.acts(statement));
      const isBound = idle.some(({ binds }) => binds.has(name));
      const whole = isDefinition(last.statement) ? [last] : isBound ? idle : [...binders, ...idle];
      for (const part of whole) {
        helpers.add(part);
        for (const used of part.uses) needed.add(used);
      }
      continue;
    }
    const one = imports.get(name) ?? known(stars, name);
    if (one) {
      if (!around.serves(name, one)) imported.add(one);
    } else if (name !== around.name && !around.bound.has(name) && !builtins.has(name)) {
      const found = supposed(stars, name);
      if (found && 'refused' in found) refused ??= found.refused;
      else if (found) imported.add(found);
    }
  }
  return {
    helpers: parts.filter((part) => helpers.has(part)),
    imports: [...imported],
    ...(refused !== undefined && { refused }),
  };
}

/** Whether a function of the program calls itself. */
function recurses(root: Node): boolean {
  return root.descendantsOfType('function_definition').some((definition) =>
    definition!.descendantsOfType('call').some((call) => {
      const callee = call!.childForFieldName('function');
      const called = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee;
      return called?.text === nameOf(definition!);
    }),
  );
}

/** The statements that can be helpers: not imports, usage code, or statements that run the function while the file loads. */
function partsOf({ text, root, scopes }: Source, { statement: own, name }: Around): Part[] {
  const parts = statementsOf(root)
    .filter((statement) => statement.id !== own.id && !/^(?:future_)?import_|^assert_/.test(statement.type))
    .map((statement): Part => {
      const uses = scopes.globalsIn(statement);
      const bound = scopes.within(statement).filter((one) => one.binds && scopes.owner(one) === scopes.module);
      const names = readNames(text, [roughSyntaxOf(statement)]);
      const changes = new Set([...names.changes, ...names.changesLater, ...names.receivers]);
      return { statement, binds: new Set(bound.map((one) => one.name)), uses, changes };
    });
  const functions = new Map<string, Part>();
  for (const part of parts) if (isDefinition(part.statement)) functions.set(nameOf(undecorated(part.statement)), part);
  return parts.flatMap((part): Part[] => {
    const { statement, uses } = part;
    // A function changes an object only when it is called, so that is no reason to take the function.
    if (isDefinition(statement))
      return [{ ...part, binds: new Set([nameOf(undecorated(statement))]), changes: new Set() }];
    const called = [...uses].flatMap((used) => functions.get(used) ?? []);
    if (uses.has(name) || called.some((one) => one.uses.has(name))) return [];
    if (/^print\s*\(/.test(statement.text) || (uses.has('__name__') && statement.type === 'if_statement')) return [];
    return [{ ...part, changes: new Set([part, ...called].flatMap((one) => [...one.changes, ...one.binds])) }];
  });
}

function isDefinition(statement: Node): boolean {
  return /^(?:function|class)_definition$/.test(undecorated(statement).type);
}
