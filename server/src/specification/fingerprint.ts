import { createHash } from 'node:crypto';
import type { Directive, Example, NotRun, Step } from '../../../protocol/index.ts';
import type { Piece } from '../python/pieces.ts';
import { replaced } from './pieceSource.ts';
import type { Snapshot } from './snapshot.ts';
import type { Statement } from './statement.ts';
import { docstringOf, dottedName, type FunctionTarget } from './targets.ts';

export interface Printed {
  readonly module: string;
  readonly directive: Directive;
  readonly examples: readonly Example[];
  readonly notRun: readonly NotRun[];
  readonly steps: readonly { readonly step: Step; readonly statement: Statement | null; readonly printed?: string }[];
}

/** SHA-256 of everything on which a verdict may depend, without positions, comments, layout and the function's own body. */
export function fingerprintOf(
  document: Snapshot,
  target: FunctionTarget,
  { module, directive, examples, notRun, steps }: Printed,
): string {
  const { base, def, signatureEnd } = target.function;
  const parts = [
    module,
    dottedName(target.function),
    document.text.slice(base + def, base + signatureEnd),
    target.decorators,
    docstringOf(document, target.function)?.value ?? null,
    directive.timeout ?? null,
    examples.map(({ kind, source }) => [kind, source]),
    notRun.map(({ source, reason }) => [source, reason]),
    steps.map(({ step, statement, printed = '' }) => [
      step.do,
      statement ? plain(document, statement, target) : printed,
      numbersOf(step),
    ]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function numbersOf(step: Step): unknown {
  if (step.do === 'example') return step.asserts.map(({ line, example }) => [line - step.line, example]);
  if (step.do === 'tests') return [step.module, step.tests, step.unsaved];
  return step.do === 'doctest' ? [step.source, step.examples] : null;
}

/** A statement without comments, blank lines and the target's body. */
function plain(
  { text }: Snapshot,
  { start, end, comments }: Statement,
  { function: own, statement }: FunctionTarget,
): string {
  const body: Piece[] =
    start === statement.start ? [{ start: own.base + own.signatureEnd, end: own.base + own.end }] : [];
  const outside = comments.filter((one) => !body.some((piece) => piece.start <= one.start && one.end <= piece.end));
  const kept = replaced(text.slice(0, end), [...body, ...outside], () => '').slice(start);
  return kept
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
