/** Finds examples that call the function with equal arguments and expect different values: no program passes both. */
import type { Example, Specification } from '../../../protocol/index.ts';
import { alike, sourceOf, type Value } from '../python/values.ts';
import { expectationOf } from '../specification/expectation.ts';
import { type PythonDocument, withoutLine } from '../specification/index.ts';
import { statementsOf } from '../specification/statements.ts';

export interface Contradiction {
  /** The later example. */
  readonly example: Example;
  readonly value: string;
  readonly other: Example;
  readonly otherValue: string;
}

const known = new WeakMap<Specification, readonly Contradiction[]>();

/**
 * Finds contradictions by reading alone. It reports none if other statements than examples and definitions are between the two: they
 * could change the function's result.
 */
export function contradictionsIn(document: PythonDocument, specification: Specification): readonly Contradiction[] {
  const found = known.get(specification) ?? read(document, specification);
  known.set(specification, found);
  return found;
}

function read(document: PythonDocument, { target, examples, file }: Specification): Contradiction[] {
  const name = withoutLine(target.name);
  const before = new Map<string, { example: Example; value: Value }>();
  const found: Contradiction[] = [];
  for (const example of examples) {
    if (example.file !== file || (example.kind === 'assert' && example.range.start.character > 0)) continue;
    const expectation = expectationOf(example);
    if (!expectation?.isFixed(name) && !expectation?.isFixed(`.${target.simpleName}`)) continue;
    const { subject, value } = expectation;
    const other = before.get(subject);
    if (other === undefined) before.set(subject, { example, value });
    else if (!alike(other.value, value) && isQuiet(document, other.example, example))
      found.push({ example, value: sourceOf(value), other: other.example, otherValue: sourceOf(other.value) });
  }
  return found;
}

const quiet = new Set(['assert', 'function', 'class', 'import', 'future', 'docstring']);

function isQuiet(document: PythonDocument, one: Example, other: Example): boolean {
  const [from, to] = [one, other].map(({ range }) => document.offsetAt(range.start)) as [number, number];
  return statementsOf(document.snapshot).every(
    ({ start, end, kind }) => end <= Math.min(from, to) || start >= Math.max(from, to) || quiet.has(kind),
  );
}
