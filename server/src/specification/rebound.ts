/** Finds names of the file with several values: a call of the function sees the value at the time of the call. */

import type { Model } from './model.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';
import type { FunctionTarget } from './targets.ts';

/** All plain assignments to such names, if no call makes the values. It is not known yet which of them a candidate reads. */
export function reboundIn(document: Snapshot, model: Model, target: FunctionTarget): Statement[] {
  const own = model.indexes.get(target.statement)!;
  return [...model.binders.values()].flatMap((binders) => {
    const isRebound = binders.length > 1 && binders.some((one) => model.indexes.get(one)! > own);
    return isRebound && binders.every((one) => isPlain(document, one)) ? binders : [];
  });
}

const assignment = /^[A-Za-z_]\w*\s*(?::[^=\n]+)?(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>)?=(?!=)/;

function isPlain({ text }: Snapshot, { kind, names, start, end, broken }: Statement): boolean {
  const isAssignment = kind === 'other' && assignment.test(text.slice(start, end));
  return isAssignment && broken.length === 0 && !names.operators.has('()');
}
