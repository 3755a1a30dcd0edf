/** Keeps the candidate as a separate function or class, which the user's function calls. */
import type { Node } from 'web-tree-sitter';
import { decorated, decoratorsOf, isAsync, nameOf, ownDescendants, statementsOf } from '../python/nodes.ts';
import { forgottenReceiver, ownFormals } from './definition.ts';
import { callOf } from './parameters.ts';
import type { PlacedHelper, Program } from './program.ts';
import type { Transfer } from './transfer.ts';
import { classOf } from './userFile.ts';

export function called(transfer: Transfer): Program {
  const { source, found, naming, imports } = transfer;
  const { wanted, target } = transfer.parts;
  const { definition, owner, name, branches } = found;
  const { formals, receiver } = ownFormals(found, wanted);
  const cls = classOf(target);
  const asMember = cls !== undefined && owner !== undefined;
  const inClass = cls === undefined ? owner : undefined;
  const piece = inClass
    ? decorated(inClass)
    : definition.type === 'lambda' || branches
      ? transfer.statement
      : decorated(definition);
  const own = inClass ? nameOf(inClass) : name;
  const attributes = transfer.attributes();
  const pieces = piece.type === 'decorated_definition' && !inClass ? [...decorators(transfer), definition] : [piece];
  const needs = transfer.needs([...pieces, ...attributes], asMember ? '' : own);
  const globals = transfer.named(needs);
  if (branches) for (const each of boundIn(transfer, piece, own)) globals.set(each, naming.forHelper(each, source));
  const fresh = asMember
    ? naming.forMember(`_${wanted.name}`, source)
    : naming.forHelper(inClass ? own : `_${wanted.name}`, source);
  transfer.renameGlobals(asMember ? globals : new Map([...globals, [own, fresh]]));
  if (asMember) renameMethod(transfer, fresh, receiver);
  if (isAsync(definition) && !isAsync(target)) withoutAsync(transfer);
  const given = withReceiver(transfer, receiver, asMember);
  const callee = asMember ? `${wanted.receiver ?? nameOf(cls)}.${fresh}` : fresh;
  const method = inClass ? `${receiver === undefined ? '' : '()'}.${name}` : '';
  const passed = [
    ...(wanted.receiver !== undefined && (receiver !== undefined || given) && !asMember ? [wanted.receiver] : []),
    ...callOf(wanted.formals, formals),
  ];
  const awaiting = isAsync(definition) && isAsync(target) && !isGenerator(definition) ? 'await ' : '';
  for (const each of inClass ? [piece] : pieces) transfer.runAtImport(each);
  const text = `return ${awaiting}${callee}${method}(${passed.join(', ')})`;
  const helper: PlacedHelper = {
    lines: inClass ? transfer.cut(piece) : pieces.flatMap((each) => transfer.cut(each)),
    isDefinition: definition.type !== 'lambda',
    place: asMember || transfer.reachesOuter(piece) ? 'beside' : 'module',
  };
  return {
    key: transfer.key(text, needs, [...pieces, ...attributes]),
    body: [{ depth: 0, hanging: 0, text }],
    helpers: [...transfer.helpers(needs), helper, ...attributes.map((one) => transfer.placed(one, helper.place))],
    imports,
  };
}

/** Other names of the module that a compound statement binds. */
function boundIn({ source: { scopes } }: Transfer, statement: Node, own: string): Set<string> {
  const bound = scopes.within(statement).filter((one) => one.binds && scopes.owner(one) === scopes.module);
  return new Set(bound.map((one) => one.name).filter((name) => name !== own));
}

/** Adds a receiver to a function that lacks one, if it uses one or is called as a method. */
function withReceiver(transfer: Transfer, receiver: string | undefined, asMember: boolean): boolean {
  const { found, parts } = transfer;
  const { definition, branches } = found;
  const own = parts.wanted.receiver;
  const forgotten = forgottenReceiver(found, parts.wanted);
  if (own === undefined || receiver !== undefined || decoratorsOf(definition).includes('staticmethod')) return false;
  if (forgotten === undefined && !asMember) return false;
  for (const each of branches?.definitions ?? [definition]) {
    const parameters = each.childForFieldName('parameters');
    const comma = parameters && statementsOf(parameters).length > 0 ? ',' : '';
    const token = each.type === 'lambda' ? each.child(0)! : parameters!.child(0)!;
    const between = token.type === 'lambda' ? ' ' : '';
    const after =
      comma && token.type === '(' && token.nextSibling?.startPosition.row === token.startPosition.row ? ' ' : '';
    const text = `${token.text}${between}${forgotten ?? own}${comma}${after}`;
    transfer.rename(token.startIndex, { length: token.text.length, text });
  }
  return true;
}

function renameMethod(transfer: Transfer, to: string, receiver: string | undefined): void {
  const { definition, name } = transfer.found;
  const own = definition.childForFieldName('name')!;
  transfer.rename(own.startIndex, { length: own.text.length, text: to });
  for (const attribute of definition.descendantsOfType('attribute')) {
    const last = attribute?.childForFieldName('attribute');
    if (last?.text === name && attribute?.childForFieldName('object')?.text === receiver) {
      transfer.rename(last.startIndex, { length: name.length, text: to });
    }
  }
}

function withoutAsync(transfer: Transfer): void {
  const [async, def] = [transfer.found.definition.child(0)!, transfer.found.definition.child(1)];
  transfer.rename(async.startIndex, { length: (def?.startIndex ?? async.endIndex) - async.startIndex, text: '' });
}

/** The decorators of the candidate's own `def` that change what it does. */
function decorators(transfer: Transfer): Node[] {
  const kept = new Set([...transfer.ownDecorators(), 'staticmethod', 'classmethod']);
  return statementsOf(decorated(transfer.found.definition)).filter(
    (each) => each.type === 'decorator' && kept.has(each.text.slice(1).trim()),
  );
}

function isGenerator(definition: Node): boolean {
  for (const node of ownDescendants(definition)) if (node.type === 'yield') return true;
  return false;
}
