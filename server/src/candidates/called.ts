/** The candidate as a function or class of its own, which the user's function calls. */
import type { Node } from 'web-tree-sitter';
import { decorated, isAsync, nameOf, ownDescendants, statementsOf } from '../python/nodes.ts';
import { ownFormals } from './definition.ts';
import type { Line } from './layout.ts';
import { callOf } from './parameters.ts';
import type { PlacedHelper, Program } from './program.ts';
import type { Transfer } from './transfer.ts';
import { classOf } from './userFile.ts';

export function called(transfer: Transfer): Program {
  const { source, found, naming, imports } = transfer;
  const { wanted, target } = transfer.parts;
  const { definition, owner, name } = found;
  const { formals, receiver } = ownFormals(found, wanted);
  const cls = classOf(target);
  const asMember = cls !== undefined && owner !== undefined;
  const inClass = cls === undefined ? owner : undefined;
  const piece = inClass
    ? decorated(inClass)
    : definition.type === 'lambda'
      ? transfer.statement
      : decorated(definition);
  const own = inClass ? nameOf(inClass) : name;
  const attributes = transfer.attributes();
  const needs = transfer.needs([piece, ...attributes], asMember ? '' : own);
  const globals = transfer.named(needs);
  const fresh = naming.forHelper(inClass ? own : `_${wanted.name}`, source);
  transfer.renameGlobals(asMember ? globals : new Map([...globals, [own, fresh]]));
  if (asMember) renameMethod(transfer, fresh, receiver);
  if (isAsync(definition) && !isAsync(target)) withoutAsync(transfer);
  const callee = asMember ? `${wanted.receiver ?? nameOf(cls)}.${fresh}` : fresh;
  const method = inClass ? `${receiver === undefined ? '' : '()'}.${name}` : '';
  const passed = [
    ...(wanted.receiver !== undefined && receiver !== undefined && !asMember ? [wanted.receiver] : []),
    ...callOf(wanted.formals, formals),
  ];
  const awaiting = isAsync(definition) && isAsync(target) && !isGenerator(definition) ? 'await ' : '';
  const text = `return ${awaiting}${callee}${method}(${passed.join(', ')})`;
  const helper: PlacedHelper = {
    lines: inClass ? transfer.cut(piece) : definitionLines(transfer, piece),
    isDefinition: definition.type !== 'lambda',
    place: asMember || transfer.reachesOuter(piece) ? 'beside' : 'module',
  };
  return {
    key: transfer.key(text, needs, [piece, ...attributes]),
    body: [{ depth: 0, hanging: 0, text }],
    helpers: [...transfer.helpers(needs), helper, ...attributes.map((one) => transfer.placed(one, helper.place))],
    imports,
  };
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

/** The candidate's own `def` with the decorators that change what it does. */
function definitionLines(transfer: Transfer, piece: Node): Line[] {
  if (piece.type !== 'decorated_definition') return transfer.cut(piece);
  const kept = new Set([...transfer.ownDecorators(), 'staticmethod', 'classmethod']);
  const decorators = statementsOf(piece).filter(
    (each) => each.type === 'decorator' && kept.has(each.text.slice(1).trim()),
  );
  return [...decorators.flatMap((each) => transfer.cut(each)), ...transfer.cut(transfer.found.definition)];
}

function isGenerator(definition: Node): boolean {
  for (const node of ownDescendants(definition)) if (node.type === 'yield') return true;
  return false;
}
