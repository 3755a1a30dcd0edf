/** Finds the function for a command, a hover or an action. */
import type { Position, Specification } from '../../../protocol/index.ts';
import { specificationAt, specificationOf, targetsOf } from '../specification/index.ts';
import type { OpenDocument } from './documents.ts';

export interface Pointer {
  readonly function?: string;
  readonly position?: Position;
}

/** The function with this name, or at this position, or the only one of the file; else a message with a remedy. */
export function pointedAt(
  open: OpenDocument,
  pointer: Pointer,
  workspace: string | undefined,
): Specification | { error: string } {
  if (pointer.function !== undefined) return specificationOf(open.python, pointer.function, { workspace });
  if (pointer.position !== undefined) return specificationAt(open.python, pointer.position, { workspace });
  const [only, ...others] = targetsOf(open.python);
  if (only && others.length === 0) return specificationOf(open.python, only.name, { workspace });
  return { error: 'No function is selected. Put the cursor into one and try again.' };
}

/** The reason why there is nothing to run, with a remedy; undefined where there is an example. */
export function lackOfExamples({ target, examples, notRun }: Specification): string | undefined {
  if (examples.length > 0) return undefined;
  const [first] = notRun;
  if (!first) {
    return `${target.name} has no examples. Write an assert below it or a doctest in its docstring; a code action adds a first one.`;
  }
  return `None of the examples of ${target.name} can be run. Line ${first.line}: ${first.reason}`;
}
