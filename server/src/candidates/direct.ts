/** Puts the candidate's body under the user's `def`. */
import type { Node } from 'web-tree-sitter';
import { bodyOf, nameOf } from '../python/nodes.ts';
import { bodyLines, bodyShape, wantedDocstring } from './bodyLines.ts';
import { builtins } from './builtins.ts';
import { classMembers } from './classMembers.ts';
import { forgottenReceiver, ownFormals } from './definition.ts';
import type { Needs } from './dependencies.ts';
import { fitWithout, settings } from './further.ts';
import { parameterRenames } from './naming.ts';
import { type Fit, fitOf } from './parameters.ts';
import type { Program } from './program.ts';
import type { Transfer } from './transfer.ts';
import { classOf } from './userFile.ts';

/** Undefined where parameters, decorators or hidden names prevent it. */
export function direct(transfer: Transfer): Program | undefined {
  const { source, found, naming, imports } = transfer;
  const { wanted, target, file, reading } = transfer.parts;
  const { definition, owner, name: own } = found;
  const names = parameterNames(transfer);
  const body = bodyOf(definition);
  if (!names || !body || found.branches || usesItsClass(transfer, body)) return undefined;
  const forgotten = forgottenReceiver(found, wanted);
  const members = owner && classOf(target) ? classMembers(source, found, target, file) : [];
  const pieces = [body, ...members];
  const needs = transfer.needs(pieces, owner ? '' : own);
  const globals = transfer.named(needs);
  const local = parameterRenames(
    source,
    found,
    names,
    [...wanted.formals.map(({ name }) => name), ...(wanted.receiver === undefined ? [] : [wanted.receiver])],
    (name) => globals.has(name) || name === forgotten || (name === own && own !== wanted.name && owner === undefined),
    { fresh: (name) => naming.fresh(name, source), builtin: (name) => transfer.builtin(name) },
  );
  if (!local) return undefined;
  transfer.renameGlobals(globals);
  if (forgotten !== undefined) transfer.renameGlobals(new Map([[forgotten, wanted.receiver!]]));
  keepBuiltin(transfer, pieces, needs);
  for (const [start, one] of local) transfer.rename(start, one);
  renameOwn(transfer, names);
  const docstring = wantedDocstring(transfer);
  const set = reading.form === 'definition' ? settings(transfer) : [];
  return {
    key: transfer.key([...set.map(({ text }) => text), bodyShape(transfer)].join('\n'), needs, members),
    body: [...set, ...bodyLines(transfer)],
    ...(set.length === 0 &&
      body.startPosition.row === definition.startPosition.row &&
      body.type === 'block' && { inline: true as const }),
    helpers: [...transfer.helpers(needs), ...members.map((member) => transfer.placed(member, 'beside'))],
    imports,
    ...(docstring && { docstring }),
  };
}

/** The user's names for the candidate's parameters, where these match one to one and no decorator changes them. */
function parameterNames(transfer: Transfer): Map<string, string> | undefined {
  const { wanted, reading } = transfer.parts;
  if (transfer.attributes().length > 0) return undefined;
  if (reading.form !== 'definition') {
    const all = [
      ...wanted.formals.map(({ name }) => name),
      ...(wanted.receiver === undefined ? [] : [wanted.receiver]),
    ];
    return new Map(all.map((name) => [name, name]));
  }
  const { formals, receiver } = ownFormals(transfer.found, wanted);
  const fit = directFit(transfer, fitOf(wanted.formals, formals));
  if (!fit || transfer.ownDecorators().length > 0) return undefined;
  const names = new Map(fit.names);
  if (receiver !== undefined && wanted.receiver !== undefined) names.set(receiver, wanted.receiver);
  return names;
}

function directFit(transfer: Transfer, fit: Fit): Extract<Fit, { how: 'direct' }> | undefined {
  if (fit.how === 'direct') return fit;
  const without = fitWithout(transfer);
  return without && !transfer.wraps() ? without : undefined;
}

/** Whether a method needs its class, because it uses `self` or the class's name. The user's function is not a method. */
function usesItsClass({ source: { scopes }, found, parts }: Transfer, body: Node): boolean {
  if (found.owner === undefined || classOf(parts.target)) return false;
  const { receiver } = ownFormals(found, parts.wanted);
  const scope = scopes.of(found.definition);
  const usesReceiver = scopes.within(body).some((one) => one.name === receiver && scopes.owner(one) === scope);
  return usesReceiver || scopes.globalsIn(body).has(nameOf(found.owner));
}

/** Keeps a builtin such as `sum` reachable in a candidate of another name, where the user's function is named `sum`. */
function keepBuiltin(transfer: Transfer, pieces: readonly Node[], { helpers }: Needs): void {
  const { wanted, target } = transfer.parts;
  const { name, owner } = transfer.found;
  if (owner || classOf(target) || name === wanted.name || !builtins.has(wanted.name)) return;
  if (helpers.some(({ binds }) => binds.has(wanted.name))) return;
  const used = [...pieces, ...helpers.map(({ statement }) => statement)];
  if (used.some((node) => transfer.source.scopes.globalsIn(node).has(wanted.name))) {
    transfer.renameGlobals(new Map([[wanted.name, transfer.builtin(wanted.name)]]));
  }
}

/** Renames the candidate's calls of itself, their keywords, and its class. */
function renameOwn(transfer: Transfer, names: ReadonlyMap<string, string>): void {
  const { scopes, root } = transfer.source;
  const { name, owner } = transfer.found;
  const own = new Set(
    scopes.all.filter((one) => one.name === name && scopes.owner(one) === scopes.module).map(({ start }) => start),
  );
  if (!owner) transfer.renameGlobals(new Map([[name, ownName(transfer)]]));
  else if (classOf(transfer.parts.target)) {
    transfer.renameGlobals(new Map([[nameOf(owner), transfer.parts.wanted.owners.join('.')]]));
  }
  for (const call of root.descendantsOfType('call')) {
    const callee = call?.childForFieldName('function');
    const isOwn = owner
      ? callee?.type === 'attribute' && callee.childForFieldName('attribute')?.text === name
      : callee?.type === 'identifier' && own.has(callee.startIndex);
    if (!isOwn) continue;
    for (const argument of call!.childForFieldName('arguments')?.namedChildren ?? []) {
      const keyword = argument?.type === 'keyword_argument' ? argument.childForFieldName('name') : null;
      const users = keyword ? names.get(keyword.text) : undefined;
      if (keyword && users !== undefined) {
        transfer.rename(keyword.startIndex, { length: keyword.text.length, text: users });
      }
    }
  }
}

/** The new name in the candidate's calls of itself: the user's name, with its class where the function is a method. */
function ownName({ parts: { wanted, target, file }, found }: Transfer): string {
  const { name } = found;
  if (!classOf(target)) return wanted.name;
  // In a method of that name, a bare `max` means the global again.
  if (builtins.has(name) || file.bindings.has(name)) return name;
  const forgets = wanted.receiver !== undefined && ownFormals(found, wanted).receiver === undefined;
  return `${forgets ? wanted.receiver : wanted.owners.join('.')}.${wanted.name}`;
}
