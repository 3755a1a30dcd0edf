/** Handles extra parameters of a candidate: its body can set them itself. */
import type { Node } from 'web-tree-sitter';
import { bodyOf } from '../python/nodes.ts';
import { ownFormals } from './definition.ts';
import type { Line } from './layout.ts';
import { type Fit, type Formal, fitOf, furtherOf } from './parameters.ts';
import type { Transfer } from './transfer.ts';

/** The fit without the extra parameters; undefined unless each of them has a constant value. */
export function fitWithout(transfer: Transfer): Extract<Fit, { how: 'direct' }> | undefined {
  const { wanted } = transfer.parts;
  const { formals } = ownFormals(transfer.found, wanted);
  const further = furtherOf(wanted.formals, formals);
  if (further.length === 0 || !further.every(isConstant) || passesThem(transfer, further)) return undefined;
  const fit = fitOf(
    wanted.formals,
    formals.filter((formal) => !further.includes(formal)),
  );
  return fit.how === 'direct' ? fit : undefined;
}

/** Statements that assign the extra parameters that the body uses, under the body's names. */
export function settings(transfer: Transfer): Line[] {
  const { found, source, renames, parts } = transfer;
  const { scopes } = source;
  const body = bodyOf(found.definition)!;
  const scope = scopes.of(found.definition);
  return furtherOf(parts.wanted.formals, ownFormals(found, parts.wanted).formals).flatMap(({ name, value }) => {
    const used = scopes.within(body).find((one) => one.name === name && scopes.owner(one) === scope);
    if (!used || !value) return [];
    return [{ depth: 0, hanging: 0, text: `${renames.get(used.start)?.text ?? name} = ${value.text}` }];
  });
}

function isConstant({ value }: Formal): boolean {
  return value !== undefined && !value.text.includes('\n') && value.descendantsOfType('identifier').length === 0;
}

/** Whether the candidate passes extra parameters in its calls of itself, or uses itself without calling. */
function passesThem({ found, source, parts }: Transfer, further: readonly Formal[]): boolean {
  const { definition, name } = found;
  const names = new Set(further.map((formal) => formal.name));
  const most = parts.wanted.formals.filter(({ kind }) => /^positional/.test(kind)).length;
  const isOwn = (node: Node | null | undefined) =>
    node?.type === 'attribute' ? node.childForFieldName('attribute')?.text === name : node?.text === name;
  const body = bodyOf(definition)!;
  const calls = body.descendantsOfType('call').filter((call) => isOwn(call?.childForFieldName('function')));
  const uses = source.scopes.within(body).filter((one) => one.name === name);
  if (!found.owner && uses.length > calls.length) return true;
  return calls.some((call) => {
    const given = call?.childForFieldName('arguments')?.namedChildren ?? [];
    const byName = given.filter((argument) => argument?.type === 'keyword_argument');
    return (
      given.length - byName.length > most ||
      given.some((argument) => /splat/.test(argument?.type ?? '')) ||
      byName.some((argument) => names.has(argument?.childForFieldName('name')?.text ?? ''))
    );
  });
}
